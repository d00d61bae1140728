"""Before something is saved: what is here that it seems to be?"""

from datetime import time

import pytest

from groups.models import Group, Meeting, Venue
from groups.upkeep.looks_like import looks_like
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db


def test_a_new_venue_looks_like_one_of_its_postcode_and_name():
    known = make_venue("St. Mary's Hall", postcode="IP12 1AA")
    make_venue("Scout Hut", postcode="IP12 1AA")

    assert looks_like(Venue(name="Saint Marys", postcode="ip121aa")) == [known]


def test_a_new_venue_looks_like_one_a_few_steps_away():
    known = make_venue("Trinity Hall", lat=52.056, lng=1.15)

    assert looks_like(Venue(name="Trinity", lat=52.0562, lng=1.1502)) == [known]
    assert looks_like(Venue(name="Trinity", lat=52.0572, lng=1.1502)) == []
    assert looks_like(Venue(name="Trinity")) == []


def test_a_new_meeting_looks_like_one_at_its_place_and_time():
    known = make_meeting(starts_at=time(19, 30))
    make_meeting(group=known.group, venue=known.venue, weekday=1)

    new = Meeting(group=known.group, venue=known.venue, weekday=0, starts_at=time(19, 45), attendance="in-person")
    assert looks_like(new) == [known]
    new.room, known.room = "Library", "Garden Room"
    known.save()
    assert looks_like(new) == []


def test_a_new_meeting_of_a_new_group_at_a_new_venue_looks_like_what_is_there():
    known = make_meeting(group=make_group(programme=make_programme()), venue=make_venue(postcode="IP4 1AA"))
    group = Group(name="Harbour Lights", programme=known.group.programme)
    new = Meeting(group=group, venue=Venue(name="Trinity", postcode="IP4 1AA"), weekday=0, starts_at=time(19, 30))

    assert looks_like(new) == [known]


def test_an_online_meeting_looks_like_one_with_its_link():
    known = make_meeting(attendance="online", online_link="https://example.org/j/1")

    new = Meeting(group=known.group, attendance="online", weekday=0, starts_at=time(19, 30))
    assert looks_like(new) == []
    new.online_link = "https://example.org/j/1"
    assert looks_like(new) == [known]


def test_a_meeting_by_arrangement_looks_like_none():
    known = make_meeting()

    assert looks_like(Meeting(group=known.group, venue=known.venue, by_arrangement=True)) == []


def test_a_new_group_looks_like_one_of_its_name_and_area():
    aa, ipswich = make_programme(), make_area()
    known = make_group("Harbour Lights", programme=aa, area=ipswich)
    make_group("Harbour Lights", programme=aa, area=make_area("Lowestoft"))
    make_group("Harbour Lights", programme=make_programme("NA"), area=ipswich)
    make_group("Harbour Lights", programme=aa, area=ipswich, status="closed")
    make_group("Harbour Lights", programme=aa, area=ipswich, feed=make_feed("demonstration"), feed_key="1")

    assert looks_like(Group(name="The Harbor Lights Group", programme=aa, area=ipswich)) == [known]
    assert looks_like(Group(name="Harbour", programme=aa, area=ipswich)) == []


def test_where_a_new_group_is_going_to_meet_tells_two_of_one_name_apart():
    known = make_meeting(group=make_group("Harbour Lights"), venue=make_venue(lat=52.056, lng=1.15)).group

    assert looks_like(Group(name="Harbour Lights"), at=[Venue(lat=52.06, lng=1.15)]) == [known]
    assert looks_like(Group(name="Harbour Lights"), at=[Venue(lat=52.48, lng=1.75)]) == []


def test_nothing_looks_like_itself():
    meeting = make_meeting()

    assert looks_like(meeting) == looks_like(meeting.group) == looks_like(meeting.venue) == []


def test_what_may_not_be_shown_is_not_named():
    known = make_venue("Trinity Hall", postcode="IP4 1AA")

    new = Venue(name="Trinity Hall", postcode="IP4 1AA")
    assert looks_like(new, among=Venue.objects.exclude(pk=known.pk)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_few_questions_are_asked_however_much_is_alike(django_assert_num_queries, count):
    aa, area, venue = make_programme(), make_area(), make_venue(postcode="IP4 1AA")
    for _number in range(count):
        make_meeting(group=make_group(programme=aa, area=area), venue=venue)
        make_venue(postcode="IP4 1AA")
    group = Group(name="Harbour Lights", programme=aa, area=area)
    new = Meeting(group=group, venue=venue, weekday=0, starts_at=time(19, 30))

    with django_assert_num_queries(2):
        assert len(looks_like(new)) == count
    with django_assert_num_queries(2):
        assert len(looks_like(Venue(name="Trinity Hall", postcode="IP4 1AA"))) == count + 1
    with django_assert_num_queries(4):
        assert len(looks_like(group)) == count
