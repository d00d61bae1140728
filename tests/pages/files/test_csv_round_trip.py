"""Export then import gives an identical database: `/meetings.csv`, read by our own import into an empty site."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, assume, given, settings

from groups.exchange.record import Problem
from groups.exchange.spreadsheet import read
from groups.exchange.spreadsheet.own import HEADINGS
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Area,
    Confirmation,
    Feed,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Venue,
)
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import ExceptionKind, Precision, Status
from groups.upkeep.confirming import confirm
from tests.factories import make_exception, make_feed, make_group, make_meeting, make_venue, reindexed
from tests.feeds.taking_in import NOW, take_in
from tests.pages.files.listings_made import listings, make_vocabulary, write
from tests.pages.files.reading import body, lines, sheet

pytestmark = pytest.mark.django_db

_HIDDEN = "of a hidden venue nothing is public but its area"
_OF_STAFF = "for staff alone"
PRIVATE = {
    "group.private_contact": "the address for letters is a member's own",
    "group.letters_ended": "what a contact asked of us is between us and them",
    "meeting.cautions": _OF_STAFF,
    "meeting.status_reason": "why a listing was once paused or taken off is no longer said when it is listed",
    "group.status_reason": "likewise",
    "check.role": "which role checked it is for staff alone",
    "check.earlier": "so is the log of all checks before the last",
    "hidden.name": _HIDDEN, "hidden.address": _HIDDEN, "hidden.town": _HIDDEN, "hidden.postcode": _HIDDEN,
    "hidden.lat": _HIDDEN, "hidden.lng": _HIDDEN, "hidden.directions": _HIDDEN, "hidden.access": _HIDDEN,
    "hidden.room": _HIDDEN, "hidden.door": _HIDDEN, "hidden.country": "likewise, where it is a single date's",
    "hidden.same": "nor that two meetings are at the same one",
    "passcodes": "they let anyone in",
    "people": "an address or a mobile number that looks like a person's own is masked by every import",
    "tags of HTML": "no import lets them in",
}  # fmt: skip
"""What does not come back, each with its reason, and there is nothing else."""

PROVENANCE = {
    "id": "numbers are a site's own",
    "feed": "what comes back is of the feed that it came back by",
    "feed_key": "by which that feed knows it",
    "feed_values": "what that feed last said",
    "last_seen": "when",
    "area_worked_out": "worked out anew from the places that the site knows",
}
"""What tells where a record comes from, and so is another's."""


# --- A database as plain data


def everything(slugs):
    """Every column of every table of listings, for the meetings of these slugs; what points to others by slugs."""
    meetings = Meeting.objects.filter(slug__in=slugs).select_related("group__programme", "group__area", "venue__area")
    found = {one.slug: _meeting(one) for one in meetings}
    return {"meetings": found, "groups": _shared(meetings, "group"), "venues": _shared(meetings, "venue")}


def _meeting(one):
    rows = one.exceptions.select_related("venue__area").order_by("first", "kind", "pk")
    venue = one.venue
    columns = _columns(one, "group", "venue") | {"group": _group(one.group), "venue": venue and _venue(venue)}
    if venue and venue.is_hidden:
        columns |= {"room": "", "door": ""}
    return columns | {
        "tags": sorted(one.meeting_tags.values_list("tag__slug", "weeks")),
        "access": sorted(one.access_answers.values_list("feature__slug", "answer", "note")),
        "exceptions": sorted((_exception(row) for row in rows), key=repr),
        "checked": _last_check(one),
    }


def _group(group):
    return _columns(group, "programme", "area") | {
        "programme": group.programme and group.programme.slug,
        "area": group.area and group.area.slug,
        "checked": _last_check(group),
    }


def _venue(venue, *, of_a_date=False):
    if venue.is_hidden:
        known = {"precision": venue.precision, "area": venue.area and venue.area.slug}
        return known if of_a_date else known | {"country": venue.country}
    answers = sorted(venue.access_answers.values_list("feature__slug", "answer", "note"))
    return _columns(venue, "area") | {"area": venue.area and venue.area.slug, "access": answers}


