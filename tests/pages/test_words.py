"""Words on the page: names first and the rest apart, and a plain sentence where another word was searched."""

from datetime import UTC, datetime, time

import pytest

from tests.factories import make_group, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def serenities():
    """Two so called, and two that mention it; each of both tonight and tomorrow."""
    make_meeting(name="Serenity", weekday=1)
    make_meeting(group=make_group("Serenity at Last"), starts_at=time(20))
    make_meeting(name="Candle", note="Serenity for all.", starts_at=time(18))
    make_meeting(name="Lantern", venue=make_venue("Serenity Hall"), weekday=1, starts_at=time(7))


def listed(page):
    """Each section as its part, its title and the names in it."""
    return [(one.part, one.title, [row.name for row in one.rows]) for one in page.context["sections"]]


MENTIONED = "Found in the place or the notes"


@pytest.mark.parametrize("sort", ["", "soonest"])
def test_what_is_called_so_comes_before_what_mentions_it_each_soonest_first(client, serenities, sort):
    page = client.get("/meetings/", {"q": "serenity", "sort": sort})

    assert listed(page) == [
        ("", "Tonight", ["Serenity at Last"]),
        ("", "Tomorrow", ["Serenity"]),
        (MENTIONED, "Tonight", ["Candle"]),
        (MENTIONED, "Tomorrow", ["Lantern"]),
    ]
    assert page.content.decode().count(MENTIONED) == 1


def test_in_another_order_there_is_one_part(client, serenities):
    make_place("Ipswich", lat=52.056, lng=1.15)
    by_name = listed(client.get("/meetings/", {"q": "serenity", "sort": "name"}))
    nearest = listed(client.get("/meetings/", {"q": "serenity", "sort": "nearest", "near": "Ipswich"}))

    assert by_name == [("", "By name", ["Candle", "Lantern", "Serenity", "Serenity at Last"])]
    assert [(part, len(names)) for part, _title, names in nearest] == [("", 4)]


def test_on_a_date_each_part_has_what_is_over_last(client, clock, serenities):
    clock(datetime(2026, 11, 23, 19, 30, tzinfo=UTC))
    make_meeting(name="Serenity at noon", starts_at=time(12))

    assert listed(client.get("/meetings/", {"q": "serenity", "date": "2026-11-23"})) == [
        ("", "Tonight", ["Serenity at Last"]),
        ("", "Earlier", ["Serenity at noon"]),
        (MENTIONED, "Earlier", ["Candle"]),
    ]


@pytest.mark.parametrize("view", ["week", "map"])
def test_week_and_map_hold_what_the_list_holds(client, serenities, view):
    page = client.get("/meetings/", {"q": "serenity", "view": view})

    assert page.context["total"] == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("serentiy", "Showing results for serenity: no meeting has the word “serentiy”."),
        ("seren", "Showing results for words that begin with “seren”: no meeting has the word “seren”."),
        ("cand xyzzy", "No meeting has the word “xyzzy”, or one like it."),
    ],
)
def test_it_says_what_was_searched_instead_and_never_in_the_title(client, serenities, words, sentence):
    page = client.get("/meetings/", {"q": words})

    assert sentence in page.context["instead"]
    assert sentence in page.content.decode()
    head = page.content.decode().partition("</title>")[0]
    assert not [word for word in [*words.split(), "serenity"] if word in head.lower()]


def test_words_that_are_there_are_searched_without_a_sentence(client, serenities):
    assert client.get("/meetings/", {"q": "candles"}).context["instead"] == []


def test_a_word_that_nobody_has_can_be_left_out(client, serenities):
    page = client.get("/meetings/", {"q": "Xyzzy serenity"})
    without = [one for one in page.context["empty"]["suggestions"] if "Xyzzy" in one["text"]]

    assert [one["text"] for one in without] == ["Without “Xyzzy”: 4 meetings", "Without “Xyzzy serenity”: 4 meetings"]
    assert [row.name for one in client.get(without[0]["url"]).context["sections"] for row in one.rows]


def test_the_order_of_parts_holds_over_pages(client):
    for number in range(21):
        make_meeting(name=f"Harbour {number}", starts_at=time(20))
    make_meeting(name="Early", group=make_group("Birds"), note="By the harbour", starts_at=time(10))

    assert listed(client.get("/meetings/", {"q": "harbour"}))[0][:2] == ("", "Tonight")
    assert listed(client.get("/meetings/", {"q": "harbour", "page": 2})) == [
        ("", "Tonight", ["Harbour 9"]),
        (MENTIONED, "Today", ["Early"]),
    ]
