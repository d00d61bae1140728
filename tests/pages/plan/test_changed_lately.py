"""My week tells what changed of its meetings in the last sixty days, and nothing that was never public."""

from datetime import UTC, datetime, time, timedelta

import pytest

from groups.history import recording
from groups.models import Deed, Meeting
from groups.rules.choices import Attendance, DeedSource, Precision, Status
from tests.factories import make_area, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY)


def changed(meeting, *, days_ago=20, **fields):
    with recording.deed(DeedSource.FORM) as deed, recording.changing(meeting):
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.save()
    Deed.objects.filter(pk=deed.row.pk).update(at=MONDAY - timedelta(days=days_ago))


def told(client, *meetings):
    response = client.get("/plan/", {"plan": ".".join(str(one.pk) for one in meetings)})
    return [(meeting.title, said) for meeting, said in response.context["changed"]]


def make(name="Harbour Lights", **fields):
    return make_meeting(group=make_group(name), minutes=60, **fields)


def test_another_day_or_time_is_told_with_how_it_was(client):
    meeting = make(weekday=1, starts_at=time(19))
    changed(meeting, weekday=0, starts_at=time(19, 30))

    assert told(client, meeting) == [
        ("Harbour Lights", "Changed on Tuesday 3 November: it was every Tuesday, 7pm to 8pm.")
    ]


def test_another_venue_or_manner_is_told_too(client):
    meeting = make(venue=make_venue("Old Chapel"), attendance=Attendance.HYBRID)
    changed(meeting, venue=make_venue("Trinity Hall"), attendance=Attendance.IN_PERSON, online_ask=False)

    assert told(client, meeting) == [
        ("Harbour Lights", "Changed on Tuesday 3 November: it was Old Chapel, Ipswich, in person and online.")
    ]


def test_several_changes_are_one_from_how_it_was_at_first_and_one_undone_is_none(client):
    twice, undone = make("Twice", starts_at=time(18)), make("Undone", starts_at=time(18))
    changed(twice, days_ago=30, starts_at=time(19))
    changed(twice, days_ago=20, starts_at=time(20))
    changed(undone, days_ago=30, starts_at=time(19))
    changed(undone, days_ago=20, starts_at=time(18))

    assert told(client, twice, undone) == [("Twice", "Changed on Tuesday 3 November: it was every Monday, 6pm to 7pm.")]


def test_what_is_long_ago_or_is_no_matter_of_getting_there_is_not_told(client):
    old, noted = make("Old", starts_at=time(18)), make("Noted")
    changed(old, days_ago=61, starts_at=time(19))
    changed(noted, note="Bring a cup.")

    assert told(client, old, noted) == []


def test_a_hidden_venue_is_not_named_though_it_was_there(client):
    hidden = make_venue("Rose Cottage", area=make_area("Melton"), precision=Precision.HIDDEN)
    meeting = make(venue=hidden)
    changed(meeting, venue=make_venue("Trinity Hall"))

    assert told(client, meeting) == [("Harbour Lights", "Its place changed on Tuesday 3 November.")]


def test_what_it_was_as_a_draft_is_nobodys(client):
    meeting = make(status=Status.DRAFT, starts_at=time(6))
    changed(meeting, days_ago=30, starts_at=time(18), status=Status.LISTED)
    changed(meeting, days_ago=20, starts_at=time(19))

    assert told(client, meeting) == [
        ("Harbour Lights", "Changed on Tuesday 3 November: it was every Monday, 6pm to 7pm.")
    ]


def test_the_notice_stands_on_the_page_with_a_link(client):
    meeting = make(starts_at=time(18))
    changed(meeting, starts_at=time(19, 30))

    html = client.get("/plan/", {"plan": str(meeting.pk)}).content.decode()

    assert "Changed lately" in html
    assert f'<a href="{Meeting.objects.get().get_absolute_url()}?plan={meeting.pk}">Harbour Lights</a>.' in html
