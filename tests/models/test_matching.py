"""A whole search: what is shown under which date, and in which order."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from groups.models import Meeting
from groups.rules.choices import BankHolidays, ExceptionKind, Kind, Status, WhoMayCome
from groups.rules.criteria import TIMES_OF_DAY, Choice, MeetingSearch, Moment, Near
from groups.rules.geo import Point
from groups.rules.schedule import FIFTH, LAST
from tests.factories import make_area, make_exception, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
NOON = datetime(2026, 11, 23, 12, tzinfo=LONDON)
MORNING, AFTERNOON, EVENING, NIGHT = TIMES_OF_DAY
IPSWICH = Near("Ipswich", Point(52.0567, 1.1482))


def moment(now=NOON, **fields):
    return Moment(now, LONDON, **fields)


def listed(at=None, **asked):
    """What a search lists, in its order: `Mon 19:30 name`, and `ask name` for what has no date."""
    at = at or moment()
    found = Meeting.objects.matching(MeetingSearch(**asked), at=at)
    midnight = datetime.combine(at.today, time())
    return [
        f"{midnight + timedelta(minutes=one.entry):%a %H:%M} {one.name}" if one.entry is not None else f"ask {one.name}"
        for one in found
    ]


def happening(at=None, **asked):
    return sorted(one.name for one in Meeting.objects.happening(MeetingSearch(**asked), at=at or moment()))


def test_soonest_is_by_the_next_true_date_each_once_then_those_to_ask():
    make_meeting(name="earlier today", starts_at=time(9), minutes=60)
    make_meeting(name="tonight")
    make_meeting(name="fifth", weeks=FIFTH, weekday=5)
    make_meeting(name="by arrangement", by_arrangement=True)
    make_meeting(name="Another to ask", by_arrangement=True)
    make_meeting(name="tomorrow", weekday=1, starts_at=time(7))
    make_meeting(name="on now", starts_at=time(11, 30))

    assert listed() == [
        "Mon 11:30 on now",
        "Mon 19:30 tonight",
        "Tue 07:00 tomorrow",
        "Mon 09:00 earlier today",
        "ask Another to ask",
        "ask by arrangement",
        "ask fifth",
    ]


def test_within_its_day_what_was_not_checked_for_long_comes_after_the_rest():
    day_before_too_long, too_long = MONDAY - timedelta(days=365), MONDAY - timedelta(days=366)
    make_meeting(name="old, early", starts_at=time(13), confirmed_on=too_long)
    make_meeting(name="checked", starts_at=time(14), confirmed_on=day_before_too_long)
    make_meeting(name="never checked", starts_at=time(15))
    make_meeting(name="group old too", starts_at=time(12, 30), group=make_group(confirmed_on=too_long))
    make_meeting(name="by its group", starts_at=time(16), confirmed_on=too_long, group=make_group(confirmed_on=MONDAY))
    make_meeting(name="old, tomorrow", weekday=1, starts_at=time(1), confirmed_on=too_long)

    assert [line.split(" ", 2)[2] for line in listed()] == [
        "checked",
        "never checked",
        "by its group",
        "group old too",
        "old, early",
        "old, tomorrow",
    ]


def test_at_the_same_time_the_nearest_is_first_then_the_name():
    here, there = {"venue": make_venue(lat=52.0567, lng=1.1482)}, {"venue": make_venue(lat=52.09, lng=1.32)}
    make_meeting(name="c", **there)
    make_meeting(name="b", **here)
    make_meeting(name="A", **here)
    make_meeting(name="sooner", starts_at=time(19), **there)

    by_instant = ["Mon 19:00 sooner", "Mon 19:30 A", "Mon 19:30 b", "Mon 19:30 c"]
    assert listed(near=IPSWICH, within=10) == by_instant
    assert listed(near=IPSWICH, within=10, sort="nearest") == [*by_instant[1:3], by_instant[0], by_instant[3]]
    assert listed(sort="name") == ["Mon 19:30 A", "Mon 19:30 b", "Mon 19:30 c", "Mon 19:00 sooner"]


def test_an_unnamed_meeting_stands_under_its_groups_name():
    make_meeting(group=make_group("Beacon"))
    make_meeting(name="anchor", group=make_group("Zebra"))

    assert [str(one) for one in Meeting.objects.matching(MeetingSearch(sort="name"), at=moment())] == [
        "anchor",
        "Beacon",
    ]


def test_a_date_shows_what_really_happens_on_it_with_cancelled_and_moved_ones():
    cancelled, moved, later = (make_meeting(name=name, weekday=2) for name in ("cancelled", "moved", "later"))
    make_meeting(name="not in November", weekday=2, months=4095 & ~(1 << 10))
    make_exception(cancelled, ExceptionKind.CANCELLED, WEDNESDAY)
    make_exception(moved, ExceptionKind.MOVED, WEDNESDAY, to=TUESDAY)
    make_exception(later, ExceptionKind.MOVED, WEDNESDAY, starts_at=time(21))

    assert listed(on=WEDNESDAY) == ["Wed 19:30 cancelled", "Wed 19:30 later", "Wed 19:30 moved"]
    assert happening(on=WEDNESDAY) == ["later"]
    assert listed(on=TUESDAY) == ["Tue 19:30 moved"]
    assert happening() == ["cancelled", "later", "moved", "not in November"]


def test_today_is_shown_whole_what_is_over_last():
    make_meeting(name="over", starts_at=time(9), minutes=60)
    make_meeting(name="just over", starts_at=time(11), minutes=None)
    make_meeting(name="on now", starts_at=time(11, 1), minutes=None)
    make_meeting(name="tonight")

    assert listed(dates=(MONDAY,)) == [
        "Mon 11:01 on now",
        "Mon 19:30 tonight",
        "Mon 09:00 over",
        "Mon 11:00 just over",
    ]


def test_days_of_the_week_are_each_once_by_their_next_date():
    make_meeting(name="over today", starts_at=time(9), minutes=60)
    make_meeting(name="tuesday", weekday=1)
    make_meeting(name="wednesday", weekday=2)
    make_meeting(name="to ask", by_arrangement=True, weekday=2)
    make_meeting(name="to ask without a day", by_arrangement=True)

    assert listed(days=(0, 2)) == ["Wed 19:30 wednesday", "Mon 09:00 over today", "ask to ask"]
    assert listed(days=(0,), dates=(TUESDAY,)) == ["Tue 19:30 tuesday", "Mon 09:00 over today"]
    assert listed(on=WEDNESDAY, days=(2,)) == ["Wed 19:30 wednesday"]
    assert listed(on=WEDNESDAY, days=(1,)) == []


def test_now_is_under_way_or_soon_and_leaves_out_what_is_cancelled():
    make_meeting(name="under way", starts_at=time(11))
    make_meeting(name="over", starts_at=time(10), minutes=120)
    make_meeting(name="soon", starts_at=time(14))
    make_meeting(name="not so soon", starts_at=time(14, 1))
    make_exception(make_meeting(name="cancelled", starts_at=time(13)), ExceptionKind.CANCELLED, MONDAY)
    make_meeting(name="since last night", weekday=6, starts_at=time(18), minutes=24 * 60)
    make_meeting(name="to ask", by_arrangement=True)
    two_minutes_on = moment(NOON - timedelta(minutes=2))

    assert listed(now=True) == ["Sun 18:00 since last night", "Mon 14:00 soon"]
    assert happening(now=True) == ["since last night", "soon"]
    assert listed(two_minutes_on, now=True) == ["Sun 18:00 since last night", "Mon 10:00 over", "Mon 11:00 under way"]
    assert listed(now=True, days=(0,)) == listed(now=True, dates=(MONDAY,)) == ["Mon 14:00 soon"]
    assert listed(now=True, on=TUESDAY) == []


def test_times_of_day_take_the_whole_span_of_drop_in():
    make_meeting(name="10 to 2", starts_at=time(10), minutes=240, drop_in=True)
    make_meeting(name="morning", starts_at=time(11, 59), minutes=180)
    make_meeting(name="night", starts_at=time(4, 59))
    make_meeting(name="café, not soon", starts_at=time(11), minutes=120, drop_in=True, months=1 << 5)
    make_meeting(name="talk, not soon", starts_at=time(11), minutes=120, months=1 << 5)
    make_meeting(name="café by arrangement", by_arrangement=True)

    assert happening(times=(AFTERNOON,)) == ["10 to 2", "café, not soon"]
    assert happening(times=(NIGHT,)) == ["night"]
    assert happening(times=(MORNING,)) == ["10 to 2", "café, not soon", "morning", "talk, not soon"]
    assert happening(times=(EVENING, NIGHT)) == ["night"]


def test_open_is_anyone_and_on_the_dates_shown_the_open_weeks():
    make_meeting(name="anyone", who=WhoMayCome.ANYONE)
    make_meeting(name="last is open", who=WhoMayCome.MEMBERS, open_weeks=LAST)
    make_meeting(name="never", who=WhoMayCome.MEMBERS)
    make_meeting(name="unsaid")
    make_meeting(name="anyone, to ask", who=WhoMayCome.ANYONE, by_arrangement=True)
    make_meeting(name="unsaid, to ask", by_arrangement=True)

    assert listed(open_only=True) == ["Mon 19:30 anyone", "Mon 19:30 last is open", "ask anyone, to ask"]
    assert listed(open_only=True, on=MONDAY) == ["Mon 19:30 anyone"]
    assert listed(open_only=True, on=MONDAY + timedelta(days=7)) == ["Mon 19:30 anyone", "Mon 19:30 last is open"]


def test_meetings_of_another_zone_stand_in_the_order_of_instants():
    zones = ("", "America/New_York")
    make_meeting(name="New York", time_zone="America/New_York", starts_at=time(15))
    make_meeting(name="London", starts_at=time(19, 30))
    make_meeting(name="New York, late", time_zone="America/New_York", starts_at=time(22))
    at = moment(zones=zones)

    assert listed(at) == ["Mon 19:30 London", "Mon 20:00 New York", "Tue 03:00 New York, late"]
    assert listed(at, on=MONDAY) == ["Mon 19:30 London", "Mon 20:00 New York", "Tue 03:00 New York, late"]
    assert happening(at, times=(EVENING,)) == ["London"]  # by each meeting's own wall clock
    just_over = moment(datetime(2026, 11, 23, 21, tzinfo=UTC), zones=zones)
    assert listed(just_over)[0] == "Tue 03:00 New York, late"


def test_a_paused_meeting_is_shown_from_after_the_end_of_its_pause():
    make_meeting(name="until Monday", status=Status.PAUSED, paused_until=MONDAY)
    make_meeting(name="until told", status=Status.PAUSED)
    make_meeting(name="group until Monday", group=make_group(status=Status.PAUSED, paused_until=MONDAY))
    make_meeting(name="to ask", by_arrangement=True, status=Status.PAUSED, paused_until=MONDAY)
    make_meeting(name="for long", status=Status.PAUSED, paused_until=MONDAY + timedelta(days=99))

    assert listed() == ["Mon 19:30 group until Monday", "Mon 19:30 until Monday"]
    assert listed(on=MONDAY) == []
    assert listed(on=MONDAY + timedelta(days=7)) == ["Mon 19:30 group until Monday", "Mon 19:30 until Monday"]
    assert "ask to ask" in listed(moment(NOON + timedelta(days=1)))


def test_what_has_had_its_last_date_is_not_listed():
    make_meeting(name="over for good", last=MONDAY - timedelta(days=1))
    make_meeting(name="today for the last time", last=MONDAY)
    make_meeting(name="next year", first=date(2027, 2, 1))

    assert listed() == ["Mon 19:30 today for the last time", "ask next year"]


def test_bank_holidays_are_kept_by_nation():
    scotland = make_area(nation="scotland")
    st_andrews = date(2026, 11, 30)
    make_meeting(name="closed then", bank_holidays=BankHolidays.NO_MEETING, venue=make_venue(area=scotland))
    make_meeting(name="elsewhere", bank_holidays=BankHolidays.NO_MEETING)
    at = moment(nations=frozenset({"scotland"}))

    assert happening(at, on=st_andrews) == ["elsewhere"]
    assert listed(at, on=st_andrews) == ["Mon 19:30 closed then", "Mon 19:30 elsewhere"]


def test_different_questions_narrow_each_other():
    aa = make_programme()
    ours = make_meeting(name="this", group=make_group(programme=aa), languages="cy", slip="yes", children="yes")
    for change in ({"group": make_group()}, {"languages": "pl"}, {"slip": "no"}, {"children": ""}, {"weekday": 3}):
        make_meeting(**{"group": ours.group, "languages": "cy", "slip": "yes", "children": "yes"} | change)

    asked = {"programmes": (Choice("aa", "AA", frozenset({aa.pk})),), "kinds": (Kind.TWELVE_STEP,), "days": (0,)}
    assert listed(**asked, languages=("cy",), slip=True, children=True) == ["Mon 19:30 this"]
