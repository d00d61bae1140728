"""Which dates a search looks at."""

from datetime import date, timedelta

from django.conf import settings

from groups.models.recurrence import Window
from groups.rules import holidays
from groups.rules.criteria import STARTING_WITHIN, MeetingSearch, Moment

DAYS_AHEAD = 35
"""How far a list looks for the next date: five weeks."""


def window_of(asked: MeetingSearch, at: Moment) -> Window:
    """The dates that a search looks at."""
    if asked.now:
        offsets = (-2, -1, 0, 1)
    elif asked.has_dates:
        offsets = tuple(sorted((day - at.today).days for day in asked.days_meant))
    else:
        ahead = range(-2, DAYS_AHEAD + 1)
        offsets = tuple(n for n in ahead if asked.wants(at.today + timedelta(days=n)))
    days = [at.today + timedelta(days=offset) for offset in offsets]
    return Window(
        today=at.today,
        site_zone=at.zone,
        offsets=offsets,
        now=None if asked.has_dates and not asked.now else at.now,
        starting_within=STARTING_WITHIN if asked.now else None,
        only_what_happens=asked.now,
        open_only=asked.open_only,
        starts=tuple(span for times in asked.times for span in times.spans),
        zones=at.zones,
        nations_off=holidays.off_by_day(days, at.nations, settings.HOLIDAYS),
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return next(date(year, month + 1, d) for d in range(day.day, 0, -1) if _is_a_date(year, month + 1, d))


def _is_a_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
