"""Where an address is, asked of a service on the web: a helper for staff who enter a venue, if the site has set one.

Only a venue that staff are looking at is ever asked about; no visitor's words leave the machine.
"""

import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from groups.feeds.fetching import fetch
from groups.feeds.not_fetched import BadAnswer, NotFetched
from groups.models import Venue
from groups.rules import postcodes
from groups.rules.geo import Point

NONE, POSTCODES_IO, NOMINATIM = "none", "postcodes.io", "nominatim"
HOSTS = {POSTCODES_IO: "https://api.postcodes.io", NOMINATIM: "https://nominatim.openstreetmap.org"}
CREDIT = {POSTCODES_IO: "postcodes.io", NOMINATIM: "© OpenStreetMap contributors"}
SECONDS = 8
MOST_BYTES = 200_000


class NotLookedUp(Exception):
    """There is no answer; it says why in a sentence."""


class Found(NamedTuple):
    """What the service says."""

    point: Point
    called: str
    credit: str
    is_exact: bool


def is_offered() -> bool:
    """Whether the site has set a service."""
    return settings.GEOCODER != NONE


def look_up(venue: Venue) -> Found:
    """Where the service that the site has set puts this venue."""
    if not cache.add("looking-up", 1, timeout=1):
        raise NotLookedUp(_("Somebody is looking something up this second: press again."))
    ask: Callable[[Venue], Found] = {POSTCODES_IO: _by_postcode, NOMINATIM: _by_address}[settings.GEOCODER]
    try:
        return ask(venue)
    except BadAnswer:
        raise NotLookedUp(_("Nothing was found for this address.")) from None
    except NotFetched as error:
        raise NotLookedUp(_("The service did not answer: %(why)s") % {"why": error}) from None
    except (ValueError, LookupError, TypeError, AttributeError):  # whatever it sent, it was no answer
        raise NotLookedUp(_("The service gave an answer that nobody can read.")) from None


def _by_postcode(venue: Venue) -> Found:
    postcode = postcodes.tidy(venue.postcode)
    if postcode is None:
        raise NotLookedUp(_("Enter the venue’s postcode first."))
    said = _asked(f"{HOSTS[POSTCODES_IO]}/postcodes/{quote(postcode)}")["result"]
    point = Point(float(said["latitude"]), float(said["longitude"]))
    return Found(point, str(said["postcode"])[:20], CREDIT[POSTCODES_IO], is_exact=False)


def _by_address(venue: Venue) -> Found:
    lines = [line.strip() for line in venue.address.splitlines() if line.strip()]
    asked = {
        "street": lines[-1] if lines else venue.name,
        "city": venue.town,
        "postalcode": venue.postcode,
        "countrycodes": (venue.country or settings.COUNTRY).lower(),
        "format": "jsonv2",
        "limit": 1,
    }
    answers = _asked(f"{HOSTS[NOMINATIM]}/search?{urlencode({k: v for k, v in asked.items() if v})}")
    if not answers:
        raise NotLookedUp(_("Nothing was found for this address."))
    said = answers[0]
    point = Point(float(said["lat"]), float(said["lon"]))
    called = "".join(sign for sign in str(said["display_name"])[:200] if sign.isprintable())
    return Found(point, called, CREDIT[NOMINATIM], is_exact=said.get("place_rank", 0) >= 30)


def _asked(address: str):
    return json.loads(fetch(address, seconds=SECONDS, most_bytes=MOST_BYTES))
