"""How alike are two names, two places, two rules: is one listing the other, entered twice? No database."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import floor, gcd
from typing import NamedTuple

from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres
from groups.rules.schedule import FIFTH, FOURTH, LAST, Rule
from groups.rules.typing_mistakes import is_mistake_for

SAME_PLACE_KM = 0.05
"""So near, two venues are one if their names agree."""

SAME_TIME_MINUTES = 15
SAME_TOWN_KM = 5
"""Farther apart, two groups of one name are two."""

MOST_IN_A_BLOCK = 60
"""What more listings than this share tells them apart so little that it is not looked at."""

_CELL_LAT, _CELL_LNG = 0.001, 0.002
"""Degrees: a good hundred metres each way, in Britain."""

_SAME = {"saint": "st", "centre": "center", "and": "", "the": "", "of": "", "at": "", "in": "", "a": ""}
_SAYS_LITTLE = {"group", "groups", "meeting", "meetings", "fellowship", "aa", "na", "afg"}


class Name(NamedTuple):
    """A name as it is compared."""

    words: frozenset[str]
    numbers: frozenset[str]


class Gathering(NamedTuple):
    """What tells one meeting from another."""

    names: tuple[str, ...]
    """Its own, and its group's."""
    group: Hashable
    programme: Hashable
    source: Hashable
    """The feed that made it; nothing for one entered by staff."""
    room: str
    minute: int
    """Of the day, at which it starts."""
    rule: Rule


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """`"The Saint Mary’s Hall"` and `"St Marys Hall"` are one; so are `"Woodbridge"` and `"Woodbridge Group"`."""
    words = [_SAME.get(word, word) for word in fold(text).split()]
    words = [word for word in words if word]
    telling = [word for word in words if word not in _SAYS_LITTLE] or words
    return Name(frozenset(telling), frozenset(word for word in telling if any(sign.isdigit() for sign in word)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, but for little words and slips of the hand. `Monday` is no slip for `Sunday`."""
    first, second = name_of(one), name_of(other)
    if not first.words or not second.words or first.numbers != second.numbers:
        return False
    if first.words == second.words:
        return True
    mine, theirs = sorted(first.words - second.words), sorted(second.words - first.words)
    return len(mine) == len(theirs) and _are_slips(mine, theirs) and _are_slips(theirs, mine)


def like_name(one: str, other: str) -> bool:
    """Whether they are one, or all that one says the other says too: `Trinity` and `Trinity Church Hall`."""
    first, second = name_of(one), name_of(other)
    if not first.words or not second.words or (first.numbers and second.numbers and first.numbers != second.numbers):
        return False
    return first.words <= second.words or second.words <= first.words or same_name(one, other)


def _are_slips(words: list[str], meant: list[str]) -> bool:
    return all(any(is_mistake_for(word, one) or is_mistake_for(one, word) for one in meant) for word in words)


def is_near(one: Point | None, other: Point | None, km: float) -> bool:
    """Whether both are known and stand no farther apart."""
    return one is not None and other is not None and kilometres(one, other) <= km


def may_fall_together(one: Rule, other: Rule) -> bool:
    """Whether two rules can name one date: the 1st and the 3rd Tuesday never do, nor do weeks that take turns."""
    if one.weekday != other.weekday or not one.months & other.months:
        return False
    if not _with_last(one.weeks) & _with_last(other.weeks):
        return False
    if (one.phase - other.phase) % gcd(one.interval, other.interval):
        return False
    starts = [rule.first for rule in (one, other) if rule.first]
    ends = [rule.last for rule in (one, other) if rule.last]
    return not (starts and ends) or max(starts) <= min(ends)


def _with_last(weeks: int) -> int:
    """The last of a month is its fourth or its fifth."""
    return weeks | FOURTH | FIFTH if weeks & LAST else weeks


def is_same_gathering(one: Gathering, other: Gathering) -> bool:
    """Whether two meetings at one place are probably one.

    Two rooms at one time are no clash, and two programmes under one roof neither. One group does not meet twice at
    once; two of one programme do only if their names differ and one source told of both.
    """
    if abs(one.minute - other.minute) > SAME_TIME_MINUTES or not may_fall_together(one.rule, other.rule):
        return False
    if one.room and other.room and not same_name(one.room, other.room):
        return False
    if one.group == other.group:
        return True
    if one.programme and other.programme and one.programme != other.programme:
        return False
    if any(like_name(mine, theirs) for mine in one.names for theirs in other.names):
        return True
    return one.source != other.source and one.programme is not None and one.programme == other.programme


def cells(point: Point) -> Iterator[tuple[int, int, int]]:
    """Four squares that hold a point: any two that are within `SAME_PLACE_KM` share one (up to 60° north or south).

    The squares of each grid are shifted by half their side against those of another.
    """
    for grid, (up, aside) in enumerate(((0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5))):
        yield grid, floor(point.lat / _CELL_LAT + up), floor(point.lng / _CELL_LNG + aside)


class Blocks:
    """Things filed under what they share, so that only those that share something are compared."""

    def __init__(self):
        self._blocks: dict[Hashable, list[int]] = defaultdict(list)

    def file(self, thing: int, keys: Iterable[Hashable]) -> None:
        """File a thing under each key."""
        for key in keys:
            self._blocks[key].append(thing)

    def pairs(self, *, most: int = MOST_IN_A_BLOCK) -> Iterator[tuple[int, int]]:
        """Each pair that shares a key, once, the smaller number first. Keys that too many share are passed over."""
        seen = set()
        for things in self._blocks.values():
            if len(things) > most:
                continue
            for at, one in enumerate(things):
                for other in things[at + 1 :]:
                    pair = (one, other) if one < other else (other, one)
                    if one != other and pair not in seen:
                        seen.add(pair)
                        yield pair


def beginnings(names: Collection[str]) -> set[str]:
    """The first letters of each telling word of these names: names that are alike share some."""
    return {word[:4] for name in names for word in name_of(name).words}


def whole(name: str) -> Sequence[str]:
    """All its telling words in one order: names that are the same share this, however many there are."""
    return tuple(sorted(name_of(name).words))
