"""Addresses are for ever: new ones are free, old ones lead on."""

from datetime import time

import pytest

from groups.models import Group, OldSlug
from groups.upkeep.slugs import free_slug, keep_old_slug, new_slug
from tests.factories import make_area, make_group, make_meeting

pytestmark = pytest.mark.django_db


def ways() -> set[tuple[str, str]]:
    return set(OldSlug.objects.filter(kind="group").values_list("slug", "leads_to"))


def test_a_slug_is_made_from_the_name():
    assert new_slug(Group(name="Café St. Mary’s")) == "cafe-st-marys"


def test_a_slug_that_is_taken_gets_a_number():
    make_group(slug="harbour-lights")
    make_group(slug="harbour-lights-2")

    assert free_slug(Group, "Harbour Lights") == "harbour-lights-3"


def test_a_slug_that_was_ever_a_groups_is_not_given_to_another():
    OldSlug.objects.create(kind="group", slug="harbour-lights", leads_to="harbour")

    assert free_slug(Group, "Harbour Lights") == "harbour-lights-2"


def test_an_area_may_be_called_what_a_group_is_called():
    make_group(slug="ipswich")

    assert new_slug(make_area("Ipswich")) == "ipswich"


def test_a_name_without_latin_letters_still_has_an_address():
    assert free_slug(Group, "Группа") == "group"


def test_a_long_name_leaves_room_for_its_number():
    make_group(slug=free_slug(Group, "a" * 200))

    assert len(free_slug(Group, "a" * 200)) <= Group._meta.get_field("slug").max_length


@pytest.mark.parametrize(
    ("facts", "slug"),
    [
        ({"weekday": 0, "starts_at": time(19, 30)}, "harbour-lights-monday-7-30pm"),
        ({"weekday": 4, "starts_at": time(12)}, "harbour-lights-friday-12pm"),
        ({"weekday": 4, "starts_at": time(9), "name": "Friday Steps"}, "friday-steps-9am"),
        ({"by_arrangement": True}, "harbour-lights"),
    ],
)
def test_a_meetings_slug_says_its_day_and_time(facts, slug):
    assert new_slug(make_meeting(group=make_group("Harbour Lights"), **facts)) == slug


def test_old_slugs_lead_straight_to_the_newest():
    keep_old_slug(kind="group", old="one", new="two")
    keep_old_slug(kind="group", old="two", new="three")

    assert ways() == {("one", "three"), ("two", "three")}


def test_a_slug_that_comes_back_leads_nowhere_else():
    keep_old_slug(kind="group", old="one", new="two")
    keep_old_slug(kind="group", old="two", new="one")

    assert ways() == {("two", "one")}
