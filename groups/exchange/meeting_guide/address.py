"""An address as Meeting Guide's readers take it: one line of four parts or more that ends in the country.

Spec: https://github.com/code4recovery/spec. The reference reader takes a line of fewer parts for a town alone.
"""

from functools import cache
from importlib import resources

from groups.exchange.listing import Listing

FEWEST_PARTS = 4
_SAID_OTHERWISE = {"GB": "UK", "US": "USA"}


@cache
def _names() -> dict[str, str]:
    """The English names of countries by their codes."""
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    return dict(line.split("\t")[:2] for line in table.splitlines() if line and not line.startswith("#"))


def country_name(code: str) -> str:
    """What addresses call a country; its code where nobody knows another name."""
    return _SAID_OTHERWISE.get(code) or _names().get(code, code)


def formatted_address(listing: Listing, *, country: str) -> str:
    """Where it meets, in one line; empty where it is online and its group has no area. `country` is the site's."""
    of = listing.of
    last = country_name(of.venue_country or country)
    if of.venue is None:
        return ", ".join((*reversed(_without_country(listing.area.names, last)), last)) if listing.area.name else ""
    if listing.is_hidden:
        return _filled([], listing, last)
    parts = [*_parts(of.venue_address), *_parts(of.venue_town), *_parts(of.venue_postcode)]
    if not of.venue_address:
        parts = [*_parts(of.venue_name), *parts]
    if len(parts) >= FEWEST_PARTS - 1 and len(set(parts)) == len(parts):
        return ", ".join((*parts, last))
    return _filled(list(dict.fromkeys(parts)), listing, last)


def _filled(parts: list[str], listing: Listing, country: str) -> str:
    """With as many of the areas it lies in as make it long enough; failing these, with its first part said twice."""
    if len(parts) < FEWEST_PARTS - 1:
        said = {part.casefold() for part in parts}
        areas = [name for name in _without_country(listing.area.names, country)[::-1] if name.casefold() not in said]
        code = [parts.pop()] if parts and parts[-1] == listing.of.venue_postcode else []
        parts = [*parts, *areas, *code]
    parts = parts or _parts(listing.title)
    while len(parts) < FEWEST_PARTS - 1:
        parts = [parts[0], *parts]
    return ", ".join((*parts, country))


def _without_country(names: tuple[str, ...], country: str) -> list[str]:
    return [part for name in names for part in _parts(name) if part.casefold() != country.casefold()]


def _parts(text: str | None) -> list[str]:
    """The parts of a text between its commas and lines."""
    if not text:
        return []
    if "," not in text and "\n" not in text:
        return [" ".join(text.split())]
    return [part for part in (" ".join(one.split()) for one in text.replace("\n", ",").split(",")) if part]
