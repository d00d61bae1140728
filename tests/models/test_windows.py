"""What each condition of a window of dates means, by example: the first date under which a list shows a meeting."""

from datetime import date, datetime, time

import pytest

from groups.rules.choices import BankHolidays, ExceptionKind, Status, WhoMayCome
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIFTH, FOURTH, LAST, SECOND, THIRD
from tests.factories import make_area, make_exception, make_group, make_meeting, make_venue
from tests.models.showing import TODAY, first_shown

pytestmark = pytest.mark.django_db

HOLIDAY = date(2026, 1, 12)
EVENING = ((17 * 60, 21 * 60),)


def january(day, hour=19, minute=30):
    return datetime(2026, 1, day, hour, minute)


def cancelled(meeting, first, **fields):
    return make_exception(meeting, ExceptionKind.CANCELLED, first, **fields)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ({}, january(5)),
        ({"weekday": 1}, january(6)),
        ({"weeks": SECOND | FOURTH}, january(12)),
        ({"weeks": LAST}, january(26)),
        ({"weekday": 4, "weeks": FIFTH}, january(30)),
        ({"interval": 2, "phase": 0}, january(5)),
        ({"interval": 2, "phase": 1}, january(12)),
        ({"interval": 3, "phase": 2}, january(19)),
        ({"months": EVERY_MONTH & ~1}, datetime(2026, 2, 2, 19, 30)),
        ({"months": 4}, None),
        ({"first": date(2026, 1, 12)}, january(12)),
        ({"first": date(2026, 1, 13)}, january(19)),
        ({"last": date(2026, 1, 5)}, january(5)),
        ({"last": date(2026, 1, 4)}, None),
        ({"by_arrangement": True, "weekday": 0, "starts_at": time(19, 30)}, None),
        ({"by_arrangement": True}, None),
    ],
)
def test_the_rule_names_the_date(rule, shown):
    meeting = make_meeting(**rule)

    assert first_shown(meeting) == shown


@pytest.mark.parametrize("which", ["meeting", "group"])
def test_nothing_is_shown_up_to_the_end_of_a_pause(which):
    pause = {"status": Status.PAUSED, "paused_until": date(2026, 1, 12)}
    meeting = make_meeting(group=make_group(**pause)) if which == "group" else make_meeting(**pause)
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 7))

    assert first_shown(meeting) == january(19)


@pytest.mark.parametrize(
    ("minutes", "at", "shown"),
    [
        (90, "20:59", january(5)),
        (90, "21:00", january(12)),
        (None, "20:29", january(5)),  # an unknown length is taken for an hour
        (None, "20:30", january(12)),
    ],
)
def test_a_date_counts_until_it_is_over(minutes, at, shown):
    assert first_shown(make_meeting(minutes=minutes), at=at) == shown


@pytest.mark.parametrize("limits", [{}, {"first": date(2025, 1, 1)}])
def test_a_meeting_past_midnight_is_shown_under_the_day_on_which_it_started(limits):
    night = make_meeting(weekday=6, starts_at=time(23), minutes=180, **limits)

    assert first_shown(night, at="01:59") == datetime(2026, 1, 4, 23)
    assert first_shown(night, at="02:00") == january(11, 23, 0)


def test_now_is_not_tomorrow():
    assert first_shown(make_meeting(weekday=1), at="17:30", starting_within=120, offsets=(-2, -1, 0, 1)) is None


@pytest.mark.parametrize(("at", "shown"), [("17:29", None), ("17:30", january(5)), ("20:29", january(5))])
def test_now_is_under_way_or_starting_within_two_hours(at, shown):
    assert first_shown(make_meeting(), at=at, starting_within=120, offsets=(-2, -1, 0, 1)) == shown


@pytest.mark.parametrize("weeks", [EVERY_WEEK, EVERY_WEEK & 15])
def test_a_cancelled_date_is_shown_but_does_not_count_as_happening(weeks):
    meeting, other = make_meeting(weeks=weeks), make_meeting(weeks=weeks)
    cancelled(meeting, date(2025, 12, 29), last=TODAY)
    cancelled(meeting, date(2026, 1, 6))
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), room="Upstairs")
    cancelled(meeting, date(2026, 1, 19))

    assert first_shown(meeting) == january(5)
    assert first_shown(meeting, only_what_happens=True) == january(12)
    assert first_shown(other, only_what_happens=True) == january(5)


