"""What an Open Referral address asks: its parameters by the names of the standard, each checked alone.

A parameter that nobody knows is ignored, and so is an empty one. A value that cannot be understood is an error with its
sentence: a program that asked for something would take the answer to another question for its own.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import time
from typing import TypeVar

from django.utils.translation import gettext as _

from groups.exchange.open_referral.terms import BY_SLUG, Term
from groups.exchange.open_referral.writing import Writer
from groups.rules import postcodes
from groups.rules.listing import OLDEST_AGE
from groups.rules.reading import parse_days, parse_time
from groups.search import places, words
from groups.search.not_found import PlaceNotFound
from groups.search.services import ServiceSearch

USUAL_PER_PAGE, MOST_PER_PAGE = 50, 200
USUAL_METRES, MOST_METRES = 16_000, 1_000_000
LARGEST_PAGE = 1_000_000
LONGEST_SEARCH = 200
MOST_TERMS = 20

Value = TypeVar("Value")


class NotUnderstood(Exception):
    """A value that cannot be understood; it says why in a sentence."""


@dataclass(frozen=True)
class Paging:
    """Which page, and of how many."""

    number: int
    per_page: int

    @property
    def span(self) -> slice:
        """Where it lies in the whole."""
        return slice((self.number - 1) * self.per_page, self.number * self.per_page)


def paging(asked: Mapping[str, str]) -> Paging:
    """The page that is asked for; of more than `MOST_PER_PAGE` this many."""
    number = _read(asked, "page", _whole_number(1, LARGEST_PAGE)) or 1
    per_page = _read(asked, "per_page", _whole_number(1, LARGEST_PAGE)) or USUAL_PER_PAGE
    return Paging(number, min(per_page, MOST_PER_PAGE))


def services(asked, terms: Collection[Term], writer: Writer) -> ServiceSearch:
    """What is asked of services."""
    search = _text(asked.get("search", ""))[:LONGEST_SEARCH]
    return ServiceSearch(
        sought=words.seek(search) if search else None,
        terms=_terms(asked, terms, writer),
        taxonomies=_taxonomies(asked, writer),
        minimum_age=_read(asked, "minimum_age", _whole_number(0, OLDEST_AGE)),
        maximum_age=_read(asked, "maximum_age", _whole_number(0, OLDEST_AGE)),
        starts_from=_read(asked, "start_time", _time),
        ends_by=_read(asked, "end_time", _time),
        weekday=_read(asked, "day", _day),
    )


def near(asked: Mapping[str, str]) -> dict[str, object]:
    """What is asked of a place's distance: the point of a postcode, and how far, `USUAL_METRES` where nobody says."""
    metres = _read(asked, "proximity", _metres)
    if not _text(asked.get("postcode", "")):
        if metres is not None:
            raise NotUnderstood(_("proximity is measured from a postcode: give postcode as well."))
        return {}
    found = _read(asked, "postcode", _postcode)
    return {"near": found, "km": (USUAL_METRES if metres is None else metres) / 1000}


def is_private(asked: Mapping[str, str]) -> bool:
    """Whether it holds what somebody may have typed."""
    return bool(_text(asked.get("search", "")) or _text(asked.get("postcode", "")))


# --- Values


def _read(asked: Mapping[str, str], name: str, read: Callable[[str], Value | None]) -> Value | None:
    """The value of a parameter; None where nothing is asked."""
    text = _text(asked.get(name, ""))
    if not text:
        return None
    value = read(text)
    if value is None:
        raise NotUnderstood(_("%(name)s cannot be understood.") % {"name": name})
    return value


def _text(text: str) -> str:
    return text.replace("\x00", "").encode(errors="ignore").decode().strip()


def _whole_number(least: int, most: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
        return number if least <= number <= most else None

    return read


def _metres(text: str) -> float | None:
    metres = float(text) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", text) else 0.0
    return metres if 0 < metres <= MOST_METRES else None


def _time(text: str) -> time | None:
    return parse_time(re.sub(r"(?<=[0-9])(?:Z|[+ -][0-9]{2}:?[0-9]{2})$", "", text))


def _day(text: str) -> int | None:
    days = None if any(sign.isdigit() for sign in text) else parse_days(text)
    return days[0] if days and len(days) == 1 else None


def _postcode(text: str):
    if not postcodes.outward(text):
        raise NotUnderstood(_("postcode is no postcode."))
    try:
        return places.find(text)
    except PlaceNotFound as why:
        raise NotUnderstood(str(why)) from why


def _terms(asked, terms: Collection[Term], writer: Writer) -> tuple[tuple[str, str], ...]:
    ids = _several(asked, "taxonomy_term_id")
    known = {writer.term_id(term): term for term in terms} if ids else {}
    if any(one not in known for one in ids):
        raise NotUnderstood(_("taxonomy_term_id is none of /taxonomy_terms."))
    return tuple((known[one].taxonomy, known[one].code) for one in ids)


def _taxonomies(asked, writer: Writer) -> tuple[str, ...]:
    known = {writer.taxonomy_id(slug): slug for slug in BY_SLUG}
    ids = _several(asked, "taxonomy_id")
    if any(one not in known for one in ids):
        raise NotUnderstood(_("taxonomy_id is none of /taxonomies."))
    return tuple(known[one] for one in ids)


def _several(asked, name: str) -> list[str]:
    """A parameter that may stand several times, or hold several with commas: all of them have to hold."""
    parts = (part for text in asked.getlist(name)[:MOST_TERMS] for part in _text(text).split(","))
    return list(dict.fromkeys(part.strip().lower() for part in parts if part.strip()))[:MOST_TERMS]
