"""How the API answers: its addresses, pages, questions, headers, errors, and how much it asks of the database."""

import json
from datetime import time
from uuid import UUID

import pytest

from groups.models import AccessAnswer, AccessFeature, MeetingTag, Site
from groups.rules.choices import Attendance, Audience, Cost, WhoMayCome
from tests.exchange.open_referral_links import objects
from tests.factories import (
    make_exception,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
    make_venue,
    reindexed,
)
from tests.pages.open_referral.asking import BASE, get, names

pytestmark = pytest.mark.django_db
LISTS = ("/services", "/service_at_locations", "/taxonomies", "/taxonomy_terms")


def test_the_root_names_the_standard(client):
    assert get(client, "/") == get(client, "") == {
        "version": "HSDS-UK-3.0",
        "profile": "https://github.com/OpenReferralUK/uk-profile",
        "openapi_url": "http://testserver/open-data/openapi.json",
    }  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_an_address_may_end_in_a_slash(client, path):
    make_meeting()
    one = get(client, path)["contents"][0]

    assert get(client, path) == get(client, f"{path}/")
    assert get(client, f"{path}/{one['id']}") == get(client, f"{path}/{one['id']}/")
    assert get(client, f"{path}/{one['id'].upper()}")["id"] == one["id"]


@pytest.mark.parametrize("path", ["/", *LISTS, "/services/x", "/nowhere", "/services?page=x"])
def test_every_answer_is_open_to_every_origin(client, path):
    response = client.get(BASE + path)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Content-Type"] == "application/json"
    assert response.cookies == {}


@pytest.mark.parametrize("path", ["/", *LISTS])
def test_who_has_it_already_is_told_so(client, path):
    Site.objects.create(pk=1, name="Ours")
    make_meeting()
    first = client.get(BASE + path)

    again = client.get(BASE + path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    Site.objects.listings_changed()
    assert client.get(BASE + path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "kept"),
    [({}, "public, max-age=300"), ({"day": "MO"}, "public, max-age=300"), ({"search": "tea"}, "private")],
)
def test_what_somebody_may_have_typed_is_kept_by_nobody_else(client, asked, kept):
    assert client.get(f"{BASE}/services", asked)["Cache-Control"] == kept


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/services/x", "/services/1", "/services/ac148810-d857-441c-9679-408f346de14b", "/services/a/b",
        "/taxonomies/ac148810-d857-441c-9679-408f346de14b", "/taxonomy_terms/x", "/service_at_locations/x",
        "/services/%00", "/services/" + "f" * 3000,
    ],
)  # fmt: skip
def test_what_is_not_there_is_an_error_with_a_message(client, path):
    response = client.get(BASE + path)

    assert (response.status_code, json.loads(response.content)) == (
        404,
        {"status": 404, "message": "Nothing stands under this address."},
    )


def test_an_identifier_of_another_kind_or_site_is_none(client, settings):
    make_meeting()
    service, place = (get(client, path)["contents"][0]["id"] for path in LISTS[:2])
    assert client.get(f"{BASE}/services/{place}").status_code == 404
    assert client.get(f"{BASE}/service_at_locations/{service}").status_code == 404

    settings.SITE_URL = "https://other.example.org"
    assert client.get(f"{BASE}/services/{service}").status_code == 404


def test_identifiers_stay_and_are_of_a_version_that_all_readers_know(client):
    meeting = make_meeting(group=make_group(pk=4711))

    known = get(client, "/services")["contents"][0]["id"]
    assert known == "abb3bd65-f78d-5c94-8e8a-584beb3e94b7"
    assert UUID(known).version == 5
    meeting.group.name = "Another name"
    meeting.group.save()
    assert get(client, "/services")["contents"][0]["id"] == known


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_answered(client, method):
    response = getattr(client, method)(f"{BASE}/services")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(response.content)["message"] == "Only GET is answered here."


def test_a_browser_may_ask_what_it_may_ask(client):
    response = client.options(f"{BASE}/services")

    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


# --- Pages


def test_a_list_comes_in_pages(client):
    for number in range(5):
        make_meeting(group=make_group(f"Group {number}"))

    page = get(client, "/services", page=2, per_page=2)
    assert [one["name"] for one in page.pop("contents")] == ["Group 2", "Group 3"]
    assert page == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 2,
        "size": 2,
        "first_page": False,
        "last_page": False,
        "empty": False,
    }


