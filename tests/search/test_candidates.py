"""Which meetings could be in a visitor's week: near enough or online, and truly meeting in the coming five weeks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from groups.rules.choices import Attendance, ExceptionKind, Status
from groups.rules.criteria import MeetingSearch, Moment, Near
from groups.rules.geo import Point
from groups.rules.schedule import FIRST
from groups.search import candidates
from tests.factories import make_exception, make_meeting, make_venue, reindexed

NOW = Moment(datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo("Europe/London"), ("",), frozenset())
ROUND_IPSWICH = MeetingSearch(near=Near("Ipswich", Point(52.056, 1.15)), within=10)

pytestmark = pytest.mark.django_db


def numbers(pool):
    return [one.number for one in pool.found]


def test_those_within_reach_come_nearest_first_and_none_beyond_it():
    far, near = (make_meeting(venue=make_venue(lat=lat)) for lat in (52.10, 52.06))
    make_meeting(venue=make_venue(lat=53.0))
    make_meeting(attendance=Attendance.ONLINE)

    pool = candidates.in_person(ROUND_IPSWICH, at=NOW)

    assert (numbers(pool), pool.is_cut) == ([near.pk, far.pk], False)
    assert [round(one.km, 1) for one in pool.found] == [0.4, 4.9]


def test_those_online_are_found_wherever_they_are_held_and_a_hybrid_one_once():
    hybrid = make_meeting(attendance=Attendance.HYBRID)
    elsewhere = make_meeting(attendance=Attendance.HYBRID, venue=make_venue(lat=55.0))
    online = make_meeting(attendance=Attendance.ONLINE)
    make_meeting(venue=make_venue(lat=55.0))

    near = candidates.in_person(ROUND_IPSWICH, at=NOW)
    pool = candidates.online(ROUND_IPSWICH, beside=near, at=NOW)

    assert numbers(pool) == [hybrid.pk, elsewhere.pk, online.pk]


def test_what_does_not_meet_in_the_coming_five_weeks_is_none():
    make_meeting(first=date(2027, 1, 18))
    make_meeting(status=Status.PAUSED)
    cancelled = make_meeting(first=date(2026, 11, 30), last=date(2026, 11, 30))
    make_exception(cancelled, ExceptionKind.CANCELLED, date(2026, 11, 30))
    back = make_meeting(status=Status.PAUSED, paused_until=date(2026, 12, 6))
    reindexed()

    assert numbers(candidates.in_person(ROUND_IPSWICH, at=NOW)) == [back.pk]


def test_its_timetable_is_the_meetings_own():
    make_meeting(
        weekday=3, starts_at=time(19), minutes=90, weeks=FIRST, first=date(2026, 12, 1), time_zone="Europe/Paris"
    )

    [one] = candidates.in_person(ROUND_IPSWICH, at=Moment(NOW.now, NOW.zone, ("", "Europe/Paris"))).found

    dates = list(one.table.rule.dates(since=date(2026, 11, 1), until=date(2027, 1, 31)))
    assert dates == [date(2026, 12, 3), date(2027, 1, 7)]
    assert (one.table.starts_at, one.table.minutes, one.table.zone.key) == (time(19), 90, "Europe/Paris")


def test_where_there_are_many_in_person_the_nearest_are_taken_and_that_is_said():
    far, near, nearer = (make_meeting(venue=make_venue(lat=lat)) for lat in (52.10, 52.07, 52.06))

    pool = candidates.in_person(ROUND_IPSWICH, most=2, at=NOW)

    assert (numbers(pool), pool.is_cut) == ([nearer.pk, near.pk], True)
    assert far.pk not in numbers(pool)


def test_where_there_are_many_online_each_hour_of_the_week_has_some(monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 3)
    online = {"attendance": Attendance.ONLINE}
    long, short = (make_meeting(starts_at=time(19), minutes=minutes, **online) for minutes in (90, 30))
    evening = make_meeting(starts_at=time(20, 30), **online)
    sunday = make_meeting(weekday=6, starts_at=time(10), **online)

    pool = candidates.online(MeetingSearch(), at=NOW)

    assert (numbers(pool), pool.is_cut) == ([short.pk, evening.pk, sunday.pk], True)
    assert long.pk not in numbers(pool)


@pytest.mark.parametrize("count", [1, 5])
def test_each_pool_costs_one_query(count, django_assert_num_queries):
    for _ in range(count):
        make_meeting()
        make_meeting(attendance=Attendance.ONLINE)

    with django_assert_num_queries(2):
        near = candidates.in_person(ROUND_IPSWICH, at=NOW)
        pool = candidates.online(ROUND_IPSWICH, beside=near, at=NOW)

    assert len(pool.found) == 2 * count
