"""Times of day as one says them of a meeting: "7.30pm to 9", "10 to 12", "8 in the evening"."""

import re
from collections.abc import Iterator
from datetime import time

from groups.rules.reading import minutes_between
from groups.rules.schedule import MINUTES_IN_A_DAY

AFTERNOON_UNTIL = 8
"""A bare hour up to this one is taken as after noon ("Tuesdays at 7"), a later one as before it ("10 to 12")."""


def start_and_end(start: str, end: str | None, part: str) -> tuple[time | None, time | None, bool]:
    """Start and end, and whether morning or evening had to be guessed."""
    starts = list(_readings(start))
    ends = list(_readings(end)) if end else []
    if not starts or (end and not ends):
        return None, None, False
    is_guess = False
    if len(starts) > 1 and part:
        starts = [_in_part(starts, part)]
    elif len(starts) > 1 and len(ends) == 1:
        starts = [min(starts, key=lambda one: minutes_between(one, ends[0]) or MINUTES_IN_A_DAY)]
    elif len(starts) > 1:
        is_guess = starts[0].hour in range(1, 10)  # nobody takes "10 to 12" for the night
        starts = [starts[0] if AFTERNOON_UNTIL < (starts[0].hour or 12) < 12 else starts[1]]
    first = starts[0]
    if not ends:
        return first, None, is_guess
    last = min(ends, key=lambda one: minutes_between(first, one) or MINUTES_IN_A_DAY)
    return (first, last, is_guess) if minutes_between(first, last) else (None, None, False)


def _readings(words: str) -> Iterator[time]:
    """What a time may mean: one, or for a bare number of the half-day clock two, before noon first."""
    words = words.strip()
    if named := re.search(r"noon|midday|midnight", words):
        yield time(0) if named[0] == "midnight" else time(12)
        return
    said = re.fullmatch(r"(\d{1,2})(?:\s*[:.]\s*(\d{2}))?\s*(am|pm)?", words) or re.fullmatch(
        r"(\d{2})(\d{2})\s*(am|pm|h|hrs?)?", words
    )
    if not said:
        return
    hour, minute, half = int(said[1]), int(said[2] or 0), said[3] or ""
    if minute > 59 or hour > 23 or (half in ("am", "pm") and not 1 <= hour <= 12):
        return
    if half in ("am", "pm"):
        yield time(hour % 12 + (12 if half == "pm" else 0), minute)
    elif hour > 12 or said[1].startswith("0") or half or re.fullmatch(r"\d{4}", words):
        yield time(hour, minute)
    else:
        yield time(hour % 12, minute)
        yield time(hour % 12 + 12, minute)


def _in_part(readings: list[time], part: str) -> time:
    """The reading that is in the morning, afternoon, evening or at night."""
    before, after = readings
    if part == "morning":
        return before
    return before if part == "night" and before.hour < 5 else after
