"""Every field of a listing leaves in our files and comes in by our feeds, or it is said here why not."""

import pytest

from groups.exchange.listing import ExceptionSaid, VenueSaid
from groups.exchange.outgoing.listings import COLUMNS
from groups.feeds.values import GroupValues, MeetingValues, VenueValues
from groups.models import Group, Meeting, MeetingException, Venue

_FROM_FEED = "where a record comes from is each site's own"
_STAFF = "for staff alone"
_CHECKED = "comes in as a check (record.Check), and is written with its row in the log"
_SAME = "whoever is the same as another is in no file"
_DERIVED = "worked out from the rest"

NOT_OUT = {
    "feed": "of a venue; that of a meeting or group says whether it is invented",
    "feed_key": _FROM_FEED, "last_seen": _FROM_FEED, "feed_values": _FROM_FEED, "private_contact": _STAFF,
    "letters_ended": _STAFF, "cautions": _STAFF, "same_as": _SAME, "arrives_on": _DERIVED,
}  # fmt: skip
NOT_IN = {
    "id": "a number is a site's own", "feed": _FROM_FEED, "feed_key": _FROM_FEED, "last_seen": _FROM_FEED,
    "feed_values": _FROM_FEED, "slug": "comes in as that of the addition: an address once given stays",
    "confirmed_on": _CHECKED, "confirmed_by": _CHECKED, "private_contact": _STAFF, "letters_ended": _STAFF,
    "cautions": "what an import has to say to staff is its own", "same_as": _SAME, "area_worked_out": _DERIVED,
    "arrives_on": _DERIVED,
}  # fmt: skip
"""By the name of the field, whichever of the tables has it."""

TABLES = [
    (Meeting, "", MeetingValues),
    (Group, "group__", GroupValues),
    (Venue, "venue__", VenueValues),
]


def fields(model):
    return {field.name for field in model._meta.concrete_fields}


def test_every_field_leaves_in_a_listing_or_it_is_said_why_not():
    missing = {"arrives_on"}
    for model, way, _values in TABLES:
        out = {column.removeprefix(way).partition("__")[0] for column in COLUMNS if column.startswith(way)}
        missing |= fields(model) - out - {"id"}

    assert missing == set(NOT_OUT)


@pytest.mark.parametrize(("model", "_way", "values"), TABLES)
def test_every_field_comes_in_as_a_value_or_it_is_said_why_not(model, _way, values):
    assert fields(model) - set(values._fields) == fields(model) & set(NOT_IN)


def test_every_field_of_an_exception_leaves_and_comes_in():
    assert fields(MeetingException) - {"id", "meeting"} - set(NOT_OUT) <= set(ExceptionSaid._fields)


def test_a_venue_of_a_single_date_tells_all_that_a_usual_one_does():
    assert set(VenueValues._fields) <= set(VenueSaid._fields)
