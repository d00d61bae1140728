"""Listings go out as a spreadsheet and come back in: what is new, what changes, what is refused; nothing is lost."""

from datetime import date, time

import pytest

from groups.models import Area, Change, Deed, Group, Meeting, MeetingTag, Site, Venue
from groups.rules.choices import Attendance, Status
from groups.upkeep.spreadsheet import files
from groups.upkeep.undoing import undo
from tests.factories import (
    make_area,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
    make_venue,
)
from tests.spreadsheet.reading import NEW, differences, everything, exported, faults, read, sheet, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


def change(meeting, **cells):
    """The exported row of a meeting with some cells changed."""
    data = exported(Meeting.objects.filter(pk=meeting.pk))
    dataset = files.read(data)
    [row] = dataset.dict
    return sheet(row | cells)


# --- What is new


def test_a_new_row_is_a_group_a_venue_and_a_meeting():
    take_in(sheet(NEW))

    meeting = Meeting.objects.get()
    assert (meeting.group.name, meeting.group.slug, meeting.group.status) == ("Anchor", "anchor", Status.LISTED)
    assert (meeting.weekday, meeting.starts_at, meeting.minutes) == (1, time(19, 30), 60)
    assert str(meeting.venue) == "Mill Hall, Woodbridge"
    assert (meeting.slug, meeting.status) == ("anchor-tuesday-7-30pm", Status.LISTED)


def test_rows_of_one_new_group_share_it_and_its_new_venue():
    take_in(sheet(NEW, NEW | {"Day": "Friday", "Venue": "MILL HALL", "Group": "anchor"}))

    assert (Group.objects.count(), Venue.objects.count(), Meeting.objects.count()) == (1, 1, 2)


def test_a_group_that_is_there_gets_another_meeting():
    group = make_group("Anchor")

    take_in(sheet(NEW))

    assert Meeting.objects.get().group == group


def test_a_venue_that_is_known_by_name_and_postcode_is_used_as_it_is():
    venue = make_venue("Mill Hall", postcode="IP12 1ZZ", town="Melton")

    take_in(sheet(NEW | {"Postcode": "ip121zz"}))

    assert Meeting.objects.get().venue == venue
    assert Venue.objects.get().town == "Melton"


def test_the_point_comes_from_the_postcode():
    make_place("IP12 1ZZ", kind="postcode", key="ip12 1zz", lat=52.09, lng=1.32)

    take_in(sheet(NEW))

    assert (Venue.objects.get().lat, Venue.objects.get().lng) == (52.09, 1.32)


def test_programme_area_and_tags_are_known_by_their_names():
    programme, area = make_programme("Alcoholics Anonymous", short_name="AA"), make_area("Woodbridge")
    women, speaker = make_tag("women"), make_tag("speaker")

    take_in(sheet(NEW | {"Programme": "aa", "Area": "woodbridge", "Tags": "women; Speaker (1st and last)"}))

    group = Group.objects.get()
    assert (group.programme, group.area) == (programme, area)
    assert set(MeetingTag.objects.values_list("tag", "weeks")) == {(women.pk, 63), (speaker.pk, 33)}


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        ({"Weeks": "2nd and 4th"}, {"weeks": 10}),
        ({"Weeks": "last Tuesday of the month"}, {"weeks": 32}),
        ({"Weeks": "Every other week (5 January 2027 is one)"}, {"interval": 2, "phase": 0}),
        ({"Weeks": "By arrangement", "Day": "", "Time": ""}, {"by_arrangement": True, "weekday": None}),
        ({"Months": "not in August"}, {"months": 0b111101111111}),
        ({"First date": "05/01/2027"}, {"first": date(2027, 1, 5)}),
        ({"Time": "19.30"}, {"starts_at": time(19, 30), "minutes": None}),
        ({"Who may come": "anyone", "Cost": "free"}, {"who": "anyone", "cost": "free"}),
        (
            {"Attendance": "online", "Online link": "https://zoom.us/j/1", "Venue": "", "Town": "", "Postcode": ""},
            {"attendance": Attendance.ONLINE, "venue_id": None},
        ),
        ({"Status": "Draft"}, {"status": Status.DRAFT}),
    ],
)
def test_cells_are_read_as_people_write_them(cells, facts):
    take_in(sheet(NEW | cells))

    meeting = Meeting.objects.get()
    assert {name: getattr(meeting, name) for name in facts} == facts


def test_headings_that_others_use_are_understood_and_strange_ones_named():
    resource, result = read(
        sheet(
            {"group name": "Anchor", "DAY": "tue", "start": "7pm", "Colour": "red"}
            | {"Attendance": "In person", "Location": "Mill Hall", "City": "Woodbridge"}
        )
    )

    assert faults(result) == []
    assert resource.left_out == ["Colour"]


# --- What changes


