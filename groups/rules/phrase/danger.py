"""Does a phrase speak of danger to life? Misspelt, and with other words in between, too.

What is found is shown first and never becomes part of the search. When in doubt it is found: a line too many about
help costs little.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from groups.rules.phrase.line import Token, cut, tidied
from groups.rules.phrase.patterns import Patterns
from groups.rules.phrase.vocabulary import Language

LONGEST_LOOKED_AT = 1000
"""So many characters are looked at: more than are read as a search, for people in distress write at length."""


@dataclass(frozen=True)
class Spoken:
    """The kinds of danger a phrase speaks of, in the order of the data, and the words that say so with their places."""

    kinds: tuple[str, ...]
    places: frozenset[int]
    words: str = ""


def find(text: str, language: Language) -> Spoken:
    """The danger that a phrase speaks of."""
    return find_in(cut(tidied(text, LONGEST_LOOKED_AT)), language)


def find_in(tokens: tuple[Token, ...], language: Language) -> Spoken:
    """The same for a phrase that was cut into words already."""
    meant = [frozenset(_meanings(token.word, language)) for token in tokens]
    kinds: list[str] = []
    places: set[int] = set()
    for kind, always, says, unless in language.danger_patterns:
        harmless = set(_fitting(unless, meant))
        heard = set(_fitting(says, [frozenset() if n in harmless else words for n, words in enumerate(meant)]))
        heard.update(_fitting(always, meant))
        if heard:
            kinds.append(kind)
            places |= heard
    return Spoken(
        tuple(dict.fromkeys(kinds)), frozenset(places), " ".join(tokens[place].typed for place in sorted(places))
    )


def _meanings(word: str, language: Language) -> tuple[str, ...]:
    """What a word can stand for: itself, and where it is no ordinary word what it may be a mistake for."""
    if language.grammar.has("plain", word):
        return (word,)
    return language.danger_words.like(word)


def _fitting(patterns: Patterns, meant: list[frozenset[str]]) -> Iterator[int]:
    def means(place: int) -> frozenset[str]:
        return meant[place] if place < len(meant) else frozenset()

    for place in range(len(meant)):
        for fit in patterns.at(place, means):
            yield from fit.places
