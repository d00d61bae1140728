"""One box understands: what was said becomes ordinary parameters, and only the words left over are searched."""

from datetime import UTC, datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import make_group, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def understood(client, words, **asked):
    """The parameters that the links of the page carry, and the heading."""
    page = client.get("/meetings/", {"q": words, **asked}).context
    query = parse_qs(urlsplit(page["sort_links"][0]["url"]).query)
    query.pop("sort")
    return query, page["heading"]


PHRASES = [
    (
        "women's meeting tuesday evening near Woodbridge",
        {"who": ["women"], "day": ["tue"], "time": ["evening"], "near": ["Woodbridge"]},
    ),
    ("al anon ipswich sunday", {"programme": ["al-anon"], "near": ["Ipswich"], "day": ["sun"]}),
    ("alanon ipswich sunday", {"programme": ["al-anon"], "near": ["Ipswich"], "day": ["sun"]}),
    ("online now", {"attend": ["online"], "time": ["now"]}),
    ("step free bury st edmunds", {"access": ["step-free"], "near": ["Bury St Edmunds"]}),
    (
        "na within 5 miles of stowmarket",
        {"programme": ["narcotics-anonymous"], "within": ["5"], "near": ["Stowmarket"]},
    ),
    ("2nd tuesday", {"week": ["2"], "day": ["tue"]}),
    ("my son uses heroin", {"kind": ["family"], "about": ["drugs"]}),
    ("gambling", {"about": ["gambling"]}),
    ("on 5 december", {"date": ["2026-12-05"]}),
    ("after 6", {"from": ["18:00"]}),
    ("IP12 1AA", {"near": ["IP12 1AA"]}),
]


@pytest.mark.parametrize(("words", "parameters"), PHRASES)
def test_a_phrase_becomes_ordinary_parameters(client, demonstration, words, parameters):
    assert understood(client, words)[0] == parameters


def test_each_part_is_a_chip_that_can_be_taken_off(client, demonstration):
    chips = client.get("/meetings/", {"q": "tuesday evening near woodbridge"}).context["chips"]

    assert [(chip["label"], chip["without_url"]) for chip in chips] == [
        ("near Woodbridge", "/meetings/?day=tue&time=evening"),
        ("Tuesday", "/meetings/?near=Woodbridge&time=evening"),
        ("Evening", "/meetings/?near=Woodbridge&day=tue"),
    ]


def test_taking_off_the_last_chip_leaves_an_address_without_a_question(client):
    assert client.get("/meetings/", {"day": "tue"}).context["chips"][0]["without_url"] == "/meetings/"


def test_words_left_over_are_searched(client, demonstration):
    page = client.get("/meetings/", {"q": "deben steps woodbridge"}).context

    assert {row.name for section in page["sections"] for row in section.rows} <= {"Deben Steps", "Deben Sunday"}
    assert page["noindex"]


def test_a_parameter_of_the_address_beats_the_phrase_and_the_page_says_so(client, demonstration):
    page = client.get("/meetings/", {"q": "tuesday", "day": "wed"})

    assert page.context["heading"] == "Meetings on Wednesday"
    assert "“tuesday” was left out" in page.content.decode()


def test_second_tuesday_finds_only_dates_that_are_one(client):
    make_meeting(group=make_group("Weekly"), weekday=1)
    make_meeting(group=make_group("Fourth"), weekday=1, weeks=8)

    (section,) = client.get("/meetings/", {"q": "2nd tuesday"}).context["sections"]

    assert [(row.name, row.starts_iso[:10]) for row in section.rows] == [("Weekly", "2026-12-08")]


def test_an_exact_time_narrows_to_what_starts_then(client):
    for hour in (17, 18, 20):
        make_meeting(group=make_group(str(hour)), starts_at=time(hour))

    page = client.get("/meetings/", {"q": "after 6"})

    assert sorted(row.name for s in page.context["sections"] for row in s.rows) == ["18", "20"]
    assert 'name="from" value="18:00"' in page.content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("i want to die", "You do not have to be alone"),
        ("stopped drinking and shaking", "Get medical help before any meeting"),
        ("my husband hits me", "Afraid of someone at home?"),
        ("took an overdose", "An overdose is an emergency"),
    ],
)
def test_danger_comes_first_and_is_never_a_chip(client, demonstration, words, sentence):
    response = client.get("/meetings/", {"q": words})
    page = response.content.decode()

    assert page.index(sentence) < page.index("<h1>")
    assert not {chip["label"] for chip in response.context["chips"]} & set(words.split())


def test_a_harmless_phrase_raises_no_alarm(client):
    assert client.get("/meetings/", {"q": "tuesday evening near woodbridge"}).context["dangers"] == []


def test_what_was_typed_is_in_no_title(client):
    make_place("Woodbridge")
    make_meeting(venue=make_venue(lat=52.09, lng=1.32))

    page = client.get("/meetings/", {"q": "my private secret woodbridge"})

    assert "secret" not in page.content.decode().split("</title>")[0].split("<title>")[1]
    assert page.context["noindex"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_phrase_costs_the_same_number_of_queries_whatever_it_finds(client, count, django_assert_num_queries):
    make_place("Woodbridge")
    for _ in range(count):
        make_meeting(group=make_group("Deben"), venue=make_venue(lat=52.09, lng=1.32))

    with django_assert_num_queries(33):
        client.get("/meetings/", {"q": "tuesday near woodbridge deben"})
