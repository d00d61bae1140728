"""What every format of a search has in common: parameters, headers, marks, and a place that is not known."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from groups.models import Site
from groups.rules.choices import Attendance
from groups.views.files import guide
from tests.factories import make_group, make_meeting, make_place, make_programme, make_venue
from tests.pages.files.reading import body, rows

pytestmark = pytest.mark.django_db

FORMATS = {
    "/meetings.json": "application/json",
    "/meetings.csv": "text/csv; charset=utf-8",
    "/meetings.ics": "text/calendar; charset=utf-8",
    "/meetings.geojson": "application/geo+json",
    "/meetings.rss": "application/rss+xml; charset=utf-8",
}
QUERIES = {  # the site and the numbers; areas, codes; and for a batch what the format needs
    "/meetings.json": 4 + 2,
    "/meetings.csv": 3 + 5,
    "/meetings.ics": 2 + 3,
    "/meetings.geojson": 3 + 2,
    "/meetings.rss": 3 + 3,
}


@pytest.fixture(params=FORMATS)
def address(request):
    return request.param


def test_it_says_what_it_is_and_lets_any_site_read_it(client, address):
    make_meeting()

    headers = client.get(address).headers

    assert headers["Content-Type"] == FORMATS[address]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "public, max-age=300"
    assert headers["Content-Disposition"].endswith(f'filename="meetings.{address.partition(".")[2]}"')
    assert "X-Robots-Tag" not in headers
    assert "Cookie" not in headers.get("Vary", "")


def test_what_is_asked_names_the_file_and_is_nobody_elses(client, address):
    headers = client.get(address, {"day": "tue"}).headers

    assert headers["Cache-Control"] == "private"
    assert 'filename="meetings-on-tuesday.' in headers["Content-Disposition"]


@pytest.mark.parametrize("asked", [{"near": "Woodbridge"}, {"q": "the quay"}])
def test_what_was_typed_is_in_no_name_and_no_index(client, address, asked):
    make_place("Woodbridge")

    headers = client.get(address, asked).headers

    assert headers["X-Robots-Tag"] == "noindex"
    assert 'filename="meetings.' in headers["Content-Disposition"]
    assert headers["Cache-Control"] == "private"


def test_what_has_not_changed_is_not_sent_again(client, address):
    make_meeting(weekday=1)
    mark = client.get(address, {"day": "tue"}).headers["ETag"]

    again = client.get(
        address, {"day": "tue", "page": "2", "view": "map", "plan": "1"}, headers={"If-None-Match": mark}
    )

    assert (again.status_code, body(again)) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert mark.startswith('W/"')


def test_a_mark_is_of_one_state_one_day_and_one_question(client, address, clock):
    make_meeting()
    marks = [client.get(address).headers["ETag"], client.get(address, {"day": "mon"}).headers["ETag"]]
    clock(datetime(2026, 1, 6, 9, tzinfo=UTC))
    marks.append(client.get(address).headers["ETag"])
    Site.objects.the_one().save()
    Site.objects.listings_changed()
    marks.append(client.get(address).headers["ETag"])

    assert len(set(marks)) == 4


def test_of_what_is_on_now_a_mark_holds_for_a_minute(client, address, clock):
    before = client.get(address, {"time": "now"}).headers["ETag"]
    clock(datetime(2026, 1, 5, 9, 1, tzinfo=UTC))

    assert client.get(address, {"time": "now"}).headers["ETag"] != before


def test_an_unknown_place_is_an_error_and_no_empty_file(client, address):
    make_meeting()

    response = client.get(address, {"near": "Nowhereville"})

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["title"] == "This place is not known"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_doubtful_place_names_its_choices(client, address):
    for county, lat in (("Suffolk", 52.1), ("Devon", 50.7)):
        make_place("Newton", lat=lat, county=county)

    problem = client.get(address, {"near": "Newton", "day": "tue"}).json()

    assert problem["title"] == "More than one place has this name"
    assert [choice["near"] for choice in problem["choices"]] == ["Newton, Devon", "Newton, Suffolk"]
    assert problem["choices"][0]["url"] == f"http://127.0.0.1:8000{address}?near=Newton%2C+Devon&day=tue"


@pytest.mark.parametrize("own", ["/meetings.pdf?by=area&print=large", "/meetings.ics?discreet=yes&alarm=30"])
def test_the_choices_keep_what_was_asked_of_the_file_itself(client, own):
    for county, lat in (("Suffolk", 52.1), ("Devon", 50.7)):
        make_place("Newton", lat=lat, county=county)
    path, _mark, words = own.partition("?")

    problem = client.get(f"{own}&near=Newton&day=tue&theme=dark").json()

    assert problem["choices"][0]["url"] == f"http://127.0.0.1:8000{path}?near=Newton%2C+Devon&day=tue&{words}"


def test_what_cannot_be_understood_is_left_out_and_named(client, address):
    response = client.get(address, {"day": "someday", "kind": "smart"})

    assert (response.status_code, response.headers["X-Not-Understood"]) == (200, "day")


def test_only_the_head_is_sent_where_only_it_is_asked_for(client, address):
    make_meeting()

    response = client.head(address)

    assert (response.status_code, body(response)) == (200, b"")


def test_it_may_be_packed_on_the_way(client, address):
    make_meeting()
    plain = body(client.get(address))

    packed = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(packed)) == plain


def test_nobody_writes_to_it(client, address):
    assert client.post(address).status_code == 405


# --- The same search as on the page


def test_near_is_near_and_holds_no_online_meetings(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    make_meeting(slug="here", venue=make_venue(lat=52.09, lng=1.32))
    make_meeting(slug="far", venue=make_venue(lat=50.7, lng=-3.5))
    make_meeting(slug="online", attendance=Attendance.ONLINE)

    assert list(rows(client, near="Woodbridge", within="5")) == ["here"]


def test_filters_narrow_as_on_the_page(client):
    smart = make_group(programme=make_programme("SMART Recovery", slug="smart-recovery", approach="smart"))
    make_meeting(slug="smart", group=smart, weekday=1)
    make_meeting(slug="other", weekday=1)
    make_meeting(slug="smart-monday", group=smart, weekday=0)

    assert list(rows(client, kind="smart", day="tue")) == ["smart"]


def test_the_whole_result_is_in_it_in_the_order_asked_for(client):
    for number in range(25):
        make_meeting(slug=f"m{number:02}", name=f"Group {25 - number:02}")

    assert list(rows(client, sort="name")) == [f"m{number:02}" for number in reversed(range(25))]


# --- Queries


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_meetings(client, address, count, django_assert_num_queries):
    for _number in range(count):
        make_meeting()
    body(client.get(address))

    with django_assert_num_queries(QUERIES[address]):
        body(client.get(address))


def test_a_batch_takes_as_many_queries_as_the_last(client, monkeypatch, django_assert_num_queries):
    for _number in range(6):
        make_meeting()
    monkeypatch.setattr("groups.exchange.outgoing.listings.BATCH", 2)
    body(client.get("/meetings.json"))

    with django_assert_num_queries(4 + 3 * 2):
        assert len(json.loads(body(client.get("/meetings.json")))) == 6


def test_it_is_read_a_batch_at_a_time_as_it_is_taken(rf, monkeypatch, django_assert_num_queries):
    from groups.views.files import asking

    for _number in range(6):
        make_meeting()
    monkeypatch.setattr("groups.exchange.outgoing.listings.BATCH", 2)
    pieces = guide.pieces(asking.read(rf.get("/meetings.json")))

    with django_assert_num_queries(2):  # the rest waits until it is asked for
        next(pieces), next(pieces)


# --- The way to the files


def test_the_page_leads_to_the_same_search_as_a_file(client):
    make_meeting(weekday=1)

    page = client.get("/meetings/", {"day": "tue", "view": "week", "plan": "1"}).content.decode()

    for ending in ("ics", "csv", "rss", "json"):
        assert f'<a href="/meetings.{ending}?day=tue" data-no-week rel="nofollow">' in page


def test_other_programs_find_the_feeds_by_the_page(client):
    make_meeting(weekday=1)

    page = client.get("/meetings/", {"day": "tue"}).content.decode()

    link = '<link rel="alternate" type="application/json" title="Meetings Feed" href="/meetings.json?day=tue">'
    assert link in page
    assert 'type="application/rss+xml"' in page and 'type="text/calendar"' in page


def test_what_was_typed_is_offered_to_no_program(client):
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    make_meeting(venue=make_venue(lat=52.09, lng=1.32))

    assert 'rel="alternate"' not in client.get("/meetings/", {"near": "Woodbridge"}).content.decode()
