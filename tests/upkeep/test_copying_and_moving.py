"""Copies of a meeting on other days, another venue for some or all, a whole listing entered at once."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from groups.history import recording
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Confirmation,
    Deed,
    Group,
    Meeting,
    MeetingTag,
    SearchRow,
    Site,
    Venue,
)
from groups.rules.choices import DeedSource, Status
from groups.upkeep import undoing
from groups.upkeep.copying import copy_to_days
from groups.upkeep.entering import enter
from groups.upkeep.moving import change_venue
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_meeting,
    make_place,
    make_tag,
    make_venue,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


def undo_the_last():
    return undoing.undo(Deed.objects.latest("pk"))


# --- Copies


def test_a_copy_holds_all_facts_tags_and_answers_but_no_exceptions():
    lift = AccessFeature.objects.create(slug="lift", label="Lift")
    meeting = make_meeting(room="Upstairs", minutes=75, who="anyone", open_weeks=32, languages="pl", note="Ring twice.")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("women"), weeks=2)
    AccessAnswer.objects.create(meeting=meeting, feature=lift, answer="partly", note="Small")
    make_exception(meeting, "cancelled", date(2026, 12, 28))

    [copy] = copy_to_days(meeting, days=[2])

    copy.refresh_from_db()
    assert (copy.weekday, copy.starts_at, copy.slug) == (2, time(19, 30), "harbour-lights-wednesday-7-30pm")
    assert (copy.room, copy.minutes, copy.who, copy.open_weeks, copy.languages, copy.note) == (
        "Upstairs", 75, "anyone", 32, "pl", "Ring twice.",
    )  # fmt: skip
    assert (copy.group, copy.venue, copy.status) == (meeting.group, meeting.venue, Status.LISTED)
    assert list(copy.meeting_tags.values_list("tag__slug", "weeks")) == [("women", 2)]
    assert list(copy.access_answers.values_list("feature__slug", "answer", "note")) == [("lift", "partly", "Small")]
    assert copy.exceptions.count() == 0
    assert SearchRow.objects.filter(pk=copy.pk).exists()


def test_copies_may_have_another_time_and_each_its_own_address():
    copies = copy_to_days(make_meeting(), days=[1, 3, 0], starts_at=time(12))

    assert [(copy.weekday, copy.starts_at) for copy in copies] == [(1, time(12)), (3, time(12)), (0, time(12))]
    assert len({copy.slug for copy in copies}) == 3


def test_a_copy_belongs_to_no_feed_and_nobody_has_checked_it():
    meeting = make_meeting(
        feed=make_feed(), feed_key="7", feed_values={"name": "x"}, confirmed_on=TODAY, confirmed_by="phone"
    )

    [copy] = copy_to_days(meeting, days=[4])

    assert (copy.feed, copy.feed_key, copy.feed_values, copy.confirmed_on) == (None, "", {}, None)


@pytest.mark.parametrize(("status", "becomes"), [("draft", "draft"), ("listed", "listed"), ("closed", "draft")])
def test_a_copy_stands_as_its_original_but_nothing_is_copied_closed(status, becomes):
    [copy] = copy_to_days(make_meeting(status=status), days=[4])
    assert (copy.status, copy.status_reason) == (becomes, "")


def test_a_copy_of_every_other_week_meets_in_the_same_weeks():
    [copy] = copy_to_days(make_meeting(interval=2, phase=1), days=[4])
    assert (copy.interval, copy.phase) == (2, 1)


def test_a_single_event_is_copied_within_its_week():
    meeting = make_meeting(weekday=3, first=date(2026, 12, 24), last=date(2026, 12, 24))

    [copy] = copy_to_days(meeting, days=[4])

    assert (copy.first, copy.last) == (date(2026, 12, 25), date(2026, 12, 25))


def test_an_undo_takes_the_copies_off_the_search():
    with recording.deed(DeedSource.FORM):
        copies = copy_to_days(make_meeting(), days=[1, 2])

    undo_the_last()

    assert set(Meeting.objects.filter(pk__in=[one.pk for one in copies]).values_list("status", flat=True)) == {"draft"}


# --- Another venue


def test_meetings_move_without_the_room_of_the_former_venue():
    hall, chapel = make_venue(), make_venue("Chapel")
    meetings = [make_meeting(venue=hall, room="2", door="side") for _ in range(2)]

    assert change_venue(meetings, to=chapel, room="Vestry") == 2

    assert set(Meeting.objects.values_list("venue", "room", "door")) == {(chapel.pk, "Vestry", "")}
    assert set(SearchRow.objects.values_list("pk", flat=True)) == {one.pk for one in meetings}


def test_what_is_online_or_there_already_stays_as_it_is():
    chapel = make_venue("Chapel")
    online = make_meeting(attendance="online")
    there = make_meeting(venue=chapel, room="Vestry")

    assert change_venue([online, there], to=chapel) == 0
    assert Meeting.objects.get(pk=online.pk).venue is None
    assert Meeting.objects.get(pk=there.pk).room == "Vestry"


def test_an_undo_brings_them_back_to_their_rooms():
    hall = make_venue()
    meeting = make_meeting(venue=hall, room="2")
    with recording.deed(DeedSource.FORM):
        change_venue([meeting], to=make_venue("Chapel"))

    undo_the_last()

    meeting.refresh_from_db()
    assert (meeting.venue, meeting.room) == (hall, "2")


# --- A new listing


def a_meeting(**fields) -> Meeting:
    return Meeting(**{"attendance": "in-person", "weekday": 1, "starts_at": time(19, 30)} | fields)


def test_group_venue_and_times_are_entered_together_and_checked():
    make_place("IP12 1AA", kind="postcode", lat=52.09, lng=1.32)
    suffolk = make_area("Woodbridge")
    venue = Venue(name="St Mary’s", town="Woodbridge", postcode="IP12 1AA", area=suffolk)

    group = enter(
        group=Group(name="Deben Nights"),
        venue=venue,
        meetings=[a_meeting(), a_meeting(weekday=3)],
        status=Status.LISTED,
        checked_by="phone",
        role="editor",
        on=TODAY,
    )

    group.refresh_from_db()
    venue.refresh_from_db()
    assert (group.slug, group.status, group.area, group.confirmed_on) == ("deben-nights", "listed", suffolk, TODAY)
    assert (venue.lat, venue.lng, venue.precision) == (52.09, 1.32, "approximate")
    assert list(group.meetings.values_list("slug", "venue", "status")) == [
        ("deben-nights-tuesday-7-30pm", venue.pk, "listed"),
        ("deben-nights-thursday-7-30pm", venue.pk, "listed"),
    ]
    assert list(Confirmation.objects.values_list("group", "on", "by", "role")) == [(group.pk, TODAY, "phone", "editor")]
    assert SearchRow.objects.count() == 2


def test_a_draft_is_in_no_search_and_nobody_has_checked_it():
    group = enter(group=Group(name="Deben Nights"), venue=make_venue(), meetings=[a_meeting()], on=TODAY)

    assert (group.status, group.confirmed_on, SearchRow.objects.count()) == ("draft", None, 0)


def test_one_fault_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        enter(group=Group(name="Deben Nights"), venue=Venue(name="Hall"), meetings=[a_meeting(minutes=0)], on=TODAY)

    assert (Group.objects.count(), Venue.objects.count(), Meeting.objects.count()) == (0, 0, 0)


def test_an_undo_takes_a_new_listing_off_the_search():
    with recording.deed(DeedSource.FORM):
        enter(
            group=Group(name="Deben Nights"), venue=make_venue(), meetings=[a_meeting()], status=Status.LISTED, on=TODAY
        )

    undo_the_last()

    assert (Group.objects.get().status, SearchRow.objects.count()) == ("draft", 0)
