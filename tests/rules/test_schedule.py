"""On which dates a rule falls: weeks of the month, intervals, months, first and last dates, held against dateutil."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.schedule import (
    CANONICAL_WEEKS,
    EVERY_MONTH,
    EVERY_WEEK,
    FIFTH,
    FIRST,
    FOURTH,
    LAST,
    LONGEST_GAP,
    SECOND,
    THIRD,
    Rule,
    canonical_weeks,
    week_number,
    weeks_of,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
YEARS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


def months(*numbers):
    return sum(1 << number - 1 for number in numbers)


def dates(rule, since, until):
    """The dates of a rule, found by asking of every one."""
    every_day = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return [day for day in every_day if rule.falls_on(day)]


def in_2026(rule):
    return [(day.month, day.day) for day in dates(rule, date(2026, 1, 1), date(2026, 12, 31))]


def test_second_and_fourth_tuesday_is_exactly_those_dates():
    found = in_2026(Rule(TUE, weeks=SECOND | FOURTH))

    assert found[:6] == [(1, 13), (1, 27), (2, 10), (2, 24), (3, 10), (3, 24)]
    assert len(found) == 24


def test_a_fifth_friday_comes_only_in_months_that_have_one():
    assert in_2026(Rule(FRI, weeks=FIFTH)) == [(1, 30), (5, 29), (7, 31), (10, 30)]


def test_the_last_friday_is_the_fourth_or_the_fifth():
    assert in_2026(Rule(FRI, weeks=LAST))[:5] == [(1, 30), (2, 27), (3, 27), (4, 24), (5, 29)]


def test_first_and_last_are_one_rule():
    assert in_2026(Rule(MON, weeks=FIRST | LAST))[:4] == [(1, 5), (1, 26), (2, 2), (2, 23)]


def test_meetings_of_opposite_phase_share_out_every_week_across_the_year_with_53():
    one, other = (set(in_2026(Rule(SAT, interval=2, phase=phase))) for phase in (0, 1))

    assert one | other == set(in_2026(Rule(SAT)))
    assert not one & other
    around_the_end = dates(Rule(SAT, interval=2, phase=0), date(2026, 12, 1), date(2027, 1, 31))
    assert {(later - sooner).days for sooner, later in pairwise(around_the_end)} == {14}


def test_an_interval_counts_weeks_from_monday_to_sunday():
    monday, sunday = date(2026, 1, 5), date(2026, 1, 11)

    assert [week_number(monday - timedelta(days=1)) + 1, week_number(sunday)] == [week_number(monday)] * 2
    assert week_number(date(1, 1, 1)) == 0


def test_not_in_august():
    found = in_2026(Rule(WED, months=EVERY_MONTH & ~months(8)))

    assert {month for month, _day in found} == {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12}


def test_first_and_last_dates_are_included():
    term = Rule(MON, first=date(2026, 1, 12), last=date(2026, 2, 2))

    assert in_2026(term) == [(1, 12), (1, 19), (1, 26), (2, 2)]


def test_a_marathon_is_one_date():
    assert in_2026(Rule(SAT, first=date(2026, 6, 6), last=date(2026, 6, 6))) == [(6, 6)]


def test_a_leap_day_is_a_fifth_and_a_last_one():
    leap_day = date(2032, 2, 29)  # a Sunday

    assert weeks_of(leap_day) == FIFTH | LAST
    assert Rule(SUN, weeks=FIFTH).falls_on(leap_day)
    assert weeks_of(date(2033, 2, 27)) == FOURTH | LAST


def test_the_year_turns_without_a_gap():
    assert dates(Rule(THU), date(2026, 12, 30), date(2027, 1, 8)) == [date(2026, 12, 31), date(2027, 1, 7)]
    assert Rule(THU, weeks=LAST).falls_on(date(2026, 12, 31))
    assert Rule(FRI, weeks=FIRST).falls_on(date(2027, 1, 1))


def test_no_rule_waits_longer_than_the_longest_gap():
    rule = Rule(MON, weeks=FIFTH, months=months(2))
    found = [day for year in range(2000, 2400) if (day := date(year, 3, 1) - timedelta(days=1)) and rule.falls_on(day)]
    waits = [later - sooner for sooner, later in pairwise(found)]

    assert found[:2] == [date(2016, 2, 29), date(2044, 2, 29)]
    assert timedelta(days=40 * 365) < max(waits) <= LONGEST_GAP


@pytest.mark.parametrize(
    ("rule", "weekly"),
    [
        (Rule(MON), True),
        (Rule(MON, weeks=FIRST), False),
        (Rule(MON, interval=2), False),
        (Rule(MON, months=months(1)), False),
        (Rule(MON, first=date(2020, 1, 6)), False),
        (Rule(MON, last=date(2030, 1, 7)), False),
    ],
)
def test_weekly_means_every_week_without_end(rule, weekly):
    assert rule.is_weekly == weekly


DAYS_OF_EVERY_SORT = (FIRST, SECOND, THIRD, FOURTH, FOURTH | LAST, FIFTH | LAST)
"""All that `weeks_of` can say of a date."""


def sorts_covered(weeks):
    return tuple(bool(weeks & sort) for sort in DAYS_OF_EVERY_SORT)


@given(YEARS)
def test_a_date_counts_for_its_number_and_for_the_last_of_its_month(day):
    assert weeks_of(day) in DAYS_OF_EVERY_SORT


def test_the_one_form_of_a_mask_has_the_same_dates():
    for weeks in range(1, EVERY_WEEK + 1):
        one_form = canonical_weeks(weeks)

        assert one_form in CANONICAL_WEEKS
        assert sorts_covered(one_form) == sorts_covered(weeks), weeks
        assert canonical_weeks(one_form) == one_form


def test_every_week_has_one_form_and_other_dates_two_at_most_that_people_say():
    by_dates = {}
    for weeks in CANONICAL_WEEKS:
        by_dates.setdefault(sorts_covered(weeks), []).append(weeks)

    assert by_dates[sorts_covered(EVERY_WEEK)] == [EVERY_WEEK]
    for weeks, *others in by_dates.values():
        assert others in ([], [weeks & ~FIFTH | LAST])  # "4th and 5th" and "4th and last" are the same dates


@st.composite
def rules_and_recurrences(draw):
    """A rule of ours, and the same said to dateutil from some date on."""
    anchor = draw(YEARS)
    last = draw(st.none() | st.dates(anchor, date(2042, 1, 1)))
    in_months = draw(st.sets(st.integers(1, 12), min_size=1))
    limits = {"months": months(*in_months), "first": anchor, "last": last}
    said = {
        "dtstart": datetime.combine(anchor, time()),
        "until": datetime.combine(last, time()) if last else None,
        "bymonth": sorted(in_months),
    }
    if draw(st.booleans()):
        interval = draw(st.integers(1, 52))
        rule = Rule(anchor.weekday(), interval=interval, phase=week_number(anchor) % interval, **limits)
        return rule, rrule.rrule(rrule.WEEKLY, interval=interval, **said)
    weekday, weeks = draw(st.integers(0, 6)), draw(st.sampled_from(CANONICAL_WEEKS))
    numbers = [number for bit, number in zip((1, 2, 4, 8, 16, 32), (1, 2, 3, 4, 5, -1), strict=True) if weeks & bit]
    by_day = [rrule.weekdays[weekday](number) for number in numbers]
    return Rule(weekday, weeks=weeks, **limits), rrule.rrule(rrule.MONTHLY, byweekday=by_day, **said)


@given(rules_and_recurrences(), st.integers(0, 3000))
def test_a_rule_falls_where_dateutil_says(rule_and_recurrence, days_later):
    rule, recurrence = rule_and_recurrence
    since = rule.first + timedelta(days=days_later)
    until = since + timedelta(days=700)
    expected = [
        moment.date()
        for moment in recurrence.between(datetime.combine(since, time()), datetime.combine(until, time()), inc=True)
    ]

    assert dates(rule, since, until) == expected
    assert list(rule.dates(since=since, until=until)) == expected


def test_dates_before_the_first_are_none():
    rule = Rule(MON, first=date(2026, 1, 12))

    assert list(rule.dates(since=date(2025, 12, 1), until=date(2026, 1, 19))) == [date(2026, 1, 12), date(2026, 1, 19)]
    assert list(rule.dates(since=date(2026, 1, 13), until=date(2026, 1, 18))) == []
