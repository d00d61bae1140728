"""Through each deed of single dates, and the pages that do them: what search derives is as a rebuild would have it."""

from datetime import date, time

import pytest

from groups.models import MeetingException
from groups.upkeep import dates
from groups.upkeep.dates import Given
from tests.admin.pages import filled_in
from tests.factories import make_exception, make_meeting
from tests.search import doors

pytestmark = pytest.mark.django_db

DAY, LATER = date(2098, 12, 22), date(2098, 12, 29)  # Mondays
PAGES = "/admin/groups/meetingexception"
DOORS = []


def door(function):
    DOORS.append(function)
    return function


def _without_exceptions(world):
    MeetingException.objects.all().delete()
    return world.meeting


@door
def cancelling(world):
    meeting = _without_exceptions(world)
    yield
    dates.cancel([meeting], first=DAY, last=LATER)


@door
def moving(world):
    meeting = _without_exceptions(world)
    yield
    dates.move(meeting, day=DAY, starts_at=time(10))


@door
def answering(world):
    meeting = _without_exceptions(world)
    yield
    dates.answer([Given(meeting.pk, DAY, "meets")])


@door
def calling_off_the_only_exception(world):
    meeting = make_meeting(group=world.group, venue=world.hall)
    make_exception(meeting, "extra", date(2098, 12, 24))
    yield
    dates.cancel([meeting], first=date(2098, 12, 24))


@door
def saving_the_sheet(world):
    meeting = _without_exceptions(world)
    yield
    address = f"{PAGES}/holidays/?date={DAY}"
    form = filled_in(world.staff.get(address), "sheet_form")
    world._posted(address, form | {f"answer-{meeting.pk}-{DAY:%Y%m%d}": "not"})


@door
def closing_a_venue_for_a_time(world):
    _without_exceptions(world)
    yield
    form = filled_in(world.staff.get(f"{PAGES}/venue/?venue={world.hall.pk}&first={DAY}&last={LATER}"), "closed_form")
    world._posted(f"{PAGES}/venue/", form)


@door
def saving_one_date(world):
    meeting = _without_exceptions(world)
    yield
    address = f"{PAGES}/meeting/{meeting.pk}/{DAY}/"
    world._posted(address, filled_in(world.staff.get(address), "date_form"))


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_search_follows(door, world):
    doors.follows(door, world)


@pytest.mark.parametrize("door", **doors.named(DOORS))
def test_where_it_did_not_follow_that_would_be_seen(door, world, monkeypatch):
    doors.is_missed(door, world, monkeypatch)
