"""The type codes of Meeting Guide and its plugin: as a list, with commas, in brackets, by code or by English name."""

import re

from groups.rules.reading import one_line

ONLINE = "ONL"
VENUE_CLOSED = "TC"

_NAMES = {
    "11th step meditation": "11",
    "12 steps & 12 traditions": "12x12",
    "secular": "A",
    "atheist / agnostic": "A",
    "atheist/agnostic": "A",
    "as bill sees it": "ABSI",
    "concurrent with aa meeting": "AA",
    "concurrent with aa": "AA",
    "adult child focus": "AC",
    "concurrent with alateen": "AL",
    "concurrent with alateen meeting": "AL",
    "concurrent with al-anon": "AL-AN",
    "american sign language": "ASL",
    "sign language": "ASL",
    "babysitting available": "BA",
    "newcomer": "BE",
    "birthday": "H",
    "bisexual": "BI",
    "breakfast": "BRK",
    "candlelight": "CAN",
    "child-friendly": "CF",
    "closed": "C",
    "families and friends only": "C",
    "cross talk permitted": "XT",
    "daily reflections": "DR",
    "digital basket": "DB",
    "discussion": "D",
    "dual diagnosis": "DD",
    "fragrance free": "FF",
    "gay": "G",
    "grapevine": "GR",
    "indigenous": "NDG",
    "lesbian": "L",
    "lgbtq": "LGBTQ",
    "lgbtqia": "LGBTQIA",
    "lgbtqia+": "LGBTQIA",
    "living sober": "LS",
    "meditation": "MED",
    "men": "M",
    "native american": "N",
    "non-binary": "NB",
    "open": "O",
    "families friends and observers welcome": "O",
    "families, friends, and observers welcome": "O",
    "outdoor": "OUT",
    "outdoor meeting": "OUT",
    "people of color": "POC",
    "professionals": "P",
    "seniors": "SEN",
    "smoking permitted": "SM",
    "step meeting": "ST",
    "step study": "ST",
    "tradition study": "TR",
    "wheelchair access": "X",
    "wheelchair accessible": "X",
    "wheelchair-accessible bathroom": "XB",
    "women": "W",
    "young adults": "YA",
    "online": ONLINE,
    "online meeting": ONLINE,
    "location temporarily closed": VENUE_CLOSED,
    "temporary closure": VENUE_CLOSED,
    "temporarily closed": VENUE_CLOSED,
}
"""Names that stand for one code wherever they are used.

A name that fellowships give to different codes (Speaker, Spanish, Big Book, Young People, Beginner …) is passed on as
written, and read within its fellowship with the other codes.
"""
_OTHER_CODES = ("B", "BV-I", "D-HOH", "LIT", "LO-I", "POA", "S", "SP", "T", "Y")
_CODES = {code.casefold(): code for code in (*_NAMES.values(), *_OTHER_CODES)}
_WITH_COMMAS = "families, friends, and observers welcome"
_BRACKETS = "[](){}\"' \t\n"
LONGEST_CODE = 60
MOST_CODES = 60


def read_codes(value: object) -> tuple[str, ...]:
    """Every code or name of a row, once and in order: codes in their usual case, plain names as their code."""
    if isinstance(value, list | tuple):
        words = [word for word in value[: MOST_CODES * 2] if isinstance(word, str | int) and not isinstance(word, bool)]
    elif isinstance(value, str | int) and not isinstance(value, bool):
        text = re.sub(re.escape(_WITH_COMMAS), "open", str(value)[:4000], flags=re.IGNORECASE)
        words = re.split(r"[,;|\n]", text)
    else:
        words = []
    codes = (_read_code(one_line(word, limit=LONGEST_CODE).strip(_BRACKETS)) for word in words)
    return tuple(dict.fromkeys(code for code in codes if code))[:MOST_CODES]


def _read_code(word: str) -> str:
    folded = word.casefold()
    return _CODES.get(folded) or _NAMES.get(folded) or word
