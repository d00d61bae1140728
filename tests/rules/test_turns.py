"""When is a feed's turn?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.turns import is_due, turn, wait

pytestmark = pytest.mark.sqlite  # no database at all: one run is enough

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "hours"), [(0, 24), (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 24), (900, 24)])
def test_after_failures_the_wait_doubles_up_to_a_day(failures, hours):
    assert wait(hours_between=24, failures=failures) == timedelta(hours=hours)


def test_a_weekly_feed_that_failed_is_not_left_alone_for_a_week():
    assert wait(hours_between=168, failures=1) == timedelta(hours=1)


def test_a_feed_that_was_never_asked_is_due():
    due_from = turn(hours_between=24, failures=0, asked_at=None)

    assert due_from is None
    assert is_due(due_from, now=NOON, waits=timedelta(hours=24))


@pytest.mark.parametrize(
    ("hours", "minutes_after", "due"),
    [
        (24, 24 * 60, True),
        (24, 24 * 60 - 30, True),
        (24, 24 * 60 - 31, False),
        (1, 46, True),
        (1, 44, False),
        (0, 0, True),
    ],
)
def test_cron_that_comes_a_little_early_counts(hours, minutes_after, due):
    waits = timedelta(hours=hours)
    due_from = turn(hours_between=hours, failures=0, asked_at=NOON)

    assert is_due(due_from, now=NOON + timedelta(minutes=minutes_after), waits=waits) == due


@given(st.integers(0, 32767), st.integers(0, 32767))
def test_no_number_of_failures_makes_a_wait_longer_than_a_day(hours, failures):
    assert wait(hours_between=hours, failures=failures) <= timedelta(hours=24 if failures else hours)
