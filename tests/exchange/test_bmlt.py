"""Reading BMLT: an excerpt of a real server, whole answers of either interface, and anything at all."""

import json
from contextlib import suppress
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange import READERS, recognise
from groups.exchange.bmlt import FORMAT, read, recognises
from groups.exchange.record import MeetingRecord, Problem, Unreadable, VenueRecord
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_WEEK, FIRST, FOURTH, LAST, SECOND, THIRD
from tests.exchange.bmlt_made import listed, online_row, read_rows, row

DATA = Path(__file__).parents[1] / "data"
BERLIN, FORMATS = (DATA / "bmlt-berlin.json").read_bytes(), (DATA / "bmlt-berlin-formats.json").read_bytes()
TUESDAY, SATURDAY = 1, 5


@pytest.fixture(params=[FORMATS, b""], ids=["with its formats", "by keys alone"])
def berlin(request):
    return {record.key: record for record in read(BERLIN, beside=request.param)}


def weeks_of(record):
    return {coded.code: coded.weeks for coded in record.codes if coded.weeks != EVERY_WEEK}


# --- An excerpt of a real server


def test_a_real_row_in_person_is_read_whole(berlin):
    meeting = berlin["10969"]

    assert (meeting.name, meeting.group, meeting.attendance) == ("12SODMF", "12SODMF", "in-person")
    assert (meeting.weekday, meeting.starts_at, meeting.minutes) == (SATURDAY, time(19), 90)
    assert meeting.venue == VenueRecord(
        name="NA Basis Berlin",
        address="Franz-Mehring-Platz 1",
        town="Berlin",
        postcode="10243",
        country="DE",
        regions=("Friedrichshain",),
        directions="Berlin Ostbahnhof",
        lat=52.5127354,
        lng=13.4401668,
    )
    assert meeting.note == "Raum 217\nSpirituelles Prinzip des Tages"
    assert (meeting.time_zone, meeting.updated, meeting.cautions) == ("", None, ())


def test_two_real_meetings_fall_in_their_weeks_alone_and_all_others_every_week(berlin):
    assert {key: record.weeks for key, record in berlin.items() if record.weeks != EVERY_WEEK} == {
        "10859": FIRST | THIRD,
        "10860": SECOND | FOURTH,
    }
    assert [key for key, record in berlin.items() if record.by_arrangement] == []


def test_weeks_in_which_a_real_meeting_is_open_or_has_a_speaker_are_kept(berlin):
    assert weeks_of(berlin["10933"]) == {"O1": FIRST, "FuAL": LAST, "Sp2": SECOND}
    assert weeks_of(berlin["10969"]) == {"SpL": LAST}


def test_real_online_meetings_are_nowhere_on_the_map(berlin):
    online = [record for record in berlin.values() if record.attendance == "online"]

    assert len(online) == 5
    assert {(record.venue.lat, record.venue.lng, record.venue.address) for record in online} == {(None, None, "")}


def test_no_passcode_of_a_real_meeting_comes_in(berlin):
    assert {record.online_note for record in berlin.values()} == {""}
    assert "A passcode was left out of its text." in berlin["10818"].cautions


def test_a_real_meeting_whose_address_is_kept_has_no_point_either(berlin):
    hidden = berlin["10897"]

    assert (hidden.venue.town, hidden.venue.lat, hidden.venue.approximate) == ("Berlin", None, True)
    assert "example.invalid" not in hidden.note


def test_what_a_server_put_before_its_values_is_no_part_of_them():
    assert "#@-@#" in BERLIN.decode()
    assert [record for record in read(BERLIN) if "#@-@#" in repr(record)] == []


# --- Which format it is


def test_it_is_told_from_meeting_guide():
    assert recognise(BERLIN) == recognise(b"\xef\xbb\xbf" + BERLIN) == READERS["bmlt"] == FORMAT
    assert recognise((DATA / "meeting-guide-aa.json").read_bytes()) == READERS["meeting-guide"]


ADMIN_ROW = {
    "id": 7,
    "serviceBodyId": 3,
    "formatIds": [17, 33],
    "venueType": 1,
    "temporarilyVirtual": False,
    "day": 6,
    "startTime": "19:30",
    "duration": "01:30",
    "timeZone": "Europe/London",
    "latitude": 52.0567,
    "longitude": 1.1482,
    "published": True,
    "email": "jo.bloggs@example.org",
    "worldId": "G00012345",
    "name": "Clean on Saturday",
    "location_text": "Trinity Hall",
    "location_street": "1 Church Street",
    "location_municipality": "Ipswich",
    "location_postal_code_1": "IP1 1AA",
    "location_nation": "UK",
    "comments": None,
    "contact_phone_1": "07700 900123",
    "adminNotes": "Jo has the key",
    "customFields": {"public_transport": "Bus 66"},
}


