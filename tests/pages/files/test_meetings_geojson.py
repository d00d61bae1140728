"""`/meetings.geojson`: RFC 7946, and no point that may not be shown."""

import json
from datetime import date

import pytest

from groups.models.feed import DEMONSTRATION
from groups.rules.choices import Attendance, ExceptionKind, Precision
from groups.rules.schedule import SECOND
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_venue
from tests.pages.files.reading import body

pytestmark = pytest.mark.django_db


def features(client, **asked):
    collection = json.loads(body(client.get("/meetings.geojson", asked)))
    assert collection["type"] == "FeatureCollection"
    return {one["properties"]["url"].split("/")[-2]: one for one in collection["features"]}


def test_a_meeting_is_a_feature(client):
    venue = make_venue("Trinity Hall", address="1 Fore Street\nStoke", postcode="IP4 1AA", country="GB")
    meeting = make_meeting(slug="harbour", venue=venue, minutes=60, weeks=SECOND, note="Tea.")
    make_exception(meeting, ExceptionKind.CANCELLED, date(2026, 1, 12))

    assert features(client)["harbour"] == {
        "type": "Feature",
        "id": meeting.pk,
        "geometry": {"type": "Point", "coordinates": [1.15, 52.056]},
        "properties": {
            "name": "Harbour Lights",
            "group": "Harbour Lights",
            "url": "http://127.0.0.1:8000/meetings/harbour/",
            "when": "2nd Monday of the month",
            "weekly": False,
            "day": "MO",
            "starts": "19:30",
            "minutes": 60,
            "time_zone": "Europe/London",
            "changes": ["Monday 12 January: It does not meet."],
            "attendance": "in-person",
            "venue": "Trinity Hall",
            "address": "1 Fore Street, Stoke",
            "town": "Ipswich",
            "postcode": "IP4 1AA",
            "country": "GB",
            "precision": "exact",
            "can_i_come": "The group has not said who can come. Most welcome anyone who wants to change.",
            "note": "Tea.",
        },
    }


def test_online_and_without_a_point_there_is_no_geometry(client):
    make_meeting(slug="online", attendance=Attendance.ONLINE, group=make_group(area=make_area(lat=52.0, lng=1.0)))
    make_meeting(slug="nowhere", venue=make_venue(lat=None, lng=None))

    assert {slug: one["geometry"] for slug, one in features(client).items()} == {"online": None, "nowhere": None}


def test_of_a_hidden_venue_nothing_but_its_area(client):
    area = make_area("Woodbridge", lat=52.09123, lng=1.32123)
    venue = make_venue("The Secret House", address="9 Quiet Lane", town="Ufford", precision=Precision.HIDDEN, area=area)
    make_meeting(slug="hidden", venue=venue, room="The Snug", door="Blue door")

    one = features(client)["hidden"]

    assert one["geometry"]["coordinates"] == [1.32, 52.09]
    assert (one["properties"]["areas"], one["properties"]["precision"]) == (["Woodbridge"], "area")
    assert not {"venue", "address", "town", "postcode", "room", "door"} & set(one["properties"])


def test_by_arrangement_has_no_day(client):
    make_meeting(slug="asked", by_arrangement=True)

    properties = features(client)["asked"]["properties"]
    assert properties["by_arrangement"] is True
    assert not {"day", "starts", "when"} & set(properties)


def test_what_is_invented_says_so(client):
    make_meeting(slug="one", feed=make_feed(DEMONSTRATION))

    assert features(client)["one"]["properties"]["demonstration"] is True


def test_nothing_found_is_an_empty_collection(client):
    assert features(client) == {}
