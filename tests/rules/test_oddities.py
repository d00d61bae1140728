"""Which times look wrong."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.oddities import Times, is_over, oddities
from groups.rules.schedule import EVERY_WEEK, FIFTH, FIRST, Rule


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (Times("in-person", time(3)), ["It starts at 3am: is 3pm meant?"]),
        (Times("hybrid", time(4, 30)), ["It starts at 4:30am: is 4:30pm meant?"]),
        (Times("online", time(0)), ["It starts at midnight: is its time missing?"]),
        (Times("in-person", time(10), 300), ["It lasts 5 hours, and nobody said that one can drop in."]),
        (
            Times("in-person", time(19), 1380),
            ["It goes on from 7pm to 6pm the day after, 23 hours: are the two swapped?"],
        ),
        (Times("in-person", time(19), 5), ["It lasts 5 minutes."]),
        (
            Times("in-person", time(19), rule=Rule(0, first=date(2026, 11, 24), last=date(2026, 11, 24))),
            [
                "No date between Tuesday 24 November 2026 and Tuesday 24 November 2026 fits its days: it never meets.",
            ],
        ),
    ],
)
def test_these_are_asked_about(times, said):
    assert oddities(times) == said


@pytest.mark.parametrize(
    "times",
    [
        Times("in-person", time(19, 30), 90),
        Times("in-person", time(6, 30), 60),
        Times("in-person", time(5)),
        Times("in-person", time(23, 30), 60),
        Times("online", time(3), 60),
        Times("in-person", time(10), 240, drop_in=False),
        Times("in-person", time(10), 480, drop_in=True),
        Times("in-person", None, None),
        Times("in-person", time(19), None, rule=Rule(0, FIFTH, months=1 << 1)),
        Times("in-person", time(19), None, rule=Rule(0, FIRST)),
        Times("in-person", time(22), 180),
    ],
)
def test_these_are_proper_times(times):
    assert oddities(times) == []


@given(
    st.sampled_from(["in-person", "online", "hybrid"]),
    st.none() | st.times(),
    st.none() | st.integers(1, 1440),
    st.booleans(),
)
def test_every_time_gets_an_answer(attendance, starts_at, minutes, drop_in):
    assert all(oddities(Times(attendance, starts_at, minutes, drop_in, Rule(0, EVERY_WEEK))))


def test_a_last_date_that_has_passed_is_over():
    rule = Rule(0, last=date(2026, 11, 23))

    assert not is_over(rule, on=date(2026, 11, 23))
    assert is_over(rule, on=date(2026, 11, 24))
    assert not is_over(None, on=date(2026, 11, 24))
