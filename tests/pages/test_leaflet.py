"""`/leaflet/`: the meetings of any search on one sheet of paper, which names no home."""

import re
from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from groups.views import leaflet as leaflet_page
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_place, make_venue
from tests.guidance.records import make_helpline
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def ipswich():
    return make_place("Ipswich", lat=52.056, lng=1.15)


def named(name, **fields):
    return make_meeting(group=make_group(name), **fields)


def leaflet(client, **asked):
    answer = client.get("/leaflet/", asked)
    assert answer.status_code == 200
    return answer


def listed(answer):
    return [(part.title, [entry.row.name for entry in part.entries]) for part in answer.context["sections"]]


@pytest.mark.parametrize("address", ["/leaflet/?area=woodbridge", "/areas/woodbridge/poster/"])
def test_a_meeting_that_is_invented_says_so_on_paper_too(client, address):
    area = make_area("Woodbridge", slug="woodbridge")
    for name, fields in (("Real", {}), ("Invented", {"feed": make_feed("demonstration")})):
        make_meeting(venue=make_venue(area=area), group=make_group(name), **fields)

    rows = re.findall(r'<li class="meeting-row.*?</li>', client.get(address).content.decode(), re.DOTALL)
    invented, real = sorted(rows, key=lambda row: "Real</a>" in row)

    assert ("Invented</a>" in invented, "Demonstration" in invented) == (True, True)
    assert ("Real</a>" in real, "Demonstration" in real) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_much_it_finds(client, count, ipswich, django_assert_num_queries):
    for _ in range(count):
        make_exception(make_meeting(), "cancelled", date(2026, 12, 7))

    # What every page needs, the place in two, how far, how many, what is listed with two lists of theirs, helplines.
    with django_assert_num_queries(17):
        answer = leaflet(client, near="Ipswich")

    assert len(listed(answer)[0][1]) == count


def test_it_says_what_was_asked_how_many_there_are_and_each_on_its_true_date(client, ipswich):
    named("Tonight", weekday=0)
    off = named("Off tomorrow", weekday=1)
    make_exception(off, "cancelled", date(2026, 11, 24))
    named("Wednesday", weekday=2)
    named("Ask", by_arrangement=True)

    answer = leaflet(client, near="Ipswich")

    assert answer.context["heading"] == "Meetings near Ipswich"
    assert answer.context["summary"] == "4 meetings within 100 miles, soonest first"
    assert listed(answer) == [
        ("Monday 23 November", ["Tonight"]),
        ("Wednesday 25 November", ["Wednesday"]),
        ("Tuesday 1 December", ["Off tomorrow"]),
        ("Ask for dates", ["Ask"]),
    ]
    html = answer.content.decode()
    assert "Printed on Monday 23 November 2026." in html
    assert "<b>127.0.0.1:8000/meetings/</b>" in html
    assert "Check before you travel: meetings change." in html
    assert "Get medical help first" in html
    assert "Each meets every week, unless it says otherwise." in html


def test_by_name_and_by_distance_each_says_its_own_day(client, ipswich):
    named("Zed", weekday=0)
    named("Abe", weekday=1, venue=make_venue(lat=52.1))

    by_name = leaflet(client, sort="name")
    nearest = leaflet(client, sort="nearest", near="Ipswich")

    assert listed(by_name) == [("By name", ["Abe", "Zed"])]
    assert by_name.context["sections"][0].entries[0].day == "Tuesday 24 November"
    assert listed(nearest) == [("Nearest first", ["Zed", "Abe"])]


def test_as_many_as_fit_a_page_and_a_sentence_for_the_rest(client):
    for number in range(70):
        named(f"Steps {number}", weekday=number % 7)

    answer = leaflet(client)

    shown = sum(len(names) for _title, names in listed(answer))
    assert 10 <= shown <= 20
    assert (
        answer.context["more"] == f"{70 - shown} more meetings do not fit this page: they are in the list on the site."
    )


