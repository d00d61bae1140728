"""Who says where a place is: the sources of open data, the most believed first, and the credit that each asks for."""

from dataclasses import dataclass

from groups.rules.choices import PlaceKind

_OGL = "licensed under the Open Government Licence v.3.0"
_OS = "Contains OS data © Crown copyright and database right {year}"
_ROYAL_MAIL = "Contains Royal Mail data © Royal Mail copyright and database right {year}"
_GEONAMES = "Places from geonames.org, CC BY 4.0"

BY_HAND = "staff"
"""What staff entered themselves. They know better than any file."""


@dataclass(frozen=True)
class Source:
    """A family of sources: all whose names begin with `name`."""

    name: str
    title: str
    credits: tuple[str, ...] = ()
    has_postcodes: bool = False


SOURCES = (
    Source(BY_HAND, "Entered by staff"),
    Source(
        "onspd",
        "ONS Postcode Directory",
        (_OS, _ROYAL_MAIL, f"Source: Office for National Statistics {_OGL}"),
    ),
    Source("code-point-open", "OS Code-Point Open", (_OS, _ROYAL_MAIL)),
    Source("open-names", "OS Open Names", (_OS, _ROYAL_MAIL)),
    Source("geonames-postal", "GeoNames postal codes", (_GEONAMES,), has_postcodes=True),
    Source("geonames-outward", "GeoNames first parts of postcodes", (_GEONAMES,), has_postcodes=True),
    Source("geonames", "GeoNames gazetteer", (_GEONAMES,)),
)
_SHIPPED = len(SOURCES) + 1  # also after a source that nobody has heard of


def rank(source: str) -> int:
    """The lower, the more it is believed. What ships is for a site that has loaded nothing yet."""
    family = _family(source)
    if family:
        return SOURCES.index(family)
    return _SHIPPED if is_shipped(source) else len(SOURCES)


def is_shipped(source: str) -> bool:
    """Whether it came with the software."""
    return source.startswith("shipped-")


def title(source: str) -> str:
    """What to call it: `geonames-gb` is `GeoNames gazetteer (GB)`."""
    family = _family(source)
    if family is None:
        return source
    rest = _rest(source, family)
    return f"{family.title} ({rest.upper()})" if rest else family.title


def credits(source: str, *, year: int) -> list[str]:
    """The lines that its licence asks a site to show. Postcodes of the UK are Royal Mail's whoever passes them on."""
    family = _family(source)
    lines = list(family.credits) if family else []
    if family and family.has_postcodes and _rest(source, family) in ("", "gb") and _ROYAL_MAIL not in lines:
        lines.append(_ROYAL_MAIL)
    return [line.format(year=year) for line in lines]


def _family(source: str) -> Source | None:
    return next((one for one in SOURCES if source.startswith(one.name)), None)


def _rest(source: str, family: Source) -> str:
    """What stands behind the name of the family: a country."""
    return source.removeprefix(family.name).strip("-")


SIZES = {
    PlaceKind.CITY: 4,
    PlaceKind.TOWN: 3,
    PlaceKind.VILLAGE: 2,
    PlaceKind.SUBURB: 1,
    PlaceKind.HAMLET: 1,
}
"""Settlements: the bigger, the higher."""

SETTLEMENTS = tuple(SIZES)
_REACH_KM = {4: 15, 3: 8, 2: 4, 1: 3}
ONE_AND_THE_SAME_KM = 3


def reach_km(one: str, other: str, *, same_source: bool) -> float:
    """Two settlements of one name that stand closer than this are one: sources differ on where a city's middle is."""
    return ONE_AND_THE_SAME_KM if same_source else _REACH_KM[max(SIZES[one], SIZES[other])]
