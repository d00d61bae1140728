"""The desk of venues: one record for each place, on the map where its postcode is known."""

import pytest

from groups.models import AccessAnswer, AccessFeature, Site, Venue
from groups.rules.choices import PlaceKind, Precision
from tests.admin.pages import errors, filled_in, page_of, save
from tests.factories import make_area, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db

DESK = "/admin/groups/venue/"


def found(client, query: str) -> list[str]:
    return sorted(venue.name for venue in client.get(f"{DESK}?{query}").context["cl"].result_list)


def add(client, **facts):
    form = filled_in(client.get(f"{DESK}add/"), "venue_form") | {"name": "Trinity Hall"} | facts
    return client.post(f"{DESK}add/", form, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]][:1]


def placed(venue=None) -> tuple:
    venue = Venue.objects.get()
    return venue.lat, venue.lng, venue.precision


@pytest.fixture
def ip12():
    make_place("IP12", kind=PlaceKind.OUTWARD, lat=52.1, lng=1.4)


@pytest.fixture
def ip12_1aa(ip12):
    make_place("IP12 1AA", kind=PlaceKind.POSTCODE, lat=52.09, lng=1.32)


@pytest.mark.parametrize("typed", ["trinity", "woodbridge", "IP12 1AA", "ip121aa", "IP12", "church street"])
def test_a_venue_is_found_by_name_town_street_or_postcode(admin_client, typed):
    make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA", address="2 Church Street")
    make_venue("Quay", town="Ipswich", postcode="IP1 2AA")

    assert found(admin_client, f"q={typed}") == ["Trinity Hall"]


def test_venues_are_told_apart_by_whether_they_are_on_the_map(admin_client):
    make_venue("Trinity Hall", precision=Precision.HIDDEN)
    make_venue("Quay", lat=None, lng=None, area=make_area(slug="ipswich"))

    assert found(admin_client, "lat__isempty=1") == ["Quay"]
    assert found(admin_client, "lat__isempty=0") == ["Trinity Hall"]
    assert found(admin_client, "precision__exact=hidden") == ["Trinity Hall"]
    assert found(admin_client, "in=ipswich") == ["Quay"]


def test_a_row_counts_the_meetings(admin_client):
    venue = make_venue()
    make_meeting(venue=venue)
    make_meeting(venue=venue)

    assert '<td class="field-meetings_here">2</td>' in admin_client.get(DESK).content.decode()


def test_a_postcode_is_kept_in_its_one_form(admin_client):
    add(admin_client, postcode="ip121aa")

    assert Venue.objects.get().postcode == "IP12 1AA"


def test_a_foreign_postcode_is_kept_as_typed(admin_client):
    add(admin_client, postcode=" d02 x285 ")

    assert Venue.objects.get().postcode == "D02 X285"


def test_a_known_postcode_gives_a_point_that_is_about_right(admin_client, ip12_1aa):
    response = add(admin_client, postcode="IP12 1AA")

    assert placed() == (52.09, 1.32, Precision.APPROXIMATE)
    assert said(response) == ["The point is the middle of IP12 1AA. Set a better one if you know it."]


def test_an_unknown_postcode_gives_the_middle_of_its_first_part(admin_client, ip12):
    response = add(admin_client, postcode="IP12 1AA")

    assert placed() == (52.1, 1.4, Precision.APPROXIMATE)
    assert said(response) == ["The point is the middle of IP12. Set a better one if you know it."]


def test_a_point_set_by_hand_is_not_overwritten(admin_client, ip12_1aa):
    add(admin_client, postcode="IP12 1AA", lat="52.5", lng="1.5")

    assert placed() == (52.5, 1.5, Precision.EXACT)


def test_a_point_set_by_hand_stays_when_the_postcode_is_corrected(admin_client, ip12_1aa):
    save(admin_client, make_venue(lat=52.5, lng=1.5, postcode="IP12 1AB"), postcode="IP12 1AA")

    assert placed() == (52.5, 1.5, Precision.EXACT)


def test_a_point_from_a_former_postcode_moves_with_it(admin_client, ip12_1aa):
    make_place("IP1", kind=PlaceKind.OUTWARD, lat=52.06, lng=1.15)

    venue = make_venue(lat=52.09, lng=1.32, precision="approximate", postcode="IP12 1AA")

    save(admin_client, venue, postcode="IP1 2AA")

    assert placed() == (52.06, 1.15, Precision.APPROXIMATE)


def test_a_point_from_a_former_postcode_goes_where_the_new_one_is_not_known(admin_client, ip12_1aa):
    venue = make_venue(lat=52.09, lng=1.32, precision="approximate", postcode="IP12 1AA")

    save(admin_client, venue, postcode="ZE1 0AA")

    assert placed()[:2] == (None, None)


def test_a_hidden_venue_stays_hidden(admin_client, ip12_1aa):
    add(admin_client, postcode="IP12 1AA", precision=Precision.HIDDEN)

    assert placed() == (52.09, 1.32, Precision.HIDDEN)


def test_half_a_point_is_said_beside_the_half_that_is_missing(admin_client):
    assert errors(save(admin_client, make_venue(), lng="")) == {
        "lng": ["A point needs both its latitude and its longitude."]
    }


def test_answers_about_access_are_entered_with_the_venue(admin_client):
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    lines = {"access_answers-0-feature": str(feature.pk), "access_answers-0-answer": "partly"}
    before = Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0].revision

    save(admin_client, make_venue(), **lines, **{"access_answers-0-note": "One step."})

    assert list(AccessAnswer.objects.values_list("feature", "answer", "note")) == [(feature.pk, "partly", "One step.")]
    assert Site.objects.get().revision == before + 1


def test_a_venue_names_the_groups_that_meet_there(admin_client):
    meeting = make_meeting()

    assert meeting.group.name in admin_client.get(page_of(meeting.venue)).content.decode()


def test_a_venue_is_chosen_by_typing_its_postcode(admin_client):
    make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    make_venue("Quay")
    asked = {"term": "ip121aa", "app_label": "groups", "model_name": "meeting", "field_name": "venue"}

    answer = admin_client.get("/admin/autocomplete/", asked).json()

    assert [one["text"] for one in answer["results"]] == ["Trinity Hall, Woodbridge"]
