"""The circle of two weeks on which a plan is laid: minutes from the Monday of week A. Pure: no clock.

Whatever happens every week or in alternate weeks comes round again after two weeks, so one fortnight holds all of it.
Which week is A is the same for everyone and for ever (`letter_of`), so that a link means the same next month.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from groups.rules.schedule import MINUTES_IN_A_DAY, week_number

WEEK = 7 * MINUTES_IN_A_DAY
FORTNIGHT = 2 * WEEK

Span = tuple[int, int]
"""From when to when, in minutes from the Monday of week A; the end is not in it, and may lie past the fortnight's."""


class Weeks(Enum):
    """In which weeks something holds; the value is how an address says it."""

    EVERY = ""
    A = "a"
    B = "b"

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where in the fortnight its weeks begin (minutes)."""
        return {Weeks.EVERY: (0, WEEK), Weeks.A: (0,), Weeks.B: (WEEK,)}[self]

    def holds_on(self, day: date) -> bool:
        """Whether the week of a date is one of them."""
        return self is Weeks.EVERY or self is letter_of(day)

    @property
    def other(self) -> "Weeks":
        """The weeks between; every week for every week."""
        return {Weeks.A: Weeks.B, Weeks.B: Weeks.A}.get(self, self)


def letter_of(day: date) -> Weeks:
    """Whether a date's week is A or B: by the count of weeks that an interval's phase is reckoned by."""
    return Weeks.B if week_number(day) % 2 else Weeks.A


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a minute, on the circle: the Sunday night of week B runs into the Monday of week A."""
    return any(one[0] < end + shift and begin + shift < one[1] for begin, end in (other,) for shift in _TURNS)


_TURNS = (-FORTNIGHT, 0, FORTNIGHT)


def spans_of(weekday: int, begin: int, end: int, weeks: Weeks) -> Iterator[Span]:
    """The spans of what is on one weekday (0 is Monday) from `begin` to `end`, minutes after that day's midnight."""
    for offset in weeks.offsets:
        at = offset + weekday * MINUTES_IN_A_DAY
        yield at + begin, at + end
