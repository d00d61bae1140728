"""Rows of Meeting Guide's fields: what they are called, when they meet, and what goes public of them."""

from datetime import time

import pytest

from groups.exchange.record import Problem
from tests.exchange.guide_rows import read_row, read_rows, row

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


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
