"""`/meetings.csv`: what is written is read again by our own import, and is never a formula."""

import csv
import io
import json
from datetime import date, time

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.exchange.record import Problem
from groups.exchange.spreadsheet import own_reading as own_sheet_reading
from groups.exchange.spreadsheet import read
from groups.exchange.spreadsheet.own import HEADINGS
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Area,
    Feed,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Programme,
    Tag,
    Venue,
)
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import (
    About,
    Answer,
    Attendance,
    Audience,
    BankHolidays,
    Cost,
    ExceptionKind,
    Joining,
    Precision,
    WhoMayCome,
    YesNo,
)
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, SECOND
from tests.factories import make_exception, make_feed, make_group, make_meeting, make_tag, make_venue, reindexed
from tests.feeds.taking_in import NOW, take_in
from tests.pages.files.reading import body

pytestmark = pytest.mark.django_db


def lines(client, **asked):
    """The rows of the file by their slugs, the cells by their headings as they stand in it."""
    text = body(client.get("/meetings.csv", asked)).decode("utf-8-sig")
    return {row["Slug"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_every_meeting_is_a_line_in_words(client):
    venue = make_venue("Trinity Hall", address="1 Fore Street\nStoke", postcode="IP4 1AA", directions="Behind")
    one = make_meeting(
        slug="harbour",
        group=make_group("Harbour Lights", slug="harbour-lights", private_contact="someone@example.org"),
        venue=venue,
        minutes=60,
        weeks=SECOND,
        who=WhoMayCome.ANYONE,
    )
    MeetingTag.objects.create(meeting=one, tag=make_tag("women"), weeks=SECOND)
    make_exception(one, ExceptionKind.CANCELLED, date(2026, 1, 12), note="The hall is closed.")
    make_meeting(slug="asked", by_arrangement=True)

    found = lines(client)
    said = {heading: cell for heading, cell in found["harbour"].items() if cell}
    assert sorted(found) == ["asked", "harbour"]
    assert list(found["harbour"]) == list(HEADINGS.values())
    assert said == {
        "Slug": "harbour",
        "Number": str(one.pk),
        "Group": "Harbour Lights",
        "Group slug": "harbour-lights",
        "Day": "Monday",
        "Time": "7:30pm to 8:30pm",
        "Weeks": "2nd",
        "Time zone": "Europe/London",
        "Other dates": "cancelled | 2026-01-12 | note: The hall is closed.",
        "Attendance": "In person",
        "Venue": "Trinity Hall",
        "Address": "1 Fore Street\nStoke",
        "Town": "Ipswich",
        "Postcode": "IP4 1AA",
        "Precision": "exact",
        "Latitude": "52.056",
        "Longitude": "1.15",
        "How to get there": "Behind",
        "Who may come": "Anyone can come",
        "Tags": "women (2nd)",
        "Page": "http://127.0.0.1:8000/meetings/harbour/",
    }


def test_of_a_hidden_venue_nothing_but_its_area(client):
    venue = make_venue(
        "The Secret House", address="9 Quiet Lane", town="Ufford", postcode="IP13 6XX", directions="Ring twice",
        precision=Precision.HIDDEN,
    )  # fmt: skip
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    AccessAnswer.objects.create(venue=venue, feature=feature, answer="yes", note="Behind the Snug")
    meeting = make_meeting(slug="hidden", venue=venue, room="The Snug", door="Blue door")
    elsewhere = make_venue("Another Secret", precision=Precision.HIDDEN)
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), venue=elsewhere, room="Another Snug")

    text = body(client.get("/meetings.csv")).decode()

    assert "hidden" in text
    for secret in ("Secret", "Quiet", "Ufford", "IP13", "Ring", "Snug", "Blue", "52.", "1.15"):
        assert secret not in text


def test_what_is_invented_says_so(client):
    make_meeting(slug="one", feed=make_feed(DEMONSTRATION))

    assert lines(client)["one"]["Demonstration"] == "Yes"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'=", "''", "\r"])
