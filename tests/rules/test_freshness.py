"""How long ago a listing was checked: its class at each border, and the words the public reads."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import CheckedBy, Freshness
from groups.rules.freshness import checked_words, earliest_within, freshness

TODAY = date(2026, 11, 23)
MONTHS = (3, 6, 12)


def class_after(days):
    return freshness(TODAY - timedelta(days=days), today=TODAY, months=MONTHS)


@pytest.mark.parametrize(
    ("days", "class_"),
    [
        (-1, Freshness.CHECKED),  # a clock that is ahead
        (0, Freshness.CHECKED),
        (91, Freshness.CHECKED),
        (92, Freshness.DUE),
        (182, Freshness.DUE),
        (183, Freshness.OVERDUE),
        (365, Freshness.OVERDUE),
        (366, Freshness.OLD),
        (9999, Freshness.OLD),
    ],
)
def test_up_to_three_months_checked_to_six_due_to_twelve_overdue_beyond_old(days, class_):
    assert class_after(days) == class_


def test_without_a_date_it_was_never_checked():
    assert freshness(None, today=TODAY, months=MONTHS) == Freshness.NEVER


def test_the_months_are_the_sites_own():
    assert freshness(TODAY - timedelta(days=45), today=TODAY, months=(1, 2, 3)) == Freshness.DUE


@given(st.integers(0, 2000), st.integers(1, 36))
def test_the_earliest_date_within_so_many_months_is_where_the_class_ends(days, months):
    checked_on = TODAY - timedelta(days=days)
    is_within = checked_on >= earliest_within(months, today=TODAY)

    assert is_within == (freshness(checked_on, today=TODAY, months=(months, 99, 100)) == Freshness.CHECKED)
    assert is_within == (days * 12 <= months * 365)


@pytest.mark.parametrize(
    ("days", "by", "words"),
    [
        (0, "", "Checked today"),
        (12, CheckedBy.PHONE, "Checked 12 days ago by phone"),
        (1, CheckedBy.GROUP, "Checked yesterday with the group"),
        (400, CheckedBy.FEED, "Checked 13 months ago by its source"),
    ],
)
def test_the_public_reads_when_and_how(days, by, words):
    assert checked_words(TODAY - timedelta(days=days), by, today=TODAY) == words


def test_the_public_reads_that_nobody_has_checked_yet():
    assert checked_words(None, "", today=TODAY) == "Not checked yet"
