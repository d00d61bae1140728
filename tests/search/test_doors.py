"""Through each deed, import and command that changes listings: what search derives is as a rebuild would have it."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from groups.models import Area, Code, Group, Meeting, Programme, SearchRow, Site, Venue
from groups.rules.choices import CheckedBy, Status
from groups.rules.criteria import MeetingSearch, Moment
from groups.upkeep import demonstration, joining, listing, sameness
from groups.upkeep.confirming import confirm
from tests.exchange.guide_rows import row
from tests.factories import make_feed, make_group, make_meeting, make_venue
from tests.feeds import place_files
from tests.feeds.taking_in import HALL, record, take_in
from tests.search import doors

pytestmark = pytest.mark.django_db

FRIDAY, MONDAY = date(2026, 5, 8), date(2026, 5, 11)
DOORS = []


@pytest.fixture(autouse=True)
def codes(world):
    for code, means, word in (("W", "tag", world.tag), ("X", "access", world.feature)):
        Code.objects.create(scheme="meeting-guide", code=code, means=means, value=word.slug)


def door(function):
    DOORS.append(function)
    return function


# --- Deeds


@door
def publishing_a_group(world):
    listing.publish(world.draft)


@door
def publishing_a_meeting(world):
    meeting = make_meeting(group=world.group, venue=world.hall, status=Status.DRAFT)
    yield
    listing.publish(meeting)


@door
def saying_that_a_meeting_is_another(world):
    other = make_meeting(group=world.group, venue=world.hall)
    yield
    sameness.make_one(other, world.meeting)


@door
def showing_a_meeting_again(world):
    sameness.make_one(make_meeting(group=world.group, venue=world.hall), world.meeting)
    yield
    sameness.show_again(Meeting.objects.get(pk=world.meeting.pk))


@door
def making_two_groups_of_feeds_one(world):
    Group.objects.filter(pk=world.group.pk).update(feed=make_feed(), feed_key="1")
    kept = make_group("Quay Place", feed=make_feed(), feed_key="1")
    yield
    joining.join_groups(kept, Group.objects.get(pk=world.group.pk))


@door
def showing_a_group_of_a_feed_again(world):
    Group.objects.filter(pk=world.group.pk).update(feed=make_feed(), feed_key="1")
    joining.join_groups(make_group("Quay Place", feed=make_feed(), feed_key="1"), Group.objects.get(pk=world.group.pk))
    yield
    joining.show_group_again(Group.objects.get(pk=world.group.pk))


@door
def pausing_a_group_until_told(world):
    listing.pause(world.group)


@door
def pausing_a_meeting_until_a_day(world):
    listing.pause(world.meeting, until=FRIDAY)


@door
def closing_a_group(world):
    listing.close(world.group, reason="No hall.")


@door
def reopening_a_meeting(world):
    listing.close(world.meeting, reason="No hall.")
    yield
    listing.reopen(world.meeting)


@door
def confirming_a_group(world):
    confirm(on=FRIDAY, by=CheckedBy.PHONE, groups=[world.group])


@door
def confirming_a_meeting(world):
    confirm(on=FRIDAY, by=CheckedBy.VISIT, meetings=[world.meeting])


# --- Feeds


@door
def a_feed_brings_a_meeting(world):
    take_in(make_feed(), record(venue=replace(HALL, town="Woodbridge")))


@door
def a_file_is_imported(world):
    file = world.folder / "feed.json"
    file.write_text(json.dumps([row(), row(slug="other", name="Lantern")]))
    yield
    call_command("import_feed", str(file), verbosity=0)


@door
def a_feed_says_another_name_and_time(world):
    feed = make_feed()
    take_in(feed, record())
    yield
    take_in(feed, record(name="Lantern", starts_at=time(9), note="Front door."))


@door
def a_feed_says_another_group(world):
    feed = make_feed()
    take_in(feed, record(name="Tuesday", group="Harbour"))
    Meeting.objects.filter(pk=world.meeting.pk).update(group=Group.objects.get(feed=feed))
    yield
    take_in(feed, record(name="Tuesday", group="Harbour", group_note="Tea and biscuits."))


@door
def a_feed_brings_a_tag(world):
    feed = make_feed()
    take_in(feed, record())
    yield
    take_in(feed, record(codes=("W", "X")))


@door
def a_feed_takes_a_tag_away(world):
    feed = make_feed()
    take_in(feed, record(codes=("W", "X")))
    yield
    take_in(feed, record())


@door
def a_feed_corrects_a_venue_where_somebody_elses_meeting_is_too(world):
    feed = make_feed()
    house = replace(HALL, name="Quaker House")
    take_in(feed, record(venue=house))
    Meeting.objects.filter(pk=world.meeting.pk).update(venue=Venue.objects.get(feed=feed))
    yield
    take_in(feed, record(venue=replace(house, address="3 Church Street")))


@door
def a_venue_of_a_feed_moves_to_another_town(world):
    feed = make_feed()
    take_in(feed, record())
    yield
    take_in(feed, record(venue=replace(HALL, town="Woodbridge", postcode="IP12 1AA")))


@door
def a_feed_confirms(world):
    feed = make_feed()
    take_in(feed, record())
    yield
    take_in(feed, record(updated=datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("UTC"))))


@door
def a_meeting_leaves_its_feed(world):
    feed = make_feed()
    take_in(feed, record(), record("other"))
    yield
    take_in(feed, record("other"))


@door
def a_meeting_returns_to_its_feed(world):
    feed = make_feed()
    take_in(feed, record(), record("other"))
    take_in(feed, record("other"))
    yield
    take_in(feed, record(), record("other"))


# --- Commands


@door
def loading_the_demonstration(world):
    call_command("load_demo", verbosity=0)


@door
def moving_the_demonstration_to_another_day(world):
    demonstration.load(FRIDAY)
    yield
    demonstration.load(FRIDAY + timedelta(days=40))


@door
def taking_the_demonstration_away(world):
    make_venue("Felix Hall", town="Felixstowe", lat=51.964, lng=1.351)
    make_meeting(venue=Venue.objects.get(name="Felix Hall"))
    call_command("load_demo", verbosity=0)
    assert Venue.objects.get(name="Felix Hall").area_worked_out.feed
    yield
    call_command("clear_demo", verbosity=0)


@door
def making_listings_where_a_real_venue_is(world):
    call_command("load_shipped", verbosity=0)
    make_meeting(venue=make_venue("Real Hall", town="Leeds", lat=53.8, lng=-1.55))
    yield
    call_command("make_listings", "50", verbosity=0)


@door
def loading_what_a_release_ships(world):
    Programme.objects.filter(pk=world.programme.pk).update(name="Fellowship", shipped={"name": "Fellowship"})
    yield
    call_command("load_shipped", verbosity=0)


@door
def loading_what_ships_where_the_rows_are_of_an_older_form(world):
    yield
    SearchRow.objects.all().delete()
    Site.objects.update(indexed_as=1)
    call_command("load_shipped", verbosity=0)


@door
def importing_places(world):
    make_meeting(venue=make_venue("Orford Hall", town="Orford", lat=None, lng=None))
    names = place_files.written([place_files.open_name("Orford", "Town", 642000, 249000)])
    file = place_files.a_file(world.folder, "TM.csv", names)
    yield
    call_command("import_places", str(file), verbosity=0)


@door
def reindexing(world):
    Group.objects.filter(pk=world.group.pk).update(name="Past the doors")
    Area.objects.filter(pk=world.ipswich.pk).update(lat=52.0)
    call_command("reindex", verbosity=0)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_search_follows(door, world):
    doors.follows(door, world)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_where_it_did_not_follow_that_would_be_seen(door, world, monkeypatch):
    doors.is_missed(door, world, monkeypatch)


# --- And without any door


@pytest.mark.parametrize("paused", ["meeting", "group"])
def test_a_pause_ends_by_itself(paused, world):
    listing.pause(getattr(world, paused), until=MONDAY)
    before = doors.derived()
    london = ZoneInfo("Europe/London")
    at = Moment(datetime(2026, 5, 8, 9, tzinfo=london), london)

    def is_found_on(day):
        found = SearchRow.objects.happening(MeetingSearch(dates=(day,)), at=at)
        return found.filter(pk=world.meeting.pk).exists()

    assert [is_found_on(MONDAY + timedelta(weeks=n)) for n in range(3)] == [False, True, True]
    assert doors.derived() == before == doors.rebuilt()
