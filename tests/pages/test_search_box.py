"""The box of the results page: what it holds, and what typing into it does to the search as it stands."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_meeting, make_place, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def woodbridge():
    make_place("Woodbridge", lat=52.0938, lng=1.3204)
    make_meeting(venue=make_venue(lat=52.0938, lng=1.33))


def test_a_point_is_called_the_place_you_chose_and_is_never_shown_as_a_number(client, woodbridge):
    response = client.get("/meetings/", {"near": "52.094,1.320"})
    page = response.content.decode()

    assert response.context["heading"] == "Meetings near the place you chose"
    assert [chip["label"] for chip in response.context["chips"]] == ["near the place you chose"]
    assert "52.094" not in page.split("</title>")[0].split("<title>")[1]
    assert '<input type="hidden" name="near" value="52.094,1.320">' in page
    assert response.context["box"]["place"] == ""


@pytest.mark.parametrize(
    ("address", "heading", "by_name"),
    [
        (
            "near=52.094,1.320&near=",
            "Meetings near the place you chose",
            "/meetings/?near=52.094%2C1.320&sort=name",
        ),
        ("near=52.094,1.320&near=Woodbridge", "Meetings near Woodbridge", "/meetings/?near=Woodbridge&sort=name"),
        ("near=&near=", "Meetings", "/meetings/?sort=name"),
    ],
)
def test_the_form_sends_a_chosen_point_beside_the_box_and_what_is_typed_wins(
    client, woodbridge, address, heading, by_name
):
    context = client.get(f"/meetings/?{address}").context

    assert (context["heading"], context["sort_links"][-1]["url"]) == (heading, by_name)


def test_a_point_that_is_not_on_the_earth_stays_in_the_box_beside_its_message(client):
    context = client.get("/meetings/", {"near": "99,200"}).context

    assert (context["box"]["place"], context["box"]["point"]) == ("99,200", "")
    assert context["errors"][0]["message"].startswith("That is not a point on the map.")


def test_what_is_typed_in_the_words_box_adds_to_the_search_as_it_stands(client, demonstration):
    first = client.get("/meetings/", {"q": "women's meeting tuesday near woodbridge"})
    sent = {name: value for name, value in read(first.content.decode()).sent if value}
    assert sent == {"near": "Woodbridge", "day": "tue", "who": "women"}

    second = client.get("/meetings/", sent | {"q": "evening deben"})

    assert second.context["heading"] == "Evening meetings for women on Tuesday near Woodbridge"
    assert second.context["box"] == {"place": "Woodbridge", "point": "", "words": "deben"}


def test_a_choice_that_the_phrase_makes_anew_is_left_out_and_offered_in_one_press(client, demonstration):
    page = client.get("/meetings/", {"q": "ipswich sunday", "near": "Woodbridge", "day": "tue"})

    assert [(one["text"], one["instead"], one["url"]) for one in page.context["beaten"]] == [
        (
            "“ipswich” was left out, because the search says otherwise already.",
            "Change it to: near Ipswich",
            "/meetings/?near=Ipswich&day=tue",
        ),
        (
            "“sunday” was left out, because the search says otherwise already.",
            "Change it to: Sunday",
            "/meetings/?near=Woodbridge&day=sun",
        ),
    ]


def test_start_again_is_beside_the_chips_and_keeps_the_view(client, woodbridge):
    asked = {"near": "Woodbridge", "view": "week"}

    assert client.get("/meetings/", asked).context["anew_url"] == "/meetings/?view=week"
    assert "Start again" not in client.get("/meetings/").content.decode()


def test_a_phrase_in_the_box_for_the_place_is_offered_as_words(client, demonstration):
    page = client.get("/meetings/", {"near": "tuesday in ipswich", "kind": "smart"})

    first = page.context["empty"]["suggestions"][0]
    assert first["text"] == "Search for “tuesday in ipswich” as what you need, not as a place"
    assert client.get(first["url"]).context["heading"] == "SMART Recovery meetings on Tuesday near Ipswich"
