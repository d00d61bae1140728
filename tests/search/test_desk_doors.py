"""Through each door of the desks of groups and meetings: what search derives is as a rebuild would have it."""

import pytest
from django.contrib import admin

from groups.admin.desk import ListingDesk
from groups.models import Meeting
from groups.rules.choices import Status
from groups.upkeep import listing
from tests.factories import make_area, make_group, make_meeting, make_programme, make_tag
from tests.search import doors

pytestmark = pytest.mark.django_db

DOORS = []


def door(function):
    DOORS.append(function)
    return function


# --- Groups, with their meetings


@door
def a_group_is_renamed(world):
    world.save(world.group, name="Lantern")


@door
def a_group_gets_another_programme_and_area(world):
    other = make_programme("Gamblers Anonymous", approach="other", audience="family", about=4)
    area = make_area("Norfolk", kind="county", nation="england")
    yield
    world.save(world.group, programme=str(other.pk), area=str(area.pk))


@door
def a_group_is_paused_until_a_day(world):
    world.save(world.group, status="paused", paused_until="2027-01-31")


@door
def a_group_is_added_with_a_meeting(world):
    line = {
        "meetings-0-weekday": "1",
        "meetings-0-starts_at": "7.30pm",
        "meetings-0-attendance": "in-person",
        "meetings-0-venue": str(world.hall.pk),
        "meetings-0-status": "listed",
    }
    world.add("group", name="Lantern", status="listed", **line)


@door
def a_meeting_is_changed_on_the_page_of_its_group(world):
    world.save(world.group, **{"meetings-0-name": "Moonlight", "meetings-0-starts_at": "noon"})


# --- Meetings


@door
def a_meeting_is_added(world):
    world.add(
        "meeting",
        group=str(world.group.pk),
        name="Moonlight",
        weekday="4",
        starts_at="noon",
        attendance="online",
        online_ask="on",
        status="listed",
    )


@door
def a_meeting_is_changed(world):
    world.save(
        world.meeting, weekday="6", starts_at="10am", minutes="90", who="anyone", languages="pl", note="Front door."
    )


@door
def a_meeting_moves_to_another_group_and_venue(world):
    group = make_group("Lantern")
    yield
    world.save(world.meeting, group=str(group.pk), venue=str(world.found.pk))


@door
def a_meeting_is_closed_on_its_page(world):
    world.save(world.meeting, status="closed", status_reason="No hall.")


@door
def a_meeting_gets_a_tag(world):
    tag = make_tag("bereaved")
    yield
    world.save(world.meeting, **{"meeting_tags-1-tag": str(tag.pk)})


@door
def a_meeting_loses_a_tag(world):
    world.save(world.meeting, **{"meeting_tags-0-DELETE": "on"})


@door
def a_meeting_answers_for_itself_about_access(world):
    said = {"access_answers-0-feature": str(world.feature.pk), "access_answers-0-answer": "no"}
    world.save(world.meeting, **said)


@door
def a_meeting_gets_its_first_exception(world):
    meeting = Meeting.objects.exclude(pk=world.meeting.pk).filter(group=world.group).get()
    yield
    line = {"kind": "cancelled", "first": "2026-12-30", "last": "2026-12-30"}
    world.save(
        meeting, **{"exceptions-TOTAL_FORMS": "1"}, **{f"exceptions-0-{name}": said for name, said in line.items()}
    )


@door
def a_meeting_loses_its_exception(world):
    world.save(world.meeting, **{"exceptions-0-DELETE": "on"})


# --- What staff do to many at once


@door
def a_drafted_group_is_published(world):
    world.act("publish", world.draft)


@door
def a_drafted_meeting_is_published(world):
    meeting = make_meeting(group=world.group, venue=world.hall, status=Status.DRAFT)
    yield
    world.act("publish", meeting)


@door
def a_group_is_paused(world):
    world.act("pause", world.group, reason_given="1", own="No hall.")


@door
def a_meeting_is_paused(world):
    world.act("pause", world.meeting, reason_given="1", own="No hall.")


@door
def a_group_is_closed(world):
    world.act("close", world.group, reason_given="1", own="No hall.")


@door
def a_meeting_is_closed(world):
    world.act("close", world.meeting, reason_given="1", own="No hall.")


@door
def a_group_is_listed_again(world):
    listing.close(world.group, reason="No hall.")
    yield
    world.act("reopen", world.group)


@door
def a_meeting_is_listed_again(world):
    listing.close(world.meeting, reason="No hall.")
    yield
    world.act("reopen", world.meeting)


@door
def a_group_is_confirmed_by_its_website(world):
    world.act("confirm_website", world.group)


@door
def a_meeting_is_confirmed_by_phone(world):
    world.act("confirm_phone", world.meeting)


@door
def a_meeting_is_confirmed_by_a_visit(world):
    world.act("confirm_visit", world.meeting)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_search_follows(door, world):
    doors.follows(door, world)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_where_it_did_not_follow_that_would_be_seen(door, world, monkeypatch):
    doors.is_missed(door, world, monkeypatch)


def test_of_a_deleted_meeting_nothing_is_left(world):
    doors.follows(lambda world: world.delete(world.meeting), world)
    doors.follows(lambda world: world.act("delete_selected", *Meeting.objects.all(), post="yes"), world)

    assert doors.derived() == ({}, set())


def test_there_are_no_other_doors_at_these_desks():
    desks = [desk for desk in admin.site._registry.values() if isinstance(desk, ListingDesk)]

    assert {action for desk in desks for action in desk.actions} == {
        *("publish", "pause", "close", "reopen", "confirm_website", "confirm_phone", "confirm_visit"),
        *("return_to_shipped", "merge", "same", "bounced"),
    }
    assert not any(desk.list_editable for desk in desks)
