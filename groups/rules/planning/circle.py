"""The best choice of outings on a circle of one week or two, none of which overlaps another. Pure, and exact.

On a line, outings are taken in the order of their ends: the best that ends with one of them is the best of those over
before it leaves home, and it. What is best is kept for each number of outings in a week, and beside it the best whose
last one is of another day, so that a new day can be counted. A circle is cut at a midnight into a line: of those that
lie across the cut no two go together, so the line is solved without them, and with each of them alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from groups.rules.planning.fortnight import WEEK, Weeks
from groups.rules.schedule import MINUTES_IN_A_DAY


class Outing(NamedTuple):
    """One candidate in one of the circle's weeks: from leaving home to being back, in minutes."""

    begins: int
    """May lie before the circle's beginning, and `ends` past its end."""
    ends: int
    starts: int
    """When the meeting starts, on the circle: it belongs to this day and week."""
    worth: int
    """More than nothing. Of two choices the better is that with the greater sum, a new day counted in."""
    which: int
    """The candidate's place in their order."""
    weeks: Weeks
    """A or B."""


def best(outings: Sequence[Outing], *, length: int, most: int | None, new_day: int) -> list[Outing]:
    """The best choice: at most so many in each week, none beside another that it overlaps.

    `length` is that of the circle; no outing is longer than a week.
    """
    line = _Line(_undominated(outings), length)
    chains = [_best_chain(line.uncut, most, new_day)]
    chains += [_best_chain([*line.beside(one), one], most, new_day) for one in line.cut]
    _worth, chosen = max(chains, key=lambda chain: chain[0])
    return chosen


