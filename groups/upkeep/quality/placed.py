"""Venues without a point, and points that cannot be where the address says."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from groups.models import Place
from groups.rules import gazetteer, postcodes
from groups.rules.choices import PlaceKind, Precision
from groups.rules.folding import fold
from groups.rules.geo import KM_IN, Point, kilometres
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import VENUE, Finding, Record

NO_POINT, MISPLACED = "no-point", "misplaced"
FROM_POSTCODE_KM = KM_IN["mi"]
FROM_FIRST_PART_KM = 10 * KM_IN["mi"]
_NOWHERE = 0.01
"""Degrees from 0, 0, a place in the sea where an empty field puts people."""


class Standing(NamedTuple):
    """Where a venue is said to be."""

    pk: int
    name: str
    address: str
    town: str
    postcode: str
    lat: float | None
    lng: float | None

    @property
    def record(self) -> Record:
        return Record(VENUE, self.pk, real.venue_called(self.name, self.address, self.town))


def without_point(on: date) -> Iterator[Finding]:
    """Venues in use that are on no map and in no search by distance. A hidden one is found by its area. One query."""
    there = real.used_venues().filter(lat__isnull=True).exclude(precision=Precision.HIDDEN)
    for row in map(Standing._make, there.values_list(*Standing._fields)):
        if row.postcode:
            why = _("No point, for its postcode %(postcode)s is not known.") % {"postcode": row.postcode}
        else:
            why = _("No point, and no postcode to take one from.")
        yield Finding(NO_POINT, (row.record,), why, row)


def misplaced(on: date) -> Iterator[Finding]:
    """Points at 0, 0, or farther than a mile from their postcode, or ten from the first part of it. Three queries."""
    there = real.used_venues().filter(lat__isnull=False, lng__isnull=False)
    rows = [Standing._make(row) for row in there.values_list(*Standing._fields)]
    whole = _points_of_postcodes(there)
    unknown = [row for row in rows if fold(postcodes.tidy(row.postcode) or "") not in whole]
    first_parts = _points_of({fold(postcodes.outward(row.postcode) or "") for row in unknown} - {""})
    for row in rows:
        why = _why(row, whole, first_parts)
        if why:
            yield Finding(MISPLACED, (row.record,), why, row)


def _why(row: Standing, whole: Mapping[str, Point], first_parts: Mapping[str, Point]) -> str:
    if abs(row.lat) < _NOWHERE and abs(row.lng) < _NOWHERE:
        return _("It stands at 0, 0, in the sea off Africa.")
    point = Point(row.lat, row.lng)
    full, first = postcodes.tidy(row.postcode), postcodes.outward(row.postcode)
    for name, known, most in ((full, whole, FROM_POSTCODE_KM), (first, first_parts, FROM_FIRST_PART_KM)):
        place = known.get(fold(name or ""))
        if place:
            away = kilometres(point, place)
            return _far(name, away) if away > most else ""
    return ""


def _far(postcode: str, away: float) -> str:
    number = away / KM_IN[settings.DISTANCE_UNIT]
    said = {"postcode": postcode, "number": f"{number:.1f}" if number < 10 else f"{number:,.0f}"}
    if settings.DISTANCE_UNIT == "mi":
        return _("Its point is %(number)s miles from %(postcode)s.") % said
    return _("Its point is %(number)s km from %(postcode)s.") % said


def _points_of_postcodes(venues) -> dict[str, Point]:
    """Where the full postcodes of these venues are. The database picks them: there may be thousands."""
    asked = venues.order_by().annotate(key=Lower("postcode")).values("key")
    return _best(Place.objects.shown().filter(kind=PlaceKind.POSTCODE, key__in=asked))


def _points_of(keys: Collection[str]) -> dict[str, Point]:
    return _best(Place.objects.shown().filter(kind=PlaceKind.OUTWARD, key__in=keys))


def _best(places) -> dict[str, Point]:
    """Each key's point, as the most believed source has it."""
    columns = ("key", "lat", "lng", "load__source")
    found = [row for row in places.values_list(*columns) if row[1] is not None and row[2] is not None]
    found.sort(key=lambda row: gazetteer.rank(row[3]), reverse=True)
    return {key: Point(lat, lng) for key, lat, lng, _source in found}
