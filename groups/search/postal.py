"""A typed postcode, or its first part, becomes a point, or the sentence that says what is wrong with it."""

from django.conf import settings
from django.db.models import Avg, Max, Value
from django.db.models.functions import Replace, Upper
from django.utils.translation import gettext as _

from groups.models import Place, Venue
from groups.rules import postcodes
from groups.rules.choices import PlaceKind, Precision
from groups.rules.criteria import Near
from groups.rules.folding import fold
from groups.rules.geo import Point
from groups.rules.nations import ISLANDS, UNITED_KINGDOM
from groups.search.not_found import PlaceNotFound, SeveralPlaces, next_best

KINDS = (PlaceKind.POSTCODE, PlaceKind.OUTWARD)


def find(text: str) -> Near | None:
    """The place of a postcode; None where it is none; PlaceNotFound where it is one that leads nowhere."""
    whole, first = postcodes.tidy(text), postcodes.outward(text)
    if not _is_uk_shaped_here():  # D02 is no outward code in Dublin
        found = _of_another_country(text) or _venues_at(text)
        if found or first is None:
            return found
    if first is None:
        return _of_another_country(text)
    others = postcodes.other_readings(text)
    known = _known([name for name in (whole, first, *_with_first_parts(others)) if name])
    likely = _likely(others, known)
    return _whole(whole, first, known, likely) if whole else _first_part(first, known, likely)


def nearly(text: str) -> PlaceNotFound | None:
    """What to say of something that can be no postcode, but looks as if it was meant for one. At most one query."""
    if not _is_uk_shaped_here():
        return None  # nobody here knows how a postcode of this country looks
    others = postcodes.other_readings(text)
    known = _known(_with_first_parts(others)) if others else {}
    likely = _likely(others, known)
    if likely:
        return next_best(_("That is not a postcode. Did you mean this one?"), likely)
    if len(text) <= postcodes.LONGEST and any(sign.isdigit() for sign in text) and fold(text)[:1].isalpha():
        return PlaceNotFound(_("That is not a postcode. Enter a full postcode, the first part of one, or a town."))
    return None


def _is_uk_shaped_here() -> bool:
    return settings.COUNTRY in (UNITED_KINGDOM, *ISLANDS.values())


def _whole(whole: str, first: str, known: dict[str, Place], likely: list[str]) -> Near:
    place, centre = known.get(whole), known.get(first)
    way_on = [first] if centre and centre.point else []
    if place and place.point:
        return Near(_name(place), place.point, in_titles=first)
    if place:
        raise next_best(_without_point(place), way_on)
    if centre and centre.point and not centre.whole:
        return Near(whole, centre.point, about=True, in_titles=first)
    if likely:
        said = _("We do not know the postcode %(postcode)s. Did you mean this one?") % {"postcode": whole}
        raise next_best(said, likely + way_on)
    if centre:
        said = _("There is no postcode %(postcode)s that we know of. Check it, or search near its first part.")
        raise next_best(said % {"postcode": whole}, way_on)
    near_venues = _middle_of_venues(first, called=whole)
    if near_venues:
        return near_venues
    raise PlaceNotFound(
        _("We do not know the postcode %(postcode)s. Try its first part, or a town.") % {"postcode": whole}
    )


def _first_part(first: str, known: dict[str, Place], likely: list[str]) -> Near:
    place = known.get(first)
    if place and place.point:
        return Near(_name(place), place.point, about=True, in_titles=first)
    if place:
        raise PlaceNotFound(_without_point(place))
    if likely:
        raise next_best(
            _("No postcode that we know begins with %(outward)s. Did you mean this one?") % {"outward": first}, likely
        )
    near_venues = _middle_of_venues(first, called=first)
    if near_venues:
        return near_venues
    raise PlaceNotFound(
        _("No postcode that we know begins with %(outward)s. Enter a full postcode, or a town.") % {"outward": first}
    )


def _with_first_parts(names: list[str]) -> list[str]:
    return list(dict.fromkeys([*names, *filter(None, map(postcodes.outward, names))]))


def _likely(others: list[str], known: dict[str, Place]) -> list[str]:
    """Those that lead somewhere: known themselves, or by a first part whose own postcodes nobody has loaded."""
    centres = {name: known.get(postcodes.outward(name) or "") for name in others}
    return [name for name in others if name in known or ((at := centres[name]) and at.point and not at.whole)]


