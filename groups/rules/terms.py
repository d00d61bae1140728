"""Which words is a listing found by, and which were typed? Both are cut by the same rules.

`Café at St Mary's, IP12 4AB` has `cafe`, `at`, `st`, `marys`, `ip12`, `4ab` and `ip124ab`; `Al-Anon` has `al`, `anon`
and `alanon`. A plural stays as it is written: `plurals.alike` says which words answer to one another.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from groups.rules.folding import fold

NAME, PROGRAMME, PLACE, TAG, NOTE = 5, 4, 3, 2, 1
"""What a word weighs in the name of a meeting or its group; in a name of the programme; in the venue's name, town,
address or postcode, or an area's name; in a tag; in a note or description."""

NAMES = PROGRAMME
"""From this weight up a word stands in a name."""

LONGEST = 60
"""No more of a word is kept."""

_JOINED_UP_TO = 30
_CACHED_UP_TO = 160

_APOSTROPHES = "'’‘`"
_OWNER_IN_S = re.compile(rf"(?<=s)[{_APOSTROPHES}]s\b", re.IGNORECASE)
"""`St James’s` is `St James`."""
_INITIALS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_]\b)+\.?")
"""`A.A.`"""
_HYPHENS = "-‐‑"
_COMPOUND = re.compile(rf"(?:[^\W_]|[{_APOSTROPHES}])+(?:[{_HYPHENS}](?:[^\W_]|[{_APOSTROPHES}])+)+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_POSTCODE = re.compile(r"^([a-z]{1,2}[0-9][a-z0-9]?)([0-9][a-z]{2})$")
_OUTWARD, _INWARD = re.compile(r"^[a-z]{1,2}[0-9][a-z0-9]?$"), re.compile(r"^[0-9][a-z]{2}$")
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe"}
)
"""Letters whose stroke is a part of them, so that folding leaves it; nobody types it on another keyboard."""


def terms_of(texts: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    """Every word of some texts, each with its weight, that of the weightiest text in which it stands."""
    found: dict[str, int] = {}
    for text, weight in texts:
        if text:
            words = _kept if len(text) <= _CACHED_UP_TO else _cut
            for word in words(text, weight >= NAMES):
                if found.get(word, 0) < weight:
                    found[word] = weight
    return found


def term_of_name(name: str) -> str:
    """A whole name as one term, which no word that anybody types can be: that a listing is called just so."""
    return f"={fold(name)}"[:LONGEST]


def typed_terms(words: str) -> tuple[str, ...]:
    """The words that somebody typed, in their order; what they make joined is for the search to look at."""
    return tuple(_words(_plain(words)))


def _cut(text: str, is_name: bool) -> tuple[str, ...]:
    """Each word once, with what the words make together: where a hyphen joins them, in a postcode, and in names."""
    text = _plain(text)
    words = _words(text)
    found = dict.fromkeys(words)
    for whole in _COMPOUND.findall(text) if _HYPHEN.search(text) else ():
        found.update(dict.fromkeys(_words(_HYPHEN.sub("", whole))))
    for one, other in pairwise(words):
        if is_name or (_INWARD.match(other) and _OUTWARD.match(one)):
            joined = one + other
            if len(joined) <= _JOINED_UP_TO:
                found[joined] = None
    for word in words:
        whole = _POSTCODE.match(word)
        if whole:
            found.update(dict.fromkeys(whole.groups()))
    return tuple(found)


_kept = lru_cache(maxsize=8192)(_cut)
"""Names of programmes, towns and groups come again and again."""


def _plain(text: str) -> str:
    """In one form of its letters, without what would cut a word in two."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _OWNER_IN_S.sub("", text)
    return _INITIALS.sub(lambda letters: letters[0].replace(".", "") + " ", text)


def _words(plain: str) -> Sequence[str]:
    folded = fold(plain)
    if not folded.isascii():
        folded = folded.translate(_STROKES)
    return [word[:LONGEST] for word in folded.split()]
