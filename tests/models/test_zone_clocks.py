"""Windows of dates for listings of several time zones, and on days when clocks change."""

from datetime import date, datetime, time

import pytest

from groups.rules.choices import ExceptionKind
from tests.factories import make_exception, make_meeting
from tests.models.showing import first_shown

pytestmark = pytest.mark.django_db

NEW_YORK, KOLKATA, LISBON, AUCKLAND = "America/New_York", "Asia/Kolkata", "Europe/Lisbon", "Pacific/Auckland"
ZONES = ("", NEW_YORK, "America/Toronto", KOLKATA, LISBON, AUCKLAND, "Africa/Casablanca", "Europe/Dublin")
CLOCKS_GO_FORWARD, CLOCKS_GO_BACK = date(2026, 3, 29), date(2026, 10, 25)  # Sundays


def shown(meeting, **options):
    return first_shown(meeting, zones=ZONES, **options)


@pytest.mark.parametrize(
    ("zone", "by_the_site"),
    [
        ("", datetime(2026, 1, 5, 20)),
        (NEW_YORK, datetime(2026, 1, 6, 1)),
        ("America/Toronto", datetime(2026, 1, 6, 1)),
        (KOLKATA, datetime(2026, 1, 5, 14, 30)),
        (AUCKLAND, datetime(2026, 1, 5, 7)),
        (LISBON, datetime(2026, 1, 5, 20)),
        ("Africa/Casablanca", datetime(2026, 1, 5, 19)),
    ],
)
def test_another_zones_meeting_is_placed_by_the_sites_clock(zone, by_the_site):
    assert shown(make_meeting(time_zone=zone, starts_at=time(20))) == by_the_site


def test_a_zone_that_no_meeting_was_known_to_have_is_taken_for_the_sites():
    assert first_shown(make_meeting(time_zone=KOLKATA)) == datetime(2026, 1, 5, 19, 30)


def test_now_is_one_instant_everywhere():
    evening = make_meeting(time_zone=NEW_YORK, starts_at=time(20))

    assert shown(evening, at="23:00", starting_within=120) == datetime(2026, 1, 6, 1)
    assert shown(evening, at="22:59", starting_within=120) is None


def test_what_is_over_is_over_where_tomorrow_has_begun():
    early_tomorrow = make_meeting(time_zone=AUCKLAND, weekday=1, starts_at=time(1), minutes=60)

    assert shown(early_tomorrow, at="12:59") == datetime(2026, 1, 5, 12)
    assert shown(early_tomorrow, at="13:00") == datetime(2026, 1, 12, 12)


@pytest.mark.parametrize(
    ("today", "by_the_site"),
    [
        (date(2026, 3, 2), datetime(2026, 3, 3, 1)),  # five hours between London and New York
        (date(2026, 3, 9), datetime(2026, 3, 10, 0)),  # New York has changed
        (date(2026, 3, 30), datetime(2026, 3, 31, 1)),  # London too
    ],
)
def test_a_date_is_placed_by_the_clocks_of_that_date_whatever_they_show_today(today, by_the_site):
    evening = make_meeting(time_zone=NEW_YORK, starts_at=time(20))
    first_asked = date(2026, 3, 2)

    assert shown(evening, today=today) == by_the_site
    assert shown(evening, today=first_asked, offsets=((today - first_asked).days,)) == by_the_site


def test_on_the_day_that_clocks_go_forward_a_meeting_is_over_at_its_end():
    morning = make_meeting(weekday=6, starts_at=time(10), minutes=60)
    early = make_meeting(weekday=6, starts_at=time(2), minutes=60)
    today = CLOCKS_GO_FORWARD

    assert shown(morning, today=today, at="10:59") == datetime(2026, 3, 29, 10)
    assert shown(morning, today=today, at="11:00") == datetime(2026, 4, 5, 10)
    assert shown(early, today=today, at="02:59") == datetime(2026, 3, 29, 2)
    assert shown(early, today=today, at="03:00") == datetime(2026, 4, 5, 2)


def test_the_hour_that_is_not_is_taken_for_the_one_after_it():
    assert shown(make_meeting(weekday=6, starts_at=time(1, 30)), today=CLOCKS_GO_FORWARD) == datetime(
        2026, 3, 29, 2, 30
    )


def test_the_hour_that_comes_twice_is_taken_for_the_first():
    night = make_meeting(weekday=6, starts_at=time(1, 30), minutes=60)

    assert shown(night, today=CLOCKS_GO_BACK) == datetime(2026, 10, 25, 1, 30)
    assert shown(night, today=CLOCKS_GO_BACK, at="02:00") == datetime(2026, 11, 1, 1, 30)


def test_an_extra_date_has_the_clock_of_its_own_time():
    day_of_change = date(2026, 3, 8)
    meeting = make_meeting(time_zone=NEW_YORK, weekday=0)
    make_exception(meeting, ExceptionKind.EXTRA, day_of_change, starts_at=time(1))

    assert shown(meeting, today=day_of_change) == datetime(2026, 3, 8, 6)
