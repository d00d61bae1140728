"""What places know of many venues at once: their postcodes, the towns they name, what is around them. A few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from math import cos, floor, radians
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from groups.models import Place, PlaceLoad
from groups.models.bulk import batches
from groups.rules import gazetteer, postcodes
from groups.rules.choices import PlaceKind, Precision
from groups.rules.folding import fold
from groups.rules.geo import Point
from groups.rules.nations import country_of_postcode
from groups.rules.nearby import KM_PER_DEGREE, Nearby
from groups.rules.whereabouts import AT_MOST_KM, TOWNS, Settlement, Standing, readings
from groups.search.settlements import home_countries

_BAND = 2.0
"""Venues are looked around at in bands of so many degrees of latitude, a query each."""

_CELL, _TOWN_CELL = 0.05, 0.1
_NARROWEST = 0.1
_COLUMNS = ("name", "key", "kind", "lat", "lng", "county", "country", "load")


class VenueFacts(NamedTuple):
    """What the table of venues holds of one that has no area of its own."""

    pk: int
    town: str
    postcode: str
    country: str
    lat: float | None
    lng: float | None
    precision: str
    area_worked_out: int | None


class _Code(NamedTuple):
    """The place of a postcode."""

    lat: float | None
    lng: float | None
    county: str
    country: str


class Surroundings:
    """What is around these venues, where `towns` are areas already."""

    def __init__(self, venues: Collection[VenueFacts], towns: Iterable[Settlement]):
        self._ranks = {pk: gazetteer.rank(source) for pk, source in _loads()}
        self._home = home_countries()
        towns = list(towns)
        self._codes_of = {one.pk: _codes_of(one) for one in venues}
        self._codes = self._read_codes({code for codes in self._codes_of.values() for code in codes})
        points = {one.pk: self._point_of(one) for one in venues}
        self._named = defaultdict(list)
        keys = {key for town in {one.town for one in venues} for key, _hint in readings(town)}
        for one in (*towns, *self._read_named(keys)):
            self._named[one.key].append(one)
        starts = [point for point, _is_about in points.values() if point]
        starts += [point for one in venues if points[one.pk][1] for point in self._middles(one.town)]
        around = list(self._read_around(starts))
        self._settlements = Nearby(around, cell=_CELL)
        own = [one for one in towns if one.point]
        self._towns = Nearby([*own, *(one for one in around if one.kind in TOWNS)], cell=_TOWN_CELL)
        self._points = points

    def standing(self, venue: VenueFacts) -> Standing:
        """What is known of one of the venues beforehand."""
        whole, first = (self._code(code, venue.country) for code in self._codes_of[venue.pk])
        point, is_about = self._points[venue.pk]
        country = venue.country or country_of_postcode(venue.postcode, home=settings.COUNTRY)
        return Standing(
            point=point,
            is_about=is_about,
            county=whole.county if whole else "",
            first_part_county=first.county if first else "",
            country=country or (whole.country if whole else ""),
            is_hidden=venue.precision == Precision.HIDDEN,
            home=self._home,
        )

    def named(self, town: str) -> tuple[list[Settlement], str]:
        """The settlements of the first reading of a town that there are, and the words that tell it apart."""
        for key, hint in readings(town):
            if key in self._named:
                return self._named[key], hint
        return [], ""

    def settlements(self, point: Point, km: float) -> Iterator[tuple[float, Settlement]]:
        """Every settlement so near to a point."""
        return self._settlements.within(point.lat, point.lng, km)

    def towns(self, point: Point, km: float) -> Iterator[tuple[float, Settlement]]:
        """Every city and town so near to a point, and every area that is a town."""
        return self._towns.within(point.lat, point.lng, km)

    def _middles(self, town: str) -> list[Point]:
        """Where the villages of this name are, whose own towns are looked for."""
        named, _hint = self.named(town)
        return [one.point for one in named if one.point and one.kind not in TOWNS]

    def _point_of(self, venue: VenueFacts) -> tuple[Point | None, bool]:
        """Where it is, and whether that is about right at best. The middle of its whole postcode is right enough."""
        whole, first = (self._code(code, venue.country) for code in self._codes_of[venue.pk])
        own = None if venue.lat is None or venue.lng is None else Point(venue.lat, venue.lng)
        if own and venue.precision != Precision.APPROXIMATE:
            return own, False
        if whole and whole.lat is not None:
            return Point(whole.lat, whole.lng), False
        if own is None and first and first.lat is not None:
            own = Point(first.lat, first.lng)
        return own, True

    def _code(self, key: str, country: str) -> _Code | None:
        """The place of a postcode in this country, or in the site's own."""
        wanted = (country,) if country else self._home
        found = self._codes.get(key, ())
        return next((one for one in found if one.country in wanted or not one.country), None)

    def _read_codes(self, keys: set[str]) -> dict[str, list[_Code]]:
        """The places of postcodes by folded name, the most believed first, those with a point before those without."""
        rows = defaultdict(list)
        kinds = (PlaceKind.POSTCODE, PlaceKind.OUTWARD)
        for some in batches(sorted(keys - {""})):
            found = Place.objects.filter(load__in=self._ranks, key__in=some, kind__in=kinds)
            for key, lat, lng, county, country, load in found.values_list(
                "key", "lat", "lng", "county", "country", "load"
            ):
                rows[key].append(((lat is None, self._ranks[load], not county), _Code(lat, lng, county, country)))
        return {key: [code for _rank, code in sorted(some, key=lambda row: row[0])] for key, some in rows.items()}

    def _read_named(self, keys: set[str]) -> Iterator[Settlement]:
        for some in batches(sorted(keys)):
            places = Place.objects.filter(key__in=some, kind__in=gazetteer.SETTLEMENTS)
            yield from self._read(places)

    def _read_around(self, points: Collection[Point]) -> Iterator[Settlement]:
        """The settlements beside any of the points, band by band."""
        wide = AT_MOST_KM / KM_PER_DEGREE
        cells, bands = set(), defaultdict(list)
        for point in points:
            margin = wide / max(cos(radians(point.lat)), _NARROWEST)
            bands[floor(point.lat / _BAND)].append((point.lat, point.lng, margin))
            cells |= {
                _coarse(point.lat + north, point.lng + east)
                for north in (-wide, 0, wide)
                for east in (-margin, 0, margin)
            }
        for band in bands.values():
            places = Place.objects.filter(
                _east_west(min(lng - margin for _lat, lng, margin in band), max(lng + m for _lat, lng, m in band)),
                kind__in=gazetteer.SETTLEMENTS,
                spelled__isnull=False,  # for the index
                lat__range=(min(row[0] for row in band) - wide, max(row[0] for row in band) + wide),
            )
            yield from (one for one in self._read(places) if _coarse(one.lat, one.lng) in cells)

    def _read(self, places) -> Iterator[Settlement]:
        rows = places.filter(load__in=self._ranks, lat__isnull=False).order_by().values_list(*_COLUMNS)
        for *settlement, load in rows.iterator(2000):
            yield Settlement(*settlement, self._ranks[load])


def _loads() -> list[tuple[int, str]]:
    return list(PlaceLoad.objects.filter(shown=True).values_list("pk", "source"))


def _codes_of(venue: VenueFacts) -> tuple[str, str]:
    """The folded names of its postcode and of the first part of it."""
    code = venue.postcode
    return fold(postcodes.tidy(code) or code), fold(postcodes.outward(code) or "")


def _coarse(lat: float, lng: float) -> tuple[int, int]:
    """A cell wider than one looks around, so that its corners and middles name all that are touched."""
    return floor(lat * 5), floor((lng + 180) % 360)


def _east_west(west: float, east: float) -> Q:
    if west < -180 or east > 180:
        return Q()  # across the date line: all the way round
    return Q(lng__range=(west, east))
