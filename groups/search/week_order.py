"""The days of the week in the order of this site's week."""

from django.conf import settings

from groups.rules.choices import Weekday


def weekdays() -> list[Weekday]:
    """All seven, the one first with which the week begins here (`WEEK_START`)."""
    return Weekday.beginning_with(settings.WEEK_START)


def choices() -> list[tuple[int, str]]:
    """The same as choices of a field, each with its name."""
    return [(day.value, day.label) for day in weekdays()]


def place(weekday: int) -> int:
    """Where a day stands in this week, from 0 on."""
    return (weekday - settings.WEEK_START) % 7
