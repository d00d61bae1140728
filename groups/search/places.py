"""Typed words become a named point, or a named failure with its own sentence."""

import re

from django.db.models import Avg, Max
from django.utils.translation import gettext as _

from groups.models import Area, Place, Venue
from groups.rules import postcodes
from groups.rules.choices import PlaceKind, Precision
from groups.rules.criteria import Near
from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres

_COORDINATES = re.compile(r"^\s*(-?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*$")
ONE_AND_THE_SAME_KM = 3
"""Entries of one name that stand closer than this are one place."""


class PlaceNotFound(Exception):
    """No town or postcode of that name is known. Its text is the sentence to show."""


class SeveralPlaces(PlaceNotFound):
    """More than one place has that name. `names` are what to ask for instead: `Sudbury, Suffolk`."""

    def __init__(self, sentence: str, names: list[str]):
        super().__init__(sentence)
        self.names = names


def find(text: str) -> Near:
    """The place that the words name; PlaceNotFound (or SeveralPlaces) where there is none (or a choice)."""
    found = _coordinates(text) or _postcode(text) or _outward(text) or _named(text) or _area(text) or _venue_town(text)
    if found is None:
        raise PlaceNotFound(_unknown(text))
    return found


def _coordinates(text: str) -> Near | None:
    typed = _COORDINATES.match(text)
    if not typed:
        return None
    try:
        return Near(_("the place you chose"), Point(float(typed[1]), float(typed[2])))
    except ValueError as error:
        raise PlaceNotFound(_("That is not a point on the map. Enter a town or postcode instead.")) from error


def _postcode(text: str) -> Near | None:
    whole = postcodes.tidy(text)
    if whole is None:
        return None
    place = Place.objects.filter(key=fold(whole), kind=PlaceKind.POSTCODE).first()
    if place is None:
        return _centre_of_outward(postcodes.outward(whole), called=whole)
    if place.lat is None:
        raise PlaceNotFound(
            _("We know the postcode %(postcode)s but not where it is. Enter a town instead.") % {"postcode": whole}
        )
    return Near(whole, Point(place.lat, place.lng), in_titles=postcodes.outward(whole))


def _outward(text: str) -> Near | None:
    outward = postcodes.outward(text)
    return _centre_of_outward(outward, called=outward) if outward else None


def _centre_of_outward(outward: str, *, called: str) -> Near | None:
    place = Place.objects.filter(key=fold(outward), kind=PlaceKind.OUTWARD, lat__isnull=False).first()
    return Near(called, Point(place.lat, place.lng), about=True, in_titles=place.name) if place else None


def _named(text: str) -> Near | None:
    name, _comma, county = (part.strip() for part in text.partition(","))
    if not fold(name):
        return None
    settlements = (PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE)
    rows = list(
        Place.objects.filter(key=fold(name), kind__in=settlements, lat__isnull=False).order_by("county", "pk")[:50]
    )
    if county:
        rows = [row for row in rows if fold(county) in (fold(row.county), fold(row.country))] or rows
    rows = _apart(rows)
    if not rows:
        return None
    if len(rows) > 1:
        raise SeveralPlaces(
            _("There are %(count)s places called %(name)s.") % {"count": len(rows), "name": rows[0].name},
            [str(row) for row in rows],
        )
    return Near(rows[0].name, Point(rows[0].lat, rows[0].lng), in_titles=rows[0].name)


def _apart(rows: list[Place]) -> list[Place]:
    """The rows without those that stand beside another of the same name: a town is in more than one source."""
    kept: list[Place] = []
    for row in rows:
        at = Point(row.lat, row.lng)
        if all(kilometres(at, Point(other.lat, other.lng)) > ONE_AND_THE_SAME_KM for other in kept):
            kept.append(row)
    return kept


def _area(text: str) -> Near | None:
    area = Area.objects.filter(name__iexact=text.strip(), lat__isnull=False).order_by("pk").first()
    return Near(area.name, Point(area.lat, area.lng), about=True, in_titles=area.name) if area else None


def _venue_town(text: str) -> Near | None:
    """The middle of the venues in a town: what is left where no places were loaded."""
    shown = Venue.objects.filter(town__iexact=text.strip(), lat__isnull=False).exclude(precision=Precision.HIDDEN)
    middle = shown.aggregate(lat=Avg("lat"), lng=Avg("lng"), town=Max("town"))
    if middle["town"] is None:
        return None
    return Near(middle["town"], Point(middle["lat"], middle["lng"]), about=True, in_titles=middle["town"])


def _unknown(text: str) -> str:
    if postcodes.tidy(text):
        return _("We do not know the postcode %(postcode)s. Try its first part, or a town.") % {
            "postcode": postcodes.tidy(text)
        }
    return _("We do not know this place. Enter a full postcode, the first part of one, or a town.")
