"""Through each door of the desks of what listings stand on: venues, areas, places, programmes, tags, features."""

import pytest

from groups.models import Area, Place, Programme, Tag, Venue
from tests.factories import make_area
from tests.search import doors

pytestmark = pytest.mark.django_db

DOORS = []


def door(function):
    DOORS.append(function)
    return function


# --- Venues


@door
def a_venue_is_changed(world):
    world.save(world.hall, name="Quaker House", address="4 Oak Lane", postcode="IP4 2BB", lat="52.07", lng="1.2")


@door
def a_venue_answers_about_access(world):
    said = {"access_answers-1-feature": str(world.other_feature.pk), "access_answers-1-answer": "yes"}
    world.save(world.hall, **said)


@door
def a_venue_is_hidden(world):
    world.save(world.hall, precision="hidden")


@door
def a_venue_is_shown(world):
    world.save(world.hidden, precision="exact")


@door
def a_venue_gets_an_area_of_its_own(world):
    world.save(world.found, area=str(world.ipswich.pk))


@door
def a_venue_without_an_area_moves_to_another_town(world):
    world.save(world.found, town="Ipswich", lat="52.06", lng="1.16")


# --- Areas and places


@door
def an_area_is_renamed(world):
    world.save(world.ipswich, name="The docks")


@door
def an_area_above_is_renamed(world):
    world.save(world.england, name="Albion")


@door
def an_area_goes_into_another(world):
    norfolk = make_area("Norfolk", kind="county", nation="england")
    yield
    world.save(world.ipswich, parent=str(norfolk.pk))


@door
def an_area_gets_another_centre(world):
    world.save(world.ipswich, lat="52.05", lng="1.17")


@door
def an_area_gets_another_nation(world):
    world.save(world.ipswich, nation="wales")


@door
def an_area_is_added_that_suits_a_venue_better(world):
    name = {"name": "Woodbridge", "kind": "town", "parent": str(world.england.pk), "lat": "52.0938", "lng": "1.3204"}
    world.add("area", **name)


@door
def an_area_is_deleted_that_was_worked_out(world):
    world.delete(Area.objects.get(name="Woodbridge"))


@door
def areas_are_deleted_that_were_worked_out(world):
    world.act("delete_selected", *Area.objects.filter(name="Woodbridge"), post="yes")


@door
def a_place_is_entered(world):
    Venue.objects.filter(pk=world.found.pk).update(town="Orford", lat=None, lng=None)
    yield
    world.add("place", name="Orford", kind="town", lat="52.095", lng="1.533", county="Suffolk", country="GB")


@door
def a_place_is_deleted(world):
    world.delete(Place.objects.get())


# --- Words


@door
def a_programme_is_changed(world):
    world.save(
        world.programme, name="Fellowship", other_names="The Rooms", approach="other", audience="family", about=["4"]
    )


@door
def a_tag_is_renamed(world):
    world.save(world.tag, label="Sisters", slug="sisters")


@door
def a_tag_is_no_longer_about_who_comes(world):
    world.save(world.tag, family="format")


@door
def a_feature_is_renamed(world):
    world.save(world.feature, slug="level-access")


@door
def a_programme_is_as_shipped_again(world):
    Programme.objects.update(shipped={"name": "Alcoholics", "approach": "other"})
    yield
    world.act("return_to_shipped", world.programme)


@door
def a_tag_is_as_shipped_again(world):
    Tag.objects.update(shipped={"label": "Sisters"})
    yield
    world.act("return_to_shipped", world.tag)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_search_follows(door, world):
    doors.follows(door, world)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_where_it_did_not_follow_that_would_be_seen(door, world, monkeypatch):
    doors.is_missed(door, world, monkeypatch)
