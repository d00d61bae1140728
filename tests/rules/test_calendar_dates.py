"""How dates are laid out in a calendar: where the rule begins, what is taken out, what stands instead, what alone."""

from dataclasses import replace
from datetime import date, time

import pytest

from groups.rules.calendar_dates import Dates, dates_of, in_weeks, told_until
from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import FIFTH, FIRST, THIRD, Rule, State
from tests.exchange.calendars import differs, table

TUE = 1
TODAY, END = date(2026, 1, 5), date(2028, 12, 31)
CANCELLED, MOVED, EXTRA = ExceptionKind.CANCELLED, ExceptionKind.MOVED, ExceptionKind.EXTRA


def january(day):
    return date(2026, 1, day)


def laid_out(*exceptions, rule=None, weeks=Weeks.EVERY, since=TODAY, doubts=True, **fields):
    return dates_of(table(rule or Rule(TUE), *exceptions, **fields), weeks, since=since, until=END, doubts=doubts)


def instead_of(dates):
    return [(day, one.day, one.starts_at) for day, one in dates.instead]


def test_without_exceptions_there_is_a_first_date_and_the_rule():
    dates = laid_out()

    assert (dates.first.day, dates.rule) == (january(6), Rule(TUE))
    assert (dates.without, dates.instead, dates.alone) == ((), (), ())


def test_exceptions_are_told_to_the_end_of_the_year_after_next():
    assert told_until(date(2026, 1, 1)) == told_until(date(2026, 12, 31)) == date(2028, 12, 31)


def test_it_begins_on_the_first_date_on_which_it_meets():
    """Some programs show a first date although it is taken out."""
    dates = laid_out(differs(CANCELLED, january(1), january(14)), differs(CANCELLED, january(27)))

    assert (dates.first.day, dates.without) == (january(20), (january(27),))


def test_what_is_over_is_not_told():
    dates = laid_out(differs(CANCELLED, january(6)), differs(EXTRA, january(9)), since=january(10))

    assert (dates.first.day, dates.without, dates.alone) == (january(13), (), ())


def test_a_date_moved_within_the_rule_stands_instead_and_is_not_taken_out():
    dates = laid_out(differs(MOVED, january(20), to=january(22), starts_at=time(18)))

    assert instead_of(dates) == [(january(20), january(22), time(18))]
    assert (dates.without, dates.alone) == ((), ())


def test_a_date_that_moved_from_before_the_first_stands_alone():
    dates = laid_out(differs(MOVED, january(6), to=january(8)))

    assert dates.first.day == january(13)
    assert [one.day for one in dates.alone] == [january(8)]


def test_a_date_moved_into_the_past_is_taken_out():
    dates = laid_out(differs(MOVED, january(20), to=january(2)))

    assert (dates.without, dates.instead, dates.alone) == ((january(20),), (), ())


def test_cancelled_is_stronger_and_what_was_moved_stands_alone():
    dates = laid_out(differs(CANCELLED, january(20)), differs(MOVED, january(20), to=january(22)))

    assert (dates.without, dates.instead) == ((january(20),), ())
    assert [one.day for one in dates.alone] == [january(22)]


def test_an_extra_date_stands_alone():
    [extra] = laid_out(differs(EXTRA, january(9), starts_at=time(10))).alone

    assert (extra.day, extra.starts_at, extra.state) == (january(9), time(10), State.EXTRA)


def test_a_week_later_than_a_bank_holiday_stands_instead():
    holiday, later = date(2026, 2, 17), date(2026, 2, 24)
    answer = {"bank_holidays": BankHolidays.WEEK_LATER, "holidays": frozenset({holiday})}
    monthly = laid_out(rule=Rule(TUE, weeks=THIRD), **answer)
    weekly = laid_out(**answer)

    assert instead_of(monthly) == [(holiday, later, time(19, 30))]
    assert (weekly.without, weekly.instead) == ((holiday,), ())


def test_doubts_stand_instead_only_where_they_are_told():
    ask = differs(ExceptionKind.ASK, january(20))

    assert instead_of(laid_out(ask)) == [(january(20), january(20), time(19, 30))]
    assert instead_of(laid_out(ask, doubts=False)) == []


def test_a_single_date_has_no_rule():
    once = laid_out(rule=Rule(TUE, first=january(20), last=january(20)))
    one_left = laid_out(rule=Rule(TUE, last=january(27)), since=january(21))
    cancelled = laid_out(differs(CANCELLED, january(20)), rule=Rule(TUE, first=january(20), last=january(20)))

    assert [(dates.first.day, dates.rule) for dates in (once, one_left)] == [
        (january(20), None),
        (january(27), None),
    ]
    assert cancelled == Dates()


@pytest.mark.parametrize(
    "rule", [Rule(TUE, last=january(1)), Rule(TUE, first=date(9999, 12, 25)), Rule(TUE, last=date.max)]
)
def test_rules_that_are_over_far_off_or_endless(rule):
    assert (laid_out(rule=rule).rule is None) == (rule.last != date.max)


def test_a_pause_ends_and_one_without_an_end_leaves_nothing():
    assert laid_out(paused_until=january(13)).first.day == january(20)
    assert laid_out(differs(EXTRA, january(9)), paused_until=date.max) == Dates()


def test_by_arrangement_extra_dates_are_all():
    by_arrangement = replace(table(None, differs(EXTRA, january(9), starts_at=time(10))), rule=None, starts_at=None)
    dates = dates_of(by_arrangement, since=TODAY, until=END)

    assert (dates.first, dates.rule, [one.day for one in dates.alone]) == (None, None, [january(9)])


# --- In alternate weeks: that of Monday 5 January 2026 is a week A


@pytest.mark.parametrize(
    ("rule", "in_a", "in_b"),
    [
        (Rule(TUE), Rule(TUE, interval=2, phase=0), Rule(TUE, interval=2, phase=1)),
        (Rule(TUE, interval=2, phase=1), None, Rule(TUE, interval=2, phase=1)),
        (Rule(TUE, interval=3, phase=1), Rule(TUE, interval=6, phase=4), Rule(TUE, interval=6, phase=1)),
        (Rule(TUE, interval=4, phase=2), Rule(TUE, interval=4, phase=2), None),
        (Rule(TUE, weeks=FIFTH), Rule(TUE, weeks=FIFTH, last=END), Rule(TUE, weeks=FIFTH, last=END)),
    ],
)
def test_the_rule_of_the_dates_in_alternate_weeks(rule, in_a, in_b):
    assert [in_weeks(rule, weeks, until=END) for weeks in Weeks] == [rule, in_a, in_b]


def test_in_alternate_weeks_it_begins_in_the_right_one():
    assert [laid_out(weeks=weeks).first.day for weeks in (Weeks.A, Weeks.B)] == [january(6), january(13)]


def test_weeks_of_the_month_leave_out_those_of_the_other_weeks():
    dates = laid_out(rule=Rule(TUE, weeks=FIRST), weeks=Weeks.A)
    held = [day for day in dates.rule.dates(since=TODAY, until=END) if day not in dates.without]

    assert all(Weeks.A.holds_on(day) for day in held)
    assert held[:3] == [january(6), date(2026, 2, 3), date(2026, 3, 3)]
    assert dates.rule.last == END


def test_a_moved_date_belongs_to_the_week_from_which_it_moved():
    moved = differs(MOVED, january(20), to=january(28))

    assert instead_of(laid_out(moved, weeks=Weeks.A)) == [(january(20), january(28), time(19, 30))]
    assert laid_out(moved, weeks=Weeks.B) == Dates(laid_out(weeks=Weeks.B).first, Rule(TUE, interval=2, phase=1))
