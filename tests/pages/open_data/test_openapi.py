"""`/open-data/openapi.json`: what it says of the answers is so; its lists are those that the answers are made of."""

import copy
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, reverse

from groups.models import Site
from groups.rules.choices import Precision
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue
from tests.pages.open_data.conforming import closed, fault, faults, operations

pytestmark = pytest.mark.django_db

API = "/api/open-referral-uk"


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.SITE_URL = "http://testserver"


def described(client):
    answer = client.get("/open-data/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return answer.json()


def parameters(description, path):
    """The parameters of an address by name, each itself instead of its reference."""
    shared = description["components"]["parameters"]
    stated = description["paths"][path]["get"]["parameters"]
    return {
        one["name"]: one for one in (shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in stated)
    }


# What it says of the answers


@pytest.mark.sqlite
def test_every_answer_to_what_it_allows_is_as_it_says(client, demonstration):
    description = closed(described(client))
    set_in_type = {"/meetings.pdf"}  # which takes a process and a second each

    assert faults(description, examples=12, of=description["paths"].keys() - set_in_type) == {}
    assert faults(description, examples=2, of=set_in_type) == {}


@pytest.mark.sqlite
def test_everything_in_the_demonstration_is_as_it_says(client, demonstration):
    asks = operations(closed(described(client)))
    found = [fault(asks[path]) for path in ("/meetings.json", "/meetings.geojson", API)]
    looked_at = 0

    for kind in ("services", "service_at_locations", "taxonomies", "taxonomy_terms"):
        contents = client.get(f"{API}/{kind}", {"per_page": 200}).json()["contents"]
        found.append(fault(asks[f"{API}/{kind}"], query={"per_page": 200}))
        found += [fault(asks[f"{API}/{kind}/{{id}}"], path_parameters={"id": one["id"]}) for one in contents]
        looked_at += len(contents)

    assert set(found) == {""}
    assert looked_at > 300


def test_what_is_not_there_and_what_has_not_changed_are_as_it_says(client):
    make_meeting(slug="monday", group=make_group(slug="lights"))
    asks = operations(closed(described(client)))
    mark = client.get("/meetings.json")["ETag"]
    nobody = "00000000-0000-5000-8000-000000000000"

    assert fault(asks["/meetings.json"], query={"near": "Nowhereville"}) == ""
    assert fault(asks["/meetings.json"], headers={"If-None-Match": mark}) == ""
    assert fault(asks["/meetings/{slug}.ics"], path_parameters={"slug": "monday"}) == ""
    assert fault(asks["/meetings/{slug}.ics"], path_parameters={"slug": "never-was"}) == ""
    assert fault(asks["/groups/{slug}.ics"], path_parameters={"slug": "lights"}) == ""
    assert fault(asks[f"{API}/services"], query={"start_time": "soon"}) == ""
    assert fault(asks[f"{API}/services/{{id}}"], path_parameters={"id": nobody}) == ""


def _another_type(description):
    description["components"]["schemas"]["MeetingGuideRow"]["properties"]["day"] = {"type": "string"}


def _a_shorter_list(description):
    description["components"]["schemas"]["MeetingGuideRow"]["properties"]["attendance_option"]["enum"] = ["online"]


def _a_field_forgotten(description):
    row = description["components"]["schemas"]["MeetingGuideRow"]
    row["required"].remove("feedback_url")
    del row["properties"]["feedback_url"]


def _a_field_that_is_not_there(description):
    description["components"]["schemas"]["MeetingGuideRow"]["required"].append("edit_url")


def _another_media_type(description):
    answer = description["paths"]["/meetings.json"]["get"]["responses"]["200"]
    answer["content"] = {"text/html": answer["content"].popitem()[1]}


def _a_status_forgotten(description):
    del description["paths"]["/meetings.json"]["get"]["responses"]["200"]


def _a_header_that_is_not_sent(description):
    headers = description["paths"]["/meetings.json"]["get"]["responses"]["200"]["headers"]
    headers["Last-Modified"] = {"required": True, "schema": {"type": "string"}}


LIES = [
    _another_type, _a_shorter_list, _a_field_forgotten, _a_field_that_is_not_there, _another_media_type,
    _a_status_forgotten, _a_header_that_is_not_sent,
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_that_is_planted_is_found(client, lie):
    make_meeting()
    description = closed(described(client))
    assert faults(description, examples=1, of=["/meetings.json"]) == {}
    said = copy.deepcopy(description)

    lie(said)

    assert list(faults(said, examples=1, of=["/meetings.json"])) == ["/meetings.json"]


# What it is made of


def test_it_names_every_address_from_which_data_can_be_had(client):
    names = {name for name in get_resolver("groups.urls").reverse_dict if isinstance(name, str)}
    data = {name for name in names if name.startswith(("meetings-", "open-referral"))} - {"open-referral-nothing"}
    data |= {"meeting-text", "meeting-calendar", "group-calendar"}
    by_slug = {"meeting-calendar", "group-calendar"}
    by_id = {f"open-referral-{one}" for one in ("service", "taxonomy", "term", "place")}

    paths = {reverse("meetings-pdf")}
    for name in data:
        args = ["SLUG"] if name in by_slug else ["ID"] if name in by_id else []
        path = reverse(f"groups:{name}", args=args).removesuffix("/")
        paths.add(path.replace("SLUG", "{slug}").replace("ID", "{id}"))

    assert set(described(client)["paths"]) == paths


def test_every_file_takes_what_the_search_page_takes(client):
    description = described(client)
    of_search = [
        "near", "q", "day", "time", "date", "week", "from", "until", "within", "area", "attend", "kind", "about",
        "programme", "for", "open", "who", "children", "access", "language", "slip", "sort",
    ]  # fmt: skip
    own = {
        "/meetings.json": [], "/meetings.geojson": [], "/meetings.csv": [], "/meetings.rss": [],
        "/meetings.ics": ["discreet", "alarm"], "/meetings.pdf": ["by", "print"],
    }  # fmt: skip

    for path, more in own.items():
        assert list(parameters(description, path)) == [*of_search, *more, "If-None-Match"]
    assert list(parameters(description, "/meetings.txt")) == of_search


def test_closed_lists_are_those_of_the_search_and_of_this_site(client):
    make_area("Ipswich", slug="ipswich")
    make_programme(slug="al-anon")

    said = parameters(described(client), "/meetings.json")

    days = ["today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert said["day"]["schema"] == {"type": "array", "items": {"type": "string", "enum": days}}
    assert (said["day"]["style"], said["day"]["explode"]) == ("form", True)
    assert said["kind"]["description"].startswith("Kind: family (Family, friends and carers), 12-step (12-step")
    assert said["area"]["schema"]["items"] == {"type": "string", "enum": ["ipswich"]}
    assert said["programme"]["schema"]["items"]["enum"] == ["al-anon"]
    assert said["q"]["schema"] == {"type": "string", "maxLength": 200}
    assert said["sort"]["schema"] == {"type": "string", "enum": ["soonest", "nearest", "name"]}


@pytest.mark.parametrize(
    "name", ["day", "time", "week", "within", "attend", "kind", "about", "for", "open", "slip", "sort"]
)
def test_every_value_of_a_closed_list_is_understood(client, name):
    schema = parameters(described(client), "/meetings.json")[name]["schema"]

    for value in schema.get("items", schema)["enum"]:
        assert "X-Not-Understood" not in client.head("/meetings.json", {name: value}).headers


def test_the_bounds_of_the_api_are_those_that_it_holds(client):
    said = parameters(described(client), f"{API}/service_at_locations")

    for name in ("page", "per_page", "minimum_age", "maximum_age"):
        least, most = said[name]["schema"]["minimum"], said[name]["schema"]["maximum"]
        for value in (least, most):
            assert client.get(f"{API}/services", {name: value}).status_code == 200
        assert client.get(f"{API}/services", {name: least - 1}).status_code == 400
    for day in said["day"]["schema"]["enum"]:
        assert client.get(f"{API}/services", {"day": day}).status_code == 200
    assert said["proximity"]["schema"]["maximum"] == 1_000_000


def test_its_examples_are_there_on_this_site(client):
    group = make_group(slug="lights", programme=make_programme(slug="al-anon"))
    make_meeting(slug="monday", group=group)
    description = described(client)

    examples = {
        path: own["id" if "{id}" in path else "slug"]["example"]
        for path in description["paths"]
        if "{" in path and (own := parameters(description, path))
    }

    assert len(examples) == 6
    assert examples["/meetings/{slug}.ics"] == "monday"
    for path, example in examples.items():
        assert client.get(path.replace("{id}", example).replace("{slug}", example)).status_code == 200


def test_a_hidden_venue_is_no_example(client):
    make_meeting(venue=make_venue(precision=Precision.HIDDEN))

    assert "example" not in parameters(described(client), f"{API}/service_at_locations/{{id}}")["id"]


# How it is sent


def test_any_site_may_read_it_and_it_is_sent_again_only_when_something_is_new(client):
    first = client.get("/open-data/openapi.json")

    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get("/open-data/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    make_area("Ipswich", slug="ipswich")
    Site.objects.update_or_create(pk=1, defaults={"name": "Recovery East"})
    Site.objects.listings_changed()
    later = client.get("/open-data/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert (later.status_code, later.json()["info"]["title"]) == (200, "Open data of Recovery East")
    assert client.post("/open-data/openapi.json").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_nothing_again(client, count, django_assert_num_queries):
    for _ in range(count):
        make_meeting(venue=make_venue(area=make_area()))
    client.get("/open-data/openapi.json")

    with django_assert_num_queries(1):  # the site
        client.get("/open-data/openapi.json")


def test_it_says_where_everything_is_and_that_it_is_openapi(client):
    description = described(client)

    assert description["openapi"] == "3.1.1"
    assert description["servers"] == [{"url": "http://testserver"}]
    assert description["externalDocs"] == {"url": "http://testserver/open-data/"}
    assert urlsplit(description["servers"][0]["url"]).path == ""
    ids = [one["get"]["operationId"] for one in description["paths"].values()]
    assert len(ids) == len(set(ids)) == 18
