"""What was typed becomes the terms of the listings that answer it: as it stands, in the plural, or nearly spelled so.

A listing has to have one of the terms of each word. Words that say little ("the", "group") need not be there where
others were typed. Of neighbours ("al anon") each is answered by both in one ("alanon") too. Only for a word that no
listing has: what it may be a mistake for, or the beginning of; else two words that it may be in one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from groups.models import Term
from groups.rules.phrase.reading import SMALL_ROLES
from groups.rules.plurals import alike
from groups.rules.sought import Instead, Sought
from groups.rules.terms import typed_terms
from groups.rules.typing_mistakes import LONGEST, SHORTEST, allowed, distance, is_mistake_for
from groups.search import needs

MOST_WORDS = 12
"""Nobody types more; what follows is not looked for."""

MOST_MEANT, MOST_BEGUN = 5, 100
SHORTEST_BEGINNING = 3
SHORTEST_HALF = 2


def seek(words: str) -> Sought:
    """The terms to find for some words. One query where listings have each of the words, three at the most."""
    typed = _typed(words, _little())
    if not typed:
        return Sought()
    known, common = Term.objects.keys_of({text for one in typed for text in one.texts})
    strange = [one for one in typed if not one.keys_in(known)]
    guesses = _guesses([one.word for one in strange]) if strange else {}
    found: dict[frozenset[int], None] = {}
    for one in typed:
        if one in strange:
            found.update(dict.fromkeys(guesses[one.word].terms))
        else:
            found[one.keys_in(known)] = None
    return Sought(
        tuple(found),
        common,
        tuple(instead for guess in guesses.values() for instead in guess.instead),
        tuple(word for word, guess in guesses.items() if not any(guess.terms)),
    )


@dataclass(frozen=True)
class _Typed:
    """A word, and all that answers to it as it stands."""

    word: str
    texts: frozenset[str]

    def keys_in(self, known: Mapping[str, int]) -> frozenset[int]:
        return frozenset(known[text] for text in self.texts if text in known)


@lru_cache
def _little() -> frozenset[str]:
    return needs.language().grammar.alone(*SMALL_ROLES)


def _typed(words: str, little: Collection[str]) -> list[_Typed]:
    """The words that count, each once, with what they make together with their neighbours."""
    line = typed_terms(words)
    counts = [place for place, word in enumerate(line) if word not in little] or range(len(line))
    texts: dict[str, frozenset[str]] = {}
    for place in list(counts)[:MOST_WORDS]:
        joined = [line[first] + line[first + 1] for first in (place - 1, place) if {first, first + 1} <= set(counts)]
        texts[line[place]] = texts.get(line[place], frozenset()).union(*map(alike, (line[place], *joined)))
    return [_Typed(word, some) for word, some in texts.items()]


# --- Words that no listing has


@dataclass(frozen=True)
class _Guess:
    terms: tuple[frozenset[int], ...] = (frozenset(),)
    instead: tuple[Instead, ...] = ()


def _guesses(words: Sequence[str]) -> dict[str, _Guess]:
    """What each of these words may have been meant for. Two queries at the most."""
    spelled = [word for word in words if SHORTEST <= len(word) <= LONGEST and not _has_digit(word)]
    halves = {half for word in words for pair in _halves(word) for half in pair}
    near = Term.objects.spelled_about_like(spelled, halves)
    mistaken = {word: _nearest(word, near) for word in spelled}
    others = {text for meant in mistaken.values() for text in meant for text in alike(text)}
    keys = near | (Term.objects.keys_of(others - near.keys())[0] if others - near.keys() else {})
    return {word: _guess(word, mistaken.get(word, ()), keys) for word in words}


def _guess(word: str, meant: Sequence[str], keys: Mapping[str, int]) -> _Guess:
    begun = _begun(word, keys) if not _has_digit(word) else []
    texts = {text for one in meant for text in alike(one) if text in keys}.union(begun)
    if texts:
        instead = [Instead(word, tuple(meant))] if meant else []
        instead += [Instead(word, tuple(begun), begin=True)] if begun else []
        return _Guess((frozenset(keys[text] for text in texts),), tuple(instead))
    both = max((pair for pair in _halves(word) if all(half in keys for half in pair)), key=_shorter_half, default=())
    return _Guess(tuple(frozenset({keys[half]}) for half in both)) if both else _Guess()


def _nearest(word: str, near: Iterable[str]) -> list[str]:
    """Those that take the fewest mistakes, by the alphabet."""
    letters, most = set(word), 2 * max(1, allowed(len(word) + 2))  # a mistake changes two letters at the most
    counted = [
        (distance(word, text), text) for text in near if len(letters ^ set(text)) <= most and is_mistake_for(word, text)
    ]
    fewest = min(counted, default=(0, ""))[0]
    return sorted(text for count, text in counted if count == fewest)[:MOST_MEANT]


def _begun(word: str, near: Iterable[str]) -> list[str]:
    """Those that begin with the word, the shortest first."""
    if len(word) < SHORTEST_BEGINNING:
        return []
    return sorted((text for text in near if text.startswith(word)), key=lambda text: (len(text), text))[:MOST_BEGUN]


def _halves(word: str) -> list[tuple[str, str]]:
    """The two words that each place of a gap would make of it."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    return [(word[:place], word[place:]) for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)]


def _shorter_half(pair: tuple[str, str]) -> int:
    return min(map(len, pair))


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
