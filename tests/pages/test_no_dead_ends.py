"""An empty list says what would find something, and how many."""

from datetime import UTC, datetime, time

import pytest

from groups.rules.choices import Attendance
from groups.rules.schedule import FIRST
from tests.factories import make_group, make_meeting, make_place, make_programme, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def offered(client, address):
    """What an empty list offers, with where it leads."""
    return [(one["text"], one["url"]) for one in client.get(address).context["empty"]["suggestions"]]


def test_it_says_which_one_filter_to_drop_and_what_that_gives(client):
    smart = make_programme("SMART", approach="smart")
    for hour in (18, 19):
        make_meeting(weekday=1, starts_at=time(hour))
    make_meeting(weekday=2, group=make_group(programme=smart))

    assert offered(client, "/meetings/?day=tue&kind=smart") == [
        ("Without “SMART Recovery”: 2 meetings", "/meetings/?day=tue"),
        ("Without “Tuesday”: 1 meeting", "/meetings/?kind=smart"),
        ("All meetings", "/meetings/"),
    ]


def test_a_part_that_was_read_from_words_is_dropped_by_its_own_name_too(client):
    make_meeting(weekday=1, weeks=FIRST, starts_at=time(10))

    assert offered(client, "/meetings/?from=18:00&until=20:00") == [
        ("Without “from 6pm” and “before 8pm”: 1 meeting", "/meetings/"),
        ("All meetings", "/meetings/"),
    ]
    assert offered(client, "/meetings/?week=2") == [
        ("Without “2nd week of the month”: 1 meeting", "/meetings/"),
        ("All meetings", "/meetings/"),
    ]


def test_what_is_online_is_said_once_where_nothing_else_is_found(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    make_meeting(attendance=Attendance.ONLINE)

    page = client.get("/meetings/?near=Woodbridge")

    assert page.content.decode().count("attend=online") == 1
    assert ("Online: 1 meeting", "/meetings/?attend=online") in offered(client, "/meetings/?near=Woodbridge")


def test_a_filter_whose_loss_gives_nothing_is_not_offered(client):
    make_meeting(weekday=1, starts_at=time(19))

    assert offered(client, "/meetings/?day=sun&kind=smart") == [("All meetings", "/meetings/")]


def test_near_a_place_it_says_how_much_wider_finds_something_and_the_nearest_of_all(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    far = make_meeting(
        group=make_group("Harbour Lights"), venue=make_venue("Far Hall", town="Diss", lat=52.376, lng=1.108)
    )
    make_meeting(attendance=Attendance.ONLINE)

    assert offered(client, "/meetings/?near=Woodbridge&within=5") == [
        ("Within 25 miles: 1 meeting", "/meetings/?near=Woodbridge&within=25"),
        ("The nearest: Harbour Lights, Far Hall, Diss, 21 miles", far.get_absolute_url()),
        ("Online: 1 meeting", "/meetings/?attend=online"),
        ("All meetings", "/meetings/"),
    ]


def test_every_way_on_finds_something(client, demonstration):
    for address in (
        "/meetings/?near=Ipswich&within=1&day=sun&time=night&kind=smart",
        "/meetings/?near=Eye&within=1&programme=lifering",
        "/meetings/?q=zzzz&day=mon",
        "/meetings/?date=2030-08-01&access=bsl&access=childcare&access=lift",
    ):
        ways = offered(client, address)
        assert len(ways) > 1, address
        for text, url in ways:
            page = client.get(url)
            assert page.status_code == 200
            assert page.context.get("total", 1) > 0, (address, text)
