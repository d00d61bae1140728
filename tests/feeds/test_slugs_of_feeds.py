"""Addresses of what comes from feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.slugs import meeting_slug, settle, taken_in
from groups.models import Group, OldSlug
from tests.factories import make_group


def nothing_taken(_slugs):
    return set()


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("harbour-lights", "harbour-lights"),
        ("6500-acceptance-afg", "6500-acceptance-afg"),
        ("4711", "harbour-lights-tuesday-7-30pm"),
        ("made-0123456789abcdef0123", "harbour-lights-tuesday-7-30pm"),
        ("Has Blanks", "harbour-lights-tuesday-7-30pm"),
        ("x" * 95, "harbour-lights-tuesday-7-30pm"),
    ],
)
def test_the_feeds_slug_is_kept_where_people_can_read_it(key, slug):
    assert meeting_slug(key, "Harbour Lights", 1, "19:30:00") == slug


def test_a_day_in_the_name_is_not_said_twice():
    assert meeting_slug("1", "Tuesday Women’s Group", 1, "10:00:00") == "tuesday-womens-group-10am"


def test_a_name_without_any_letter_that_an_address_takes_still_has_one():
    assert meeting_slug("1", "日本語", None, None) == "meeting"


def test_alike_ones_are_numbered_in_order():
    assert settle({"a": "hope", "b": "hope", "c": "faith", "d": "hope"}, nothing_taken) == {
        "a": "hope",
        "b": "hope-2",
        "c": "faith",
        "d": "hope-3",
    }


def test_those_taken_are_left_alone():
    taken = {"hope", "hope-2", "hope-4"}

    assert settle({"a": "hope", "b": "hope"}, lambda slugs: taken & set(slugs)) == {"a": "hope-3", "b": "hope-5"}


@given(
    wanted=st.dictionaries(st.integers(), st.sampled_from(["a", "a-2", "a-3", "b"]), max_size=30),
    taken=st.sets(st.sampled_from(["a", "a-2", "a-2-2", "a-7", "b", "b-2", "b-3"])),
)
def test_each_gets_one_of_its_own(wanted, taken):
    settled = settle(wanted, lambda slugs: taken & set(slugs))

    assert set(settled) == set(wanted)
    assert len(set(settled.values())) == len(wanted)
    assert not taken & set(settled.values())
    assert all(settled[key].startswith(base) for key, base in wanted.items())


@pytest.mark.django_db
def test_an_old_slug_is_nobody_elses():
    make_group(slug="hope")
    OldSlug.objects.create(kind="group", slug="faith", leads_to="hope")
    OldSlug.objects.create(kind="meeting", slug="love", leads_to="other")

    assert taken_in(Group)(["hope", "faith", "love", "joy"]) == {"hope", "faith"}
