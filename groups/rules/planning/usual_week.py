"""Where a meeting lies in a usual week, by the site's wall clock. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from groups.rules.planning.fortnight import Weeks, letter_of
from groups.rules.schedule import ASSUMED_MINUTES, EVERY_WEEK, Timetable

LOOKS_AHEAD = timedelta(weeks=5)
"""A meeting whose rule names no date so soon (a summer pause, a group that is yet to start) is in no usual week now."""


@dataclass(frozen=True)
class UsualTime:
    """When it usually is: weekday (0 is Monday), start in minutes after midnight, length, and in which weeks."""

    weekday: int
    starts: int
    minutes: int
    weeks: Weeks


def usual_time(table: Timetable, *, zone: ZoneInfo, today: date) -> UsualTime | None:
    """Where it lies in a usual week; None where it is not in every week or every other one, or in none of the coming.

    The hour is the one of its next date: in a zone that changes its clocks on other days than the site's it may differ
    for some weeks.
    """
    rule = table.rule
    if rule is None or table.starts_at is None or rule.weeks != EVERY_WEEK or rule.interval > 2:
        return None
    since = max(today, (table.paused_until or date.min) + timedelta(days=1)) if table.paused_until != date.max else None
    day = next(rule.dates(since=since, until=today + LOOKS_AHEAD), None) if since else None
    if day is None:
        return None
    starts = datetime.combine(day, table.starts_at, table.zone).astimezone(UTC).astimezone(zone)
    weeks = Weeks.EVERY if rule.interval == 1 else letter_of(starts.date())
    return UsualTime(starts.weekday(), 60 * starts.hour + starts.minute, table.minutes or ASSUMED_MINUTES, weeks)
