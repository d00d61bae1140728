"""`/meetings.csv`: what is written is read again by our own import, and is never a formula."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange.record import Problem
from groups.exchange.spreadsheet import own_reading as own_sheet_reading
from groups.exchange.spreadsheet import read
from groups.exchange.spreadsheet.own import HEADINGS
from groups.models import AccessAnswer, AccessFeature, MeetingTag
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import ExceptionKind, Precision, WhoMayCome
from groups.rules.schedule import SECOND
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_tag, make_venue
from tests.pages.files.reading import body, lines, sheet

pytestmark = pytest.mark.django_db


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
        "Venue number": str(venue.pk),
        "Time zone is the site's": "Yes",
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

    assert [one.why if isinstance(one, Problem) else one.key for one in read(sheet(rows))] == [why, "good"]


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


def test_a_venue_of_a_single_date_is_told_in_full_but_a_hidden_one_by_its_area(client):
    meeting = make_meeting(slug="one")
    church = make_venue("Church | Hall", address="1 High Street\nStoke", postcode="IP1 1AA", lat=52.5, lng=1.25)
    AccessAnswer.objects.create(
        venue=church, feature=AccessFeature.objects.create(slug="lift", label="Lift"), answer="yes", note="Ask inside"
    )
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 12), venue=church, room="Snug")
    secret = make_venue("Another Secret", precision=Precision.HIDDEN, area=make_area(slug="ipswich"))
    make_exception(meeting, ExceptionKind.MOVED, date(2026, 1, 19), venue=secret, room="Another Snug")

    row = lines(client)["one"]

    assert row["Other dates"].split("\n") == [
        "moved | 2026-01-12 | room: Snug | venue: Church %7C Hall, 1 High Street, Stoke, Ipswich, IP1 1AA"
        f" | venue number: {church.pk}",
        "moved | 2026-01-19 | venue number: hidden in ipswich",
    ]
    assert row["Venues of other dates"] == (
        f"Venue number: {church.pk} | Venue: Church %7C Hall | Address: 1 High Street%0AStoke | Town: Ipswich"
        " | Postcode: IP1 1AA | Precision: exact | Latitude: 52.5 | Longitude: 1.25"
        " | Access to the venue: lift: yes (Ask inside)"
    )


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("canceled | 2026-01-12", "Write one of these: cancelled, moved, extra, meets, ask."),
        ("cancelled | Monday", "Write dates and times of other dates such as 2027-01-05 and 19:30."),
        (
            "moved | 2026-01-12 | to: 2026-01-13",
            "Other dates have these parts: moves to, at, room, link, venue, venue number, note.",
        ),
    ],
)
def test_a_date_that_cannot_be_read_says_what_to_write(client, cell, why):
    make_meeting(slug="bad")
    rows = lines(client)
    rows["bad"]["Other dates"] = cell

    (problem,) = read(sheet(rows))

    assert problem.why == why