def test_no_cell_is_a_formula_and_each_is_read_as_it_was(client, start):
    text = f"{start}HYPERLINK(1)"
    make_meeting(slug="one", group=make_group(text), note=text, room=text)
    sent = body(client.get("/meetings.csv"))

    for row in csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    (record,) = read(sent)
    assert (record.group, record.note, record.stated["room"]) == (text.strip(),) * 3


@pytest.mark.parametrize(
    ("heading", "cell", "why"),
    [
        ("Day", "Someday", "Write a day such as Tuesday."),
        ("Group", "", "It has no slug or no group."),
        ("Precision", "vague", "Write one of these: exact, approximate, hidden."),
        ("Latitude", "nan", "Its coordinates are no place on the map, and are left out."),
        ("Youngest age", "old", "Leave the number as it was exported; a new listing has none."),
    ],
)
def test_a_bad_cell_costs_its_row_alone(client, heading, cell, why):
    make_meeting(slug="bad")
    make_meeting(slug="good")
    rows = lines(client)
    rows["bad"][heading] = cell

    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(HEADINGS.values()))
    writer.writeheader()
    writer.writerows(rows.values())

    assert [one.why if isinstance(one, Problem) else one.key for one in read(made.getvalue().encode())] == [why, "good"]


@given(st.lists(st.lists(st.text(max_size=12), max_size=70), min_size=1, max_size=4))
def test_no_cells_whatever_stop_the_reader(rows):
    made = io.StringIO(newline="")
    csv.writer(made).writerows([list(HEADINGS.values()), *rows])
    data = made.getvalue().encode("utf-8", "replace")

    assert own_sheet_reading.recognises(data)
    try:
        assert len(list(own_sheet_reading.read(data))) <= len(rows)
    except own_sheet_reading.Unreadable as reason:
        assert str(reason)


# --- There and back

