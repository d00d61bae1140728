"""UK postcodes: tidy what was typed, and its outward part.

The pattern says only what could be one; the table of places is the proof (brief facts: django-localflavor's strict
form refuses real ones that are padded, the lenient one takes some that cannot be).
"""

import re

_FULL = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")
_OUTWARD = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]?$")
_STRAY = re.compile(r"[\W_]+")
LONGEST = 16
"""Nothing longer than this, stray characters and all, is looked at as a postcode."""


def _bare(text: str) -> str:
    bare = _STRAY.sub("", text) if len(text) <= LONGEST else ""
    return bare.upper() if bare.isascii() else ""


def tidy(text: str) -> str | None:
    """`"ip12-1aa"` is `"IP12 1AA"`; None where it cannot be a full postcode."""
    found = _FULL.match(_bare(text))
    return f"{found[1]} {found[2]}" if found else None


def outward(text: str) -> str | None:
    """The first part of a postcode, typed alone or with the rest: `"ip12 1aa"` and `"ip12"` are `"IP12"`."""
    bare = _bare(text)
    if _OUTWARD.match(bare):
        return bare
    found = _FULL.match(bare)
    return found[1] if found else None
