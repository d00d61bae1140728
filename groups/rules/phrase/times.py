"""Times of day in a phrase: `tuesday morning`, `now`, `after 6`, `7.30pm`, `6-8pm`, `half past seven`.

An exact time said alone stands for the half hour that begins with it. A time becomes the pairs `from` and `until`
(HH:MM on the meeting's own wall clock, the second not in the span), beside the `time` of the product's parameters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groups.rules.phrase.found import Found
from groups.rules.phrase.line import Line
from groups.rules.phrase.vocabulary import Grammar, Pair
from groups.rules.schedule import MINUTES_IN_A_DAY

HALF_HOUR = 30
HALF_A_DAY = 12 * 60
ALMOST = 30
"""How many minutes before and after `around 7` is."""

_CLOCK = re.compile(r"^([0-9]{1,2})(?:[:.]?([0-5][0-9]))?([a-z]*)$")
_HOURS = {"h": "24", "hr": "24", "hrs": "24"}
"""Marks of the clock with twenty-four hours, as timetables write them."""
_QUARTERS = {"00", "15", "30", "45"}
_LATEST_SURE = 9
"""From this hour on, one said without am or pm may be of the morning or of the evening; below, it is the evening."""


@dataclass(frozen=True)
class Clock:
    """A time as it was said: its minutes, where its words end, and whether it may as well be twelve hours later."""

    minutes: int
    end: int
    sure: bool = True
    marked: bool = True
    """Whether the words alone say that it is a time (a bare `7` does not)."""
    half_said: bool = True
    """Whether morning or evening was said, or follows from the number."""


@dataclass(frozen=True)
class TimeReader:
    """Reads the time of day said at a place of a line."""

    grammar: Grammar

    def read(self, line: Line, place: int) -> Found | None:
        """The longest that can be read from a place on."""
        found = [one for one in self._ways(line, place) if one is not None]
        return max(found, key=lambda one: one.length, default=None)

    def _ways(self, line: Line, first: int) -> Iterator[Found | None]:
        yield self._part(line, first)
        yield self._span(line, first)
        yield self._bounded(line, first)
        yield self._exact(line, first)

    def _part(self, line: Line, first: int) -> Found | None:
        """`in the evenings`, `this morning`, `tuesday pm`."""
        this_one = self.grammar.find("this", line, first)
        place = this_one[1] if this_one else self.grammar.past("during", line, first)
        said = self.grammar.find("part", line, first) or self.grammar.find("part", line, place)
        if said is None and self._follows_a_day(line, first):
            said = self.grammar.find("part_after_day", line, first)
        if said is None:
            return None
        today = (("day", "today"),) if this_one else ()
        return Found(first, said[1], (*today, *(("time", one) for one in said[0].split())))

    def _follows_a_day(self, line: Line, place: int) -> bool:
        return place > 0 and self.grammar.has("day", line.tokens[place - 1].word)

    # --- By the clock

    def _exact(self, line: Line, first: int) -> Found | None:
        around = self.grammar.find("around", line, first)
        at = around or self.grammar.find("at", line, first)
        clock = self._clock(line, at[1] if at else first)
        if clock is None or not (at or clock.marked):
            return None
        return self._found(first, clock.end, self._about if around else self._half_hour, clock)

    def _bounded(self, line: Line, first: int) -> Found | None:
        """`after 6`, `before noon`."""
        for role, bound in (("after", self._since), ("before", self._until)):
            said = self.grammar.find(role, line, first)
            clock = self._clock(line, said[1]) if said else None
            if clock:
                return self._found(first, clock.end, bound, clock)
        return None

    def _found(self, first: int, end: int, pairs, clock: Clock) -> Found:
        others = () if clock.sure else (pairs((clock.minutes + HALF_A_DAY) % MINUTES_IN_A_DAY),)
        return Found(first, end, pairs(clock.minutes), others)

    def _since(self, minutes: int) -> tuple[Pair, ...]:
        return (("from", written(minutes)),)

    def _until(self, minutes: int) -> tuple[Pair, ...]:
        return (("until", written(minutes)),)

    def _half_hour(self, minutes: int) -> tuple[Pair, ...]:
        return (("from", written(minutes)), ("until", written(minutes + HALF_HOUR)))

    def _about(self, minutes: int) -> tuple[Pair, ...]:
        return (("from", written(minutes - ALMOST)), ("until", written(minutes + HALF_HOUR)))

    def _span(self, line: Line, first: int) -> Found | None:
        """`between 6 and 8`, `from 6 to 8`, `6-8pm`."""
        opened = self.grammar.find("between", line, first) or self.grammar.find("after", line, first)
        begin = self._clock(line, opened[1] if opened else first)
        if begin is None:
            return None
        to = self.grammar.find("to", line, begin.end) or (opened and self.grammar.find("and", line, begin.end))
        if not to and line.gap(begin.end).strip() not in {"-", "–", "—"}:
            return None
        end = self._clock(line, to[1] if to else begin.end)
        if end is None or not (opened or begin.marked or end.marked):
            return None
        start, stop = begin.minutes, end.minutes
        if not begin.half_said:  # "11-1pm" starts in the morning and "7-8pm" in the evening: the shorter is meant
            start = min(
                (start, start + HALF_A_DAY), key=lambda one: (stop - one) % MINUTES_IN_A_DAY or MINUTES_IN_A_DAY
            )
        if not end.half_said:
            stop = min((stop, stop + HALF_A_DAY), key=lambda one: (one - start) % MINUTES_IN_A_DAY or MINUTES_IN_A_DAY)
        return Found(first, end.end, (("from", written(start)), ("until", written(stop))))

    # --- One time

    def _clock(self, line: Line, place: int) -> Clock | None:
        named = self.grammar.find("clock", line, place)
        if named:
            return Clock(int(named[0]), named[1])
        past = self.grammar.find("minutes_past", line, place)  # half past, quarter to
        hour = self._hour(line, past[1] if past else place)
        if hour is None:
            return None
        minutes, end, half, marked = hour
        if past:
            minutes, marked = (minutes + int(past[0])) % MINUTES_IN_A_DAY, True
        oclock = self.grammar.find("oclock", line, end)
        if oclock:
            end, marked = oclock[1], True
        for role in ("half", "half_by_part"):
            if not half and (said := self.grammar.find(role, line, end)):
                half, end, marked = said[0], said[1], True
        if not marked and self.grammar.find("counted", line, end):
            return None  # 6 miles, 5 december
        return self._halved(minutes, end, half, marked)

    def _hour(self, line: Line, place: int) -> tuple[int, int, str, bool] | None:
        """An hour with its minutes, where it ends, `am` or `pm` (`24`: the number says it), and if it is sure."""
        said = self.grammar.find("hour", line, place)
        if said:
            minutes = self.grammar.find("minutes", line, said[1])
            return (
                int(said[0]) * 60 + int(minutes[0] if minutes else 0),
                minutes[1] if minutes else said[1],
                "",
                bool(minutes),
            )
        word = line.word(place)
        found = _CLOCK.match(word)
        if not found or int(found[1]) > 23:
            return None
        hour, minute, mark = int(found[1]), int(found[2] or 0), found[3]
        parted = ":" in word or "." in word
        if found[2] and not parted and found[2] not in _QUARTERS:
            return None  # 2026 is a year
        half = _HOURS.get(mark) or self.grammar.value("half", mark) or ""
        if mark and not half:
            return None
        if half in {"am", "pm"} and not 1 <= hour <= 12:
            return None
        if hour == 0 or hour > 12 or (found[1][0] == "0" and parted):
            half = "24"
        if not found[2] and not mark and (hour == 0 or hour > 12):
            return None  # a bare 15 is no time
        alone = parted or mark or (len(word) == 4 and hour > 5)  # 1930, but not 100
        return hour * 60 + minute, place + 1, half, bool(alone)

    def _halved(self, minutes: int, end: int, half: str, marked: bool) -> Clock:
        hour = minutes // 60
        if half == "24":
            return Clock(minutes, end)
        if half:
            return Clock(minutes % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0), end)
        if hour == 12:
            return Clock(minutes, end, marked=marked)
        if hour < _LATEST_SURE:
            return Clock(minutes % HALF_A_DAY + HALF_A_DAY, end, marked=marked, half_said=False)
        return Clock(minutes, end, sure=False, marked=marked, half_said=False)


def written(minutes: int) -> str:
    """Minutes of the day as they stand in an address: `19:30`."""
    hours, rest = divmod(minutes % MINUTES_IN_A_DAY, 60)
    return f"{hours:02}:{rest:02}"


def earlier(clocks: Sequence[str]) -> str:
    """The earliest of some times; empty for none."""
    return min(clocks, default="")


def later(clocks: Sequence[str]) -> str:
    """The latest of some times; empty for none."""
    return max(clocks, default="")


def half_a_day_later(clock: str) -> str:
    """The same on a clock face: `21:00` for `09:00`."""
    return written(_minutes(clock) + HALF_A_DAY)


def spans(since: str, until: str) -> tuple[tuple[int, int], ...]:
    """The spans of minutes from one time of the address to another (either may be empty), past midnight too."""
    start = _minutes(since) if since else 0
    end = _minutes(until) if until else MINUTES_IN_A_DAY
    end = end or MINUTES_IN_A_DAY
    if start < end:
        return ((start, end),)
    return ((start, MINUTES_IN_A_DAY), (0, end)) if since and until else ()


def _minutes(clock: str) -> int:
    hours, _colon, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)