def test_past_the_end_there_is_an_empty_page(client):
    make_meeting()

    page = get(client, "/services", page=9)
    assert (page["empty"], page["last_page"], page["total_items"], page["contents"]) == (True, True, 1, [])


def test_an_empty_site_has_an_empty_page(client):
    page = get(client, "/services")

    assert (page["empty"], page["first_page"], page["last_page"], page["total_pages"]) == (True, True, True, 0)


def test_a_page_holds_so_many_and_no_more(client):
    assert len(get(client, "/taxonomy_terms", per_page=1000)["contents"]) <= 200


# --- Questions


@pytest.fixture
def three():
    """A women's group on Tuesday evening, a family group on Friday morning, and one online on Sunday."""
    tag = make_tag("women")
    loop = AccessFeature.objects.create(slug="hearing-loop", label="Hearing loop")
    women = make_meeting(
        group=make_group("Harbour Women", programme=make_programme(about=1)), weekday=1, starts_at=time(19, 30),
        minutes=90, youngest=18, who=WhoMayCome.MEMBERS, cost=Cost.FREE,
    )  # fmt: skip
    MeetingTag.objects.create(meeting=women, tag=tag)
    family = make_meeting(
        group=make_group("Quayside Family", audience=Audience.FAMILY), weekday=4, starts_at=time(10), minutes=None,
        oldest=25, languages="pl", venue=make_venue("Far Hall", lat=53.8, lng=-1.55),
    )  # fmt: skip
    AccessAnswer.objects.create(venue=family.venue, feature=loop, answer="yes")
    make_meeting(group=make_group("Web Group"), attendance=Attendance.ONLINE, weekday=6, starts_at=time(23), minutes=60)
    reindexed(women, family)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "quayside"}, ["Quayside Family"]),
        ({"search": "nothing like it"}, []),
        ({"day": "TU"}, ["Harbour Women"]),
        ({"day": "friday"}, ["Quayside Family"]),
        ({"start_time": "18:00"}, ["Harbour Women", "Web Group"]),
        ({"start_time": "10:00:00Z"}, ["Harbour Women", "Quayside Family", "Web Group"]),
        ({"end_time": "11:00"}, ["Quayside Family"]),
        ({"end_time": "21:00"}, ["Harbour Women", "Quayside Family"]),
        ({"start_time": "22:00", "end_time": "00:00"}, ["Web Group"]),
        ({"minimum_age": "18"}, ["Harbour Women"]),
        ({"minimum_age": "19"}, []),
        ({"maximum_age": "25"}, ["Quayside Family"]),
        ({"day": "TU", "start_time": "20:00"}, []),
        ({"unknown": "x", "page": "", "search": " "}, ["Harbour Women", "Quayside Family", "Web Group"]),
    ],
)
def test_a_question_narrows(client, three, asked, found):
    assert names(client, **asked) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("women", ["Harbour Women"]),
        ("hearing-loop", ["Quayside Family"]),
        ("pl", ["Quayside Family"]),
        ("kind=family", ["Quayside Family"]),
        ("kind=12-step", ["Harbour Women"]),
        ("about=alcohol", ["Harbour Women", "Quayside Family", "Web Group"]),
        ("for=family", ["Quayside Family", "Web Group"]),
        ("attendance=online", ["Web Group"]),
        ("who=members", ["Harbour Women"]),
        ("cost=free", ["Harbour Women"]),
        ("cost=charge", []),
    ],
)
def test_services_are_found_by_a_term(client, three, code, found):
    terms = {term["code"]: term["id"] for term in get(client, "/taxonomy_terms", per_page=200)["contents"]}

    assert names(client, taxonomy_term_id=terms[code]) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Who it is specially for", ["Harbour Women"]),
        ("What the meeting is like", []),
        ("Access", ["Quayside Family"]),
        ("Languages", ["Quayside Family"]),
        ("Who may come", ["Harbour Women"]),
        ("Cost", ["Harbour Women"]),
        ("Kinds of groups", ["Harbour Women", "Quayside Family", "Web Group"]),
    ],
)
def test_services_are_found_by_a_taxonomy(client, three, name, found):
    taxonomies = {one["name"]: one["id"] for one in get(client, "/taxonomies")["contents"]}

    assert names(client, taxonomy_id=taxonomies[name]) == found