def test_a_listing_is_known_again_by_its_number_and_only_what_differs_is_changed():
    meeting = make_meeting(minutes=60, room="Upstairs")

    result = take_in(change(meeting, Time="8pm to 9pm"))

    assert differences(result) == [("update", [("Time", "7:30pm to 8:30pm", "8pm to 9pm")])]
    assert Change.objects.values_list("table", "before", "after").get() == (
        "meeting",
        {"starts_at": "19:30:00"},
        {"starts_at": "20:00:00"},
    )


def test_columns_that_are_not_there_change_nothing():
    meeting = make_meeting(note="Tea.", who="anyone")

    take_in(sheet({"Number": meeting.pk, "Group": "Harbour Lights", "Time": "8pm"}))

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.note, meeting.who) == (time(20), "Tea.", "anyone")


def test_an_empty_cell_empties_what_was_stated():
    meeting = make_meeting(note="Tea.")

    take_in(change(meeting, Note=""))

    meeting.refresh_from_db()
    assert meeting.note == ""


def test_a_venue_of_the_same_name_is_corrected_for_all_who_meet_there():
    venue = make_venue("Trinity Hall", postcode="IP1 1AA")
    meeting = make_meeting(venue=venue)

    take_in(change(meeting, Postcode="IP1 1AB"))

    assert Venue.objects.get().postcode == "IP1 1AB"


def test_another_venues_name_is_another_venue():
    meeting = make_meeting(room="Upstairs", door="Side door")

    take_in(change(meeting, Venue="Mill Hall", Postcode="IP12 1ZZ", Door="Front"))

    meeting.refresh_from_db()
    assert (str(meeting.venue), meeting.room) == ("Mill Hall, Ipswich", "")
    assert Venue.objects.filter(name="Trinity Hall").exists()


def test_what_one_row_says_of_its_group_holds_for_all_of_its_rows():
    group = make_group("Harbour Lights")
    one, _other = make_meeting(group=group), make_meeting(group=group, weekday=3)
    rows = files.read(exported()).dict
    rows[0]["Group"] = "Harbour Lanterns"

    take_in(sheet(*rows))

    group.refresh_from_db()
    assert (group.name, group.slug) == ("Harbour Lanterns", one.group.slug)


def test_a_meeting_that_is_listed_again_has_no_reason_any_more():
    meeting = make_meeting(status=Status.PAUSED, status_reason="Repairs", paused_until=date(2027, 1, 1))

    take_in(change(meeting, Status="Listed"))

    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason, meeting.paused_until) == (Status.LISTED, "", None)


def test_one_sheet_is_one_deed_and_can_be_taken_back():
    meeting = make_meeting()
    rows = files.read(exported()).dict

    take_in(sheet(rows[0] | {"Time": "8pm"}, NEW))
    undo(Deed.objects.get())

    meeting.refresh_from_db()
    assert meeting.starts_at == time(19, 30)
    assert Meeting.objects.exclude(pk=meeting.pk).get().status == Status.DRAFT


def test_nothing_is_deleted_by_a_sheet_that_leaves_rows_out():
    make_meeting()

    take_in(sheet(NEW))

    assert Meeting.objects.count() == 2