def test_of_today_what_is_over_is_neither_shown_nor_counted(client):
    named("Over", weekday=0, starts_at=time(7), minutes=60)
    named("Later", weekday=0)

    answer = leaflet(client, day="today")

    assert listed(answer) == [("Monday 23 November", ["Later"])]
    assert answer.context["summary"] == "1 meeting, soonest first"
    assert answer.context["more"] == ""


def test_it_takes_the_parameters_of_the_search_but_how_it_is_looked_at_and_the_visitors_week(client):
    named("Monday")
    named("Tuesday", weekday=1)

    answer = leaflet(client, day="mon", plan="a1.b2", view="map", page="7")

    assert listed(answer) == [("Monday 23 November", ["Monday"])]
    assert answer.context["link"] == "http://127.0.0.1:8000/meetings/?day=mon"
    assert "a1.b2" not in answer.content.decode()


def test_no_home_stands_on_it_or_in_its_code(client):
    make_place("IP1 2AB", lat=52.056, lng=1.15, kind="postcode", key="ip1 2ab")
    make_place("IP1", lat=52.06, lng=1.14, kind="outward", key="ip1")
    named("Monday")

    answer = leaflet(client, near="IP1 2AB")

    sheet = re.search(r'<div class="sheet">.*</main>', answer.content.decode(), re.DOTALL)[0]
    assert answer.context["heading"] == "Meetings near IP1"
    assert "2AB" not in sheet and "2AB" not in answer.context["title"]
    assert answer.context["link"] == "http://127.0.0.1:8000/meetings/?near=IP1"


def test_a_printed_list_has_the_same_code_as_a_picture_of_its_own(client):
    make_place("IP1 2AB", lat=52.056, lng=1.15, kind="postcode", key="ip1 2ab")
    make_place("IP1", lat=52.06, lng=1.14, kind="outward", key="ip1")
    named("Monday", venue=make_venue(lat=52.056, lng=1.15))
    page = client.get("/meetings/", {"near": "IP1 2AB", "day": "mon", "plan": "a1.b2"})

    (picture,) = [url for url in read(page.content.decode()).loads if url.startswith("/leaflet.svg")]
    code = client.get(picture)

    assert parse_qs(urlsplit(picture).query) == {"near": ["IP1 2AB"], "day": ["mon"]}
    assert code.context["link"] == "http://127.0.0.1:8000/meetings/?near=IP1&day=mon"
    assert (code["Content-Type"], code["Cache-Control"]) == ("image/svg+xml", "private")
    assert ElementTree.fromstring(code.content).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("asked", [{"near": "Nowhere"}, {"day": "someday"}, {"page": "x"}, {"q": "\x00 & <b>"}])
def test_whatever_is_asked_there_is_a_code_to_the_list(client, asked):
    code = client.get("/leaflet.svg", asked)

    assert code.status_code == 200
    assert code.context["link"].startswith("http://127.0.0.1:8000/meetings/")


def test_a_search_too_long_for_a_code_gets_one_that_says_less(client, ipswich):
    named("Monday")

    answer = leaflet(client, near="Ipswich", q="harbour " * 24)
    long = leaflet(client, language=["en"] * 1, area=[f"area-{number}" * 9 for number in range(9)])

    assert len(answer.context["link"]) <= 250
    assert len(long.context["link"]) <= 250


def test_it_is_kept_by_nobody_and_with_a_place_in_no_index(client, ipswich):
    named("Monday")

    assert "private" in leaflet(client)["Cache-Control"]
    assert read(leaflet(client).content.decode()).robots == ""
    assert read(leaflet(client, near="Ipswich").content.decode()).robots == "noindex"
    assert read(leaflet(client, q="monday").content.decode()).robots == "noindex"