_LETTERS = "abcXYZéÅñ日=+-@'\"|;,:%()/"
_words = st.lists(st.text(_LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
_or_none = st.one_of(st.just(""), _words)


def _one_of(choices):
    return st.sampled_from(["", *choices.values])


_groups = st.fixed_dictionaries(
    {
        "name": _words,
        "description": _or_none,
        "audience": _one_of(Audience),
        "about": st.integers(0, sum(About)),
        "website": st.sampled_from(["", "https://group.example.org/a?b=c"]),
        "email": st.sampled_from(["", "hello@group.example.org"]),
        "phone": st.sampled_from(["", "0800 1111 111"]),
    }
)
_venues = st.fixed_dictionaries(
    {
        "name": _words,
        "address": st.lists(_words, max_size=2).map("\n".join),
        "town": _or_none,
        "postcode": st.sampled_from(["", "IP4 1AA"]),
        "country": st.sampled_from(["", "GB", "IE"]),
        "directions": _or_none,
        "precision": st.sampled_from([Precision.EXACT.value, Precision.APPROXIMATE.value]),
        "point": st.none() | st.tuples(st.floats(-89, 89).map(lambda n: round(n, 7)), st.floats(-179, 179)),
    }
)
_dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))
_often = st.one_of(
    st.sampled_from(CANONICAL_WEEKS).map(lambda weeks: {"weeks": weeks}),
    st.integers(2, 6).flatmap(lambda n: st.integers(0, n - 1).map(lambda phase: {"interval": n, "phase": phase})),
)
_whens = st.one_of(
    st.builds(
        lambda often, **fields: {**often, **fields},
        _often,
        weekday=st.integers(0, 6),
        starts_at=st.times().map(lambda t: time(t.hour, t.minute)),
        minutes=st.none() | st.integers(1, 1440),
        months=st.integers(1, EVERY_MONTH),
        first=st.none() | st.dates(date(2020, 1, 1), date(2025, 12, 31)),
        last=st.none() | st.dates(date(2026, 6, 1), date(2027, 12, 31)),
        drop_in=st.booleans(),
    ),
    st.just({"by_arrangement": True}),
)
_facts = st.fixed_dictionaries(
    {
        "name": _or_none,
        "room": _or_none,
        "door": _or_none,
        "who": _one_of(WhoMayCome),
        "who_note": _or_none,
        "open_weeks": st.sampled_from([0, *CANONICAL_WEEKS]),
        "joining": _one_of(Joining),
        "joining_note": _or_none,
        "cost": _one_of(Cost),
        "cost_note": _or_none,
        "youngest": st.none() | st.integers(0, 40),
        "oldest": st.none() | st.integers(40, 120),
        "newcomer_met": _one_of(YesNo),
        "newcomer_contact": _or_none,
        "newcomer_note": _or_none,
        "languages": st.sampled_from(["", "en-GB", "cy bfi", "pl"]),
        "slip": _one_of(YesNo),
        "children": _one_of(YesNo),
        "bank_holidays": _one_of(BankHolidays),
        "note": st.lists(_words, max_size=3).map("\n".join),
        "time_zone": st.sampled_from(["", "Europe/Dublin"]),
        "confirmed_on": st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    }
)
_answers = st.dictionaries(st.sampled_from(["step-free", "lift", "parking"]), st.sampled_from(Answer.values))
_exceptions = st.one_of(
    st.builds(dict, kind=st.sampled_from(["cancelled", "meets", "ask"]), first=_dates, note=_or_none),
    st.builds(
        dict, kind=st.just("moved"), first=_dates, to=_dates, starts_at=st.none() | st.just(time(18, 15)),
        room=_or_none, note=_or_none,
    ),
    st.builds(dict, kind=st.just("extra"), first=_dates, starts_at=st.just(time(9)), online_link=st.just("")),
)  # fmt: skip
_meetings = st.fixed_dictionaries(
    {
        "when": _whens,
        "attendance": st.sampled_from(Attendance.values),
        "facts": _facts,
        "tags": st.dictionaries(st.sampled_from(["women", "speaker"]), st.sampled_from(CANONICAL_WEEKS)),
        "access": _answers,
        "venue_access": _answers,
        "exceptions": st.lists(_exceptions, max_size=2, unique_by=lambda one: one["first"]),
        "group": _groups,
        "venue": _venues,
    }
)


def _empty():
    for model in (MeetingException, AccessAnswer, MeetingTag, Meeting, Group, Venue, Feed):
        model.objects.all().delete()


def _write(number, said):
    group = Group.objects.create(
        slug=f"group-{number}", status="listed", programme=Programme.objects.first() if number % 2 else None,
        area=Area.objects.first() if number % 2 else None, **said["group"],
    )  # fmt: skip
    fields, attendance = {**said["when"], **said["facts"]}, said["attendance"]
    venue = None
    if attendance != "online":
        place = dict(said["venue"])
        lat, lng = place.pop("point") or (None, None)
        place["name"] = f"{number} {place['name']}"
        venue = Venue.objects.create(lat=lat, lng=lng, area=group.area, **place)
        for slug, answer in said["venue_access"].items():
            AccessAnswer.objects.create(venue=venue, feature=AccessFeature.objects.get(slug=slug), answer=answer)
    if attendance != "in-person":
        fields |= [{"online_link": "https://meet.example.org/a?b=c"}, {"online_ask": True}][number % 2]
    if fields["name"] == group.name:
        fields["name"] = ""
    meeting = Meeting.objects.create(
        slug=f"meeting-{number}", group=group, venue=venue, attendance=attendance, status="listed", **fields
    )
    for slug, weeks in said["tags"].items():
        MeetingTag.objects.create(meeting=meeting, tag=Tag.objects.get(slug=slug), weeks=weeks)
    for slug, answer in said["access"].items():
        AccessAnswer.objects.create(meeting=meeting, feature=AccessFeature.objects.get(slug=slug), answer=answer)
    for one in said["exceptions"]:
        MeetingException.objects.create(meeting=meeting, last=one["first"], **one)


