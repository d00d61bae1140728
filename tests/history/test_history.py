"""Every change of a listing is kept: who, when, from where, what before and after; and can be taken back."""

from datetime import date, time

import pytest
from django.contrib.auth.models import User

from groups.history import recording
from groups.history.words import Line, lines_of
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Change,
    Confirmation,
    Deed,
    Group,
    Meeting,
    MeetingTag,
    Site,
    Venue,
)
from groups.rules.choices import CheckedBy, DeedSource, Status
from groups.search import index
from groups.upkeep import listing, undoing
from groups.upkeep.confirming import confirm
from tests.factories import make_exception, make_group, make_meeting, make_tag, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def editor():
    return User.objects.create_user("rosa")


def change(record, **fields):
    """Change some fields of a record, by the way that every door takes."""
    with recording.changing(record):
        type(record).objects.filter(pk=record.pk).update(**fields)


def kept() -> list[tuple]:
    return list(Change.objects.values_list("table", "kind", "before", "after"))


# --- What is kept


def test_what_changed_is_kept_as_it_stood_before_and_after():
    meeting = make_meeting(starts_at=time(19, 30))

    change(meeting, starts_at=time(20, 0), room="Upstairs")

    assert kept() == [
        ("meeting", "changed", {"room": "", "starts_at": "19:30:00"}, {"room": "Upstairs", "starts_at": "20:00:00"})
    ]


def test_what_changed_nothing_leaves_no_trace():
    meeting = make_meeting(room="Upstairs")

    with recording.deed(DeedSource.FORM):
        change(meeting, room="Upstairs")

    assert not Deed.objects.exists()


def test_a_deed_says_who_and_from_where_and_holds_all_that_was_changed_by_it(editor):
    meetings = [make_meeting(), make_meeting()]

    with recording.deed(DeedSource.ACTION, by=editor, said="Two closed"):
        for meeting in meetings:
            listing.close(meeting, reason="It no longer meets.")

    deed = Deed.objects.get()
    assert (deed.by, deed.by_words, deed.source, deed.said) == (editor, "rosa", "action", "Two closed")
    assert {one.key for one in deed.changes.all()} == {meeting.pk for meeting in meetings}


def test_the_name_stays_when_the_account_goes(editor):
    with recording.deed(DeedSource.FORM, by=editor):
        change(make_meeting(), room="Upstairs")
    editor.delete()

    assert Deed.objects.values_list("by", "by_words").get() == (None, "rosa")


def test_a_change_outside_any_deed_counts_as_a_commands():
    change(make_meeting(), room="Upstairs")

    assert Deed.objects.get().source == DeedSource.COMMAND


def test_tags_access_and_exceptions_are_part_of_a_meeting():
    meeting, women = make_meeting(), make_tag("women")

    with recording.changing(meeting):
        MeetingTag.objects.create(meeting=meeting, tag=women)
        meeting.exceptions.create(kind="cancelled", first="2026-12-25", last="2026-12-25")

    _table, _kind, before, after = kept()[0]
    assert before == {"tags": [], "exceptions": []}
    assert after["tags"] == [{"tag_id": women.pk, "weeks": 63}]
    assert [row["first"] for row in after["exceptions"]] == ["2026-12-25"]


def test_a_group_is_changed_with_its_meetings():
    group = make_group()
    meeting = make_meeting(group=group, status=Status.DRAFT)

    listing.publish(group)

    assert [(one.table, one.key) for one in Change.objects.all()] == [("meeting", meeting.pk)]


def test_that_a_private_contact_changed_is_kept_but_never_what_it_was_or_is():
    group = make_group(private_contact="rosa@example.org")

    change(group, private_contact="sam@example.org")

    assert kept() == [("group", "changed", {"private_contact": True}, {"private_contact": True})]
    assert [line.after for line in lines_of(Change.objects.all())[Change.objects.get().pk]] == [
        "changed; what it is, history does not keep"
    ]


def test_a_new_record_is_kept_as_added_without_its_private_contact():
    with recording.changing() as changing:
        changing.also(make_group("Beacon", slug="beacon", private_contact="rosa@example.org"))

    [(table, kind, before, after)] = kept()
    assert (table, kind, before) == ("group", "added", {})
    assert after == {"name": "Beacon", "slug": "beacon", "status": "listed", "about": 0}