# --- What is refused


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"Day": "Someday"}, "weekday", "Write a day such as Tuesday."),
        ({"Day": "Monday, Friday"}, "weekday", "One day in each row: a group that meets on several days has a row for each."),
        ({"Day": ""}, "weekday", "Write the day and the time, or By arrangement under Weeks."),
        ({"Time": "half past"}, "hours", "Write a time such as 7:30pm, or 7:30pm to 8:30pm."),
        ({"Weeks": "now and then"}, "rhythm", "Write Every week, 2nd and 4th, last, Every other week (5 January 2027 is one), or By arrangement."),
        ({"Weeks": "every other week"}, "rhythm", "Add one of its dates, to count from: Every other week (5 January 2027 is one)."),
        ({"Weeks": "every other week, 6 January 2027"}, "rhythm", "6 January 2027 is a Wednesday."),
        ({"Weeks": "1st Monday"}, "rhythm", "It names another day than the column Day."),
        ({"Months": "Brumaire"}, "months", "Write months such as Not in August, or January to June. Empty: every month."),
        ({"Last date": "soon"}, "last", "Write a date such as 5 January 2027."),
        ({"Attendance": ""}, "attendance", "Write In person, Online, or In person and online."),
        ({"Attendance": "by post"}, "attendance", "Write one of these: In person, Online, In person and online."),
        ({"Venue": "", "Town": "", "Postcode": ""}, "venue", "A meeting in person needs a venue."),
        ({"Venue": ""}, "venue", "Write the venue’s name, or its address."),
        ({"Attendance": "Online", "Phone to join": "0330 606 1111"}, "venue", "A meeting that is only online has no venue: empty Venue, Address, Town and Postcode, or write In person and online."),
        ({"Attendance": "In person and online"}, "online_link", "Write a link or a number to join by, or Yes under Ask how to join online."),
        ({"Online link": "https://zoom.us/j/1?pwd=secret"}, "online_link", "This link holds a passcode. Leave it out: people ask the group for it."),
        ({"Online link": "zoom"}, "online_link", "Write a link that begins with https://."),
        ({"Group": ""}, "group", "Write the group’s name."),
        ({"Group": "x" * 161}, "group", "At most 160 characters."),
        ({"Group public e-mail": "someone"}, "email", "Write an e-mail address such as help@example.org."),
        ({"Programme": "Chess"}, "programme", "No programme is called “Chess”. Write its name as it stands under Programmes, or leave it empty."),
        ({"Tags": "Chess"}, "tags", "No tag is called “Chess”. Write tags as they stand under Tags, with ; between."),
        ({"Languages": "Klingon!"}, "languages", "“Klingon!” is no language tag such as en-GB, cy, pl or bfi."),
        ({"Number": "12"}, "number", "None of your listings has the number 12."),
        ({"Number": "twelve"}, "number", "Leave the number as it was exported; a new listing has none."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_row_and_column_and_nothing_is_written(cells, column, sentence):
    _resource, result = read(sheet(NEW, NEW | {"Day": "Friday"} | cells))

    assert faults(result) == [(3, column, sentence)]
    assert not Meeting.objects.exists()


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    _resource, result = read(sheet(NEW | {"Day": "Someday", "Time": "half past", "Cost": "gold"}))

    assert [column for _row, column, _sentence in faults(result)] == ["weekday", "hours", "cost"]


def test_two_rows_do_not_say_two_things_of_one_group():
    group = make_group("Harbour Lights")
    make_meeting(group=group), make_meeting(group=group, weekday=3)
    rows = files.read(exported()).dict
    rows[0]["Group"], rows[1]["Group"] = "Lanterns", "Lamps"

    _resource, result = read(sheet(*rows))

    assert faults(result) == [(3, "group", "Row 2 says something else of the same group or venue.")]


def test_a_number_is_there_once():
    meeting = make_meeting()
    [row] = files.read(exported()).dict

    _resource, result = read(sheet(row, row | {"Time": "9pm"}))

    assert faults(result) == [(3, "number", "Row 2 has the same number.")]
    assert meeting.pk


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        ("Day,Time\nMonday,7pm\n", "The first line does not name the columns: Number, Group, Day, Time and so on."),
        ("Group,Day,day\nAnchor,Monday,Monday\n", "The column Day is there twice."),
        ("Group\n" + "Anchor\n" * 1001, "The sheet has more than 1000 rows. Cut it into several, or let it in as a feed."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_sheet_is_refused_as_a_whole(headings, sentence):
    _resource, result = read(headings.encode())

    assert faults(result)[0] == (0, "", sentence)


def test_a_number_that_is_not_theirs_is_no_number():
    meeting, area = make_meeting(), make_area("Ipswich")

    _resource, result = read(change(meeting, Time="9pm"), everything(meetings=Meeting.objects.none()))

    assert faults(result) == [(2, "number", f"None of your listings has the number {meeting.pk}.")]
    assert area


def test_a_new_group_stands_among_those_that_somebody_looks_after():
    ipswich, norwich = make_area("Ipswich"), make_area("Norwich")
    scope = everything(may_hold=lambda area, programme: area == ipswich.pk, area=ipswich.pk)

    _resource, result = read(sheet(NEW | {"Area": "Norwich"}), scope)
    assert faults(result) == [(2, "area", "You do not look after groups of this area and programme.")]

    take_in(sheet(NEW), scope)
    assert Group.objects.get().area == ipswich
    assert Area.objects.filter(pk=norwich.pk).exists()


def test_a_known_group_is_not_moved_out_of_what_somebody_looks_after():
    ipswich, norwich = make_area("Ipswich"), make_area("Norwich")
    meeting = make_meeting(group=make_group(area=ipswich))
    scope = everything(may_hold=lambda area, programme: area == ipswich.pk)

    _resource, result = read(change(meeting, Area="Norwich"), scope)

    assert [column for _row, column, _said in faults(result)] == ["area"]
    assert norwich


def test_a_venue_of_others_is_chosen_and_not_corrected():
    meeting = make_meeting(venue=make_venue("Trinity Hall", postcode="IP1 1AA"))

    _resource, result = read(change(meeting, Town="Norwich"), everything(venues=Venue.objects.none()))

    said = "Others look after this venue: ask them to correct it, or write another venue’s name."
    assert faults(result) == [(2, "venue", said)]


def test_a_sheet_that_was_taken_in_before_is_noticed():
    take_in(sheet(NEW))

    resource, _result = read(sheet(NEW, NEW | {"Day": "Friday"}))

    assert resource.doubles == [(2, Meeting.objects.get().pk)]


# --- The file


def test_the_example_and_empty_rows_are_passed_over():
    result = take_in(sheet({"Number": "Example"} | NEW, {"Group": ""}, NEW | {"Number": ""}))

    assert [row.import_type for row in result.rows] == ["skip", "skip", "new"]


def test_a_list_is_asked_with_as_many_queries_whatever_its_length(django_assert_num_queries):
    for _nth in range(3):
        make_meeting()

    with django_assert_num_queries(6):
        exported()