def _exception(row):
    columns = _columns(row, "meeting", "venue") | {"venue": row.venue and _venue(row.venue, of_a_date=True)}
    return columns | ({"room": ""} if row.venue and row.venue.is_hidden else {})


def _columns(record, *by_slug):
    """Every column but those that stay, and those that are told in other words."""
    table = record._meta.model_name
    left_out = {*PROVENANCE, *by_slug, *(name.partition(".")[2] for name in PRIVATE if name.startswith(f"{table}."))}
    columns = {field.name: field.value_from_object(record) for field in record._meta.concrete_fields}
    if table in ("group", "meeting"):
        left_out.discard("status_reason")
        columns |= {} if record.status == Status.PAUSED else {"status_reason": ""}
    return {name: value for name, value in columns.items() if name not in left_out}


def _last_check(record):
    return record.confirmations.order_by("-on", "-pk").values_list("on", "by").first()


def _shared(meetings, name):
    """Which meetings have one group, or one venue that is not hidden, and on which dates."""
    users = {}
    for one in meetings:
        others = [row.venue for row in one.exceptions.all()] if name == "venue" else []
        for record in filter(None, (getattr(one, name), *others)):
            if not getattr(record, "is_hidden", False):
                users.setdefault(record.pk, set()).add(one.slug)
    return sorted(map(sorted, users.values()))


def empty():
    Area.objects.update(feed=None)  # areas are vocabulary, and stay
    for model in (Confirmation, MeetingException, AccessAnswer, MeetingTag, Meeting, Group, Venue, Feed):
        model.objects.all().delete()


def sent():
    return body(Client().get("/meetings.csv"))


