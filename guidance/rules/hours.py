"""Is a helpline answered now? Read from its hours as staff write them. Pure: no database, no clock."""

import re
from collections.abc import Iterator
from datetime import datetime

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "every day": range(7),
    "daily": range(7),
    "weekdays": range(5),
    "weekends": range(5, 7),
    "bank holidays": (),
}
_DAY = rf"(?:{'|'.join(_DAYS)})s?"
_TIME = r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?|midday|noon|midnight)"
_TO = r"\s*(?:to|until|-|–|—)\s*"
_SPAN = re.compile(rf"({_TIME}){_TO}({_TIME})")
_RANGE = re.compile(rf"({_DAY}){_TO}({_DAY})")
_ALWAYS = re.compile(r"24 ?(?:hours|h)\b|24/7|day and night|always")
_MINUTES_IN_A_DAY = 24 * 60


def is_open(hours: str, at: datetime) -> bool | None:
    """Whether it is answered at this moment (in the zone of the helpline); None where its hours cannot be read."""
    text = hours.lower().strip()
    if _ALWAYS.search(text):
        return True
    opened = list(_spans(text))
    if not opened or None in opened:
        return None
    now = at.hour * 60 + at.minute
    today, before = at.weekday(), (at.weekday() - 1) % 7
    return any(
        (today in days and begin <= now < end) or (before in days and end > now + _MINUTES_IN_A_DAY)
        for days, begin, end in opened
    )


def _spans(text: str) -> Iterator[tuple[frozenset[int], int, int] | None]:
    """Days with the minutes from and to, of each part of the text; None for a part that is not understood."""
    days, waiting = frozenset(range(7)), frozenset()
    for part in filter(None, re.split(r"[,;]|\band\b", text)):
        waiting |= _days(part)
        times = _SPAN.search(part)
        if times:
            days, waiting = waiting or days, frozenset()
            begin, end = _minutes(times[1], times[2]), _minutes(times[2])
            yield (days, begin, end if end > begin else end + _MINUTES_IN_A_DAY)
        elif not _days(part):
            yield None


def _days(part: str) -> frozenset[int]:
    for name, days in _GROUPS.items():
        if name in part:
            return frozenset(days)
    between = _RANGE.search(part)
    if between:
        first, last = (_DAYS.index(day.rstrip("s")) for day in between.groups())
        return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return frozenset(number for number, day in enumerate(_DAYS) if day in part)


def _minutes(text: str, other: str = "") -> int:
    """Minutes since midnight; a time that lacks am or pm has that of the other one."""
    if text in ("midday", "noon"):
        return 12 * 60
    if text == "midnight":
        return 0
    hour, minute = (int(part) for part in [*re.findall(r"\d+", text), "0"][:2])
    half = re.search(r"[ap]m", text) or re.search(r"[ap]m", other)
    if half:
        hour = hour % 12 + (12 if half[0] == "pm" else 0)
    return hour * 60 + minute
