"""Which known word did somebody mean who made a typing mistake? Pure, and without a pass over all known words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

SHORTEST = 3
"""Words of fewer letters are taken as they stand."""

LONGEST = 30
"""Nothing longer than this is looked at as a mistyped word."""


def allowed(letters: int) -> int:
    """How many mistakes a word of so many letters may have: none in a short one, two in a long one."""
    return 0 if letters < 5 else 1 if letters < 9 else 2


def distance(one: str, other: str) -> int:
    """How many letters to put in, leave out, change or swap with their neighbour to make one word the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]


def is_mistake_for(typed: str, meant: str) -> bool:
    """Whether the one word can be the other with a typing mistake. The first letter is seldom wrong.

    In a word of three or four letters only two swapped ones ("wnat") and a letter too many or too few of a pair
    ("kil") are forgiven.
    """
    if typed == meant:
        return True
    if typed[:1] != meant[:1] and typed[:2] != meant[1::-1]:
        return False
    if SHORTEST <= len(meant) < 5:
        return _swapped(typed, meant) or _undoubled(typed) == _undoubled(meant)
    return distance(typed, meant) <= allowed(len(meant))


def _swapped(typed: str, meant: str) -> bool:
    return len(typed) == len(meant) and sorted(typed) == sorted(meant) and distance(typed, meant) == 1


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


class KnownWords:
    """Words that can be looked up as they are mistyped.

    Each word is filed under what remains of it when letters are left out; a mistyped one has a remainder in common
    with what was meant. So a look-up costs by the length of what was typed, not by the number of words.
    """

    def __init__(self, words: Iterable[str], *, shortest: int = SHORTEST):
        self.words = frozenset(words)
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.words):
            if shortest <= len(word) <= LONGEST and not word[0].isdigit():
                for rest in _rests(word, max(allowed(len(word)), 1)):
                    self._by_rest[rest].append(word)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def like(self, typed: str) -> tuple[str, ...]:
        """The words that may have been meant, the nearest first: the word itself where it is known."""
        return tuple(word for _mistakes, word in self._counted(typed))

    def nearest(self, typed: str) -> tuple[str, ...]:
        """Those of them that take the fewest mistakes, by the alphabet."""
        counted = self._counted(typed)
        return tuple(word for mistakes, word in counted if mistakes == counted[0][0])

    def _counted(self, typed: str) -> list[tuple[int, str]]:
        if typed in self.words:
            return [(0, typed)]
        if not SHORTEST <= len(typed) <= LONGEST or typed[0].isdigit():
            return []
        near = {word for rest in _rests(typed, allowed(len(typed) + 2) or 1) for word in self._by_rest.get(rest, ())}
        return sorted((distance(typed, word), word) for word in near if is_mistake_for(typed, word))


def _rests(word: str, most: int) -> Iterator[str]:
    """The word, and what remains of it without one letter, without two … up to `most`."""
    seen = set()
    for count in range(most + 1):
        for gone in combinations(range(len(word)), count):
            rest = "".join(letter for place, letter in enumerate(word) if place not in gone)
            if rest not in seen:
                seen.add(rest)
                yield rest