def test_what_goes_wrong_leaves_neither_the_change_nor_its_trace():
    meeting = make_meeting()

    with pytest.raises(RuntimeError), recording.deed(DeedSource.FORM), recording.changing(meeting):
        Meeting.objects.update(room="Upstairs")
        raise RuntimeError

    assert (Meeting.objects.get().room, Deed.objects.count()) == ("", 0)


def test_a_deed_goes_on_after_one_of_its_changes_was_undone():
    one, other = make_meeting(), make_meeting()
    with recording.deed(DeedSource.ACTION):
        with pytest.raises(RuntimeError), recording.changing(one):
            Meeting.objects.filter(pk=one.pk).update(room="A")
            recording.write_changes([recording.change_row("meeting", one.pk, "x", "changed")])
            raise RuntimeError
        change(other, room="B")

    assert [one.key for one in Deed.objects.get().changes.all()] == [other.pk]


@pytest.mark.parametrize("count", [1, 5])
def test_many_at_once_ask_as_often_as_one(count, django_assert_num_queries):
    meetings = [make_meeting() for _ in range(count)]
    pks = [meeting.pk for meeting in meetings]

    with django_assert_num_queries(35), recording.changing(*Meeting.objects.filter(pk__in=pks)):
        Meeting.objects.filter(pk__in=pks).update(room="Upstairs")


# --- In words


def test_a_change_is_read_in_words():
    hall, abbey = make_venue("Trinity Hall"), make_venue("Abbey Rooms", town="Woodbridge")
    meeting = make_meeting(venue=hall, weeks=63)
    change(meeting, venue=abbey, weeks=2, weekday=1, starts_at=time(20, 0))

    assert lines_of(Change.objects.all())[Change.objects.get().pk] == [
        Line("venue", "Trinity Hall, Ipswich", "Abbey Rooms, Woodbridge"),
        Line("day", "Monday", "Tuesday"),
        Line("weeks of the month", "all", "2nd"),
        Line("starts", "7:30pm", "8pm"),
    ]


# --- Taking back


def test_one_deed_is_taken_back_with_all_that_it_changed(editor):
    """An undo after a wrong bulk cancellation restores all."""
    meetings = [make_meeting() for _ in range(6)]
    with recording.deed(DeedSource.ACTION, by=editor) as deed, recording.changing(*meetings):
        for meeting in meetings:
            meeting.exceptions.create(kind="cancelled", first="2026-12-25", last="2026-12-25")

    undone = undoing.undo(deed.row, by=editor)

    assert (undone.records, undone.left) == (6, [])
    assert [meeting.exceptions.count() for meeting in meetings] == [0] * 6
    assert Deed.objects.get(undoes=deed.row).by == editor


def test_an_undo_can_be_taken_back_too():
    meeting = make_meeting()
    change(meeting, room="Upstairs")
    undoing.undo(Deed.objects.get())

    undoing.undo(Deed.objects.get(source=DeedSource.UNDO))

    assert Meeting.objects.get().room == "Upstairs"


def test_what_was_changed_since_stays_and_is_named():
    meeting = make_meeting(name="Candlelight")
    with recording.deed(DeedSource.FORM) as deed:
        change(meeting, room="Upstairs", door="Side door")
    change(meeting, room="Cellar")

    undone = undoing.undo(deed.row)

    assert Meeting.objects.values_list("room", "door").get() == ("Cellar", "")
    assert undone.left == ["Candlelight: room has been changed since."]