def test_a_place_that_nobody_knows_or_is_several_gives_the_sentence_and_the_choices_as_leaflets(client):
    make_place("Stanton", county="Suffolk", country="GB")
    make_place("Stanton", lat=53, lng=-1.3, county="Derbyshire", country="GB")
    named("Monday")

    unknown = leaflet(client, near="Nowhere-on-Sea")
    several = leaflet(client, near="Stanton")

    assert "We do not know" in unknown.context["place_error"]
    assert "sections" not in unknown.context
    assert [one["url"] for one in several.context["place_choices"]] == [
        "/leaflet/?near=Stanton%2C+Derbyshire",
        "/leaflet/?near=Stanton%2C+Suffolk",
    ]
    assert "<title>Error: Leaflet: Which place?" in several.content.decode()


def test_a_value_that_cannot_be_read_is_said_and_the_rest_is_found(client):
    named("Monday")

    answer = leaflet(client, day="someday")

    assert [error["message"] for error in answer.context["errors"]] == ["“someday” is not one of the choices."]
    assert listed(answer) == [("Monday 23 November", ["Monday"])]


def test_where_nothing_is_found_it_says_so_and_shows_ways_on_that_are_leaflets(client):
    named("Tuesday", weekday=1)

    answer = leaflet(client, day="mon")

    assert answer.context["empty"]["title"] == "Nothing was found for this search."
    assert answer.context["empty"]["suggestions"][0] == {"text": "Without “Monday”: 1 meeting", "url": "/leaflet/"}
    assert "Print this page" not in answer.content.decode()


def test_words_of_danger_bring_help_first_and_do_not_go_into_the_code(client):
    named("Monday")

    answer = leaflet(client, q="i want to die")

    assert answer.context["dangers"]
    assert "die" not in answer.context["link"]
    assert "die" in answer.context["search_url"]


def test_numbers_to_call_are_those_of_the_helplines_in_the_order_of_need(client):
    make_helpline("listening", name="Listening", number="116 000", topics=["crisis"], hours="24 hours a day")
    make_helpline("writing", name="Writing", number="", text_number="85000", text_to="HI", topics=["crisis"])
    make_helpline("ambulance", name="Ambulance", number="000", topics=["emergency"])
    make_helpline("nurse", name="Nurse", number="110", topics=["medical", "crisis"], checked_on=date(2026, 11, 1))
    make_helpline("gambling", name="Gambling", number="112 000", topics=["gambling"])
    named("Monday")

    html = leaflet(client).content.decode()

    lines = [
        " ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<li><b class=\"number\">.*?</li>", html)
    ]
    assert lines == ["000 Ambulance", "110 Nurse", "116 000 Listening, 24 hours a day", "Text HI to 85000 Writing"]
    assert "We have not rung these numbers yet: Listening, Writing." in html


def test_the_results_lead_to_it_and_to_the_text_without_the_visitors_week(client, ipswich):
    named("Monday")

    for view in ("list", "week", "map"):
        answer = client.get("/meetings/", {"near": "Ipswich", "view": view, "plan": "a1"})
        links = read(answer.content.decode()).links
        assert "/leaflet/?near=Ipswich" in links
        assert "/meetings.txt?near=Ipswich" in links
    nothing = read(client.get("/meetings/?day=tue").content.decode()).links
    assert [link for link in nothing if link.startswith(("/leaflet/", "/meetings.txt"))] == []


def test_an_area_is_asked_for_as_in_any_search(client):
    suffolk = make_area("Suffolk", slug="suffolk")
    named("Here", venue=make_venue(area=suffolk))
    named("Elsewhere")

    assert listed(leaflet(client, area="suffolk")) == [("Monday 23 November", ["Here"])]


def test_the_paper_is_reckoned_with_what_each_meeting_says(client, monkeypatch):
    monkeypatch.setattr(leaflet_page, "PAPER", leaflet_page.Paper(columns=1, lines=12, signs=40))
    for weekday in range(5):
        named(f"Steps {weekday}", weekday=weekday)

    assert [names for _title, names in listed(leaflet(client))] == [["Steps 0"]]
