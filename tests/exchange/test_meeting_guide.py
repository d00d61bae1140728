"""Reading Meeting Guide JSON: every row becomes a record or a problem, and none stops the others."""

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

DATA = Path(__file__).parents[1] / "data"
SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = 6, 0, 1, 2, 3, 4, 5


def row(**fields):
    """One valid row in person; a field set to None is left out."""
    usual = {
        "slug": "evening-group",
        "name": "Evening Group",
        "day": 1,
        "time": "19:30",
        "location": "St Mary’s Hall",
        "formatted_address": "12 High Street, Leeds LS1 1AA, UK",
    }
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def read_rows(*rows, **options):
    return list(read(json.dumps(rows).encode(), **options))


def read_row(**fields):
    (record,) = read_rows(row(**fields))
    return record


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


# --- Names and keys


def test_slugs_and_postcodes_may_be_numbers():
    record = read_row(slug=4711, formatted_address=None, address="12 High St", city="Berne", postal_code=3011)
    assert (record.key, record.venue.postcode) == ("4711", "3011")

    american = read_row(formatted_address=None, address="12 Main St", city="Boston", postal_code=2101, country="USA")
    assert american.venue.postcode == "02101"


def test_a_missing_slug_gets_a_key_that_does_not_hang_on_the_order():
    one, other = row(slug=None), row(slug=None, day=2)

    keys = [record.key for record in read_rows(one, other)]

    assert keys == [record.key for record in read_rows(other, row(), one) if record.key != "evening-group"][::-1]
    assert len(set(keys)) == 2


def test_two_meetings_under_one_slug_are_both_kept_and_a_repeated_row_is_not():
    monday, tuesday, again = read_rows(row(), row(day=2), row())

    assert (monday.weekday, tuesday.weekday) == (MONDAY, TUESDAY)
    assert monday.key != tuesday.key
    assert again == Problem(3, "Evening Group", "It says the same as row 1, and is left out.")


def test_a_list_of_days_is_several_meetings_with_the_feeds_numbers_in_their_keys():
    records = read_rows(row(day=[1, 3]), row(slug="other", day=[5]), row(slug="clash", day=[1, 2]), row(slug="clash-2"))

    assert [(record.key, record.weekday, record.line) for record in records] == [
        ("evening-group-1", MONDAY, 1),
        ("evening-group-3", WEDNESDAY, 1),
        ("other", FRIDAY, 2),
        ("clash-1", MONDAY, 3),
        ("clash-day-2", TUESDAY, 3),
        ("clash-2", MONDAY, 4),
    ]


@pytest.mark.parametrize(
    ("rows", "name_from", "group"),
    [
        (7, "auto", "District 5"),
        (8, "auto", "Evening Group"),
        (8, "group", "District 5"),
        (1, "meeting", "Evening Group"),
    ],
)
def test_a_group_of_more_than_seven_rows_is_a_district(rows, name_from, group):
    feed = [row(slug=f"g-{number}", group="District 5") for number in range(rows)]
    assert {record.group for record in read_rows(*feed, group_name_from=name_from)} == {group}


def test_a_row_without_a_group_is_its_own():
    assert read_row(group=None).group == "Evening Group"


def test_a_name_may_come_from_the_group_and_a_row_without_any_is_refused():
    assert read_row(name="", group="Tuesday Group").name == "Tuesday Group"
    assert read_row(name=None, location=None) == Problem(1, "evening-group", "It has no name.")


# --- When


@pytest.mark.parametrize(("typed", "start"), [("7:30 PM", time(19, 30)), ("7pm", time(19)), ("noon", time(12))])
def test_times_are_read_as_typed(typed, start):
    assert read_row(time=typed).starts_at == start


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("time", "TBC", "The time “TBC” cannot be read."),
        ("time", "half seven", "The time “half seven” cannot be read."),
        ("day", "Someday", "The day “Someday” cannot be read."),
        ("day", 9, "The day “9” cannot be read."),
    ],
)
def test_a_time_or_day_that_cannot_be_read_costs_that_row_only(field, value, why):
    bad, good = read_rows(row(slug="bad", **{field: value}), row())

    assert bad == Problem(1, "Evening Group", why)
    assert (good.key, good.line) == ("evening-group", 2)