@pytest.mark.parametrize(
    "answer",
    [
        {"formats": [listed(1, "B")], "meetings": [row()]},
        [row(id_bigint=None)],
        [ADMIN_ROW],
        [{"day": 1, "startTime": "19:30", "venueType": 2, "name": "Hope"}],
    ],
)
def test_every_shape_of_it_is_recognised(answer):
    assert recognise(json.dumps(answer).encode()) == FORMAT


@pytest.mark.parametrize("data", [b"", b"<html>id_bigint", b"[]", b'[{"slug": "a", "day": 1, "time": "19:30"}]'])
def test_nothing_else_is(data):
    assert not recognises(data)


# --- Whole answers


def test_formats_may_come_along_or_stand_apart():
    formats = [listed(17, "Wheel", "Step free", world="WCHR")]
    meeting = row(formats="Wheel", format_shared_id_list="17")

    together = list(read(json.dumps({"meetings": [meeting], "formats": formats}).encode()))

    assert together == read_rows(meeting, known=formats)
    assert together[0].codes[0].names[0] == ("bmlt-world", "WCHR", False)


def test_the_admin_interface_says_the_same_with_sunday_0():
    translations = [{"key": "WC", "name": "Rollstuhl", "description": "", "language": "de"}]
    formats = [{"id": 17, "worldId": "WCHR", "type": "LOCATION", "translations": translations}]

    (record,) = read_rows(ADMIN_ROW, known=formats)

    assert (record.key, record.weekday, record.starts_at, record.minutes) == ("7", SATURDAY, time(19, 30), 90)
    assert (record.name, record.attendance, record.time_zone) == ("Clean on Saturday", "in-person", "Europe/London")
    assert (record.venue.lat, record.venue.lng, record.venue.directions) == (52.0567, 1.1482, "Bus 66")
    assert [coded.code for coded in record.codes] == ["WC", "33"]


def test_contacts_and_notes_of_administrators_never_come_in():
    private = {"contact_name_1": "Jo", "contact_phone_1": "07700 900123", "email_contact": "jo@example.org"}
    records = read_rows(ADMIN_ROW, row(**private, admin_notes="Jo has the key"))

    assert [text for text in ("Jo", "07700", "jo@", "jo.bloggs") if text in repr(records)] == []


def test_numbers_of_several_servers_do_not_meet():
    one, other = row(root_server_uri="https://one.example.org/"), row(root_server_uri="https://other.example.org/")

    assert [record.key for record in read_rows(one, other)] == ["one.example.org#2566", "other.example.org#2566"]
    assert [record.key for record in read_rows(row(root_server_id="4"))] == ["4#2566"]
    assert [record.key for record in read_rows(one)] == ["2566"]


def test_the_same_number_twice_is_a_problem():
    _first, second = read_rows(row(), row(weekday_tinyint="4"))

    assert second == Problem(2, "Clean on Tuesday", "Row 1 has the same number.")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"<html>", "web page"),
        (b"[{", "not JSON"),
        (b"[]", "without any meeting"),
        (b'{"meetings": []}', "without any meeting"),
        (b'{"formats": []}', "no list of meetings"),
    ],
)
def test_what_is_no_list_of_meetings_is_refused_whole(data, why):
    with pytest.raises(Unreadable, match=why):
        read(data)


def test_formats_that_cannot_be_read_refuse_the_whole():
    with pytest.raises(Unreadable, match="not JSON"):
        read(BERLIN, beside=b"{")


# --- Anything at all

NAMES = [*row(), *ADMIN_ROW, *online_row(), "time_zone", "comments", "root_server_id", "worldid_mixed"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
TELLING = st.sampled_from(
    ["1", "2", "3", "7", "19:30:00", "O1,Wo2,VM", "17,33", "Sp1", "24:00:00", "1st & 3rd", "#@-@#"]
)
ANYTHING = st.recursive(
    SCALARS | TELLING, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)
ODD_ROWS = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=12).map(lambda odd: {**row(), **odd})
LISTED = st.dictionaries(st.sampled_from([*listed(1, "O"), "translations", "worldId", "key"]), ANYTHING)


@given(st.lists(ODD_ROWS | st.dictionaries(st.sampled_from(NAMES), ANYTHING) | ANYTHING, min_size=1, max_size=4))
def test_every_row_is_a_record_or_a_problem(rows):
    read_ = list(read(json.dumps(rows).encode()))

    assert [one.line for one in read_] == list(range(1, len(rows) + 1))
    for one in read_:
        assert isinstance(one, Problem) or (one.key and one.name and one.weeks in CANONICAL_WEEKS)
        assert isinstance(one, Problem) or one.by_arrangement or None not in (one.weekday, one.starts_at)


@given(ODD_ROWS, st.lists(LISTED | ANYTHING, max_size=4))
def test_no_list_of_formats_breaks_it(odd, formats):
    (one,) = read_rows(odd, known=formats)

    assert isinstance(one, MeetingRecord | Problem)


@given(st.binary())
def test_no_bytes_break_it(data):
    recognises(data)
    with suppress(Unreadable):
        list(read(data))
