"""Which dates a search looks at."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from django.conf import settings

from groups.models.recurrence import Window
from groups.rules import holidays
from groups.rules.criteria import STARTING_WITHIN, MeetingSearch, Moment

DAYS_AHEAD = 35
"""How far a list looks for the next date: five weeks."""


def windows_of(asked: MeetingSearch, at: Moment) -> tuple[Window, ...]:
    """The windows of a search, any of which will do: `now` and another time of day are two, the sooner one first."""
    if asked.now and asked.times:
        return window_of(replace(asked, times=()), at), window_of(replace(asked, now=False), at)
    return (window_of(asked, at),)


def window_of(asked: MeetingSearch, at: Moment) -> Window:
    """The dates that a search looks at."""
    return _window(asked.when, at.in_this_minute, settings.HOLIDAYS)


@lru_cache(maxsize=64)
def _window(asked: MeetingSearch, at: Moment, calendar: str) -> Window:
    """Kept for as long as a page needs it several times over: by dates and times alone."""
    if asked.has_dates and not asked.now:
        offsets = tuple(sorted((day - at.today).days for day in asked.days_meant))
    else:
        ahead = range(-2, 2 if asked.now else DAYS_AHEAD + 1)
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
        starts=asked.spans,
        zones=at.zones,
        nations_off=holidays.off_by_day(days, at.nations, calendar),
    )