def test_every_term_of_every_service_is_one_of_a_taxonomy(client, demonstration):
    terms = {
        one["id"] for page in (1, 2) for one in get(client, "/taxonomy_terms", per_page=200, page=page)["contents"]
    }
    services = get(client, "/services", per_page=20)["contents"]
    said = {
        attribute["taxonomy_term_id"]
        for service in services
        for attribute in get(client, f"/services/{service['id']}")["attributes"]
    }

    assert said <= terms


def test_what_has_a_fact_is_found_by_its_term(client, demonstration):
    having, terms = {}, {}
    for short in get(client, "/services", per_page=200)["contents"][::3]:
        for kind, one in objects(get(client, f"/services/{short['id']}"), "service"):
            if kind == "taxonomy_term" and one["code"].startswith("fact="):
                having.setdefault(one["code"], set()).add(short["id"])
                terms[one["code"]] = one["id"]

    assert len(having) > 15
    for code, services in having.items():
        found = get(client, "/services", taxonomy_term_id=terms[code], per_page=200)
        assert services <= {one["id"] for one in found["contents"]}, code


def test_places_are_found_near_a_postcode(client, three):
    make_place("IP4 1AA", lat=52.056, lng=1.15, kind="postcode")

    def near(**asked):
        return [one["service"]["name"] for one in get(client, "/service_at_locations", **asked)["contents"]]

    assert near() == ["Harbour Women", "Quayside Family", "Web Group"]
    assert near(postcode="ip4 1aa") == ["Harbour Women"]
    assert near(postcode="IP41AA", proximity="400000") == ["Harbour Women", "Quayside Family"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"page": "x"}, "page cannot be understood."),
        ({"page": "0"}, "page cannot be understood."),
        ({"page": "9" * 20}, "page cannot be understood."),
        ({"per_page": "-1"}, "per_page cannot be understood."),
        ({"day": "someday"}, "day cannot be understood."),
        ({"day": "3"}, "day cannot be understood."),
        ({"start_time": "late"}, "start_time cannot be understood."),
        ({"minimum_age": "old"}, "minimum_age cannot be understood."),
        ({"taxonomy_id": "x"}, "taxonomy_id is none of /taxonomies."),
        ({"taxonomy_term_id": "x"}, "taxonomy_term_id is none of /taxonomy_terms."),
        ({"proximity": "100"}, "proximity is measured from a postcode: give postcode as well."),
        ({"postcode": "Atlantis"}, "postcode is no postcode."),
        ({"postcode": "IP4 1AA", "proximity": "far"}, "proximity cannot be understood."),
    ],
)
def test_a_value_that_is_not_understood_is_an_error_with_a_message(client, asked, message):
    response = client.get(f"{BASE}/service_at_locations", asked)

    assert (response.status_code, json.loads(response.content)) == (400, {"status": 400, "message": message})


@pytest.mark.parametrize("value", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "9" * 400, "é" * 3000, "[]", "'"])
@pytest.mark.parametrize(
    "name",
    ["search", "page", "per_page", "day", "start_time", "minimum_age", "postcode", "proximity", "taxonomy_term_id"],
)
def test_nonsense_breaks_nothing(client, three, name, value):
    assert client.get(f"{BASE}/service_at_locations", {name: value}).status_code in (200, 400)


# --- What it asks of the database


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("path", "queries"), [("/services", 9), ("/service_at_locations", 8)])
def test_a_list_asks_as_much_whatever_its_length(client, path, queries, count, django_assert_num_queries):
    for _number in range(count):
        make_meeting()
    get(client, path)  # the vocabulary is read once for a revision

    with django_assert_num_queries(queries):
        assert len(get(client, path)["contents"]) == count


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("path", "queries"), [("/services", 14), ("/service_at_locations", 14)])
def test_one_asks_as_much_however_often_it_meets(client, path, queries, count, django_assert_num_queries):
    group, venue = make_group(programme=make_programme()), make_venue()
    for number in range(count):
        make_exception(make_meeting(group=group, venue=venue, weekday=number), "cancelled", "2026-02-02")
    identifier = get(client, path)["contents"][0]["id"]

    with django_assert_num_queries(queries):
        get(client, f"{path}/{identifier}")