def test_a_weekly_meeting_is_looked_for_as_long_as_its_dates_are_cancelled():
    meeting = make_meeting()
    cancelled(meeting, TODAY, last=date(2026, 1, 31))

    assert first_shown(meeting, only_what_happens=True) == datetime(2026, 2, 2, 19, 30)


def test_a_date_moved_elsewhere_counts_where_it_arrives():
    meeting = make_meeting()
    make_exception(meeting, ExceptionKind.MOVED, TODAY, to=date(2026, 1, 7), starts_at=time(18))

    assert first_shown(meeting) == january(5)
    assert first_shown(meeting, only_what_happens=True) == january(7, 18, 0)
    assert first_shown(meeting, offsets=(1,)) is None


def test_an_extra_meeting_is_a_date_of_its_own_and_speaks_of_no_other():
    meeting = make_meeting(weekday=2, weeks=LAST, bank_holidays=BankHolidays.NO_MEETING)
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 8), starts_at=time(10))
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 6))
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 28), starts_at=time(21))
    off = {date(2026, 1, 28): frozenset({""})}

    assert first_shown(meeting) == january(6)
    assert first_shown(meeting, at="23:00") == january(6)
    assert first_shown(meeting, offsets=range(2, 9)) == january(8, 10, 0)
    assert first_shown(meeting, offsets=(23,), only_what_happens=True, nations_off=off) == january(28, 21, 0)


def test_beside_an_extra_meeting_the_usual_one_of_the_date_happens():
    meeting = make_meeting()
    make_exception(meeting, ExceptionKind.EXTRA, TODAY, starts_at=time(21))

    assert first_shown(meeting, only_what_happens=True) == january(5)


def test_an_extra_meeting_counts_until_it_is_over_and_by_its_own_time_of_day():
    meeting = make_meeting(by_arrangement=True, starts_at=time(19))
    make_exception(meeting, ExceptionKind.EXTRA, TODAY, starts_at=time(10))

    assert [first_shown(meeting, at=at) for at in ("10:59", "11:00")] == [january(5, 10, 0), None]
    assert first_shown(meeting, starts=EVENING) is None


def test_by_arrangement_an_extra_date_with_its_time_is_shown():
    meeting = make_meeting(by_arrangement=True)
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 8))

    assert first_shown(meeting) is None
    make_exception(meeting, ExceptionKind.EXTRA, date(2026, 1, 9), starts_at=time(10))
    assert first_shown(meeting) == january(9, 10, 0)


def test_a_time_of_day_is_that_of_the_date_shown():
    meeting = make_meeting(starts_at=time(16, 59))
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), starts_at=time(17))

    assert first_shown(meeting, starts=((12 * 60, 17 * 60),)) == january(5, 16, 59)
    assert first_shown(meeting, starts=EVENING) == january(12, 17, 0)
    assert first_shown(make_meeting(starts_at=time(21)), starts=EVENING) is None


@pytest.mark.parametrize(
    ("starts_at", "minutes", "fits"),
    [
        (time(10), 421, True),
        (time(10), 420, False),
        (time(16, 1), None, True),
        (time(16), None, False),
        (time(21), 60, False),
    ],
)
def test_drop_in_is_open_at_any_time_of_its_span(starts_at, minutes, fits):
    cafe = make_meeting(starts_at=starts_at, minutes=minutes, drop_in=True)
    talk = make_meeting(starts_at=starts_at, minutes=minutes)

    assert (first_shown(cafe, starts=EVENING) is not None) == fits
    assert first_shown(talk, starts=EVENING) is None


def test_several_times_of_day_are_any_of_them():
    night = ((21 * 60, 24 * 60), (0, 5 * 60))
    shown = {start: first_shown(make_meeting(starts_at=time(start)), starts=night) for start in (4, 5, 20, 21, 23)}

    assert [start for start, when in shown.items() if when] == [4, 21, 23]


