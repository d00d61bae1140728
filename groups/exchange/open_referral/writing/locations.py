"""Where a service can be attended: its venues, hidden ones by their area alone, and online."""

from django.utils.translation import gettext as _

from groups.exchange.listing import AccessSaid, Listing
from groups.exchange.open_referral.service import Place, PlaceKind, Service, places_of
from groups.exchange.open_referral.writing import facts
from groups.exchange.open_referral.writing.values import Fields, Home, is_web, lines, phones, sentence, stated
from groups.exchange.open_referral.writing.words import attributes
from groups.rules.choices import Answer, Precision
from groups.rules.reading import plain_text

_ABOUT_DECIMALS = 3


def places(one: Service, listing: Listing) -> list[Place]:
    """Where a meeting can be attended."""
    of = listing.of
    return places_of(one.number, of.number, of.venue, is_hidden=listing.is_hidden, attendance=of.attendance)


def place_id(home: Home, place: Place) -> str:
    """That of a service's link to a location."""
    if place.kind == PlaceKind.VENUE:
        return home.ids.paired(place.kind, place.group, place.number)
    return home.ids.numbered(place.kind, place.number)


def location_id(home: Home, place: Place, listing: Listing) -> str:
    """That of the location itself: one for all that meet there; of a hidden venue that of its area."""
    if place.kind == PlaceKind.HIDDEN:
        return home.ids.named("area", listing.area.slug)
    return home.ids.named("location-online" if place.kind == PlaceKind.ONLINE else "location", place.number)


def location(home: Home, place: Place, listing: Listing) -> Fields:
    """A location as a meeting that is held there tells of it."""
    identifier = location_id(home, place, listing)
    if place.kind == PlaceKind.ONLINE:
        return _online(home, identifier, listing)
    if place.kind == PlaceKind.HIDDEN:
        said = {
            "name": listing.area.name,
            "description": _("The group gives the address."),
            "attributes": attributes(home, "location", identifier, facts.of_venue(home, listing, None)),
        }
        return {"id": identifier, "location_type": "physical"} | stated(said)
    return _venue(home, identifier, listing)


def _online(home: Home, identifier: str, listing: Listing) -> Fields:
    of = listing.of
    return {"id": identifier, "location_type": "virtual"} | stated(
        {
            "name": _("Online"),
            "description": _("Ask the group how to join online.") if of.online_ask else "",
            "url": of.online_link if is_web(of.online_link) else "",
            "phones": phones(home, of.online_phone, "online", of.number),
        }
    )


def _venue(home: Home, identifier: str, listing: Listing) -> Fields:
    """A venue. Its address stands as such where it is whole; else what is known of it is in its description."""
    of = listing.of
    is_exact = of.venue_precision == Precision.EXACT
    address = _address(home, identifier, listing)
    known = ", ".join(filter(None, (*lines(of.venue_address), of.venue_town, of.venue_postcode)))
    missing = [answer.label for answer in listing.venue_access if answer.answer == Answer.NO]
    said = {
        "name": of.venue_name,
        "description": " ".join(
            [
                *([sentence(known)] if known and not address else []),
                *([] if is_exact or not listing.point else [_("The point is not exact.")]),
                *([_("Not there: %(features)s.") % {"features": ", ".join(missing)}] if missing else []),
            ]
        ),
        "transportation": plain_text(of.venue_directions) if of.venue_directions else "",
        "addresses": [address] if address else [],
        "accessibility": [
            _accessibility(home, identifier, answer) for answer in listing.venue_access if answer.answer != Answer.NO
        ],
        "attributes": attributes(home, "location", identifier, facts.of_venue(home, listing, address)),
    }
    if listing.point:
        said["latitude"], said["longitude"] = (
            number if is_exact else round(number, _ABOUT_DECIMALS) for number in listing.point
        )
    return {"id": identifier, "location_type": "physical"} | stated(said)


def _address(home: Home, location: str, listing: Listing) -> Fields | None:
    """Where each part that the standard requires is known; none is made up."""
    of, area = listing.of, listing.area
    town = of.venue_town or area.name
    wider = [name for name in area.names if name.casefold() != town.casefold()]
    parts = {
        "address_1": ", ".join(lines(of.venue_address)) or of.venue_name,
        "city": town,
        "state_province": wider[-1] if wider else town,
        "postal_code": of.venue_postcode,
        "country": of.venue_country or home.country,
    }
    if not all(parts.values()):
        return None
    identifier = home.ids.named("address", of.venue)
    return {"id": identifier, "location_id": location, **parts, "address_type": "physical"}


def _accessibility(home: Home, location: str, answer: AccessSaid) -> Fields:
    label = answer.label if answer.answer == Answer.YES else _("Partly: %(feature)s") % {"feature": answer.label}
    identifier = home.ids.named("accessibility", location, answer.slug)
    return stated({"id": identifier, "location_id": location, "description": label, "details": answer.note})
