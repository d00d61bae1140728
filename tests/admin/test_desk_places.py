"""The desk of places: staff change what they entered, and are told when nothing is loaded."""

import pytest

from groups.models import Place
from tests.factories import make_place

pytestmark = pytest.mark.django_db

NOTHING_LOADED = "No open data of places is loaded"


def test_the_desk_says_when_no_open_data_is_loaded(admin_client):
    make_place(source="shipped-suffolk")
    assert NOTHING_LOADED in admin_client.get("/admin/groups/place/").content.decode()

    make_place(source="open-names")
    assert NOTHING_LOADED not in admin_client.get("/admin/groups/place/").content.decode()


def test_what_a_file_said_is_not_changed_by_hand_and_what_staff_entered_is(admin_client):
    from_file, by_hand = make_place(source="onspd"), make_place("Our Hall", source="staff")
    changed = {"name": "Changed", "kind": "town", "lat": "52", "lng": "1", "county": "", "country": "GB"}

    admin_client.post(f"/admin/groups/place/{from_file.pk}/change/", changed)
    admin_client.post(f"/admin/groups/place/{by_hand.pk}/change/", changed)

    assert list(Place.objects.order_by("pk").values_list("name", "key", "load__source")) == [
        ("Woodbridge", "woodbridge", "onspd"),
        ("Changed", "changed", "staff"),
    ]


def test_the_loads_can_be_looked_at_and_not_touched(admin_client):
    place = make_place(source="geonames-gb")

    page = admin_client.get("/admin/groups/placeload/").content.decode()

    assert "GeoNames gazetteer (GB)" in page
    assert admin_client.get("/admin/groups/placeload/add/").status_code == 403
    assert admin_client.post(f"/admin/groups/placeload/{place.load_id}/delete/", {"post": "yes"}).status_code == 403