def test_open_means_anyone_or_the_open_weeks_of_the_dates_shown():
    by_who = {who: make_meeting(who=who) for who in ("", *WhoMayCome.values)}
    last_is_open = make_meeting(who=WhoMayCome.MEMBERS, open_weeks=LAST)

    open_to = [who for who, meeting in by_who.items() if first_shown(meeting, open_only=True)]
    assert open_to == [WhoMayCome.ANYONE]
    assert first_shown(last_is_open, open_only=True) == january(26)
    assert first_shown(last_is_open, open_only=True, offsets=(7,)) is None


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("", january(12)),
        (BankHolidays.AS_USUAL, january(12)),
        (BankHolidays.ASK, january(12)),
        (BankHolidays.NO_MEETING, january(26)),
        (BankHolidays.WEEK_LATER, january(19)),
    ],
)
def test_on_a_bank_holiday_each_meeting_does_what_it_says(answer, shown):
    meeting = make_meeting(weeks=SECOND | FOURTH, bank_holidays=answer)
    off = {HOLIDAY: frozenset({""})}

    assert first_shown(meeting, nations_off=off) == january(12)
    assert first_shown(meeting, nations_off=off, only_what_happens=True) == shown


def test_what_was_said_of_a_date_itself_stands_above_the_bank_holiday():
    meets_after_all = make_meeting(weeks=SECOND, bank_holidays=BankHolidays.NO_MEETING)
    make_exception(meets_after_all, ExceptionKind.MOVED, HOLIDAY, room="Upstairs")
    not_put_off = make_meeting(weeks=SECOND, bank_holidays=BankHolidays.WEEK_LATER)
    cancelled(not_put_off, HOLIDAY)
    off = {HOLIDAY: frozenset({""})}

    assert first_shown(meets_after_all, nations_off=off, only_what_happens=True) == january(12)
    assert first_shown(not_put_off, nations_off=off, offsets=(14,)) is None


def test_a_date_put_off_onto_one_of_the_rules_own_is_that_one_cancelled_too():
    meeting = make_meeting(weeks=SECOND | THIRD, bank_holidays=BankHolidays.WEEK_LATER)
    cancelled(meeting, date(2026, 1, 19))
    off = {HOLIDAY: frozenset({""})}

    assert first_shown(meeting, nations_off=off, only_what_happens=True) == datetime(2026, 2, 9, 19, 30)


def test_a_bank_holiday_elsewhere_or_on_no_date_of_the_rule_puts_nothing_off():
    ours, fourth = (make_meeting(weeks=weeks, bank_holidays=BankHolidays.WEEK_LATER) for weeks in (SECOND, FOURTH))

    assert first_shown(ours, nations_off={HOLIDAY: frozenset({"scotland"})}, offsets=(14,)) is None
    assert first_shown(fourth, nations_off={HOLIDAY: frozenset({""})}, offsets=(14,)) is None


def test_a_date_put_off_by_a_bank_holiday_within_a_pause_is_shown_after_its_end():
    off = {HOLIDAY: frozenset({""})}
    to_the_13th, to_the_19th = (
        make_meeting(
            weeks=SECOND,
            bank_holidays=BankHolidays.WEEK_LATER,
            status=Status.PAUSED,
            paused_until=date(2026, 1, last),
        )
        for last in (13, 19)
    )

    assert first_shown(to_the_13th, nations_off=off) == january(19)
    assert first_shown(to_the_19th, nations_off=off) == datetime(2026, 2, 9, 19, 30)


def test_bank_holidays_are_those_of_the_venues_nation_else_the_groups():
    england, scotland, unsaid = (make_area(name=name, nation=name) for name in ("england", "scotland", ""))
    off = {HOLIDAY: frozenset({"scotland"})}

    def happens(venue_area, group_area):
        meeting = make_meeting(
            bank_holidays=BankHolidays.NO_MEETING, venue=make_venue(area=venue_area), group=make_group(area=group_area)
        )
        return first_shown(meeting, offsets=(7,), nations_off=off, only_what_happens=True) is not None

    cases = [(scotland, england), (england, scotland), (unsaid, scotland), (None, scotland), (None, None)]
    assert [happens(*case) for case in cases] == [False, True, False, False, True]


@pytest.mark.parametrize("name", ["Mars/Olympus’", "x' OR '1'='1", "a b"])
def test_an_odd_name_never_becomes_sql(name):
    with pytest.raises(ValueError, match="Not the name of a time zone or nation"):
        first_shown(make_meeting(bank_holidays="no-meeting"), nations_off={TODAY: frozenset({name})})


def test_a_window_without_dates_shows_nothing():
    assert first_shown(make_meeting(), offsets=()) is None
