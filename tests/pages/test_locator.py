"""The locator of a meeting's page: a sentence and a drawing, and of a hidden place its area alone."""

import pytest

from groups.rules.choices import Attendance, Precision
from tests.factories import make_area, make_meeting, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    return {
        name: make_area(name, lat=lat, lng=lng)
        for name, lat, lng in (
            ("Ipswich", 52.056, 1.155),
            ("Woodbridge", 52.094, 1.32),
            ("Kesgrave", 52.062, 1.235),
            ("Felixstowe", 51.964, 1.351),
            ("Stowmarket", 52.189, 0.998),
            ("London", 51.5, -0.1),
        )
    }


def located(client, venue):
    return client.get(make_meeting(venue=venue).get_absolute_url()).context["locator"]


def test_it_says_how_far_from_its_own_town_and_which_town_is_next(client, towns):
    found = located(client, make_venue(lat=52.078, lng=1.18, town="ipswich"))

    assert found["words"] == "1.9 miles north-east of the middle of Ipswich. Kesgrave is 2.6 miles to the south-east."
    assert found["towns"][0]["text"] == "Ipswich"
    assert {town["text"] for town in found["towns"]} <= {"Ipswich", "Kesgrave", "Woodbridge", "Felixstowe"}
    assert not found["is_about"]


def test_in_the_middle_is_said_so_and_a_village_is_told_from_the_nearest_town(client, towns):
    middle = located(client, make_venue(lat=52.0565, lng=1.1555, area=towns["Ipswich"]))
    village = located(client, make_venue(lat=52.1, lng=1.155, town="Westerfield"))

    assert middle["words"].startswith("In the middle of Ipswich. ")
    assert village["words"] == "Ipswich is 3 miles to the south."


def test_an_approximate_place_is_only_about_right(client, towns):
    found = located(client, make_venue(lat=52.1, lng=1.155, town="Ipswich", precision=Precision.APPROXIMATE))

    assert found["is_about"]
    assert found["words"].startswith("About 3 miles north of the middle of Ipswich. Kesgrave is about 4 miles")


def test_a_hidden_venue_is_its_area_and_its_own_point_changes_nothing(client, towns):
    def page(lat, lng):
        venue = make_venue(
            "Rose Cottage", lat=lat, lng=lng, town="x", area=towns["Ipswich"], precision=Precision.HIDDEN
        )
        return located(client, venue)

    found = page(52.1, 1.2)

    assert found["words"] == "Somewhere in Ipswich."
    assert found == page(51.9, 1.4)


def test_without_a_place_or_a_town_near_it_there_is_no_drawing(client, towns):
    online = make_meeting(attendance=Attendance.ONLINE)

    assert client.get(online.get_absolute_url()).context["locator"] is None
    assert located(client, make_venue(lat=None, lng=None)) is None
    assert located(client, make_venue(lat=57.0, lng=-4.0)) is None


def test_distances_are_in_the_sites_unit_and_nothing_is_inline(client, towns, settings):
    settings.DISTANCE_UNIT = "km"
    meeting = make_meeting(venue=make_venue(lat=52.1, lng=1.155, town="Ipswich"))

    response = client.get(meeting.get_absolute_url())

    assert "4.9 km north of the middle of Ipswich" in response.content.decode()
    assert response.context["locator"]["scale"]["text"].endswith("km")
    assert read(response.content.decode()).inline == []
