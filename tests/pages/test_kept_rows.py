"""Rows of lists are kept for a revision and a day; what differs from search to search or from hour to hour is not."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Site
from groups.upkeep import confirming
from groups.views import kept_rows
from tests.factories import make_group, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def rows(client, **asked):
    return [row for section in client.get("/meetings/", asked).context["sections"] for row in section.rows]


def asked_of_meetings(client, **asked):
    """The queries that read listings whole, for their rows."""
    with CaptureQueriesContext(connection) as queries:
        client.get("/meetings/", asked)
    return [one["sql"] for one in queries if '"groups_meeting"."slug"' in one["sql"]]


def test_a_row_is_made_once_for_all_searches_that_find_it(client):
    make_meeting(weekday=0)

    assert len(asked_of_meetings(client)) == 1
    assert asked_of_meetings(client) == []
    assert asked_of_meetings(client, day="mon", q="group") == []


def test_each_search_says_how_far_it_is_from_its_own_place(client):
    make_place("Ipswich", lat=52.056, lng=1.15)
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    make_meeting(venue=make_venue(lat=52.0938, lng=1.33))

    said = [[row.distance for row in rows(client, near=place)] for place in ("Woodbridge", "Ipswich", "Woodbridge")]
    pages = [client.get("/meetings/", {"near": place}).content.decode() for place in ("Woodbridge", "Ipswich")]

    assert said == [["0.4 miles"], ["8.1 miles"], ["0.4 miles"]]
    assert ["0.4 miles</span>" in pages[0], "8.1 miles</span>" in pages[1]] == [True, True]
    assert "meeting-row__distance" not in client.get("/meetings/").content.decode()


def test_what_is_on_now_is_told_by_the_clock(client, clock):
    make_meeting(weekday=0, starts_at=time(9, 30), minutes=60)
    seen = []
    for hour, minute in ((9, 0), (9, 45), (10, 29)):
        clock(datetime(2026, 11, 23, hour, minute, tzinfo=UTC))
        seen.append((rows(client)[0].on_now, "On now" in client.get("/meetings/").content.decode()))

    assert seen == [(False, False), (True, True), (True, True)]


def test_each_date_of_a_meeting_has_a_row_of_its_own(client):
    make_meeting(weekday=0, starts_at=time(19, 30))

    dates = ["2026-11-23", "2026-11-30", "2026-11-23"]

    assert [rows(client, date=day)[0].starts_iso for day in dates] == [f"{day}T19:30" for day in dates]


def test_tomorrow_it_is_made_anew(client, clock):
    make_meeting(weekday=2, confirmed_on=date(2026, 11, 22), confirmed_by="visit")
    today = rows(client)[0]
    clock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))

    tomorrow = rows(client)[0]

    assert (today.freshness, tomorrow.freshness) == ("Checked yesterday by a visit", "Checked 2 days ago by a visit")


def test_a_change_of_the_listing_shows_at_once(client):
    Site.objects.create(pk=1, name="Mutual aid")
    meeting = make_meeting(weekday=0)
    before = rows(client)[0]
    confirming.confirm(on=date(2026, 11, 23), by="phone", meetings=[meeting])

    after = rows(client)[0]

    assert (before.freshness_state, after.freshness) == ("never", "Checked today by phone")


def test_no_more_rows_are_kept_than_there_is_room_for(client, monkeypatch):
    monkeypatch.setattr(kept_rows, "MOST", 2)
    for name in ("One", "Two", "Three"):
        make_meeting(group=make_group(name), weekday=0)

    assert sorted(row.name for row in rows(client)) == ["One", "Three", "Two"]
    assert [row.name for row in rows(client, q="two")] == ["Two"]
