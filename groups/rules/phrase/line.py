"""A phrase as a line of words: each with its place in what was typed, and whether it has been taken."""

import re
import unicodedata
from dataclasses import dataclass, field

from groups.rules.folding import DIGITS, fold

_MARK = "\u0300"
_LETTER = rf"(?:[^\W_]|{_MARK})"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f"
_SEAM = re.compile(rf"(?<=[{_ARABIC}])(?=[^\W_{_ARABIC}])|(?<=[^\W_{_ARABIC}])(?=[{_ARABIC}])")
"""Between Arabic script and another, or a number: `7م` is `7pm`, and `الـAA` is `the AA`, each in two words."""
_PIECES = re.compile(
    rf"""
      [0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?!{_LETTER})                               # 2026-12-05
    | [0-9]{{1,2}}(?P<sign>[/.])[0-9]{{1,2}}(?P=sign)(?:[0-9]{{4}}|[0-9]{{2}})(?!{_LETTER})  # 5/12/2026
    | [0-9]{{1,2}}/[0-9]{{1,2}}(?!{_LETTER}|/)                                       # 5/12
    | [0-9]{{1,2}}[:.][0-9]{{2}}(?![0-9])(?:\s?[ap]\.m\b\.?|{_LETTER}*)              # 7.30pm
    | [0-9]{{1,4}}\.[0-9](?![0-9]){_LETTER}*                                        # 2.5 miles
    | [0-9]{{1,2}}\s?[ap]\.m\b\.?                                                  # 7 p.m.
    | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{_LETTER}))?                              # A.A.
    | {_LETTER}+(?:['’‘`]{_LETTER}+)*                                              # women's
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK_SIGNS = re.compile(r"[^0-9a-z:./-]+")
_HALF_OF_THE_DAY = re.compile(r"\s?([ap])\.m\b\.?$")
_BREAKS = re.compile(r"[,;:!?،؛؟()\[\]\n/|+]|\.\s|\s[-–—]+\s")


@dataclass(frozen=True)
class Token:
    """One word: as it was typed, as it is compared, where it stands, and what parts it from the word before."""

    typed: str
    word: str
    start: int
    end: int
    gap: str


def tidied(text: str, longest: int) -> str:
    """Text in one form of its letters and digits, no longer than is looked at."""
    return _in_one_form(text[:longest])[:longest]


def _in_one_form(text: str) -> str:
    if text.isascii():
        return text
    return _SEAM.sub(" ", unicodedata.normalize("NFKC", text).translate(DIGITS))


def cut(text: str) -> tuple[Token, ...]:
    """The words of a tidied text, in order."""
    tokens: list[Token] = []
    before = 0
    any_mark_alike = "".join(_MARK if unicodedata.combining(letter) else letter for letter in text)
    for piece in _PIECES.finditer(any_mark_alike):
        start, end = piece.span()
        word = _compared(text[start:end])
        if word:
            tokens.append(Token(text[start:end], word, start, end, text[before:start]))
            before = end
    return tuple(tokens)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or phrase as they are compared."""
    return tuple(token.word for token in cut(_in_one_form(text)))


def _compared(piece: str) -> str:
    if piece[0].isascii() and piece[0].isdigit():
        return _CLOCK_SIGNS.sub("", _HALF_OF_THE_DAY.sub(r"\1m", piece.casefold())).rstrip("./-:")
    return fold(piece.replace(".", "")).replace(" ", "")


@dataclass
class Line:
    """The words of a phrase while it is read. What one reader has taken, the next one cannot see."""

    text: str
    tokens: tuple[Token, ...]
    taken: list[bool] = field(default_factory=list)
    meant: dict[int, str] = field(default_factory=dict)
    """For words with a typing mistake, what they were taken to mean."""
    or_meant: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What else those words could mean as well."""

    def __post_init__(self):
        self.taken = self.taken or [False] * len(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def is_free(self, place: int) -> bool:
        """Whether there is a word at this place that nobody has taken."""
        return 0 <= place < len(self.tokens) and not self.taken[place]

    def word(self, place: int) -> str:
        """The word at a place as it is compared; empty past the ends and where it was taken."""
        if not self.is_free(place):
            return ""
        return self.meant.get(place) or self.tokens[place].word

    def said(self, place: int) -> str:
        """The word at a place whether it was taken or not; empty past the end."""
        return self.tokens[place].word if place < len(self.tokens) else ""

    def gap(self, place: int) -> str:
        """What parts the word at a place from the one before; empty past the end."""
        return self.tokens[place].gap if place < len(self.tokens) else ""

    def breaks(self, place: int) -> bool:
        """Whether a comma, a dash or the like parts the word at a place from the one before."""
        return bool(_BREAKS.search(self.gap(place)))

    def typed(self, first: int, last: int) -> str:
        """What was typed, from one place up to another that is not in it."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def take(self, first: int, last: int) -> None:
        """Nobody else may have the words from one place up to another."""
        self.taken[first:last] = [True] * (last - first)

    def free_run(self, place: int, most: int) -> int:
        """Where the run of free words that starts at a place ends, `most` words on at the latest."""
        end = place
        while end < place + most and self.is_free(end):
            end += 1
        return end
