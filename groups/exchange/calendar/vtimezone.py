"""A time zone as a calendar file tells it (RFC 5545, 3.6.5), made from the rule that its zone file ends with.

That rule (POSIX, as in `GMT0BST,M3.5.0/1,M10.5.0`) is how the zone's clocks go from now on, for ever: two parts of a
few lines, where a list of all changes would take pages and end one day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from groups.exchange.calendar.entry import DAYS

IRREGULAR = {"Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron", "Egypt"}
"""Zones whose rule does not hold yet, because their clocks follow Ramadan, or cannot be said by a calendar's rule.

Their changes are listed one by one, for as far as calendars tell exceptions. A test holds all zones against Python's.
"""

LISTED_YEARS = 4
_BEGAN = 1970
"""A part begins in this year: before anything that a calendar of ours holds."""

_NAME, _CLOCK = r"([A-Za-z]+|<[^>]+>)", r"([+-]?\d+(?::\d+)?)"
_CHANGE = r"M(\d+)\.(\d)\.(\d)(?:/([+-]?\d+(?::\d+)?))?"
_RULE = re.compile(rf"{_NAME}{_CLOCK}(?:{_NAME}{_CLOCK}?,{_CHANGE},{_CHANGE})?")


@lru_cache(maxsize=64)
def vtimezone(zone: str, *, since: date) -> bytes:
    """The VTIMEZONE of a zone, true from `since` on; keep that the same for a while, because it is remembered."""
    written = Timezone()
    written.add("tzid", zone)
    for part in _listed(ZoneInfo(zone), since) if zone in IRREGULAR else _by_rule(_last_line(zone)):
        written.add_component(part)
    return written.to_ical()


def _by_rule(rule: str) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    name, offset, summer_name, summer_offset, *changes = _RULE.fullmatch(rule).groups()
    usual = -_clock(offset)  # POSIX counts from the zone to Greenwich
    if summer_name is None:
        yield _part(name, usual, usual, datetime(_BEGAN, 1, 1))
        return
    summer = -_clock(summer_offset) if summer_offset else usual + timedelta(hours=1)
    yield _part(summer_name, usual, summer, *_change(*changes[:4]))
    yield _part(name, summer, usual, *_change(*changes[4:]))


def _listed(zone: ZoneInfo, since: date) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    """How the clocks stand at first, and each change of the coming years by itself."""
    day = datetime.combine(since, time(), UTC)
    before = day.astimezone(zone)
    yield _part(before.tzname(), before.utcoffset(), before.utcoffset(), datetime(_BEGAN, 1, 1))
    for _day in range(LISTED_YEARS * 366):
        before, after = day.astimezone(zone), (day + timedelta(days=1)).astimezone(zone)
        if before.utcoffset() != after.utcoffset():
            same = [(day + timedelta(minutes=n)).astimezone(zone).utcoffset() for n in range(24 * 60)].count
            at = day + timedelta(minutes=same(before.utcoffset())) + before.utcoffset()
            yield _part(after.tzname(), before.utcoffset(), after.utcoffset(), at.replace(tzinfo=None))
        day += timedelta(days=1)


def _last_line(zone: str) -> str:
    """How a zone file says what its clocks do from its last listed change on: the file that Python reads."""
    shipped = resources.files("tzdata.zoneinfo").joinpath(*zone.split("/"))
    file = next((path for folder in TZPATH if (path := Path(folder, zone)).is_file()), shipped)
    return file.read_bytes().rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def _clock(text: str) -> timedelta:
    """`-3:30` as a span of time; it may be more than a day, or before it."""
    hours, _colon, minutes = text.lstrip("+-").partition(":")
    span = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -span if text.startswith("-") else span


def _part(name: str, before: timedelta, after: timedelta, begins: datetime, rule: dict | None = None):
    """What holds from a change of the clocks on."""
    part = TimezoneDaylight() if after > before else TimezoneStandard()
    part.add("dtstart", begins)
    if rule:
        part.add("rrule", rule)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name.strip("<>"))
    return part


def _change(month: str, week: str, weekday: str, at: str | None) -> tuple[datetime, dict]:
    """When the clocks change for the first time, and the yearly rule of it. In POSIX week 5 is the last, day 0 Sunday.

    The time may lie outside its day (Greenland's is an hour before the last Sunday of March): the rule then names the
    days of the month among which the day falls.
    """
    span = _clock(at or "2")
    shift = timedelta(days=span // timedelta(days=1))
    length = monthrange(_BEGAN, int(month))[1]
    earliest = length - 6 if week == "5" else 7 * int(week) - 6
    day = date(_BEGAN, int(month), earliest)
    day += timedelta(days=(int(weekday) - 1 - day.weekday()) % 7) + shift
    said = {"FREQ": ["YEARLY"], "BYMONTH": [int(month)]}
    if shift:
        among = range(earliest + shift.days, earliest + shift.days + 7)
        said |= {"BYMONTHDAY": [*among], "BYDAY": [DAYS[day.weekday()]]}
    else:
        said |= {"BYDAY": [f"{-1 if week == '5' else week}{DAYS[day.weekday()]}"]}
    return datetime.combine(day, time()) + span - shift, said
