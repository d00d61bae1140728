"""GeoJSON (RFC 7946), for maps: a feature each, longitude first, without a place for what has no point.

Of a hidden venue the point is its area's centre, and says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from groups.exchange.calendar.entry import DAYS
from groups.exchange.listing import Columns, Listing
from groups.exchange.meeting_guide.writer import can_i_come_words
from groups.exchange.record import Format
from groups.rules.choices import Precision
from groups.rules.reading import plain_text
from groups.rules.schedule import EVERY_WEEK, Rule
from groups.rules.words import rule_words

MEDIA_TYPE = "application/geo+json"
_DECIMALS = {Precision.EXACT.value: 5, Precision.APPROXIMATE.value: 3, Precision.HIDDEN.value: 2}
"""A metre; a hundred metres; a kilometre."""
_SAID = {Precision.EXACT.value: "exact", Precision.APPROXIMATE.value: "approximate", Precision.HIDDEN.value: "area"}


@dataclass(frozen=True)
class Site:
    """What the features have of the site they come from."""

    pages: str
    """With what the address of a meeting's page begins."""
    country: str
    time_zone: str


def write(listings: Iterable[Listing], site: Site) -> Iterator[bytes]:
    """The collection, a feature at a time."""
    separator = b'{"type":"FeatureCollection","features":[\n'
    first = separator
    for listing in listings:
        yield separator + orjson.dumps(feature_of(listing, site))
        separator = b",\n"
    yield b"]}" if separator is not first else first + b"]}"


FORMAT = Format("geojson", "GeoJSON", MEDIA_TYPE, write=write)


def feature_of(listing: Listing, site: Site) -> dict[str, object]:
    """One meeting."""
    return {
        "type": "Feature",
        "id": listing.of.number,
        "geometry": _geometry(listing),
        "properties": {name: said for name, said in _properties(listing, site).items() if said not in ("", None, [])},
    }


def _geometry(listing: Listing) -> dict[str, object] | None:
    if listing.point is None:
        return None
    lat, lng = (round(number, _DECIMALS[listing.of.venue_precision]) for number in listing.point)
    return {"type": "Point", "coordinates": [lng, lat]}


def _properties(listing: Listing, site: Site) -> dict[str, object]:
    of = listing.of
    return {
        "name": listing.title,
        "group": of.group_name,
        "programme": of.programme,
        "url": f"{site.pages}{of.slug}/",
        "demonstration": True if listing.is_invented else None,
        **_when(of, site),
        "changes": list(listing.changes),
        "attendance": of.attendance,
        "venue": of.venue_name,
        "address": of.venue_address and ", ".join(filter(None, map(str.strip, of.venue_address.splitlines()))),
        "town": of.venue_town,
        "postcode": of.venue_postcode,
        "country": (of.venue_country or site.country) if of.venue else "",
        "areas": list(listing.area.names),
        "precision": _SAID.get(of.venue_precision),
        "room": of.room,
        "door": of.door,
        "online_link": of.online_link,
        "online_phone": of.online_phone,
        "ask_how_to_join_online": True if of.online_ask else None,
        "who": of.who,
        "can_i_come": plain_text(can_i_come_words(of)),
        "joining": of.joining,
        "cost": of.cost,
        "bank_holidays": of.bank_holidays,
        "tags": [tag.slug for tag in listing.tags if tag.weeks == EVERY_WEEK],
        "access": of.access_yes.split(),
        "languages": of.languages.split(),
        "note": plain_text(of.note),
        "website": of.group_website,
        "email": of.group_email,
        "phone": of.group_phone,
        "last_checked": listing.checked_on.isoformat() if listing.checked_on else "",
    }


def _when(of: Columns, site: Site) -> dict[str, object]:
    """The rule in words, its day, and its times by the clock of its zone; by arrangement nothing but that."""
    if of.by_arrangement or of.weekday is None:
        return {"by_arrangement": True}
    rule = Rule(of.weekday, of.weeks, of.interval, of.phase, of.months, of.first, of.last)
    return {
        "when": rule_words(rule),
        "weekly": rule.is_weekly,
        "day": DAYS[of.weekday],
        "starts": f"{of.starts_at:%H:%M}",
        "minutes": of.minutes,
        "time_zone": of.time_zone or site.time_zone,
        "drop_in": True if of.drop_in else None,
    }
