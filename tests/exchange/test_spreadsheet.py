"""Reading spreadsheets with the columns of the plugin: the same rows, in cells."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange import recognise
from groups.exchange.record import MeetingRecord, Problem, Unreadable, VenueRecord
from groups.exchange.spreadsheet import FORMAT, read, recognises

DATA = Path(__file__).parents[1] / "data"


def read_text(text, **options):
    return list(read(text.encode(), **options))


def test_real_rows_are_read_whole():
    records = list(read((DATA / "spreadsheet-tsml.csv").read_bytes()))

    assert records[0] == MeetingRecord(
        key="after-work-topic-meeting",
        line=1,
        name="After Work Topic Meeting",
        group="Saturday Nite Live",
        attendance="in-person",
        weekday=0,
        starts_at=time(18),
        time_zone="America/Los_Angeles",
        venue=VenueRecord(
            name="Saturday Nite Live",
            address="2634 Union Ave",
            town="San Jose",
            county="CA",
            postcode="95124",
            country="US",
            regions=("San Jose", "West San Jose"),
        ),
        codes=("O", "X"),
        group_website="https://example.org",
        updated=datetime(2020, 4, 4, 16, 50, 58, tzinfo=UTC),
    )
    assert [(record.key, record.weekday, record.minutes, record.codes) for record in records[1:]] == [
        ("t-g-i-f", 4, 60, ("O",)),
        ("hora-de-vivir", 4, None, ("O", "Spanish")),
        ("underground-book-study", 6, None, ("Big Book", "M", "O")),
    ]
    assert (records[3].attendance, records[3].venue.address, records[3].paused) == ("online", "", False)


def test_headings_are_matched_in_any_case_and_by_their_aliases():
    (record,) = read_text(
        "ID,MEETING,start_time, Day ,Location Name,Full Address,Zip\n7,Early Birds,7am,Tuesday,Hall,1 Elm St; Leeds,\n"
    )
    assert (record.key, record.name, record.starts_at, record.weekday) == ("7", "Early Birds", time(7), 1)
    assert record.venue.name == "Hall"


def test_the_usual_heading_goes_before_its_alias():
    (record,) = read_text("ID,Slug,Name,Day,Time,Address\n99,early-birds,Early Birds,Monday,7pm,1 Elm St\n")
    assert record.key == "early-birds"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_as_in_other_countries(separator):
    header, cells = ("Name", "Day", "Time", "Location"), ("Early Birds", "Monday", "19.30", "Hall")
    (record,) = read_text("\r\n".join(separator.join(line) for line in (header, cells)))
    assert (record.name, record.starts_at) == ("Early Birds", time(19, 30))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_in_the_encodings_of_spreadsheets(encoding):
    data = "Name,Day,Time,Location\nCafé,Monday,7pm,Hall\n".encode(encoding)

    assert recognises(data)
    (record,) = read(data)
    assert record.name == "Café"


def test_blank_rows_are_passed_over_and_bad_ones_cost_themselves_only():
    bad, good = read_text("Name,Slug,Day,Time\n,,,\nEvening,,Monday,TBC\n\nMorning,,Tuesday,7am,extra\n")

    assert bad == Problem(1, "Evening", "The time “TBC” cannot be read.")
    assert (good.line, good.name) == (2, "Morning")


def test_a_cell_may_hold_lines_and_commas():
    (record,) = read_text('Name,Day,Time,Location,Notes\nEvening,Monday,7pm,Hall,"Side door,\nthen upstairs"\n')
    assert record.note == "Side door,\nthen upstairs"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b"<html>", "The file is a web page, not a spreadsheet."),
        (b"Name,Day,Time,Slug\n", "The file has no meeting below its first line."),
    ],
)
def test_what_is_no_such_spreadsheet_is_refused_at_once_with_a_sentence(data, why):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert str(refused.value) == why


def test_the_format_is_recognised_by_its_first_line():
    assert recognise((DATA / "spreadsheet-tsml.csv").read_bytes()) is FORMAT
    assert not recognises(b"date,amount\n1,2\n")


CELLS = st.lists(st.text(max_size=12), min_size=1, max_size=6)


@given(st.lists(CELLS, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_every_row_of_any_text_becomes_a_record_or_a_problem(rows, separator):
    lines = [separator.join(["Name", "Day", "Time", "Types", "Address", "Notes"]), *map(separator.join, rows)]
    try:
        read_ones = read_text("\n".join(lines))
    except (Unreadable, UnicodeEncodeError):
        return
    assert read_ones
    assert all(isinstance(one, MeetingRecord | Problem) for one in read_ones)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_break_the_reader(data):
    recognises(data)
    try:
        assert all(isinstance(one, MeetingRecord | Problem) for one in read(b"Name,Day,Time,Address\n" + data))
        list(read(data))
    except Unreadable as error:
        assert str(error).endswith(".")
