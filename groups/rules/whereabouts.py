"""In which town and county a venue is, by its address, its postcode and the settlements around. No database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from groups.rules import gazetteer
from groups.rules.choices import PlaceKind
from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres
from groups.rules.nations import county_name

TOWNS = (PlaceKind.CITY, PlaceKind.TOWN)

NAMED_KM = {
    PlaceKind.CITY: 25,
    PlaceKind.TOWN: 12,
    PlaceKind.VILLAGE: 8,
    PlaceKind.SUBURB: 6,
    PlaceKind.HAMLET: 6,
}
"""How far from its middle a venue whose address names a settlement may stand: a post town reaches over its villages."""

TOWN_KM = {PlaceKind.CITY: 8, PlaceKind.TOWN: 5}
"""How far from its middle a venue belongs to a town that its address does not name."""

SURELY_KM, AT_MOST_KM = 3, 10
"""So near, a settlement is in the same county; and as far as one is looked for at all."""

ABOUT_KM = 15
"""How far off the middle of a first part of postcodes may be."""

BRITISH_ISLES = {"GB", "IM", "JE", "GG"}


class Settlement(NamedTuple):
    """A settlement as places know it, or a town that is an area already (`area` is its number, and it has no rank)."""

    name: str
    key: str
    kind: PlaceKind
    lat: float | None
    lng: float | None
    county: str = ""
    country: str = ""
    rank: int = -1
    area: int | None = None

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lng is None else Point(self.lat, self.lng)

    @property
    def county_key(self) -> str:
        return county_key(self.county, self.country)


@dataclass(frozen=True)
class Standing:
    """What is known of a venue beforehand."""

    point: Point | None = None
    is_about: bool = False
    """Whether the point is not exact enough to choose a town by."""
    county: str = ""
    """As the place of its whole postcode says."""
    first_part_county: str = ""
    """As the place of the first part of its postcode says."""
    country: str = ""
    hint: str = ""
    """Folded words behind its town: `suffolk` of “Woodbridge, Suffolk”."""
    is_hidden: bool = False
    home: tuple[str, ...] = ()
    """The countries that are meant where nobody names one."""


Around = Callable[[Point, float], Iterable[tuple[float, Settlement]]]
"""What is within so many kilometres of a point, each with its own."""


class Whereabouts(NamedTuple):
    """In which town, if in any, and in which county and country, as far as that is known."""

    town: Settlement | None = None
    county: str = ""
    country: str = ""


@lru_cache(maxsize=4096)
def county_key(county: str, country: str) -> str:
    """By which two ways to write a county are one."""
    return fold(county_name(county, country)) if county else ""


def readings(town: str) -> list[tuple[str, str]]:
    """The folded names that an address's town may mean, the likeliest first, each with the words that tell it apart."""
    whole, (first, _comma, rest) = fold(town), town.partition(",")
    pairs = [(whole, ""), (fold(first), fold(rest))]
    for before in ("nr ", "near "):
        pairs += [(key.removeprefix(before), hint) for key, hint in pairs if key.startswith(before)]
    for one, other in (("saint ", "st "), ("st ", "saint ")):
        pairs += [(other + key.removeprefix(one), hint) for key, hint in pairs if key.startswith(one)]
    return list(dict.fromkeys(pair for pair in pairs if pair[0]))


def decide(standing: Standing, named: Sequence[Settlement], *, settlements: Around, towns: Around) -> Whereabouts:
    """Where a venue is whose address names one of `named`. It is never put where its address and its point disagree.

    Towns that are areas already are among `named` and `towns`.
    """
    meant = _named(standing, named)
    is_town = meant and (meant.kind in TOWNS or meant.area)
    if is_town and meant.county and meant.country:
        return Whereabouts(meant, meant.county, meant.country)
    around = _around(standing, settlements)
    county = (meant.county if meant and not standing.point else "") or _county(standing, around)
    country = (meant or around[0][1]).country if meant or around else ""
    country = country or standing.country
    if is_town:
        return Whereabouts(meant, meant.county or county, country)
    start = standing.point if not standing.is_about else None
    start = start or (meant.point if meant else None)
    town = _nearest_town(start, county_key(county, country), towns) if start else None
    if town is None and meant and meant.kind == PlaceKind.VILLAGE and not standing.is_hidden:
        town = meant  # no town near: it is the middle of its own country
    return Whereabouts(town, (town.county if town else "") or county, country)


