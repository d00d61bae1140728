"""Which names of places are nearly the one that was typed? Looked for in the database by first letter and length."""

from collections.abc import Iterable

from groups.rules.typing_mistakes import allowed, distance

LENGTHS = 256
"""More than a name has letters."""

LONGEST = 60
"""Nobody guesses at what is longer."""


def place_of(key: str) -> int:
    """A number for the first letter and the length. Names that are nearly the same stand nearly side by side by it."""
    return ord(key[0]) * LENGTHS + len(key)


def ranges(key: str) -> list[tuple[int, int]]:
    """Where by `place_of` those names stand that `key` may be meant for. The second letter may have come first."""
    slips = allowed(len(key))
    return _between(key, len(key) - slips, len(key) + slips)


def ranges_of_words(key: str) -> list[tuple[int, int]]:
    """The same for single words, as `typing_mistakes.is_mistake_for` forgives them: by the length of what was meant."""
    fewer, more = max(1, allowed(len(key) - 2)), max(1, allowed(len(key) + 2))
    return _between(key, len(key) - fewer, len(key) + more)


def _between(key: str, shortest: int, longest: int) -> list[tuple[int, int]]:
    firsts = dict.fromkeys(letter for letter in key[:2] if letter != " ")
    return [(ord(one) * LENGTHS + max(1, shortest), ord(one) * LENGTHS + longest) for one in firsts]


def range_of_longer(key: str) -> tuple[int, int]:
    """Where by `place_of` the longer names stand that may begin with `key`."""
    return place_of(key), ord(key[0]) * LENGTHS + LENGTHS - 1


def nearest(key: str, names: Iterable[str]) -> list[str]:
    """Those of the names that take the fewest mistakes, if that is no more than are allowed; by the alphabet."""
    most = allowed(len(key))
    letters = set(key)
    found: dict[str, int] = {}
    for name in names if most else ():
        if len(letters ^ set(name)) <= 2 * most:  # a mistake changes two letters at the most
            mistakes = distance(key, name)
            if mistakes <= most:
                found[name], most = mistakes, mistakes
    return sorted(name for name, mistakes in found.items() if mistakes == most)
