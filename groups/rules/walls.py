"""What a wall clock says in another zone: offsets that hold from a minute of the day on. Pure, and kept for speed."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_IN_A_DAY = 24 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

Pieces = tuple[tuple[int, int], ...]
"""(from this minute of the day on, add this): one piece on most days, more on days when clocks change."""


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return (
        datetime.combine(day, datetime.min.time(), zone).replace(hour=minute // 60, minute=minute % 60).astimezone(UTC)
    )


def epoch_minutes(instant: datetime) -> int:
    """Whole minutes since 1970 (UTC), rounded down."""
    return (instant - _EPOCH) // _MINUTE


@lru_cache(maxsize=4096)
def instants(zone: ZoneInfo, day: date) -> Pieces:
    """What to add to a minute of `day` in `zone` to have minutes since 1970 (UTC)."""
    return _pieces(lambda minute: epoch_minutes(_instant(day, minute, zone)) - minute, zone, zone, day)


@lru_cache(maxsize=4096)
def site_minutes(zone: ZoneInfo, site_zone: ZoneInfo, day: date) -> Pieces:
    """What to add to a minute of `day` in `zone` to have minutes of the site's wall clock since that midnight."""
    midnight = datetime.combine(day, datetime.min.time())

    def offset(minute: int) -> int:
        by_the_site = _instant(day, minute, zone).astimezone(site_zone).replace(tzinfo=None)
        return (by_the_site - midnight) // _MINUTE - minute

    return _pieces(offset, zone, site_zone, day)


def _pieces(offset, zone, site_zone, day) -> Pieces:
    if not (_changes(zone, day) or _changes_meanwhile(site_zone, zone, day)):
        return ((0, offset(0)),)
    found = []
    for minute in range(MINUTES_IN_A_DAY):
        added = offset(minute)
        if not found or found[-1][1] != added:
            found.append((minute, added))
    return tuple(found)


def _changes(zone, day) -> bool:
    """Whether the clock of `zone` is put forward or back during `day`; at its first midnight too, as in Santiago."""
    midnights = (datetime.combine(one, datetime.min.time(), zone) for one in (day, day + timedelta(days=1)))
    before, after = (midnight.utcoffset() for midnight in midnights)
    return before != after


def _changes_meanwhile(clock, zone, day) -> bool:
    """Whether `clock` is put forward or back while it is `day` in `zone`."""
    ends = (_instant(day, 0, zone), _instant(day + timedelta(days=1), 0, zone))
    before, after = (moment.astimezone(clock).utcoffset() for moment in ends)
    return before != after
