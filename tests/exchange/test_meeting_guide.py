"""Reading Meeting Guide JSON: excerpts of real feeds, whole files, and anything at all."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange import READERS, recognise
from groups.exchange.meeting_guide import FORMAT, read, recognises
from groups.exchange.record import MeetingRecord, Problem, Unreadable, VenueRecord
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK
from tests.exchange.guide_rows import read_rows, row

DATA = Path(__file__).parents[1] / "data"
TUESDAY, THURSDAY, SUNDAY = 1, 3, 6


def excerpt(name):
    return {record.key: record for record in read((DATA / name).read_bytes())}


# --- Excerpts of real feeds


def test_a_real_row_in_person_is_read_whole():
    assert excerpt("meeting-guide-aa.json")["rehoboth-beach-speaker"] == MeetingRecord(
        key="rehoboth-beach-speaker",
        line=1,
        name="Rehoboth Beach Speaker",
        group="Rehoboth Beach Sunday Group",
        attendance="in-person",
        weekday=SUNDAY,
        starts_at=time(19),
        minutes=60,
        venue=VenueRecord(
            name="All Saints' Episcopal Church",
            address="18 Olive Ave",
            town="Rehoboth Beach",
            county="DE",
            postcode="19971",
            country="US",
            regions=("Rehoboth",),
            directions="Parking is NOT PERMITTED in the church parking lot. Anyone parking in the lot will be towed.",
            lat=38.7186782,
            lng=-75.0780198,
        ),
        codes=("O", "SP"),
        updated=datetime(2022, 7, 9, 19, 32, 28, tzinfo=UTC),
    )


def test_a_real_meeting_past_midnight_lasts_an_hour():
    last_call = excerpt("meeting-guide-aa.json")["last-call"]
    assert (last_call.starts_at, last_call.minutes) == (time(23), 60)


def test_a_real_meeting_of_the_summer_has_its_months():
    beach = excerpt("meeting-guide-aa.json")["lewes-beach-meeting"]
    assert (beach.weeks, beach.months) == (EVERY_WEEK, 0b000111110000)


def test_a_real_online_meeting_whose_venue_is_shut_has_no_venue_and_no_passcode():
    literature = excerpt("meeting-guide-aa.json")["rehoboth-women-literature"]

    assert (literature.attendance, literature.paused) == ("online", False)
    assert literature.venue == VenueRecord(town="Rehoboth Beach", county="DE", country="US", regions=("Rehoboth",))
    assert literature.online_phone == "+00000000000,,00000000000#"
    assert "A passcode was taken off its phone number." in literature.cautions


def test_a_real_district_meeting_once_a_month_is_by_arrangement_and_not_in_its_summer():
    business = excerpt("meeting-guide-al-anon.json")["25021-monthly-business-meeting-district-21"]

    assert (business.by_arrangement, business.weekday, business.starts_at) == (True, TUESDAY, time(18, 45))
    assert business.months == EVERY_MONTH & ~0b000011000000
    assert business.note.startswith("Virtual Business meeting that meets one Tuesday a month for GR's & interested")


def test_real_words_about_some_weeks_leave_a_meeting_weekly():
    feed = {**excerpt("meeting-guide-aa.json"), **excerpt("meeting-guide-al-anon.json")}
    for key in ("500477-parents-support-afg", "32990-let-it-begin-with-me-afg", "shore-serenity-discussion"):
        assert (feed[key].by_arrangement, feed[key].weeks) == (False, EVERY_WEEK)
        assert feed[key].cautions


def test_a_real_inactive_row_is_paused_where_it_was():
    paused = excerpt("meeting-guide-al-anon.json")["63680-just-for-today-afg"]
    assert (paused.paused, paused.attendance, paused.venue.name) == (True, "in-person", "Holyoke Medical Center")


def test_a_note_of_blanked_passcodes_vanishes():
    feed = excerpt("meeting-guide-al-anon.json")
    assert feed["65331-one-wednesday-at-a-time-afg"].note == "Virtual Meeting"
    assert feed["30514014-sturbridge-12-step-afg"].note == ""


def test_a_row_without_day_and_time_is_by_arrangement():
    asked, thursday = read((DATA / "meeting-guide-by-appointment.json").read_bytes())

    assert (asked.by_arrangement, asked.weekday, asked.starts_at, asked.attendance) == (True, None, None, "online")
    assert (thursday.by_arrangement, thursday.weekday, thursday.starts_at) == (False, THURSDAY, time(20))


# --- Whole files


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The answer is empty."),
        (b"[]", "The answer is a list without any meeting."),
        (b"<!DOCTYPE html><p>Just a moment", "The answer is a web page, not a list of meetings."),
        (b'{"error": "no"}', "The answer is JSON, but no list of meetings."),
        (b"[" * 100_000, "The answer is JSON too deep to be a list of meetings."),
    ],
)
def test_what_is_no_feed_is_refused_at_once_with_a_sentence(data, why):
    with pytest.raises(Unreadable, match=why.replace(".", r"\.")):
        read(data)


def test_garbage_after_the_list_is_refused():
    with pytest.raises(Unreadable, match="not JSON"):
        read(json.dumps([row()]).encode() + b"<!-- cached -->")


def test_a_byte_order_mark_and_the_sheets_service_are_read():
    assert len(list(read(b"\xef\xbb\xbf" + json.dumps([row()]).encode()))) == 1
    assert len(list(read(json.dumps({"warnings": [], "meetings": [row()]}).encode()))) == 1


def test_the_format_is_recognised_by_how_it_begins():
    feed = json.dumps([row()]).encode()

    assert recognise(feed) is FORMAT is READERS["meeting-guide"]
    assert not recognises(b'[{"id_bigint":"1"}]')
    with pytest.raises(Unreadable, match="web page"):
        recognise(b"  <html>")


# --- Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "slug name day time end_time timezone location location_notes formatted_address address city state postal_code"
    " country region regions types notes group group_notes district attendance_option conference_url"
    " conference_url_notes conference_phone latitude longitude coordinates approximate updated email phone website"
)
ODD = st.sampled_from(
    [
        "",
        "Monday",
        "7pm",
        "19:30",
        3,
        [1, 3],
        "online",
        "inactive",
        ["TC", "ONL"],
        "yes",
        "1st & 3rd Monday",
        "https://a.b",
    ]
)
ROWS = st.dictionaries(st.sampled_from(FIELDS.split()), ODD | JSON, max_size=10)


@given(st.lists(JSON | ROWS, min_size=1, max_size=5))
def test_every_row_of_any_list_becomes_a_record_or_a_problem(rows):
    read_ones = read_rows(*rows)

    assert {one.line for one in read_ones} == set(range(1, len(rows) + 1))
    records = [one for one in read_ones if isinstance(one, MeetingRecord)]
    assert all(isinstance(one, MeetingRecord | Problem) for one in read_ones)
    assert len({record.key for record in records}) == len(records)
    for record in records:
        assert 0 < len(record.key) <= 255 and 0 < len(record.name) <= 160
        assert record.weeks in CANONICAL_WEEKS and 1 <= record.months <= EVERY_MONTH
        assert record.by_arrangement or (record.weekday is not None and record.starts_at is not None)
        assert record.minutes is None or 1 <= record.minutes < 1440
        assert record.attendance != "online" or record.venue is None or record.venue.lat is None
        repr(record).encode()


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_break_the_reader(data):
    try:
        assert all(isinstance(one, MeetingRecord | Problem) for one in read(data))
    except Unreadable as error:
        assert str(error).endswith(".")
