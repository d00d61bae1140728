"""Calendar files mean what we mean: expanded by vobject and dateutil, they name the dates of our own rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import EVERY_MONTH, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD, Rule
from tests.exchange.calendars import (
    HOLIDAYS,
    LONDON,
    NEW_YORK,
    by_vobject,
    differs,
    entry,
    expected,
    table,
    tables,
    written,
)

pytestmark = pytest.mark.sqlite

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
CANCELLED, MOVED, EXTRA = ExceptionKind.CANCELLED, ExceptionKind.MOVED, ExceptionKind.EXTRA
ASK = ExceptionKind.ASK


def january(day):
    return date(2026, 1, day)


KNOWN = {
    "weekly, over both clock changes": table(Rule(TUE)),
    "on the Sunday on which the clocks change": table(Rule(SUN), starts_at=time(9)),
    "across the change, in the night": table(Rule(SAT), starts_at=time(23), minutes=240),
    "in New York, whose clocks change on other days": table(Rule(SUN), starts_at=time(18), zone=NEW_YORK),
    "every other week, of both phases": table(Rule(TUE, interval=2, phase=1)),
    "every third week": table(Rule(FRI, interval=3, phase=2)),
    "first, third and last Tuesday": table(Rule(TUE, weeks=FIRST | THIRD | LAST)),
    "fourth and last Tuesday": table(Rule(TUE, weeks=FOURTH | LAST)),
    "fifth Friday": table(Rule(FRI, weeks=FIFTH)),
    "last Friday": table(Rule(FRI, weeks=LAST)),
    "not in August": table(Rule(WED, months=EVERY_MONTH - 128)),
    "every other week, not in August": table(Rule(WED, interval=2, months=EVERY_MONTH - 128)),
    "from March to the end of May": table(Rule(MON, first=date(2026, 3, 1), last=date(2026, 5, 31))),
    "first and second Monday, not in August, one cancelled": table(
        Rule(MON, weeks=FIRST | SECOND, months=EVERY_MONTH - 128), differs(CANCELLED, january(12))
    ),
    "once": table(Rule(SAT, first=january(31), last=january(31))),
    "past midnight": table(Rule(THU), starts_at=time(23, 30), minutes=90),
    "all day and night": table(Rule(SAT), starts_at=time(8), minutes=24 * 60),
    "nobody knows how long": table(Rule(TUE), minutes=None),
    "one date cancelled": table(Rule(TUE), differs(CANCELLED, january(20))),
    "the first date cancelled": table(Rule(TUE), differs(CANCELLED, january(6))),
    "three weeks cancelled": table(Rule(TUE), differs(CANCELLED, january(10), date(2026, 2, 1))),
    "a single date cancelled": table(Rule(SAT, first=january(31), last=january(31)), differs(CANCELLED, january(31))),
    "moved to another day": table(Rule(TUE), differs(MOVED, january(20), to=january(22))),
    "moved to an earlier day and time": table(
        Rule(TUE), differs(MOVED, january(20), to=january(18), starts_at=time(11))
    ),
    "moved to another time": table(Rule(TUE), differs(MOVED, january(20), starts_at=time(11))),
    "two weeks upstairs": table(Rule(TUE), differs(MOVED, january(10), january(24))),
    "moved from a day on which it does not meet": table(Rule(TUE), differs(MOVED, january(21), to=january(22))),
    "an extra date": table(Rule(TUE), differs(EXTRA, january(9), starts_at=time(10))),
    "moved into the weeks of the clock change": table(
        Rule(TUE), differs(MOVED, date(2026, 3, 24), to=date(2026, 3, 29))
    ),
    "by arrangement with one date": replace(table(None, differs(EXTRA, january(9), starts_at=time(10))), rule=None),
    "not on bank holidays": table(Rule(MON), bank_holidays=BankHolidays.NO_MEETING, holidays=HOLIDAYS),
    "a week after bank holidays": table(Rule(MON, weeks=FIRST), bank_holidays="week-later", holidays=HOLIDAYS),
    "weekly, a week after bank holidays": table(Rule(MON), bank_holidays="week-later", holidays=HOLIDAYS),
    "ask on bank holidays": table(Rule(MON), bank_holidays=BankHolidays.ASK, holidays=HOLIDAYS),
    "ask on one date": table(Rule(TUE), differs(ASK, january(20))),
    "paused until February": table(Rule(TUE), differs(CANCELLED, january(20)), paused_until=date(2026, 1, 31)),
    "paused until told": table(Rule(TUE), paused_until=date.max),
}


@pytest.mark.parametrize("when", KNOWN.values(), ids=KNOWN)
def test_known_timetables(when):
    assert by_vobject(written(entry(when))) == expected(when)


@given(tables())
@settings(max_examples=150, deadline=None)
def test_any_timetable(when):
    assert by_vobject(written(entry(when))) == expected(when)


@given(tables(), st.sampled_from([Weeks.A, Weeks.B]))
@settings(max_examples=100, deadline=None)
def test_any_timetable_of_which_somebody_goes_in_alternate_weeks(when, weeks):
    """Dates that move are left out here: they belong to the week from which they moved."""
    stays = tuple(one for one in when.differs if one.kind != MOVED)
    no_holidays = replace(when, differs=stays, holidays=frozenset())

    assert by_vobject(written(entry(no_holidays, weeks=weeks))) == expected(no_holidays, weeks)


def test_literal_dates_by_the_clock_of_the_world():
    """The oracle itself: 7:30pm in London is an hour earlier for the world in summer."""
    spring = by_vobject(written(entry(table(Rule(TUE, first=date(2026, 3, 24), last=date(2026, 3, 31))))))

    assert spring == [
        (datetime(2026, 3, 24, 19, 30, tzinfo=UTC), datetime(2026, 3, 24, 21, 0, tzinfo=UTC)),
        (datetime(2026, 3, 31, 18, 30, tzinfo=UTC), datetime(2026, 3, 31, 20, 0, tzinfo=UTC)),
    ]


def test_a_cancelled_and_a_moved_date_in_literal_dates():
    when = table(
        Rule(FRI, weeks=LAST, last=date(2026, 5, 31)),
        differs(CANCELLED, date(2026, 2, 27)),
        differs(MOVED, date(2026, 3, 27), to=date(2026, 3, 30)),
    )
    starts = sorted(
        start.astimezone(LONDON).strftime("%d %B %H:%M") for start, _end in by_vobject(written(entry(when)))
    )

    assert starts == ["24 April 19:30", "29 May 19:30", "30 January 19:30", "30 March 19:30"]