def _known(names: list[str]) -> dict[str, Place]:
    """What each of the names stands for: the most believed source that has a point, else the most believed. One query.

    The middle of an outward code is best taken from the source that has its postcodes.
    """
    by_key: dict[str, list[Place]] = {}
    for place in Place.objects.called([fold(name) for name in names], KINDS):
        by_key.setdefault(place.key, []).append(place)
    best = {
        key: max(places, key=lambda place: (place.point is not None, place.whole)) for key, places in by_key.items()
    }
    return {name: best[fold(name)] for name in names if fold(name) in best}


def _name(place: Place) -> str:
    return _("%(postcode)s (no longer in use)") % {"postcode": place.name} if place.ended else place.name


def _without_point(place: Place) -> str:
    islands = {"JE": _("Jersey"), "GG": _("Guernsey"), "IM": _("the Isle of Man")}
    said = {"postcode": place.name, "island": islands.get(place.country)}
    if said["island"]:
        return _("%(postcode)s is on %(island)s, of which we have no map. Enter a town instead.") % said
    if place.ended:
        return _("The postcode %(postcode)s is no longer in use. Enter a new one, or a town.") % said
    return _("We know the postcode %(postcode)s but not where it is. Enter a town instead.") % said


def _middle_of_venues(first: str, *, called: str) -> Near | None:
    """The middle of the venues whose postcodes begin so: what is left where no places were loaded."""
    venues = Venue.objects.filter(postcode__istartswith=f"{first} ", lat__isnull=False)
    middle = venues.exclude(precision=Precision.HIDDEN).aggregate(lat=Avg("lat"), lng=Avg("lng"))
    if middle["lat"] is None:
        return None
    return Near(called, Point(middle["lat"], middle["lng"]), about=True, in_titles=first)


def _of_another_country(text: str) -> Near | None:
    """A postal code that is not shaped like the UK's: all of it, else its first word (K1A 0B1, 12345-6789)."""
    code, _comma, country = (part.strip() for part in text.partition(","))
    key = fold(code)
    if not any(sign.isdigit() for sign in key) or len(key) > postcodes.LONGEST:
        return None
    keys = _spellings(key)
    rows = [place for place in Place.objects.called({*keys, key.partition(" ")[0]}, KINDS) if place.point]
    rows = [place for place in rows if place.key == key] or [place for place in rows if place.key in keys] or rows
    wanted = country.upper() or settings.COUNTRY
    rows = [place for place in rows if place.country == wanted] or rows
    countries = sorted({place.country for place in rows})
    if not rows:
        return None
    if len(countries) > 1:
        raise SeveralPlaces(
            _("Several countries have the postcode %(postcode)s.") % {"postcode": rows[0].name},
            [f"{rows[0].name}, {country}" for country in countries],
        )
    same = [place for place in rows if place.load_id == rows[0].load_id]  # some have a row for each village
    middle = Point(sum(place.lat for place in same) / len(same), sum(place.lng for place in same) / len(same))
    return Near(rows[0].name, middle, about=True, in_titles="")


def _spellings(key: str) -> set[str]:
    """A folded postal code as it may be kept: with a space somewhere, or without (00950 and 00 950)."""
    bare = key.replace(" ", "")
    return {key, bare, *(f"{bare[:at]} {bare[at:]}" for at in range(1, len(bare)))}


def _venues_at(text: str) -> Near | None:
    """The middle of the venues with this very postcode, where no places were loaded."""
    bare = fold(text).replace(" ", "")
    if not any(sign.isdigit() for sign in bare) or len(text) > postcodes.LONGEST:
        return None
    plain = Replace(Replace(Upper("postcode"), Value(" "), Value("")), Value("-"), Value(""))
    venues = Venue.objects.alias(plain=plain).filter(plain=bare.upper(), lat__isnull=False)
    middle = venues.exclude(precision=Precision.HIDDEN).aggregate(lat=Avg("lat"), lng=Avg("lng"), name=Max("postcode"))
    if middle["lat"] is None:
        return None
    return Near(middle["name"], Point(middle["lat"], middle["lng"]), about=True, in_titles="")