@pytest.mark.parametrize("value", ["", None, "Appointment"])
def test_a_day_without_a_time_is_by_arrangement_on_that_day(value):
    record = read_row(time=value)
    assert (record.by_arrangement, record.weekday, record.starts_at) == (True, MONDAY, None)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("19:30", "21:00", 90),
        ("23:30", "00:30", 60),
        ("19:30", "19:30", None),
        ("19:30", None, None),
        ("7-8pm", None, 60),
        ("23:00", "24:00", 60),
    ],
)
def test_the_length_comes_from_the_end(start, end, minutes):
    assert read_row(time=start, end_time=end).minutes == minutes


def test_an_end_that_cannot_be_read_is_a_caution():
    record = read_row(end_time="late")
    assert (record.minutes, record.cautions) == (None, ("The end “late” cannot be read.",))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("Europe/London", "Europe/London"), ("ET", "America/New_York"), ("new york", "America/New_York")],
)
def test_a_rows_own_zone_is_read_by_name_or_alias(typed, zone):
    assert read_row(timezone=typed).time_zone == zone


def test_a_zone_that_is_none_is_a_caution():
    record = read_row(timezone="Moon/Base")
    assert (record.time_zone, record.cautions) == ("", ("The time zone “Moon/Base” is not known.",))


def test_words_of_the_groups_note_count_as_well():
    assert read_row(group_notes="Meets 1st & 3rd Mondays").weeks == 5


# --- Where


