"""Where a row of BMLT says that its meeting is; and what all rows say of their country, and of points that are none.

Every meeting has coordinates there: one that is online often those of the middle of its server's map.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.exchange.addresses import country_code
from groups.exchange.bmlt.fields import Fields
from groups.exchange.record import VenueRecord
from groups.rules.reading import one_line, plain_text

LONGEST_NAME = 160
LONGEST_TOWN = 80
LONGEST_POSTCODE = 12
LONGEST_ADDRESS = 300
LONGEST_DIRECTIONS = 1000
SHARED_BY_SEVERAL = 2
"""So many online meetings without an address at one point have it from their server."""

Point = tuple[float, float]

_ALSO_STATES = {"georgia", "luxembourg", "mexico"}


@dataclass(frozen=True)
class Region:
    """What the rows say of where their server is: its one country, and the points that stand for no place."""

    country: str = ""
    no_places: frozenset[Point] = frozenset()


def region_of(rows: Collection[Fields], online: Iterable[Fields]) -> Region:
    """The country that most rows name, where they name one alone; and the points that online meetings share."""
    countries = Counter(filter(None, map(_country, rows)))
    (country, count), *others = countries.most_common() or [("", 0)]
    is_theirs = not others and count * 2 > len(rows)
    points = Counter(_point(fields) for fields in online if not has_address(fields))
    shared = {point for point, times in points.items() if point and times >= SHARED_BY_SEVERAL}
    return Region(country if is_theirs else "", frozenset(shared))


def has_address(fields: Fields) -> bool:
    """Whether it names a house, a street or a postcode."""
    return any(fields.get(name) for name in ("location_text", "location_street", "location_postal_code_1"))


def area_of(fields: Fields, region: Region) -> VenueRecord | None:
    """Of a meeting that is online alone: its town and country, without any point."""
    country = _country(fields) or region.country
    area = VenueRecord(town=_town(fields), county=_county(fields), country=country, regions=_parts_of_town(fields))
    return area if area != VenueRecord() else None


def venue_of(fields: Fields, region: Region, cautions: list[str]) -> VenueRecord | None:
    """The place it meets at; None where nothing is said."""
    point = _good_point(fields, region, cautions)
    street = _text(fields, "location_street", LONGEST_ADDRESS)
    venue = VenueRecord(
        name=_text(fields, "location_text", LONGEST_NAME),
        address="\n".join(filter(None, map(str.strip, street.split(",")))),
        town=_town(fields),
        county=_county(fields),
        postcode=_text(fields, "location_postal_code_1", LONGEST_POSTCODE),
        country=_country(fields) or region.country,
        regions=_parts_of_town(fields),
        directions=_directions(fields),
        lat=point[0] if point else None,
        lng=point[1] if point else None,
        approximate=not street,
    )
    says_where = venue.name or venue.address or venue.town or venue.postcode or venue.regions
    return venue if says_where else None


def _text(fields: Fields, name: str, limit: int) -> str:
    return one_line(fields.get(name), limit=limit)


def _town(fields: Fields) -> str:
    return _text(fields, "location_municipality", LONGEST_TOWN)


def _parts_of_town(fields: Fields) -> tuple[str, ...]:
    names = (_text(fields, f"location_{part}", LONGEST_TOWN) for part in ("city_subsection", "neighborhood"))
    return tuple(dict.fromkeys(name for name in names if name))


def _county(fields: Fields) -> str:
    """County and state or province, without a country that was typed there."""
    names = (_text(fields, f"location_{part}", LONGEST_TOWN) for part in ("sub_province", "province"))
    parts = dict.fromkeys(name for name in names if name and not _country_of_word(name))
    return ", ".join(parts)[:LONGEST_TOWN]


def _country(fields: Fields) -> str:
    """As its field says, else as one of the fields beside it does by mistake."""
    nation = country_code(_text(fields, "location_nation", LONGEST_TOWN))
    beside = (_text(fields, f"location_{part}", LONGEST_TOWN) for part in ("province", "sub_province"))
    return nation or next(filter(None, map(_country_of_word, beside)), "")


def _country_of_word(word: str) -> str:
    """Of a whole word: DE and CA are states too."""
    return country_code(word) if len(word) > 3 and word.casefold() not in _ALSO_STATES else ""


def _directions(fields: Fields) -> str:
    ways = (plain_text(fields.get(name)) for name in ("public_transport", "train_lines", "bus_lines"))
    return plain_text("\n".join(dict.fromkeys(filter(None, ways))), limit=LONGEST_DIRECTIONS)


def _good_point(fields: Fields, region: Region, cautions: list[str]) -> Point | None:
    """Its point, unless it is no place of its own."""
    point = _point(fields)
    if not point:
        if fields.get("latitude") or fields.get("longitude"):
            cautions.append(_("Its coordinates are no place on the map, and are left out."))
        return None
    if point in region.no_places:
        cautions.append(_("Its coordinates are those of online meetings without an address, and are left out."))
        return None
    if not has_address(fields):
        cautions.append(_("It gives a point and no address: the point is left out. Please check."))
        return None
    return point


def _point(fields: Fields) -> Point | None:
    lat, lng = _number(fields.get("latitude", "")), _number(fields.get("longitude", ""))
    if lat is None or lng is None or not (-90 <= lat <= 90 and -180 <= lng <= 180) or lat == lng == 0:
        return None
    return lat, lng


def _number(text: str) -> float | None:
    try:
        number = float(text[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) else None