def differences(before, after, path=""):
    """Where two of these differ, and how."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        pairs = ((f"{path}.{name}".lstrip("."), before[name], after[name]) for name in before)
        return [found for name, one, other in pairs for found in differences(one, other, name)]
    return [] if before == after else [(path, before, after)]


def there_and_back(data, *, now=NOW):
    """What is different once a file was read into an empty site, and the feed with the rows it was read from."""
    rows = list(read(data))
    assert [row.why for row in rows if isinstance(row, Problem)] == []
    slugs = [row.slug for row in rows]
    before = everything(slugs)
    empty()
    take_in(feed := make_feed(format="csv"), *rows, now=now)
    return differences(before, everything(slugs)), feed, rows


# --- The rule


@pytest.fixture
def vocabulary():
    make_vocabulary()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # the differences say enough; to shrink takes minutes
)
@given(listings)
def test_export_then_import_gives_an_identical_database(vocabulary, said):
    empty()
    write(said)
    reindexed()
    data = sent()
    assume(data.count(b"\n") > 1)

    different, feed, rows = there_and_back(data)

    assert different == []
    again = take_in(feed, *rows)
    assert str(again) == f"added 0, changed 0, unchanged {len(rows)}, gone 0, rejected 0"
    assert not again.writes


def test_the_whole_demonstration_comes_back(clock):
    clock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    call_command("load_demo", verbosity=0)

    different, feed, rows = there_and_back(sent())

    assert len(rows) == 205
    assert different == []
    again = take_in(feed, *rows)
    assert str(again) == "added 0, changed 0, unchanged 205, gone 0, rejected 0"
    assert not again.writes


# --- What does not come back


def test_all_that_stays_is_private(vocabulary):
    """Each thing of the list is there, does not leave, and is not there afterwards."""
    lift = AccessFeature.objects.get(slug="lift")
    group = make_group(
        slug="one", private_contact="jo@example.org", letters_ended="wrong", status_reason="Was paused once",
        description="Ring Jo on 07700 900123.",
    )  # fmt: skip
    hidden = make_venue(
        "Secret House", address="9 Quiet Lane", town="Ufford", postcode="IP13 6XX", directions="Ring twice",
        country="GB", precision=Precision.HIDDEN, area=Area.objects.get(),
    )  # fmt: skip
    AccessAnswer.objects.create(venue=hidden, feature=lift, answer="yes", note="Behind the Snug")
    another = make_venue("Other House", country="GB", precision=Precision.HIDDEN, area=Area.objects.get())
    meeting = make_meeting(
        slug="hidden", group=group, venue=hidden, room="The Snug", door="Blue door", status_reason="Taken off once",
        cautions="Look at this.", note="Bring <b>tea</b>. Passcode: 4321.",
    )  # fmt: skip
    make_meeting(slug="beside", group=group, venue=another)
    confirm(meetings=[meeting], on=date(2025, 1, 1), by="visit", role="Editor")
    confirm(meetings=[meeting], on=date(2025, 6, 1), by="group", role="Editor")
    reindexed()

    take_in_rows = list(read(sent()))
    empty()
    take_in(make_feed(format="csv"), *take_in_rows)

    one = Meeting.objects.select_related("group", "venue__area").get(slug="hidden")
    venue = one.venue
    assert [one.group.private_contact, one.group.letters_ended, one.group.status_reason] == ["", "", ""]
    assert [one.status_reason, one.room, one.door, one.cautions.count("Look at this.")] == ["", "", "", 0]
    assert list(one.confirmations.values_list("on", "by", "role")) == [(date(2025, 6, 1), "group", "")]
    assert [venue.name, venue.address, venue.town, venue.postcode, venue.directions] == [""] * 5
    assert [venue.lat, venue.lng, venue.access_answers.count(), venue.area.slug] == [None, None, 0, "ipswich"]
    assert Meeting.objects.get(slug="beside").venue == venue
    assert one.note == "Bring tea."
    assert one.group.description == "Ring Jo on […]."


def test_what_no_search_finds_is_in_no_file(vocabulary):
    make_meeting(slug="closed", status=Status.CLOSED)
    make_meeting(slug="draft", status=Status.DRAFT)
    make_meeting(slug="paused", status=Status.PAUSED)
    make_meeting(slug="back-soon", status=Status.PAUSED, paused_until=date(2026, 1, 9))

    assert [row.slug for row in read(sent())] == ["back-soon"]


# --- A cell that somebody has edited

EDITS = [
    ("Time", "7:30pm to 9pm", ["meetings.one.minutes"]),
    ("Note", "Bring a cup", ["meetings.one.note"]),
    ("Tags", "women (1st)", ["meetings.one.tags"]),
    ("Access to the meeting", "lift: partly (the key is inside; ring)", ["meetings.one.access"]),
    ("Access to the meeting", "", ["meetings.one.access"]),
    ("Access to the venue", "step-free: yes (ramp at the side door)", ["meetings.one.venue.access"]),
    ("How to get there", "Round the back", ["meetings.one.venue.directions"]),
    ("Why it is paused", "The hall is painted", ["meetings.one.status_reason"]),
    ("Paused until", "6 January 2026", ["meetings.one.paused_until"]),
    ("Group paused until", "7 January 2026", ["meetings.one.group.status", "meetings.one.group.paused_until"]),
    ("Other dates", "cancelled | 2026-01-12", ["meetings.one.exceptions"]),
    ("Time zone", "Europe/Dublin", ["meetings.one.time_zone"]),
    ("Meeting checked how", "by a visit", ["meetings.one.confirmed_by", "meetings.one.checked"]),
    (
        "Last checked",
        "2 January 2026",
        ["meetings.one.confirmed_on", "meetings.one.confirmed_by", "meetings.one.checked"],
    ),
    (
        "Group checked",
        "3 January 2026",
        ["meetings.one.group.confirmed_on", "meetings.one.group.checked"],
    ),
]


@pytest.mark.parametrize(("heading", "cell", "changed"), EDITS)
def test_an_edit_of_one_cell_changes_that_one_thing(client, vocabulary, heading, cell, changed):
    meeting = make_meeting(
        slug="one", status=Status.PAUSED, paused_until=date(2026, 1, 5), status_reason="A holiday", minutes=60
    )
    lift = AccessFeature.objects.get(slug="lift")
    AccessAnswer.objects.create(meeting=meeting, feature=lift, answer="yes", note="to the first floor")
    church = make_venue("Church Hall")
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), venue=church)
    confirm(meetings=[meeting], on=date(2025, 11, 1), by="phone")
    confirm(groups=[meeting.group], on=date(2025, 12, 1), by="group")
    rows = lines(client)
    _different, feed, _rows = there_and_back(sent())
    before = everything(["one"])

    rows["one"][heading] = cell
    made = take_in(feed, *read(sheet(rows)))

    assert str(made) == "added 0, changed 1, unchanged 0, gone 0, rejected 0"
    found = [path for path, _before, _after in differences(before, everything(["one"]))]
    assert sorted(set(found) - {"venues"}) == sorted(changed)


def test_a_date_may_be_moved_to_another_venue_of_the_file(client, vocabulary):
    make_meeting(slug="one")
    church = make_venue("Church Hall", address="1 High Street")
    make_meeting(slug="other", venue=church)
    rows = lines(client)
    rows["one"]["Other dates"] = f"moved | 2026-01-12 | venue number: {rows['other']['Venue number']}"
    empty()

    take_in(make_feed(format="csv"), *read(sheet(rows)))

    assert MeetingException.objects.get().venue == Meeting.objects.get(slug="other").venue


def test_a_date_moved_to_a_venue_that_nobody_tells_of_has_it_in_words(client, vocabulary):
    make_meeting(slug="one")
    rows = lines(client)
    rows["one"]["Other dates"] = "moved | 2026-01-12 | room: Snug | venue: Church Hall, Ipswich"
    empty()

    take_in(make_feed(format="csv"), *read(sheet(rows)))

    assert MeetingException.objects.values_list("venue", "room").get() == (None, "Snug, Church Hall, Ipswich")


def test_a_date_that_cannot_be_costs_its_row_alone(client, vocabulary):
    make_meeting(slug="bad")
    make_meeting(slug="good")
    rows = lines(client)
    rows["bad"]["Other dates"] = "cancelled | 2026-01-12 | at: 19:00"
    empty()

    made = take_in(make_feed(format="csv"), *read(sheet(rows)))

    (problem,) = made.rejected
    assert problem.key == "bad"
    assert problem.why == (
        "A cancelled date has no new date, time, venue or link. Choose “Moved” if it meets elsewhere."
    )
    assert list(Meeting.objects.values_list("slug", flat=True)) == ["good"]


def test_a_file_from_before_the_newest_columns_is_read_as_it_was(client, vocabulary):
    meeting = make_meeting(slug="one")
    confirm(groups=[meeting.group], on=date(2025, 12, 1), by="group")
    rows = lines(client)
    for heading in list(HEADINGS.values())[list(HEADINGS).index("invented") + 1 :]:
        rows["one"][heading] = ""
    empty()

    take_in(make_feed(format="csv"), *read(sheet(rows)))

    one = Meeting.objects.get()
    assert (one.confirmed_on, one.confirmed_by, one.time_zone) == (date(2025, 12, 1), "feed", "Europe/London")
    assert one.group.confirmed_on is None


def test_a_demonstration_says_so_to_staff(vocabulary):
    make_meeting(slug="one", feed=make_feed(DEMONSTRATION))

    (record,) = read(sent())

    assert record.cautions == ("Its file says that it is a demonstration, and no meeting that there is.",)


def test_an_address_of_the_group_comes_back_and_staff_are_told_of_it(vocabulary):
    make_meeting(slug="one", group=make_group(email="jo.smith@example.org", phone="07700 900123"))

    (record,) = read(sent())

    assert (record.group_email, record.group_phone) == ("jo.smith@example.org", "07700 900123")
    assert record.cautions == (
        "The group’s e-mail address looks like a person’s.",
        "The group’s phone number may be a person’s.",
    )