@pytest.mark.parametrize(
    ("fields", "attendance", "paused"),
    [
        ({"attendance_option": "in_person"}, "in-person", False),
        ({"attendance_option": "hybrid", "conference_url": "https://zoom.us/j/1"}, "hybrid", False),
        ({"attendance_option": "online", "conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online", False),
        ({"attendance_option": "in_person", "types": ["TC"]}, "in-person", True),
        ({"attendance_option": "inactive"}, "in-person", True),
        ({"attendance_option": "inactive", "conference_url": "https://zoom.us/j/1"}, "hybrid", True),
        ({"attendance_option": "inactive", "approximate": "yes", "conference_phone": "+1,,2#"}, "online", True),
        ({}, "in-person", False),
        ({"types": ["TC"]}, "in-person", True),
        ({"conference_url": "https://zoom.us/j/1"}, "hybrid", False),
        ({"conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online", False),
        ({"conference_url": "https://zoom.us/j/1", "approximate": "yes"}, "online", False),
        ({"conference_phone": "+44 20 7946 0000", "formatted_address": "Leeds, UK"}, "online", False),
        ({"types": ["ONL"], "formatted_address": "Leeds, UK"}, "online", False),
        ({"formatted_address": "Leeds, UK"}, "in-person", False),
    ],
)
def test_attendance_is_what_the_row_says_else_what_its_facts_say(fields, attendance, paused):
    record = read_row(**fields)
    assert (record.attendance, record.paused) == (attendance, paused)


def test_an_online_meeting_loses_its_point_and_address_and_keeps_its_area():
    record = read_row(attendance_option="online", latitude=53.8, longitude=-1.5, regions=["Yorkshire", "Leeds"])
    assert record.venue == VenueRecord(town="Leeds", country="GB", regions=("Yorkshire", "Leeds"))


def test_a_row_that_says_no_place_says_so_to_staff():
    record = read_row(location=None, formatted_address=None)

    assert (record.attendance, record.venue) == ("", None)
    assert record.cautions == ("It does not say where it meets.",)


@pytest.mark.parametrize(
    ("fields", "point"),
    [
        ({"latitude": "53.8", "longitude": 0}, (53.8, 0.0)),
        ({"coordinates": "53.8,-1.5"}, (53.8, -1.5)),
        ({"latitude": 0, "longitude": 0}, (None, None)),
        ({"latitude": 95, "longitude": 0}, (None, None)),
        ({"latitude": "NaN", "longitude": "1"}, (None, None)),
        ({"latitude": 53.8}, (None, None)),
    ],
)
def test_coordinates_may_be_texts_and_are_left_out_where_they_are_nowhere(fields, point):
    venue = read_row(**fields).venue
    assert (venue.lat, venue.lng) == point


def test_four_coordinates_are_a_box_and_so_approximate():
    venue = read_row(coordinates="53,-2,54,-1").venue
    assert (venue.lat, venue.lng, venue.approximate) == (53.5, -1.5, True)


def test_a_place_without_a_street_is_approximate():
    assert read_row(formatted_address="Leeds, UK").venue.approximate
    assert not read_row().venue.approximate


def test_a_district_is_no_name_for_a_venue():
    venue = read_row(location="District 7", district="District 7", location_notes="Friends &amp; Co Hall").venue
    assert (venue.name, venue.directions) == ("Friends & Co Hall", "")


@pytest.mark.parametrize(
    ("fields", "regions"),
    [
        ({"region": "Yorkshire", "sub_region": "Leeds"}, ("Yorkshire", "Leeds")),
        ({"regions": "England > Yorkshire"}, ("England", "Yorkshire")),
        ({"regions": ["Leeds"], "region": "Leeds"}, ("Leeds",)),
    ],
)
def test_regions_come_broadest_first(fields, regions):
    assert read_row(**fields).venue.regions == regions


# --- Joining, codes, contacts, notes


def test_passcodes_are_taken_off_and_staff_are_told():
    record = read_row(
        conference_url="zoom.us/j/123?pwd=Secret",
        conference_phone="+442034815237,,123#,,,,*456456#",
        notes="Side door. Passcode: 9876",
        conference_url_notes="Password: OneDay",
    )

    assert (record.online_link, record.online_phone) == ("https://zoom.us/j/123", "+442034815237,,123#")
    assert (record.note, record.online_note) == ("Side door.", "")
    assert set(record.cautions) == {
        "A passcode was taken off its link.",
        "A passcode was taken off its phone number.",
        "A passcode was left out of its text.",
    }


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org/", "see website", "https://user:pw@zoom.us/"]
)
def test_a_link_that_is_no_web_address_is_left_out(link):
    record = read_row(conference_url=link)
    assert record.online_link == ""
    assert "Its link cannot be used, and is left out." in record.cautions


@pytest.mark.parametrize(
    ("types", "codes"),
    [
        (["O", "D", "X"], ("O", "D", "X")),
        ("O,C", ("O", "C")),
        ("[open]", ("O",)),
        (["o", "12X12", 11, None], ("O", "12x12", "11")),
        ("Open, Wheelchair Access", ("O", "X")),
        ("Families, Friends, and Observers Welcome, Speaker", ("O", "Speaker")),
        (["O", "QQ9", "ONL", "TC"], ("O", "QQ9")),
        (None, ()),
    ],
)
def test_types_are_lists_or_texts_codes_or_names_and_unknown_ones_are_kept(types, codes):
    assert read_row(types=types, attendance_option="in_person").codes == codes


def test_a_person_stays_private_and_a_role_does_not():
    person = read_row(email="jo.b@example.org", phone="07700 900123", contact_1_name="Jo", contact_1_email="jo@x.org")
    role = read_row(email="info@example.org", phone="020 7946 0000", website="example.org/group")

    assert (person.group_email, person.group_phone) == ("", "")
    assert len(person.cautions) == 2
    assert "Jo" not in str(person)
    assert (role.group_email, role.group_phone) == ("info@example.org", "020 7946 0000")
    assert role.group_website == "https://example.org/group"


def test_numbers_in_notes_are_masked_unless_staff_allow_that_field():
    rows = [row(notes="Ring Jo on 07700 900123")]

    assert read_rows(*rows)[0].note == "Ring Jo on […]"
    assert read_rows(*rows, allow_private={"note"})[0].note == "Ring Jo on 07700 900123"


def test_no_address_of_an_edit_page_is_kept():
    assert "wp-admin" not in str(read_row(edit_url="https://example.org/wp-admin/post.php?post=1"))


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