def most_that_fit(outings: Sequence[Outing], *, length: int, most: int) -> int:
    """How many go into the circle beside each other, at most so many in each week: the size of the best choice."""
    line = _Line(outings, length)
    weeks = [_Ends(one for one in line.uncut if one.starts // WEEK == week) for week in range(length // WEEK)]
    room = [most] * len(weeks)
    found = _count(weeks, room, 0, length)
    for one in line.cut:
        if found == sum(room):
            break
        left = [many - (week == one.starts // WEEK) for week, many in enumerate(room)]
        found = max(found, 1 + _count(weeks, left, *line.around(one)))
    return found


class _Line:
    """A circle cut at a midnight: at one that as few as can be lie across, where the count of a week begins anew."""

    def __init__(self, outings: Sequence[Outing], length: int):
        # In a circle of one week the count is of all of it, so any midnight does; in one of two a week must stay whole.
        midnights = range(0, length, MINUTES_IN_A_DAY if length == WEEK else WEEK)
        self.length = length
        at = min(midnights, key=lambda midnight: sum(_lies_across(one, midnight, length) for one in outings))
        moved = [_moved(one, (one.starts - at) % length - one.starts) for one in outings]
        self.cut = [one for one in moved if one.begins < 0 or one.ends > length]
        self.uncut = [one for one in moved if one.begins >= 0 and one.ends <= length]

    def around(self, one: Outing) -> tuple[int, int]:
        """From when to when the rest of the line is free beside one that lies across the cut."""
        return (one.ends, one.begins + self.length) if one.begins < 0 else (one.ends - self.length, one.begins)

    def beside(self, one: Outing) -> list[Outing]:
        """Those that go with one that lies across the cut."""
        begins, ends = self.around(one)
        return [other for other in self.uncut if begins <= other.begins and other.ends <= ends]


def _lies_across(one: Outing, midnight: int, length: int) -> bool:
    return (one.begins - midnight) // length != (one.ends - 1 - midnight) // length


def _moved(one: Outing, by: int) -> Outing:
    return Outing(one.begins + by, one.ends + by, one.starts + by, one.worth, one.which, one.weeks)


def _undominated(outings: Iterable[Outing]) -> list[Outing]:
    """Without those in whose place another of their day could always be, and be no worse.

    That is one that leaves home no earlier, is back no later and is worth no less: the two never go together, and
    whatever goes with the one goes with the other.
    """
    kept: dict[int, list[Outing]] = {}
    for one in sorted(outings, key=lambda one: (-one.begins, one.ends, -one.worth, one.which)):
        same_day = kept.setdefault(one.starts // MINUTES_IN_A_DAY, [])
        if not any(other.ends <= one.ends and other.worth >= one.worth for other in same_day):
            same_day.append(one)
    return sorted(one for same_day in kept.values() for one in same_day)


_EMPTY = (0, -1, -1, 0, -1)
"""The best so far: its worth, its last outing and that one's day; the best of another last day, and its last outing."""
_AS_BELOW = -2


class _Layer:
    """The best choices on a line where the last week begun holds so many.

    `heads[n]` is the best of the first n outings, `worths` and `before` say for each outing what the best choice that
    ends with it is worth, and which comes before it in the layer below.
    """

    def __init__(self, count: int):
        self.heads = [_EMPTY] * (count + 1)
        self.worths = [0] * count
        self.before = [_AS_BELOW] * count

    def fill(self, line: list[tuple[int, int, int, int]], below: "_Layer", week: int | None, new_day: int) -> "_Layer":
        """Each of the week's outings put after the best of the layer below; those of other weeks stay as there."""
        heads, worths, before, under = self.heads, self.worths, self.before, below.heads
        best, last, day, other, other_last = _EMPTY
        for place, (over, its_day, its_week, worth) in enumerate(line):
            if its_week == week or week is None:
                value, came_from, of_day, without, without_last = under[over]
                if of_day != its_day:
                    value += new_day
                elif without + new_day > value:
                    value, came_from = without + new_day, without_last
                value += worth
                worths[place], before[place] = value, came_from
            else:
                value = worths[place] = below.worths[place]
            if its_day == day:
                if value > best:
                    best, last = value, place
            elif value > best:
                best, last, day, other, other_last = value, place, its_day, best, last
            elif value > other:
                other, other_last = value, place
            heads[place + 1] = (best, last, day, other, other_last)
        return self


def _best_chain(outings: Iterable[Outing], most: int | None, new_day: int) -> tuple[int, list[Outing]]:
    """What the best choice on a line is worth, and its outings in order."""
    outings = sorted(outings, key=lambda one: (one.ends, one.begins, one.which))
    ends = [one.ends for one in outings]
    line = [
        (bisect_right(ends, one.begins), one.starts // MINUTES_IN_A_DAY, one.starts // WEEK, one.worth)
        for one in outings
    ]
    layers = [_Layer(len(line))]
    if most is None:
        layers = [layers[0].fill(line, layers[0], None, new_day)]
    else:
        for week in sorted({one[2] for one in line}):
            for _nth in range(most):
                layers.append(_Layer(len(line)).fill(line, layers[-1], week, new_day))
    chain = []
    layer, (worth, place, *_rest) = len(layers) - 1, layers[-1].heads[-1]
    while place >= 0:
        before = layers[layer].before[place]
        if before != _AS_BELOW:
            chain.append(outings[place])
            place = before
        layer = max(0, layer - 1)
    return worth, chain[::-1]


class _Ends:
    """When the first of some outings is over that leaves home at a time or later."""

    def __init__(self, outings: Iterable[Outing]):
        ordered = sorted((one.begins, one.ends) for one in outings)
        self._begins = [begins for begins, _ends in ordered]
        self._first = [*accumulate((ends for _begins, ends in reversed(ordered)), min)][::-1]

    def after(self, time: int) -> int | None:
        """None where there is none."""
        place = bisect_left(self._begins, time)
        return self._first[place] if place < len(self._first) else None


def _count(weeks: Sequence[_Ends], room: Sequence[int], time: int, until: int) -> int:
    """How many fit between two times at most: whatever number one week gets, it is over as early as can be."""
    if not weeks:
        return 0
    found = _count(weeks[1:], room[1:], time, until)
    for number in range(1, room[0] + 1):
        over = weeks[0].after(time)
        if over is None or over > until:
            break
        time = over
        found = max(found, number + _count(weeks[1:], room[1:], time, until))
    return found
