"""What Meeting Guide can carry of a listing comes back: `/meetings.json`, read by our own import into an empty site."""

from datetime import time

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.exchange.meeting_guide import read
from groups.exchange.record import Problem
from groups.models import Meeting
from groups.rules.choices import Attendance
from tests.factories import make_feed, make_group, make_meeting, make_venue, reindexed
from tests.feeds.taking_in import take_in
from tests.pages.files.reading import body
from tests.pages.files.test_csv_round_trip import empty

pytestmark = pytest.mark.django_db

NAMES = ("Harbour Lights", "Café Dydd Llun", "Women's Step & Tradition", "Świt", "7.30 Club")
GROUPS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "website": st.sampled_from(["", "https://group.example.org/a?b=c"]),
        "description": st.sampled_from(["", "By the quay."]),
    }
)
VENUES = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Trinity Hall", "St Mary’s", "Room 4"]),
        "address": st.sampled_from(["1 Fore Street", "Upper Orwell Court"]),
        "town": st.sampled_from(["Ipswich", "Bury St Edmunds"]),
        "postcode": st.sampled_from(["IP4 1AA", "IP33 1AA"]),
        "country": st.just("GB"),
        "lat": st.sampled_from([52.05631, 52.2]),
        "lng": st.sampled_from([1.15123, 0.0]),
    }
)
WAYS_IN = st.sampled_from(
    [
        {"online_link": "https://meet.example.org/a?b=c", "online_ask": False},
        {"online_phone": "+442034815240", "online_ask": False},
        {"online_ask": True},
    ]
)
MEETINGS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["", "Owls", "Big Book"]),
        "weekday": st.integers(0, 6),
        "starts_at": st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        "minutes": st.integers(5, 1435),
        "attendance": st.sampled_from(Attendance.values),
        "time_zone": st.sampled_from(["", "Europe/Dublin", "America/New_York"]),
        "group": GROUPS,
        "venue": VENUES,
        "way_in": WAYS_IN,
    }
)

APART = (lambda one: one["group"]["name"], lambda one: (one["venue"]["name"], one["venue"]["postcode"]))
"""The format knows groups by their names, and venues by name and address: two of one name are one."""


def carried(meeting):
    """What its row has a field for; the rest stands in its notes, for people."""
    group, venue = meeting.group, meeting.venue
    return {
        "when": (meeting.weekday, meeting.starts_at, meeting.minutes, meeting.time_zone or "Europe/London"),
        "how": (meeting.attendance, meeting.online_link, meeting.online_phone, meeting.online_ask),
        "title": meeting.title,
        "group": (group.name, group.website, group.description),
        "venue": venue and (venue.name, venue.address, venue.town, venue.postcode, venue.country, venue.lat, venue.lng),
    }


def made(number, *, group, venue, way_in, attendance, **fields):
    place = {"venue": None if attendance == Attendance.ONLINE else make_venue(**venue)}
    way = way_in if attendance != Attendance.IN_PERSON else {"online_ask": False}
    return make_meeting(
        slug=f"meeting-{number}", group=make_group(**group), attendance=attendance, **place, **way, **fields
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MEETINGS, min_size=1, max_size=3, unique_by=APART))
def test_export_then_import_loses_nothing_that_the_format_can_carry(db, said):
    empty()
    for number, one in enumerate(said):
        made(number, **one)
    reindexed()
    before = {one.slug: carried(one) for one in Meeting.objects.select_related("group", "venue")}
    rows = list(read(body(Client().get("/meetings.json"))))
    assert [row for row in rows if isinstance(row, Problem)] == []
    empty()

    take_in(feed := make_feed(), *rows)

    after = {one.feed_key: carried(one) for one in Meeting.objects.select_related("group", "venue")}
    assert after == before
    assert str(take_in(feed, *rows)) == f"added 0, changed 0, unchanged {len(said)}, gone 0, rejected 0"