def _named(standing: Standing, named: Sequence[Settlement]) -> Settlement | None:
    """The settlement that the address means; None where that is not certain."""
    named = [one for one in named if _may_be_in(standing.country, one.country)]
    if standing.point:
        spare = ABOUT_KM if standing.is_about else 0
        away = [(kilometres(standing.point, one.point), one) for one in named if one.point]
        near = [(km, one) for km, one in away if km <= NAMED_KM[one.kind] + spare]
        if near:
            return _first(near)
        unplaced = [one for one in named if one.area and one.point is None and not away]
        return unplaced[0] if len(unplaced) == 1 else None
    if not standing.country:
        named = [one for one in named if one.country in standing.home] or named
    apart = _apart(named)
    told = [one for one in apart if _is_told(one, standing)]
    for some in (told, apart, [one for one in apart if one.area], [one for one in apart if one.kind in TOWNS]):
        if len(some) == 1:
            return some[0]
    return None


def _first(found: Iterable[tuple[float, Settlement]]) -> Settlement:
    """The nearest; of one and the same the most believed."""
    return min(found, key=lambda pair: (pair[0], pair[1].rank, pair[1].name, pair[1].county))[1]


def _is_told(one: Settlement, standing: Standing) -> bool:
    """Whether the county tells it from others of its name."""
    if not one.county:
        return False
    by_hint = set(one.county_key.split()) <= set(standing.hint.split())
    return by_hint or one.county_key in (
        county_key(standing.county, one.country),
        county_key(standing.first_part_county, one.country),
    )


def _may_be_in(country: str, other: str) -> bool:
    """Whether two say the same of a country, or one says nothing; some write GB for the islands."""
    return not country or not other or country == other or {country, other} <= BRITISH_ISLES


def _apart(named: Iterable[Settlement]) -> list[Settlement]:
    """Without those that are the same as a more believed one."""
    kept: list[Settlement] = []
    for one in sorted(named, key=lambda one: (one.rank, -gazetteer.SIZES[one.kind])):
        if not any(_is_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_same(one: Settlement, other: Settlement) -> bool:
    if one.point and other.point:
        reach = gazetteer.reach_km(one.kind, other.kind, same_source=one.rank == other.rank)
        return kilometres(one.point, other.point) <= reach
    return not (one.county and other.county) or one.county_key == other.county_key


def _around(standing: Standing, settlements: Around) -> list[tuple[float, Settlement]]:
    """The settlements around, the nearest first: of the most believed source that knows any."""
    if standing.point is None:
        return []
    for km in (SURELY_KM, AT_MOST_KM):
        found = [pair for pair in settlements(standing.point, km) if _may_be_in(standing.country, pair[1].country)]
        if found:
            best = min(one.rank for _away, one in found)
            return sorted((pair for pair in found if pair[1].rank == best), key=lambda pair: pair[0])
    return []


def _county(standing: Standing, around: list[tuple[float, Settlement]]) -> str:
    """By the postcode, where the land around knows such a county; else by what is nearest."""
    there = [(away, one) for away, one in around if one.county]
    said = standing.county
    if not there or (said and any(county_key(said, one.country) == one.county_key for _away, one in there)):
        return said or standing.first_part_county
    away, nearest = there[0]
    is_sure = away <= SURELY_KM and not standing.is_about
    return nearest.county if is_sure else standing.first_part_county or nearest.county


def _nearest_town(point: Point, county: str, towns: Around) -> Settlement | None:
    """The town of this county to which a point belongs: a city reaches farther than a town."""
    found = [
        (away / TOWN_KM[one.kind], one)
        for away, one in towns(point, max(TOWN_KM.values()))
        if away <= TOWN_KM[one.kind] and (not county or not one.county or one.county_key == county)
    ]
    return _first(found) if found else None