def test_a_listing_that_was_removed_comes_back_whole():
    meeting = make_meeting(slug="candlelight", room="Upstairs")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("women"))
    AccessAnswer.objects.create(
        meeting=meeting, feature=AccessFeature.objects.create(slug="lift", label="Lift"), answer="yes"
    )
    make_exception(meeting, "cancelled", date(2026, 12, 25))
    confirm(on=date(2026, 11, 1), by=CheckedBy.PHONE, meetings=[meeting])
    stood = Meeting.objects.values().get()
    with recording.deed(DeedSource.FORM) as deed, recording.removing(meeting):
        Meeting.objects.get().delete()

    undoing.undo(deed.row)

    assert Meeting.objects.values().get() == stood
    back = Meeting.objects.get()
    assert (back.meeting_tags.count(), back.access_answers.count(), back.exceptions.count()) == (1, 1, 1)
    assert list(back.confirmations.values_list("on", "by")) == [(date(2026, 11, 1), "phone")]
    assert index.meetings_of(back) == {meeting.pk}


def test_a_group_and_its_meetings_and_venue_that_were_removed_come_back_together():
    meeting = make_meeting()
    with recording.deed(DeedSource.ACTION) as deed:
        for record in (meeting, meeting.group, meeting.venue):
            with recording.removing(record):
                type(record).objects.get().delete()

    undone = undoing.undo(deed.row)

    assert (undone.records, undone.left) == (3, [])
    assert (Group.objects.count(), Venue.objects.count(), Meeting.objects.count()) == (1, 1, 1)


def test_what_was_added_is_taken_off_the_search_but_not_deleted():
    with recording.deed(DeedSource.FORM) as deed, recording.changing() as changing:
        changing.also(make_group("Beacon"))

    undoing.undo(deed.row)

    assert Group.objects.get().status == Status.DRAFT


def test_a_check_that_is_taken_back_leaves_the_log_too():
    meeting = make_meeting()
    confirm(on=date(2026, 11, 1), by=CheckedBy.PHONE, meetings=[meeting])
    with recording.deed(DeedSource.ACTION) as deed:
        confirm(on=date(2026, 11, 20), by=CheckedBy.VISIT, meetings=[meeting])

    undoing.undo(deed.row)

    assert Meeting.objects.values_list("confirmed_on", "confirmed_by").get() == (date(2026, 11, 1), "phone")
    assert list(Confirmation.objects.values_list("by", flat=True)) == ["phone"]


def test_a_private_contact_cannot_come_back_and_that_is_said():
    group = make_group("Beacon", private_contact="rosa@example.org")
    with recording.deed(DeedSource.FORM) as deed:
        change(group, private_contact="", phone="0800 1")

    undone = undoing.undo(deed.row)

    assert undone.left == ["Beacon: what its private contact was is not kept."]
    assert Group.objects.values_list("private_contact", "phone").get() == ("", "")


def test_a_group_that_was_removed_comes_back_without_its_private_contact_and_that_is_said():
    group = make_group("Beacon", private_contact="rosa@example.org")
    with recording.deed(DeedSource.FORM) as deed, recording.removing(group):
        Group.objects.all().delete()

    undone = undoing.undo(deed.row)

    assert (undone.records, undone.left) == (1, ["Beacon: what its private contact was is not kept."])
    assert Group.objects.values_list("name", "private_contact").get() == ("Beacon", "")
    assert "rosa" not in str(list(Change.objects.values_list("before", "after")))


def test_a_record_is_brought_back_to_how_it_stood_before_any_change():
    meeting = make_meeting(room="A")
    for room in ("B", "C", "D"):
        change(meeting, room=room)
    to_c = Change.objects.get(after={"room": "C"})

    undoing.bring_back(to_c)

    assert Meeting.objects.get().room == "B"


def test_what_the_rules_forbid_by_now_stays_and_is_named():
    hall = make_venue()
    meeting = make_meeting(name="Candlelight", venue=hall)
    with recording.deed(DeedSource.FORM) as deed:
        change(meeting, attendance="online", venue=None, online_ask=True)
    with recording.removing(hall):
        hall.delete()

    undone = undoing.undo(deed.row)

    assert undone.records == 0
    assert len(undone.left) == 1 and undone.left[0].startswith("Candlelight: ")
    assert Meeting.objects.get().attendance == "online"


def test_search_follows_an_undo():
    meeting = make_meeting()
    with recording.deed(DeedSource.ACTION) as deed:
        listing.close(meeting, reason="It no longer meets.")
    assert not index.SearchRow.objects.exists()

    undoing.undo(deed.row)

    assert index.SearchRow.objects.count() == 1
