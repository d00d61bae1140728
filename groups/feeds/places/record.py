"""The neutral place as every reader yields it, what stands for a row that is none, and what makes a format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from groups.feeds.places.files import TextFile
from groups.rules.choices import PlaceKind

LONGEST_NAME, LONGEST_COUNTY = 120, 80
"""As wide as their columns."""


class PlaceRecord(NamedTuple):
    """A place. The point is in WGS84 degrees, None where it is not known. The name of a UK postcode is tidy."""

    name: str
    kind: PlaceKind
    lat: float | None
    lng: float | None
    county: str = ""
    country: str = ""
    ended: bool = False
    one_address: bool = False
    """A postcode of a single big receiver of letters: it says little about where its neighbours are."""
    spelled: str = ""
    """Another way to write the name, by which it is found instead."""
    again: bool = False
    """The same row gave a place before, under another name."""


class Skipped(NamedTuple):
    """A row that should have been a place, and why it is none."""

    line: int
    why: str


ASIDE = None
"""Stands for a row about something else: a road, a river."""

Row = PlaceRecord | Skipped | None


class BadRow(ValueError):
    """Raised inside a reader with the reason; the row alone is skipped."""


NO_POSTCODE = _("its postcode cannot be one")
NO_POINT = _("its point is not on the map")
NO_NAME = _("its name cannot be read")
NO_COUNTRY = _("its country is not two letters")
TOO_SHORT = _("it has too few columns")


@dataclass(frozen=True)
class PlaceFormat:
    """One format: how to tell it by the first lines of a file, and how to read the rest."""

    source: str
    title: str
    recognises: Callable[[list[str]], bool]
    read: Callable[[TextFile], Iterator[Row]]


def mostly(fits: Callable[[str], bool], lines: list[str]) -> bool:
    """Whether more than half of the lines do: one bad row hides no format."""
    return sum(map(fits, lines)) * 2 > len(lines)


def degrees(lat: str, lng: str) -> tuple[float, float]:
    """A latitude and longitude as a file writes them; BadRow where they are none."""
    try:
        north, east = float(lat), float(lng)
    except ValueError as error:
        raise BadRow(NO_POINT) from error
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise BadRow(NO_POINT)
    return north, east


def readable(name: str) -> str:
    """The name, if it can be shown and kept; BadRow otherwise."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or "\N{REPLACEMENT CHARACTER}" in name:
        raise BadRow(NO_NAME)
    return name


def as_country(code: str) -> str:
    """The two letters of a country, or none of them; BadRow otherwise."""
    code = code.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise BadRow(NO_COUNTRY)
    return code


@lru_cache(maxsize=4096)
def as_county(name: str) -> str:
    """The name of a county or the like as people say it: `County of Herefordshire` is `Herefordshire`."""
    name = " ".join(name.split()).removeprefix("County of ").removeprefix("City and County of ")
    return name[:LONGEST_COUNTY] if name.isprintable() and "\N{REPLACEMENT CHARACTER}" not in name else ""
