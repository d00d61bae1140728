"""The map view: pins of our own, nothing of a hidden place, the list beside it, pictures of others only where set."""

import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from groups.rules.choices import Attendance, Precision
from groups.rules.criteria import MeetingSearch, Moment
from groups.views import mapping
from tests.factories import make_area, make_exception, make_group, make_meeting, make_place, make_programme, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


@pytest.fixture
def ipswich(db):
    return make_place("Ipswich", lat=52.056, lng=1.15)


def named(name, lat=52.056, lng=1.15, **fields):
    venue = make_venue(fields.pop("venue_name", "Hall"), lat=lat, lng=lng, **fields.pop("venue", {}))
    return make_meeting(group=make_group(name, **fields.pop("group", {})), venue=venue, **fields)


def mapped(client, **asked):
    return client.get("/meetings/", {"view": "map", **asked}).context["map"]


def test_a_meeting_by_itself_is_a_pin_of_its_kind_that_leads_to_it(client, ipswich):
    meeting = named("Harbour Lights", lat=52.08, group={"programme": make_programme()})

    (pin,) = mapped(client, near="Ipswich", within="5")["pins"]

    assert (pin.url, pin.kind, pin.count) == (meeting.get_absolute_url(), "12-step", 1)
    assert pin.label == "Harbour Lights, Ipswich, 1.7 miles"


def test_pins_stand_in_the_order_of_the_list(client, ipswich):
    named("Thursday", lat=52.1, weekday=3)
    named("Tuesday", lat=52.0, weekday=1)
    named("Wednesday", lng=1.25, weekday=2)

    labels = [pin.label.split(",")[0] for pin in mapped(client, near="Ipswich", within="10")["pins"]]

    assert labels == ["Tuesday", "Wednesday", "Thursday"]


def test_what_is_close_together_is_one_pin_that_leads_nearer(client, ipswich):
    named("One", lat=52.100)
    named("Two", lat=52.104)
    named("Far", lat=51.97)

    pins = mapped(client, near="Ipswich", within="10", kind="community")["pins"]

    several = next(pin for pin in pins if pin.count == 2)
    assert several.label == "2 meetings in and around Ipswich"
    assert parse_qs(urlsplit(several.url).query) == {
        "view": ["map"],
        "kind": ["community"],
        "near": ["52.10200,1.15000"],
        "within": ["1"],
    }


def test_several_meetings_in_one_hall_lead_to_their_list(client, ipswich):
    hall = make_venue("Trinity Hall", lat=52.08)
    for _ in range(2):
        make_meeting(venue=hall)

    (pin,) = mapped(client, near="Ipswich", within="5")["pins"]

    assert pin.label == "2 meetings at Trinity Hall, Ipswich"
    assert parse_qs(urlsplit(pin.url).query) == {"near": ["52.08000,1.15000"], "within": ["1"], "sort": ["nearest"]}
    assert len(client.get(pin.url).context["page"]) == 2


def test_a_hidden_venue_is_drawn_as_its_area_and_nothing_of_it_is_in_the_page(client):
    area = make_area("Woodbridge", lat=52.09, lng=1.32)
    named(
        "Quiet Room",
        lat=52.123456,
        lng=1.654321,
        venue_name="Rose Cottage",
        venue={"area": area, "precision": Precision.HIDDEN, "town": "Secretham"},
    )

    response = client.get("/meetings/", {"view": "map"})

    (pin,) = response.context["map"]["pins"]
    assert (pin.label, pin.at, pin.is_about) == ("Quiet Room, somewhere in Woodbridge", "52.09000,1.32000", True)
    for secret in ("Rose Cottage", "Secretham", "52.12", "1.65"):
        assert secret not in response.content.decode()


def test_an_approximate_place_says_so(client, ipswich):
    named("Somewhere", lat=52.15, venue={"precision": Precision.APPROXIMATE})

    (pin,) = mapped(client, near="Ipswich", within="10")["pins"]

    assert pin.is_about
    assert pin.label.endswith("about 6 miles")


def test_online_meetings_stand_in_the_list_alone_and_a_search_without_places_has_no_drawing(client):
    make_meeting(attendance=Attendance.ONLINE)

    response = client.get("/meetings/", {"view": "map"})

    assert response.context["map"] is None
    assert len(response.context["page"]) == 1
    assert "None of these meetings has a place on a map." in response.content.decode()


def test_the_list_beside_it_is_the_list(client, ipswich):
    for n in range(25):
        named(f"Group {n}", lat=52.0 + n / 200)

    as_map = client.get("/meetings/", {"view": "map", "near": "Ipswich", "within": "25"})
    as_list = client.get("/meetings/", {"near": "Ipswich", "within": "25"})

    assert as_map.context["sections"] == as_list.context["sections"]
    assert "mile" in as_map.context["sections"][0].rows[0].distance
    assert "view=map" in as_map.context["next_url"]
    assert sum(pin.count for pin in as_map.context["map"]["pins"]) == 25


