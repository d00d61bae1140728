"""Words as they are compared: without accents, case, apostrophes and stray signs."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`]")
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`"Café St. Mary’s"` is `"cafe st marys"`: letters and digits alone, single spaces, no marks, no case."""
    bare = text
    if not text.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", bare.casefold())).strip()
