"""Where a venue is: set by hand, taken from the postcode, looked up; a point set by hand stays."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from groups.models import Deed, Grant, StaffRole, Venue
from groups.rules.choices import Role
from groups.upkeep import looking_up, undoing
from tests.admin.pages import save
from tests.factories import make_area, make_meeting, make_place, make_venue
from tests.feeds.serving import say, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


def page_of(venue) -> str:
    return f"/admin/groups/venue/{venue.pk}/point/"


def standing() -> tuple:
    venue = Venue.objects.get()
    return venue.lat, venue.lng, venue.precision


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def postcode():
    return make_place("IP1 1AA", kind="postcode", lat=52.05, lng=1.15)


@pytest.fixture
def hall():
    return make_venue("Trinity Hall", postcode="IP1 1AA", lat=None, lng=None)


def test_a_pasted_point_is_set_and_undone(editor_client, hall):
    answer = editor_client.post(page_of(hall), {"point": "52.1, 1.2", "precision": "exact"}, follow=True)

    assert standing() == (52.1, 1.2, "exact")
    assert said(answer)[1] == "The point is set. No postcode moves it any more."
    undoing.undo(Deed.objects.get())
    assert standing()[:2] == (None, None)


def test_what_is_no_point_is_told_and_kept(editor_client, hall):
    page = editor_client.post(page_of(hall), {"point": "by the river", "precision": "exact"})

    assert page.context["form"].errors == {"point": ["Paste it as 52.05, 1.15: degrees north, then east."]}
    assert "by the river" in page.content.decode()
    assert standing()[:2] == (None, None)


def test_the_button_takes_it_from_the_postcode(editor_client, hall, postcode):
    Venue.objects.update(lat=50, lng=0, precision="exact")

    editor_client.post(page_of(hall), {"_from_postcode": "1"})

    assert standing() == (52.05, 1.15, "approximate")


def test_a_hidden_venue_stays_hidden(editor_client, hall, postcode):
    Venue.objects.update(precision="hidden")
    editor_client.post(page_of(hall), {"_from_postcode": "1"})
    assert standing() == (52.05, 1.15, "hidden")


def test_without_a_known_postcode_there_is_no_such_button(editor_client, hall):
    assert "Take the point from" not in editor_client.get(page_of(hall)).content.decode()


@pytest.mark.parametrize("point", ["52.1, 1.2", "52.05, 1.15"])
def test_no_change_of_postcode_moves_a_point_set_by_hand(editor_client, hall, postcode, point):
    """Even where it is the middle of the postcode: it is said to be exact, which no point from a postcode is."""
    make_place("IP2 2BB", kind="postcode", lat=52.3, lng=1.3)
    editor_client.post(page_of(hall), {"point": point, "precision": "exact"})
    before = standing()

    save(editor_client, Venue.objects.get(), postcode="IP2 2BB")

    assert standing() == before


def test_a_point_typed_on_the_venues_own_page_is_exact_too(editor_client, hall, postcode):
    Venue.objects.update(lat=52.05, lng=1.15, precision="approximate")

    save(editor_client, Venue.objects.get(), lat="52.06", lng="1.16")

    assert standing() == (52.06, 1.16, "exact")


def test_a_point_from_a_postcode_goes_with_it(editor_client, hall, postcode):
    make_place("IP2 2BB", kind="postcode", lat=52.3, lng=1.3)
    editor_client.post(page_of(hall), {"_from_postcode": "1"})

    save(editor_client, Venue.objects.get(), postcode="IP2 2BB")

    assert standing() == (52.3, 1.3, "approximate")


# --- The map


def test_what_was_pressed_is_not_lost_when_the_map_is_drawn_closer(editor_client, hall):
    Venue.objects.update(lat=50, lng=0)

    page = editor_client.get(page_of(hall), {"closer": "0", "at": "52.1, 1.2"})

    assert page.context["form"].initial["point"] == "52.10000, 1.20000"
    assert page.context["map"]["lat"] == "52.100000"
    assert standing()[:2] == (50, 0)


def test_nonsense_in_its_place_leaves_the_point_that_is_known(editor_client, hall):
    Venue.objects.update(lat=50, lng=0)

    page = editor_client.get(page_of(hall), {"closer": "0", "at": "by the river"})

    assert page.context["form"].initial["point"] == "50.00000, 0.00000"


def test_the_map_shows_places_and_venues_around_and_no_hidden_one_of_others(client):
    ipswich = make_area("Ipswich", lat=52.056, lng=1.16)
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    hall = make_venue("Trinity Hall", area=ipswich)
    make_venue("Chapel", lat=52.057, lng=1.151)
    make_meeting(venue=make_venue("Safe House", lat=52.0565, lng=1.152, precision="hidden"))

    drawn = client.get(page_of(hall)).context["map"]

    assert (drawn["lat"], drawn["lng"], drawn["is_set"]) == ("52.056000", "1.150000", True)
    assert len(drawn["venues"]) == 1
    assert {label["text"] for label in drawn["labels"]} <= {"Chapel", "Ipswich"}


def test_without_any_hint_there_is_no_map_but_the_box(editor_client):
    page = editor_client.get(page_of(make_venue(lat=None, lng=None, town="")))
    assert page.context["map"] is None
    assert "Nobody knows where this is yet" in page.content.decode()


def test_pictures_of_streets_are_allowed_on_this_page_alone(editor_client, hall, settings):
    settings.MAP_TILES_URL = "https://tiles.example.org/{z}/{x}/{y}.png"

    assert "https://tiles.example.org" in editor_client.get(page_of(hall))["Content-Security-Policy"]
    own = editor_client.get(f"/admin/groups/venue/{hall.pk}/change/")
    assert "tiles.example.org" not in own["Content-Security-Policy"]


@pytest.mark.parametrize("closer", ["0", "3", "9", "x", "\x00"])
def test_the_map_is_drawn_however_close(editor_client, closer):
    assert editor_client.get(page_of(make_venue()), {"closer": closer}).status_code == 200


def test_only_who_may_change_the_venue_meets_the_page(observer_client, hall):
    assert observer_client.get(page_of(hall)).status_code == 403
    assert observer_client.post(page_of(hall), {"point": "1, 1", "precision": "exact"}).status_code == 403


def test_the_page_asks_a_fixed_number_of_questions(admin_client, hall, django_assert_num_queries):
    Venue.objects.update(lat=52.05, lng=1.15)
    for number in range(5):
        make_venue(f"Hall {number}", lat=52.05, lng=1.15 + number / 1000)
    admin_client.get(page_of(hall))

    with django_assert_num_queries(10):
        admin_client.get(page_of(hall))


# --- Looking it up


@pytest.fixture
def service(settings, monkeypatch):
    """A service on this machine that gives this answer."""
    settings.FETCH_ALLOW_LOOPBACK = True
    asked = []

    def serve(name, body, status=200):
        settings.GEOCODER = name

        def answer(handler):
            asked.append(handler.path)
            say(json.dumps(body).encode() if not isinstance(body, bytes) else body, status)(handler)

        host = serving(answer)
        address = host.__enter__()
        monkeypatch.setitem(looking_up.HOSTS, name, address)
        running.append(host)
        return asked

    running = []
    yield serve
    for host in running:
        host.__exit__(None, None, None)


def test_no_service_no_button(editor_client, hall):
    assert "Look it up" not in editor_client.get(page_of(hall)).content.decode()
    assert editor_client.post(page_of(hall), {"_look_up": "1"}).status_code == 200


def test_postcodes_io_is_asked_about_the_postcode_and_nothing_is_stored(editor_client, hall, service):
    asked = service("postcodes.io", {"result": {"postcode": "IP1 1AA", "latitude": 52.0567, "longitude": 1.1482}})

    page = editor_client.post(page_of(hall), {"_look_up": "1"})

    assert asked == ["/postcodes/IP1%201AA"]
    assert page.context["form"].initial == {"point": "52.05670, 1.14820", "precision": "approximate"}
    assert said(page) == ["postcodes.io has: IP1 1AA. Look at the map, then press Set the point."]
    assert standing()[:2] == (None, None)


def test_nominatim_is_asked_about_the_address(editor_client, service):
    hall = make_venue("Trinity Hall", address="The Hall\n1 Elm Street", town="Ipswich", postcode="", lat=None, lng=None)
    asked = service(
        "nominatim", [{"lat": "52.0567", "lon": "1.1482", "display_name": "1, Elm Street", "place_rank": 30}]
    )

    page = editor_client.post(page_of(hall), {"_look_up": "1"})

    assert asked == ["/search?street=1+Elm+Street&city=Ipswich&countrycodes=gb&format=jsonv2&limit=1"]
    assert page.context["form"].initial == {"point": "52.05670, 1.14820", "precision": "exact"}
    assert said(page)[0].startswith("© OpenStreetMap contributors has: 1, Elm Street.")


@pytest.mark.parametrize(
    ("name", "body", "status", "sentence"),
    [
        ("postcodes.io", {"status": 404}, 404, "Nothing was found for this address."),
        ("nominatim", [], 200, "Nothing was found for this address."),
        ("postcodes.io", b"<html>", 200, "The service gave an answer that nobody can read."),
        ("postcodes.io", [1], 200, "The service gave an answer that nobody can read."),
        ("postcodes.io", {"result": {"latitude": None}}, 200, "The service gave an answer that nobody can read."),
        ("nominatim", [{"lat": "999", "lon": "1", "display_name": "x"}], 200,
         "The service gave an answer that nobody can read."),
    ],
)  # fmt: skip
def test_whatever_the_service_says_the_page_goes_on(editor_client, hall, service, name, body, status, sentence):
    service(name, body, status)
    page = editor_client.post(page_of(hall), {"_look_up": "1"})
    assert (page.status_code, said(page)) == (200, [sentence])


def test_a_service_that_is_away_is_told_of(editor_client, hall, settings, monkeypatch):
    settings.GEOCODER, settings.FETCH_ALLOW_LOOPBACK = "postcodes.io", True
    monkeypatch.setitem(looking_up.HOSTS, "postcodes.io", "http://127.0.0.1:9")
    assert said(editor_client.post(page_of(hall), {"_look_up": "1"}))[0].startswith("The service did not answer:")


def test_the_service_is_asked_once_a_second_at_most(editor_client, hall, service):
    asked = service("postcodes.io", {"result": {"postcode": "IP1 1AA", "latitude": 52.0567, "longitude": 1.1482}})

    editor_client.post(page_of(hall), {"_look_up": "1"})
    page = editor_client.post(page_of(hall), {"_look_up": "1"})

    assert len(asked) == 1
    assert said(page) == ["Somebody is looking something up this second: press again."]