def test_rings_and_scale_are_in_the_sites_unit_and_true(client, ipswich, settings):
    named("Six miles off", lat=52.056 + 6 / 69.1)
    drawn = mapped(client, near="Ipswich", within="25")

    assert [ring["text"] for ring in drawn["rings"]] == ["2 miles", "5 miles", "10 miles"]
    assert float(drawn["scale"]["units"]) == pytest.approx(float(drawn["rings"][1]["r"]), abs=0.1)
    settings.DISTANCE_UNIT = "km"
    assert mapped(client, near="Ipswich", within="25")["rings"][-1]["text"] == "10 km"


@pytest.mark.parametrize(
    ("miles_north", "line"), [((2,), "at its foot"), ((-2,), "at its head"), ((2, -2), "nowhere")], ids=str
)
def test_no_pin_lies_on_the_distance_that_is_written_at_a_ring(client, ipswich, miles_north, line):
    named("Five miles east", lng=1.15 + 5 / 42.5)
    for miles in miles_north:
        named(f"{miles} miles north", lat=52.056 + miles / 69.1)

    ring = mapped(client, near="Ipswich", within="5")["rings"][1]

    middle, r = mapping.SIZE / 2, float(ring["r"])
    written = {"at its foot": middle + r - 4, "at its head": middle - r + 12, "nowhere": 0}[line]
    assert float(ring["line"]) == pytest.approx(written, abs=0.11)
    assert ring["text"] == ("" if line == "nowhere" else "2 miles")


def test_towns_are_named_where_their_areas_or_venues_are(client):
    make_area("Woodbridge", lat=52.0938, lng=1.3204)
    make_area("London", lat=51.5, lng=-0.1)
    named("One", lat=52.0)
    named("Two", lat=52.2)

    assert {town["text"] for town in mapped(client)["towns"]} == {"Ipswich", "Woodbridge"}


def test_more_than_one_map_can_hold_is_said(client, monkeypatch):
    monkeypatch.setattr(mapping, "MOST", 2)
    for n in range(4):
        named(f"Group {n}", lat=52.0 + n / 10)

    response = client.get("/meetings/", {"view": "map"})

    assert response.context["too_many"] == 2
    assert sum(pin.count for pin in response.context["map"]["pins"]) == 2


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_map_costs_two_queries_whatever_it_shows(count, django_assert_num_queries):
    for n in range(count):
        meeting = named(f"Group {n}", lat=52 + n / 50, venue={"area": make_area(f"Town {n}", lat=52, lng=1)})
        make_exception(meeting, "cancelled", date(2026, 12, 7))
    at = Moment(MONDAY_MORNING, ZoneInfo("Europe/London"))

    class NoLinks:
        def address(self, **changes):
            return "/"

    with django_assert_num_queries(2):
        made = mapping.drawn(MeetingSearch(), NoLinks(), at)

    assert sum(pin.count for pin in made["map"]["pins"]) == count


def test_the_drawing_has_no_inline_style_and_numbers_without_commas(client, ipswich):
    named("Harbour Lights", lat=52.08)
    html = client.get("/meetings/", {"view": "map", "near": "Ipswich"}).content.decode()

    assert read(html).inline == []
    assert re.findall(r'(?<= )(?:c?[xyr]|width|height)="[^"]*[^-\d.%"][^"]*"', html[html.index("data-sheet") :]) == []


def test_without_a_tile_host_the_map_asks_nobody_and_carries_no_script_of_its_own(client):
    named("Harbour Lights")
    response = client.get("/meetings/", {"view": "map"})

    assert "js/map.js" not in response.content.decode()
    assert "img-src 'self';" in response["Content-Security-Policy"]


def test_a_tile_host_is_named_on_the_map_alone_and_said_before_it_is_asked(client, settings):
    settings.MAP_TILES_URL, settings.MAP_ATTRIBUTION = TILES, "© Example <b>maps</b>"
    named("Harbour Lights")

    response = client.get("/meetings/", {"view": "map"})
    html = response.content.decode()

    assert "img-src 'self' https://tiles.example.org;" in response["Content-Security-Policy"]
    assert response["Content-Security-Policy"].count("example.org") == 1
    assert "The pictures come from tiles.example.org" in html
    assert "&lt;b&gt;maps" in html
    assert [url for url in read(html).loads if "example.org" in url] == []
    for address in ("/", "/meetings/", "/meetings/?view=week", "/help-now/"):
        assert "example.org" not in client.get(address)["Content-Security-Policy"]
