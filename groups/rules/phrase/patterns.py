"""Patterns of words, written in data, and where a line of words fits them.

A pattern is plain words: `cold turkey`. `{person}` stands for any word or phrase of the set of that name, and `<3>`
for up to three words that do not matter: `{stopped} <6> {shaking}`. A word may end in `(s)`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from groups.rules.phrase.line import words_of

_PART = re.compile(r"\{([\w-]+)\}|<([0-9]+)>|([^\s{}<>]+)")
_PLURAL = "(s)"

Means = Callable[[int], frozenset[str]]
"""What the word at a place can stand for; nothing past the end."""


@dataclass(frozen=True)
class Gap:
    """Up to so many words that do not matter."""

    most: int


@dataclass(frozen=True)
class AnyOf:
    """One of several phrases."""

    phrases: tuple[tuple[str, ...], ...]

    @cached_property
    def by_first(self) -> dict[str, list[tuple[str, ...]]]:
        """The phrases by their first word, those with the most words first."""
        found = defaultdict(list)
        for phrase in sorted(self.phrases, key=len, reverse=True):
            found[phrase[0]].append(phrase)
        return dict(found)


Slots = tuple[AnyOf | Gap, ...]


def slots_of(pattern: str, sets: Mapping[str, Sequence[str]]) -> Slots:
    """A pattern as slots to fill."""
    return tuple(slot for part in _PART.finditer(pattern) for slot in _slots(part, sets))


def _slots(part: re.Match, sets: Mapping[str, Sequence[str]]) -> Iterator[AnyOf | Gap]:
    if part[2]:
        yield Gap(int(part[2]))
    elif part[1]:
        yield _any_of(tuple(sets[part[1]]))
    else:
        yield _any_of((part[3],))


@cache
def _any_of(phrases: tuple[str, ...]) -> AnyOf:
    """Phrases as they are compared, those ending in `(s)` with it and without."""
    said = [either for one in phrases for either in ({one.removesuffix(_PLURAL), one.replace(_PLURAL, "s")})]
    return AnyOf(tuple(sorted({words for words in map(words_of, said) if words})))


@dataclass(frozen=True)
class Fit:
    """Where a pattern fits: the places of its words (not those in its gaps), and what it stands for."""

    places: tuple[int, ...]
    tag: Any


class Patterns:
    """Many patterns, filed under the words that they can begin with."""

    def __init__(self, tagged: Iterable[tuple[Slots, Any]]):
        self._by_first: dict[str, list[tuple[Slots, Any]]] = defaultdict(list)
        words: set[str] = set()
        for slots, tag in tagged:
            for first in slots[0].by_first:
                self._by_first[first].append((slots, tag))
            phrases = (phrase for slot in slots if isinstance(slot, AnyOf) for phrase in slot.phrases)
            words.update(word for phrase in phrases for word in phrase)
        self.words = frozenset(words)

    def at(self, place: int, means: Means) -> Iterator[Fit]:
        """The patterns that fit from a place on."""
        for first in means(place):
            for slots, tag in self._by_first.get(first, ()):
                places = _fit(slots, place, means)
                if places is not None:
                    yield Fit(places, tag)


def _fit(slots: Slots, place: int, means: Means) -> tuple[int, ...] | None:
    """The places of the words that fit the slots from a place on; None where they do not."""
    if not slots:
        return ()
    slot, rest = slots[0], slots[1:]
    if isinstance(slot, Gap):
        tries = (_fit(rest, place + skipped, means) for skipped in range(slot.most + 1))
        return next((found for found in tries if found is not None), None)
    for first in means(place):
        for phrase in slot.by_first.get(first, ()):
            end = place + len(phrase)
            if all(word in means(place + n) for n, word in enumerate(phrase)):
                found = _fit(rest, end, means)
                if found is not None:
                    return (*range(place, end), *found)
    return None