_NOT_COMPARED = {
    "id", "feed", "feed_key", "feed_values", "last_seen", "cautions", "confirmed_by", "area_worked_out", "group",
    "venue", "time_zone",
}  # fmt: skip
"""Where a record comes from, and how it was checked; a zone that is the site's is written out."""


def _columns(record, *without):
    named = {field.name: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return {name: value for name, value in named.items() if name not in (*_NOT_COMPARED, *without)}


def _everything():
    """All public facts by the slugs of the meetings."""
    found = {}
    for one in Meeting.objects.select_related("group", "venue"):
        found[one.slug] = {
            "meeting": _columns(one) | {"zone": one.zone.key},
            "group": _columns(one.group, "slug") | {"key": one.group.feed_key or one.group.slug},
            "venue": _columns(one.venue) if one.venue else None,
            "tags": sorted(one.meeting_tags.values_list("tag__slug", "weeks")),
            "access": sorted(one.access_answers.values_list("feature__slug", "answer")),
            "venue_access": sorted(one.venue.access_answers.values_list("feature__slug", "answer"))
            if one.venue
            else None,
            "exceptions": sorted(
                (repr(_columns(row, "meeting", "arrives_on")) for row in one.exceptions.all()),
            ),
        }
    return found


@pytest.fixture
def vocabulary():
    Programme.objects.create(
        name="Alcoholics Anonymous", slug="alcoholics-anonymous", approach="12-step", audience="self"
    )
    Area.objects.create(name="Ipswich", slug="ipswich", kind="town")
    for slug in ("women", "speaker"):
        make_tag(slug)
    for slug in ("step-free", "lift", "parking"):
        AccessFeature.objects.create(slug=slug, label=slug.capitalize())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_meetings, min_size=1, max_size=3))
def test_export_then_import_gives_an_identical_database(vocabulary, said):
    _empty()
    for number, one in enumerate(said):
        _write(number, one)
    reindexed()
    before, sent = _everything(), body(Client().get("/meetings.csv"))
    before = {slug: facts for slug, facts in before.items() if f"\n{slug},".encode() in sent}
    _empty()

    take_in(feed := make_feed(format="csv"), *(rows := list(read(sent))))

    assert [row.why for row in rows if isinstance(row, Problem)] == []
    assert json.dumps(_everything(), default=str, sort_keys=True, indent=1) == json.dumps(
        before, default=str, sort_keys=True, indent=1
    )
    again = take_in(feed, *rows, now=NOW)
    assert str(again) == f"added 0, changed 0, unchanged {len(before)}, gone 0, rejected 0"


def test_an_answer_or_a_date_that_changes_in_the_file_changes_here(client, vocabulary):
    meeting = make_meeting(slug="one", weeks=EVERY_WEEK)
    lift = AccessFeature.objects.get(slug="lift")
    answer = AccessAnswer.objects.create(venue=meeting.venue, feature=lift, answer="yes")
    off = make_exception(meeting, ExceptionKind.CANCELLED, date(2026, 1, 12))
    before = list(read(body(client.get("/meetings.csv"))))
    answer.answer = "no"
    answer.save()
    off.delete()
    make_exception(meeting, ExceptionKind.CANCELLED, date(2026, 1, 19))
    after = list(read(body(client.get("/meetings.csv"))))
    _empty()
    feed = make_feed(format="csv")
    take_in(feed, *before)

    take_in(feed, *after)

    one = Meeting.objects.get(feed_key="one")
    assert list(one.venue.access_answers.values_list("answer", flat=True)) == ["no"]
    assert list(one.exceptions.values_list("first", flat=True)) == [date(2026, 1, 19)]
