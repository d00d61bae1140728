"""What looks like somebody's full name in a public text: `contact Dave Smith`. No database.

A name is one by what stands before it (Mr, contact, secretary), or by a first name that is no other word. Halls,
streets and churches are called after people too: what such a word follows, or a saint begins, is a place.
"""

import re
from collections.abc import Iterator

from groups.rules.folding import fold
from groups.rules.words_of_names import (
    AMBIGUOUS_FIRST_NAMES,
    FIRST_NAMES,
    HALLOWED,
    NO_MEMBERS,
    NO_SURNAMES,
    OF_PLACES,
    SURNAMES_TOO,
)

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Messrs|MR|MRS)\b\.?"
_WORD = r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_])|-(?=[^\W\d_]))+"
_INITIAL = r"[^\W\d_]\b\.?"
_BREAK = r"[ \t\u00a0]+"
_RUN = re.compile(rf"(?<![\w@./'’-])(?:{_TITLE}{_BREAK})?(?:{_WORD}|{_INITIAL})(?:{_BREAK}(?:{_WORD}|{_INITIAL}))*")
_TITLED = re.compile(rf"^{_TITLE}$")
_ASKING = """
ask call chair chaired chairman chairperson co-ordinator contact contacts coordinator e-mail email facilitated
facilitator facilitators greeter gsr host hosted keyholder leader led mail message organiser organizer phone ring run
runs secretary see speak sponsor telephone text treasurer whatsapp
"""
_ASKS_FOR = frozenset(_ASKING.split())
"""What stands before somebody's name who is to be asked, or who leads."""

_LITTLE_WORDS = "for to with by is our your the a an either or and on via please group meeting at"
_LITTLE = frozenset(_LITTLE_WORDS.split())
_REACH = 3
"""So many little words may stand between."""

_SURNAME = re.compile(r"[^\W\d_]{2}")
_NUMBER_FOLLOWS = re.compile(
    r"^\W{0,3}(?:on|at|tel|phone|mobile)?\W{0,3}(?:\+?\d[\d\s()-]{8}|[\w.+-]+@)", re.IGNORECASE
)


def surnames_in(text: str) -> list[str]:
    """The full names that a text seems to hold: `["Dave Smith"]`. First names and initials (`Dave S.`) are none."""
    found = []
    for line in text.split("\n"):
        for run in _RUN.finditer(line):
            found += _in_run(run[0].split(), before=line[: run.start()].split()[-_REACH - 1 :], after=line[run.end() :])
    return list(dict.fromkeys(found))


def _in_run(words: list[str], *, before: list[str], after: str) -> Iterator[str]:
    """The names among words that no sign parts, and what stands around those in their line."""
    at = 0
    while at < len(words):
        length = _length_of_name(words, at, before=[*before, *words[:at]], after=after)
        if length:
            yield " ".join(words[at : at + length]).rstrip(".")
        at += length or 1


def _length_of_name(words: list[str], at: int, *, before: list[str], after: str) -> int:
    """How many words from here are one name; none where there is none."""
    begin = at + 1 if _TITLED.match(words[at]) else at
    end = begin
    while end < len(words) and _is_capital(words[end]) and not _ends_a_name(words[end]):
        end += 1
    names = words[begin:end]
    surname = names[-1] if names else ""
    is_titled, is_last = begin > at, end == len(words)
    if not surname or len(names) > 4 or not _SURNAME.search(surname) or (len(names) < 2 and not is_titled):
        return 0
    is_asked = _is_asked_for(before)
    is_no_place = is_asked and len(names) == 2 and fold(surname) in SURNAMES_TOO
    if _is_place(words, at, end - is_no_place, end) or f"{fold(names[0])} {fold(surname)}" in NO_MEMBERS:
        return 0
    first = fold(names[0])
    reached = is_last and bool(_NUMBER_FOLLOWS.match(after))
    is_known = first in FIRST_NAMES and (first not in AMBIGUOUS_FIRST_NAMES or is_asked or reached)
    return end - at if is_titled or is_known or (reached and is_asked) else 0


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _ends_a_name(word: str) -> bool:
    """`Dave On`, `Mary Tuesday`, `Martha’s`: what follows is no surname."""
    return fold(word) in NO_SURNAMES or re.search(r"['’]s$", word, re.IGNORECASE) is not None


def _is_place(words: list[str], at: int, until: int, end: int) -> bool:
    """Whether what stands there is called after a person, rather than the person."""
    before = fold(words[at - 1]) if at else ""
    inside = {fold(word) for word in words[at:until]}
    behind = [fold(word) for word in words[end : end + 2]]
    if before in HALLOWED | {"the"} or inside & (OF_PLACES | HALLOWED):
        return True
    return bool(OF_PLACES & set(behind)) or behind[:1] == ["of"]  # Teresa of Avila


def _is_asked_for(before: list[str]) -> bool:
    """Whether the last words before it ask to call somebody, or say who leads."""
    for word in reversed(before[-_REACH - 1 :]):
        plain = word.strip(".,:;").lower()
        if plain in _ASKS_FOR:
            return True
        if plain not in _LITTLE:
            return False
    return False
