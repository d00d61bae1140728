"""Files as spreadsheets of all kinds save them; and what goes out comes back in as it was."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.exchange.record import Unreadable
from groups.models import Meeting, MeetingTag, Site
from groups.rules import cells
from groups.rules.cells import Hours, Rhythm
from groups.rules.choices import Attendance, Cost, Joining, Status, WhoMayCome
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, MINUTES_IN_A_DAY
from groups.upkeep.spreadsheet import files
from tests.factories import make_area, make_group, make_meeting, make_programme, make_tag, make_venue
from tests.spreadsheet.reading import NEW, exported, faults, read, take_in

TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
CLOCKS = st.integers(0, 1439).map(lambda minute: time(*divmod(minute, 60)))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MANY = settings(max_examples=100, deadline=None)


def workbook(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


# --- Cells


@given(TEXTS)
@MANY
def test_a_text_that_was_defused_is_the_text_again(text):
    assert cells.fused(cells.defused(text)) == text


@given(TEXTS)
@MANY
def test_what_goes_out_begins_no_formula(text):
    assert cells.defused(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("number", ["08001111111", "00", "0123"])
def test_a_number_to_call_keeps_its_zero(number):
    """LibreOffice and Excel make 8001111111 of 08001111111."""
    assert (cells.defused(number), cells.fused(f"'{number}")) == (f"'{number}", number)
    assert [cells.defused(text) for text in ("0", "0800 1111 111", "7:30pm")] == ["0", "0800 1111 111", "7:30pm"]


@pytest.mark.parametrize("text", ["'Tis the season", "O'Hara", "'"])
def test_an_apostrophe_stays(text):
    assert (cells.defused(text), cells.fused(text)) == (text, text)


@given(CLOCKS, st.none() | st.integers(1, MINUTES_IN_A_DAY))
@MANY
def test_hours_are_read_as_they_are_said(start, minutes):
    assert cells.read_hours(cells.say_hours(Hours(start, minutes))) == Hours(start, minutes)


@given(st.sampled_from(CANONICAL_WEEKS), st.integers(0, 6))
@MANY
def test_weeks_of_the_month_are_read_as_they_are_said(weeks, weekday):
    said = cells.say_weeks(Rhythm(weeks=weeks), weekday=weekday, around=date(2026, 1, 1))

    assert cells.read_weeks(said, weekday=weekday) == Rhythm(weeks=weeks)


@given(st.integers(2, 52), st.integers(0, 51), st.integers(0, 6), DAYS)
@MANY
def test_every_so_many_weeks_are_read_as_they_are_said(interval, phase, weekday, around):
    rhythm = Rhythm(interval=interval, phase=phase % interval)

    assert cells.read_weeks(cells.say_weeks(rhythm, weekday=weekday, around=around), weekday=weekday) == rhythm


@given(st.integers(1, EVERY_MONTH))
@MANY
def test_months_are_read_as_they_are_said(months):
    assert cells.read_months(cells.say_months(months)) == months


@given(DAYS)
@MANY
def test_dates_are_read_as_they_are_said(day):
    assert cells.read_date(cells.say_date(day)) == day


@given(TEXTS, st.integers(0, 6))
@MANY
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text, weekday):
    readers = (
        cells.read_day, cells.read_hours, cells.read_months, cells.read_date, cells.read_number, cells.read_yes,
        lambda one: cells.read_weeks(one, weekday=weekday), lambda one: cells.read_choice(one, Cost.choices),
    )  # fmt: skip
    for reader in readers:
        try:
            reader(text)
        except ValueError as error:
            assert str(error)[0].isupper() or str(error)[0].isdigit()


# --- Files


ROW = ("Anchor", "Dienstag? no: Café")


@pytest.mark.parametrize(
    "data",
    [
        "Group,Note\nAnchor,Dienstag? no: Café\n".encode(),
        "Group;Note\r\nAnchor;Dienstag? no: Café\r\n".encode("cp1252"),
        "Group\tNote\nAnchor\tDienstag? no: Café\n".encode("utf-16"),
        "\ufeffGroup,Note,,\nAnchor,\"Dienstag? no: Café\",,\n,,,\n\n".encode(),
        "\r\nGroup,Note\nAnchor,Dienstag? no: Café".encode(),
        workbook(("Group", "Note", None), ROW, (None, None, None)),
    ],
    ids=["comma", "semicolon in Windows’ letters", "tabs in UTF-16", "Excel’s mark", "an empty first line", "XLSX"],
)  # fmt: skip
def test_a_file_is_read_however_it_was_saved(data):
    assert files.read(data).dict == [{"Group": ROW[0], "Note": ROW[1]}]


def test_dates_and_times_of_excel_are_read_as_such():
    data = workbook(
        ("Number", "Time", "First date", "Last date", "Day", "Online"),
        (12.0, time(19, 30), datetime(2027, 1, 5), date(2027, 2, 5), 0.8125, True),
        (None, timedelta(hours=19, minutes=30), None, datetime(2027, 1, 5, 9, 30), "=1+1", False),
    )

    assert [list(row.values()) for row in files.read(data).dict] == [
        ["12", "19:30", "2027-01-05", "2027-02-05", "0.8125", "Yes"],
        ["", "19:30", "", "2027-01-05 09:30:00", "", "No"],
    ]


@pytest.mark.django_db
def test_a_time_that_a_spreadsheet_keeps_as_a_part_of_a_day_is_a_time():
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})

    take_in(workbook([*NEW, "First date"], [*(NEW | {"Time": 0.8125}).values(), datetime(2027, 1, 5)]))

    assert Meeting.objects.values_list("starts_at", "first").get() == (time(19, 30), date(2027, 1, 5))


def test_a_workbook_has_no_formula_and_a_sheet_that_explains():
    import tablib

    data = files.Xlsx().export_data(tablib.Dataset(["=1+1", "+44"], headers=["Group", "Note"]))
    book = openpyxl.load_workbook(io.BytesIO(data))

    assert [(cell.value, cell.data_type) for cell in book["Listings"][2]] == [("=1+1", "s"), ("+44", "s")]
    assert [row[0].value for row in book["How to fill it in"].iter_rows(max_row=3)] == ["Column", "Group", "Note"]


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 100)

    with pytest.raises(Unreadable, match="too large once it is unpacked"):
        files.read(workbook(("Group",)))


@given(st.binary(max_size=300))
@MANY
def test_any_bytes_are_rows_or_unreadable(data):
    for start in (b"", b"PK\x03\x04", b"Group,Day\n"):
        try:
            files.read(start + data)
        except Unreadable as error:
            assert str(error)


# --- Out and in again


LISTINGS = st.lists(
    st.fixed_dictionaries(
        {
            "group": TEXTS.filter(str.strip),
            "venue": TEXTS,
            "note": TEXTS,
            "town": TEXTS,
            "attendance": st.sampled_from(Attendance.values),
            "by_arrangement": st.booleans(),
            "weekday": st.integers(0, 6),
            "starts_at": CLOCKS,
            "minutes": st.none() | st.integers(1, MINUTES_IN_A_DAY),
            "weeks": st.sampled_from(CANONICAL_WEEKS),
            "interval": st.sampled_from((1, 1, 2, 3)),
            "months": st.integers(1, EVERY_MONTH),
            "first": st.none() | DAYS,
            "who": st.sampled_from(("", *WhoMayCome.values)),
            "open_weeks": st.sampled_from((0, *CANONICAL_WEEKS)),
            "joining": st.sampled_from(("", *Joining.values)),
            "cost": st.sampled_from(("", *Cost.values)),
            "status": st.sampled_from(Status.values),
            "tag_weeks": st.sampled_from(CANONICAL_WEEKS),
        }
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.django_db(transaction=False)
@pytest.mark.parametrize("file", [files.Csv, files.Xlsx])
@given(rows=LISTINGS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_out_and_comes_back_in_changes_nothing(file, rows):
    Meeting.objects.all().delete()
    number = Meeting.objects.count()
    areas, programme, tag = (
        [make_area("Ipswich"), make_area("Ipswich")],
        make_programme("AA"),
        make_tag(f"t-{id(rows)}"),
    )
    for row in rows:
        facts = dict(row)
        group = make_group(facts.pop("group"), area=areas[number % 2], programme=programme)
        venue, weeks = make_venue(facts.pop("venue"), town=facts.pop("town")), facts.pop("tag_weeks")
        if facts["interval"] > 1:
            facts |= {"weeks": EVERY_WEEK, "phase": 1}
        if facts["attendance"] != Attendance.ONLINE:
            facts["venue"] = venue
        meeting = make_meeting(group=group, **facts)
        MeetingTag.objects.create(meeting=meeting, tag=tag, weeks=weeks)

    resource, result = read(exported(file=file))

    assert faults(result) == []
    assert {row.import_type for row in result.rows} == {"skip"}
    assert resource.planning.rows == []
    tag.meetingtag_set.all().delete()
    tag.delete()
