"""Words as they are compared: without accents, case, apostrophes and stray signs, each letter in one form."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`]")
_NOT_WORDS = re.compile(r"[\W_]+")

DIGITS = {zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
"""The digits of Arabic and of Persian and Urdu (`٧`, `۷`), for `str.translate`."""

_ALIKE = DIGITS | {
    0x0640: None,  # the stroke that makes a word longer on the line
    0x0629: "\u0647",  # a word's feminine ending, written with its dots and without
    0x0649: "\u064a",  # the letters that look like a final yeh: without dots, and that of Persian keyboards
    0x06CC: "\u064a",
    0x06A9: "\u0643",  # the kaf of Persian keyboards
    0x0671: "\u0627",  # an alef with its wasla; hamza and madda are marks and go with those
}
"""Letters of Arabic script that people write for one another without care: alef as such, `ة` as `ه`, `ى` as `ي`."""


def fold(text: str) -> str:
    """`"Café St. Mary’s"` is `"cafe st marys"`: letters and digits alone, single spaces, no marks, no case."""
    bare = text
    if not text.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        bare = bare.translate(_ALIKE)
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", bare.casefold())).strip()
