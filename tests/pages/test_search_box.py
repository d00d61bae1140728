"""The box of the results page: what it holds, and what typing into it does to the search as it stands."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_meeting, make_place, make_venue

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

    assert context["box"] == {"place": "99,200", "point": ""}
    assert context["errors"][0]["message"].startswith("That is not a point on the map.")
