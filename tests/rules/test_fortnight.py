"""The circle of two weeks: which week is which, and what shares a minute with what."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.rules.planning.fortnight import FORTNIGHT, WEEK, Weeks, letter_of, overlap, spans_of

pytestmark = pytest.mark.sqlite  # it needs no database

HOUR = 60
DAY = 24 * HOUR

spans = st.tuples(st.integers(-WEEK, FORTNIGHT), st.integers(1, WEEK)).map(lambda span: (span[0], sum(span)))


def test_weeks_alternate_and_begin_on_monday():
    assert [letter_of(date(2026, 11, day)) for day in (22, 23, 29, 30)] == [Weeks.B, Weeks.A, Weeks.A, Weeks.B]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_has_the_other_letter_than_the_next_also_over_new_year(day):
    assert letter_of(day + timedelta(weeks=1)) is letter_of(day).other
    assert letter_of(day + timedelta(weeks=2)) is letter_of(day)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_date_is_in_its_own_weeks_and_in_every_week(day):
    assert [weeks.holds_on(day) for weeks in (Weeks.EVERY, letter_of(day), letter_of(day).other)] == [True, True, False]


def test_what_is_every_week_is_twice_in_a_fortnight():
    assert list(spans_of(1, 9 * HOUR, 10 * HOUR, Weeks.EVERY)) == [(33 * HOUR, 34 * HOUR), (201 * HOUR, 202 * HOUR)]


def test_what_is_in_week_b_begins_a_week_later():
    assert list(spans_of(0, 0, HOUR, Weeks.B)) == [(WEEK, WEEK + HOUR)]


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ((0, 60), (59, 90), True),
        ((0, 60), (60, 90), False),
        ((FORTNIGHT - 30, FORTNIGHT + 30), (29, 90), True),
        ((FORTNIGHT - 30, FORTNIGHT + 30), (30, 90), False),
        ((-30, 30), (FORTNIGHT - 1, FORTNIGHT), True),
        ((WEEK - 30, WEEK + 30), (0, 90), False),
    ],
)
def test_two_spans_overlap_where_they_share_a_minute_also_where_week_b_runs_into_week_a(one, other, do):
    assert (overlap(one, other), overlap(other, one)) == (do, do)


@settings(deadline=None)
@given(spans, spans)
def test_overlapping_is_sharing_a_minute_of_the_circle(one, other):
    minutes = [{minute % FORTNIGHT for minute in range(*span)} for span in (one, other)]

    assert overlap(one, other) is bool(minutes[0] & minutes[1])
