"""Months in the words of a listing: "no meeting in July & August", "May through September"."""

import re
from dataclasses import dataclass

from groups.rules.schedule import EVERY_MONTH

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
MONTH = r"(?:" + "|".join(name for names in _MONTHS for name in names) + r")\b\.?"
_THROUGH = r"(?:-|–|—|to|through|thru|until|till)"
_AND = r"(?:,\s*(?:and|or|&)?|and|or|&|/|\+)"
_SEVERAL = rf"(?>{MONTH}(?:\s*(?:{_AND}|{_THROUGH})\s*{MONTH})*)"
_NO_DATE = r"(?!\s*[0-9])"

_NO_MEETING = re.compile(
    r"\b(?:no\s+(?:meetings?|sessions?|group)|not\s+meeting|not(?:\s+(?:held|running|on))?|closed|except|excluding|no"
    r"|(?:does|do|will|is|are)(?:n['’]?t|\s+not)\s+(?:be\s+)?(?:meet(?:ing)?|held|running))"
    r"\s+(?:(?:in|during|for|throughout|through)\s+)?(?:the\s+)?(?:months?\s+of\s+)?"
    rf"(?P<months>{_SEVERAL}){_NO_DATE}",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?<![0-9] )(?<!\w)(?P<months>(?>{MONTH}\s*{_THROUGH}\s*{MONTH})){_NO_DATE}", re.IGNORECASE)
_ANY = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_PIECE = re.compile(rf"(?P<through>{_THROUGH})|(?P<month>{MONTH})", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|closed|except|excluding|only|break)\b|n['’]t\b", re.IGNORECASE)
_BESIDE_A_RANGE = re.compile(
    r"\b(?:we|the|this|meetings?|group|meets?|is|runs?|running|held|every|each|weeks?|weekly|weather|permitting|only"
    r"|seasonal|season|from|at|on|in|of|for|during|and|a|am|pm|noon|summer|winter|note|please|update|inclusive|year"
    r"|months|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|[0-9:.]+(?:am|pm)?)\b|\W",
    re.IGNORECASE,
)
"""What may stand beside "May through September" and leave it plain."""


@dataclass(frozen=True)
class MonthsSaid:
    """Which months a clause leaves, and whether it speaks of months in a way that is not plain."""

    months: int = EVERY_MONTH
    unclear: bool = False


def months_in(clause: str) -> MonthsSaid:
    """What one clause about the meeting itself says of months. Dates ("closed on July 4") leave every month."""
    if all(month[0] == "may" for month in _ANY.finditer(clause)):
        return MonthsSaid()  # "newcomers may stay"
    closed = [said for said in _NO_MEETING.finditer(clause) if said["months"] != "may"]
    if closed:
        months = EVERY_MONTH
        for said in closed:
            months &= ~mask_of(said["months"])
        return MonthsSaid(months) if months else MonthsSaid(unclear=True)
    ranges = list(_RANGE.finditer(clause))
    if len(ranges) == 1 and not _BESIDE_A_RANGE.sub("", _RANGE.sub(" ", clause)):
        return MonthsSaid(mask_of(ranges[0]["months"]))
    return MonthsSaid(unclear=bool(ranges or _DENIES.search(clause)))


def mask_of(words: str) -> int:
    """The bits of the months in a list such as "Feb, May - July and October"."""
    mask, before, through = 0, None, False
    for piece in _PIECE.finditer(words):
        if piece["through"]:
            through = True
            continue
        number = MONTH_NUMBERS[piece["month"].casefold().rstrip(".")]
        first = before if through and before else number
        for later in range((number - first) % 12 + 1):
            mask |= 1 << (first - 1 + later) % 12
        before, through = number, False
    return mask
