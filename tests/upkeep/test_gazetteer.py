"""The shipped places: found by their folded names, there once, and left to a better source where there is one."""

import pytest

from groups.models import Place
from groups.rules.geo import Point
from groups.search.places import SeveralPlaces, find
from groups.upkeep.places import load_gazetteer
from tests.factories import make_place

pytestmark = pytest.mark.django_db


def test_places_are_there_once_under_their_folded_names():
    count = load_gazetteer()
    rows = list(Place.objects.order_by("pk").values())
    assert load_gazetteer() == count

    assert list(Place.objects.order_by("pk").values()) == rows
    assert (count, Place.objects.filter(load__source="shipped-suffolk").count()) == (len(rows), len(rows))
    assert Place.objects.get(key="bury st edmunds").name == "Bury St Edmunds"
    assert Place.objects.get(key="ip12").kind == "outward"
    for place in Place.objects.all():
        place.full_clean()


def test_a_place_of_another_source_is_believed_before_it_and_found_once():
    make_place("Woodbridge", lat=52.0938, lng=1.3204, source="open-names")
    make_place("Bentley", lat=53.5, lng=-1.2, county="Doncaster", source="open-names")
    before = list(Place.objects.order_by("pk").values())

    load_gazetteer()

    assert list(Place.objects.filter(load__source="open-names").order_by("pk").values()) == before
    assert find("Woodbridge").point == Point(52.0938, 1.3204)
    with pytest.raises(SeveralPlaces) as choice:
        find("Bentley")
    assert choice.value.names == ["Bentley, Doncaster", "Bentley, Hampshire", "Bentley, Suffolk"]


def test_places_come_up_to_date():
    load_gazetteer()
    Place.objects.filter(key="eye").update(lat=50)
    make_place("Nowhere", source="shipped-suffolk")

    load_gazetteer()

    assert Place.objects.get(key="eye").lat == pytest.approx(52.32, abs=0.02)
    assert not Place.objects.filter(key="nowhere").exists()
