"""Where a venue is: a point from its postcode, where nobody has set one by hand.

A point that was taken from a postcode is never said to be exact, so one that is was set by somebody: it stays, even
where it is the postcode's own middle.
"""

from groups.history import recording
from groups.models import Place, Venue
from groups.rules import postcodes
from groups.rules.choices import PlaceKind, Precision
from groups.rules.folding import fold
from groups.rules.geo import Point


def fill_point(venue: Venue, *, former_postcode: str = "") -> Place | None:
    """Give a venue the middle of its postcode; return the place it was taken from. The caller saves.

    Only where it has no point, or still the one that a former postcode gave it: that goes, whatever comes.
    """
    if venue.postcode != former_postcode and _stands_at(venue, former_postcode):
        venue.lat = venue.lng = None
    place = known_postcode(venue.postcode) if venue.lat is None and venue.lng is None else None
    if place is None:
        return None
    venue.lat, venue.lng = place.lat, place.lng
    if venue.precision == Precision.EXACT:
        venue.precision = Precision.APPROXIMATE
    return place


def known_postcode(postcode: str) -> Place | None:
    """The place of this postcode, else of its first part; None where neither is known with a point."""
    asked = (
        (postcodes.tidy(postcode) or postcode, PlaceKind.POSTCODE),  # another country's has a form of its own
        (postcodes.outward(postcode), PlaceKind.OUTWARD),
    )
    for name, kind in asked:
        places = Place.objects.called([fold(name)], [kind]) if name else []
        if known := [place for place in places if place.point]:
            return known[0]
    return None


def set_point(venue: Venue, point: Point, *, precision: str) -> None:
    """Put a venue where somebody pointed."""
    with recording.changing(venue):
        venue.lat, venue.lng, venue.precision = point.lat, point.lng, precision
        venue.full_clean(exclude=_BESIDES, validate_unique=False)
        venue.save(update_fields=["lat", "lng", "precision"])


def said_exact(precision: str) -> str:
    """How exact a point is that somebody set by hand, where they did not say."""
    return Precision.EXACT.value if precision == Precision.APPROXIMATE else precision


def take_point_from_postcode(venue: Venue) -> Place | None:
    """Put a venue in the middle of its postcode, whatever stood there; None, and nothing changed, where it is unknown.

    A hidden venue stays hidden.
    """
    place = known_postcode(venue.postcode)
    if place is not None:
        precision = venue.precision if venue.is_hidden else Precision.APPROXIMATE
        set_point(venue, Point(place.lat, place.lng), precision=precision)
    return place


_BESIDES = {field.name for field in Venue._meta.fields} - {"lat", "lng", "precision"}


def _stands_at(venue: Venue, postcode: str) -> bool:
    if venue.precision == Precision.EXACT:
        return False
    place = known_postcode(postcode)
    return place is not None and (venue.lat, venue.lng) == (place.lat, place.lng)
