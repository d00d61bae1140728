"""Typed words become a named point, or a named failure with its own sentence."""

import re
from collections.abc import Callable, Collection, Mapping

from django.db.models import Avg, Max
from django.utils.translation import gettext as _

from groups.models import Area, Place, PlaceLoad, Venue
from groups.rules import postcodes
from groups.rules.choices import Precision
from groups.rules.criteria import Near
from groups.rules.folding import fold
from groups.rules.geo import Point
from groups.search import postal, settlements
from groups.search.not_found import NearlyThat, PlaceNotFound, SeveralPlaces, next_best

__all__ = ["NearlyThat", "PlaceNotFound", "SeveralPlaces", "find", "is_point", "known"]

_COORDINATES = re.compile(r"^\s*(-?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*$")


def find(text: str) -> Near:
    """The place that the words name; PlaceNotFound (or SeveralPlaces, with choices) where there is none, or a choice.

    A postcode costs one query, a town one or two; what is not known at all, up to seven.
    """
    found = _coordinates(text) or postal.find(text) or settlements.find(text) or _area(text) or _venue_town(text)
    if found is None:
        raise _failure(text)
    return found


def known(texts: Collection[str], *, towns: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    """Which of these texts are a place by themselves, and what `near` takes for each. At most two queries.

    `towns` gives the towns of venues by their folded names, for a site that has loaded no places.

    For somebody who looks for places in a sentence: no guess is made, and a first part of postcodes counts only where
    it is known, for a road or a room may be called E10.
    """
    keys = {text: [*settlements.spellings(text), fold(postcodes.outward(text) or "")] for text in texts}
    rows = Place.objects.shown().filter(key__in={key for some in keys.values() for key in some if key})
    names = dict(rows.values_list("key", "name").distinct())
    if not names and not PlaceLoad.objects.has_open_data():
        names = towns()
    found = {}
    for text in texts:
        name = next((names[key] for key in keys[text] if key in names), None)
        whole = postcodes.tidy(text)
        if name or whole:
            found[text] = whole or name
    return found


def is_point(text: str) -> bool:
    """Whether the words are a point on the map, which no page repeats as such."""
    return bool(_COORDINATES.match(text))


def _coordinates(text: str) -> Near | None:
    typed = _COORDINATES.match(text)
    if not typed:
        return None
    try:
        return Near(_("the place you chose"), Point(float(typed[1]), float(typed[2])))
    except ValueError as error:
        raise PlaceNotFound(_("That is not a point on the map. Enter a town or postcode instead.")) from error


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


def _failure(text: str) -> PlaceNotFound:
    not_a_postcode = postal.nearly(text)
    if not_a_postcode:
        return not_a_postcode
    guesses = settlements.guesses(text)
    if guesses:
        return next_best(_("We do not know a place of that name. Did you mean this one?"), guesses)
    return PlaceNotFound(_("We do not know this place. Enter a full postcode, the first part of one, or a town."))
