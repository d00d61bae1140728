"""UK postcodes: tidy what was typed, and its outward part.

The pattern says only what could be one; the table of places is the proof (brief facts: django-localflavor's strict
form refuses real ones that are padded, the lenient one takes some that cannot be).
"""

import re
from itertools import combinations

_FULL = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")
_OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$")
_BEGUN = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]?$")
_REST = re.compile(r"^\d[A-Z]?$")
_STRAY = re.compile(r"[\W_]+")
LONGEST = 16
"""Nothing longer than this, stray characters and all, is looked at as a postcode."""

_TAKEN_FOR = {"O": "0", "0": "O", "I": "1", "1": "I"}
MOST_READINGS = 30


def _bare(text: str) -> str:
    bare = _STRAY.sub("", text) if len(text) <= LONGEST else ""
    return bare.upper() if bare.isascii() else ""


def tidy(text: str) -> str | None:
    """`"ip12-1aa"` is `"IP12 1AA"`; None where it cannot be a full postcode."""
    found = _FULL.match(_bare(text))
    return f"{found[1]} {found[2]}" if found else None


def outward(text: str) -> str | None:
    """The first part of a postcode, typed alone or with some of the rest: `"ip12 1aa"` and `"ip12"` are `"IP12"`."""
    bare = _bare(text)
    parts = [_bare(part) for part in text.split(maxsplit=1)]
    if len(parts) == 2 and _OUTWARD.match(parts[0]) and _REST.match(parts[1]):  # "IP1 2" is not "IP12"
        return parts[0]
    if _OUTWARD.match(bare):
        return bare
    found = _FULL.match(bare) or _BEGUN.match(bare)
    return found[1] if found else None


def other_readings(text: str) -> list[str]:
    """Postcodes and first parts that were meant if O and 0, or I and 1, were taken for each other; likeliest first."""
    bare = _bare(text)
    doubtful = [place for place, sign in enumerate(bare) if sign in _TAKEN_FOR] if len(bare) <= 7 else []
    found = []
    for count in range(1, len(doubtful) + 1):
        for places in combinations(doubtful, count):
            swapped = "".join(_TAKEN_FOR[sign] if at in places else sign for at, sign in enumerate(bare))
            if _OUTWARD.match(swapped) or _FULL.match(swapped):
                found.append(tidy(swapped) or swapped)
    return found[:MOST_READINGS]


def is_nearly_whole(text: str) -> bool:
    """Whether it is a whole postcode but for an O or 0, an I or 1: `1P3 8AA`. A word without a figure is none."""
    has_figure = any(sign.isdigit() for sign in text)
    return has_figure and outward(text) is None and any(map(tidy, other_readings(text)))
