"""Lists that volunteers keep in a sheet of their own: what becomes of each column and row, and what is refused."""

import io
import zipfile
from datetime import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.exchange import recognise, spreadsheet
from groups.exchange.record import Column, MeetingRecord, Problem, Unreadable, VenueRecord
from groups.exchange.spreadsheet import free as free_sheet
from groups.exchange.spreadsheet.workbook import tables
from groups.rules.schedule import EVERY_WEEK, FIRST, THIRD

DATA = Path(__file__).parents[1] / "data"
COLUMNS = "Name,Day,Time,Venue"


def sheet(name):
    return spreadsheet.read((DATA / name).read_bytes())


def rows(text):
    return list(free_sheet.read(text.encode()))


def row(cells, columns=COLUMNS):
    (one,) = rows(f"{columns}\n{cells}\n")
    return one


def refusal(text):
    with pytest.raises(Unreadable) as refused:
        free_sheet.read(text.encode())
    return str(refused.value)


def when(record):
    return record.weekday, record.starts_at, record.minutes


def codes(record):
    return [code.code for code in record.codes]


def workbook(*lines, title="Meetings"):
    book = openpyxl.Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


# --- Whole lists


def test_a_hubs_workbook():
    read = sheet("own-list-hub.xlsx")
    light, store, smart, family, stitch, footer = read

    assert read.understood.where == "Sheet “Meetings 2026”, headings in row 4."
    assert [(one.line, one.name, one.programme, when(one)) for one in (light, store, smart, family, stitch)] == [
        (5, "Harbour Lights", "AA", (0, time(19, 30), 90)),
        (6, "Harbour Lights", "NA", (0, time(19, 30), None)),
        (8, "SMART Tuesday", "SMART Recovery", (1, time(18), None)),
        (9, "Family Evening", "Al-Anon", (3, time(19), None)),
        (10, "Stitch in Time", "Sewing Bee Recovery", (4, time(19, 30), None)),
    ]
    assert light.venue == VenueRecord(
        name="Trinity Hall", address="1 Church Street", town="Ipswich", postcode="IP1 1AA", country="GB"
    )
    assert (codes(light), light.note, light.group_phone) == (["O", "X"], "Side door\nCost: Free", "")
    assert (codes(store), store.venue.directions, store.group_email) == (
        ["C"], "Wheelchair access: Ramp at side", "helpline@example.org",
    )  # fmt: skip
    assert (smart.attendance, smart.weeks, smart.online_link, smart.note) == (
        "online", FIRST | THIRD, "https://zoom.us/j/123456789", "Cost: 2",
    )  # fmt: skip
    assert (family.by_arrangement, codes(family), family.group_phone) == (True, ["Newcomers", "X"], "01473 000000")
    assert footer == Problem(11, "Last checked by Sue", "It holds nothing but this, and is taken for a heading.")
    assert "Smith" not in repr((light, store, smart, family, stitch))


def test_groups_of_one_name_in_two_fellowships_stay_two():
    light, store, *_others = sheet("own-list-hub.xlsx")
    assert (light.group_key, store.group_key) == ("harbour lights (aa)", "harbour lights (na)")


def test_a_google_sheet_with_the_columns_of_tsml():
    tuesday, friday = sheet("own-list-google-sheet.csv")

    assert (tuesday.key, when(tuesday), tuesday.codes) == ("tuesday-reflections", (1, time(19), 60), ("O", "W"))
    assert tuesday.venue.regions == ("Suffolk", "Woodbridge")
    assert (friday.key, friday.attendance, friday.online_link) == (
        "friday-online", "online", "https://zoom.us/j/55512345",
    )  # fmt: skip


def test_a_list_with_its_days_in_rows_of_their_own():
    early, evening, fen, second, pier, closed = sheet("own-list-day-headings.csv")

    assert [(one.name, one.attendance, when(one)) for one in (early, evening, fen, pier)] == [
        ("Early Birds", "in-person", (0, time(7), 60)),
        ("Evening Hope", "hybrid", (0, time(19, 30), None)),
        ("Fen Friends", "online", (2, time(18), None)),
        ("The Pier", "hybrid", (4, time(20), None)),
    ]
    assert early.venue == VenueRecord(
        name="Quaker House", address="4 Ely Road", town="March", postcode="PE15 8AA", country="GB"
    )
    assert second == Problem(11, "Second Chance", "The time “TBC” cannot be read.")
    assert (closed.line, closed.row) == (14, "Closed over Christmas")


def test_a_welsh_and_english_list_with_semicolons():
    gobaith, harbour = sheet("own-list-semicolons.csv")

    assert (gobaith.name, when(gobaith), codes(gobaith)) == (
        "Grŵp Gobaith",
        (0, time(19, 30), None),
        ["O", "X", "Cymraeg"],
    )
    assert (gobaith.group_email, gobaith.venue.town) == ("info@example.org", "Aberteifi")
    assert (when(harbour), codes(harbour)) == ((2, time(19), 60), ["C", "English"])
    assert harbour.venue.directions == "Mynediad cadair olwyn: Nac ydy"


def test_a_list_with_a_start_and_a_finish_in_utf_16():
    read = sheet("own-list-two-times.txt")
    gap, slow, dads = read

    assert [when(one) for one in (gap, slow, dads)] == [
        (1, time(19, 30), 90), (3, time(10), 75), (5, time(9, 30), None),
    ]  # fmt: skip
    assert (gap.weeks, slow.weeks) == (EVERY_WEEK, FIRST | THIRD)
    assert (dads.by_arrangement, dads.cautions) == (
        True, ("By arrangement, for its dates cannot be read: “varies”.",),
    )  # fmt: skip
    assert "Bloggs" not in repr(slow)
    assert read.understood.columns[-1] == Column("How did you hear", why="not understood, left out")


# --- Headings


def test_each_column_says_how_it_was_understood():
    read = free_sheet.read(
        b"Meeting name;Day & time;Where;Comments;Zoom password;Shoe size;\nHope;Mon 7pm;Hub;;1;9;spare\n"
    )

    assert [str(column) for column in read.understood.columns] == [
        "Meeting name → name",
        "Day & time → day and time",
        "Where → venue and address",
        "Comments → note",
        "Zoom password: kept out: passcodes are never published",
        "Shoe size: not understood, left out",
        "Column G: it has no heading, left out",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "NAME,day,Start Time,venue",
        "Meeting,Day of week,Starts,Location",
        "Group name,DAY(S),Time (24hr),Venue name",
        "Nombre,Día,Hora,Lugar",
        "Nom,Jour,Heure,Lieu",
        "名前,曜日,時間,場所",
        "Namn,Dag,Tid,Plats",
        "Názov,Deň,Čas,Miesto",
        "Enw,Diwrnod,Amser,Lleoliad",
    ],
)
def test_headings_are_matched_by_meaning_in_any_case_and_language(header):
    record = row("Hope,Tuesday,7pm,Hub", header)
    assert (record.name, when(record), record.venue.name) == ("Hope", (1, time(19), None), "Hub")


def test_columns_may_stand_in_any_order_below_titles():
    (record,) = rows("Our meetings\n\nupdated in May,,,\nVenue,,Start,Day,Group\nHub,,7pm,Tues,Hope\n")
    assert (record.line, record.name, when(record), record.venue.name) == (5, "Hope", (1, time(19), None), "Hub")


def test_a_bare_name_beside_a_phone_number_is_a_persons():
    record = row("Hope,Tues,7pm,Hub,Jo Bloggs,01473 000000", "Group,Day,Time,Venue,Name,Phone")
    assert (record.name, record.group_phone) == ("Hope", "01473 000000")
    assert "Bloggs" not in repr(record)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (
            "Name,Venue,Time,Notes",
            "No column says the day (Day, or When). Headings seen: “Name”, “Venue”, “Time”, “Notes”.",
        ),
        ("Name,Venue,Day", "No column says the time (Time, Start, or When). Headings seen: “Name”, “Venue”, “Day”."),
        (
            "Fellowship,Venue,Day,Time",
            "No column says what a meeting is called (Name, or Group). "
            "Headings seen: “Fellowship”, “Venue”, “Day”, “Time”.",
        ),
        (
            "Name,Day,Time,Start time",
            "More than one column may say the same (starts): “Time”, “Start time”. Take one out, or rename it. "
            "Headings seen: “Name”, “Day”, “Time”, “Start time”.",
        ),
        (
            "Name,Day,Time,When",
            "More than one column may say the same (day and time): “Day”, “Time”, “When”. Take one out, or rename it. "
            "Headings seen: “Name”, “Day”, “Time”, “When”.",
        ),
        (
            "one,two",
            "No line names the columns: Day, Time, Name, Venue and so on. It begins: “one”, “two”, “a”, “b”, “c”, “d”.",
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_is_not_plain_is_refused_with_the_headings_that_were_seen(header, why):
    assert refusal(f"{header}\na,b,c,d\n") == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The file is empty."),
        (" \n ,,\n", "The file is empty."),
        ("<html>", "The file is a web page, not a spreadsheet."),
        (f"{COLUMNS}\n", "The file has no meeting below its headings."),
    ],
)
def test_what_holds_no_list_says_so(text, why):
    assert refusal(text) == why


def test_a_list_of_ones_own_is_recognised_and_a_plugins_sheet_stays_one():
    assert recognise(b"Our list,,\n\nGroup,When,Where\n") is spreadsheet.FORMAT
    assert recognise((DATA / "own-list-hub.xlsx").read_bytes()) is spreadsheet.FORMAT
    assert spreadsheet.is_the_plugins((DATA / "spreadsheet-tsml.csv").read_bytes())
    assert not spreadsheet.is_the_plugins(b"Name,Day,Time,Venue,Type,Notes\n")
    assert not free_sheet.recognises(b"date,amount\n1,2\n")


# --- Day and time


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Mondays 7.30pm - 9pm", (0, time(19, 30), 90)),
        ("Weds 7 – 8.30pm", (2, time(19), 90)),
        ("Friday 12 noon till 1pm", (4, time(12), 60)),
        ("Thursday evening 7.30", (3, time(19, 30), None)),
        ("Sat 10-12", (5, time(10), 120)),
        ("Lundi 19h30", (0, time(19, 30), None)),
        ("火曜日 午後7時30分", (1, time(19, 30), None)),
        ("lördagar 10:00", (5, time(10), None)),
        ("Nos Wener 7.30", (4, time(19, 30), None)),
        ("Sunday (19:30:00)", (6, time(19, 30), None)),
    ],
)
def test_day_and_time_in_one_cell(cell, said):
    assert when(row(f"Hope,{cell},Hub", "Name,When,Venue")) == said


@pytest.mark.parametrize(
    ("cell", "weeks"),
    [("1st & 3rd Wed of the month 19:30", 5), ("Last Friday of the month 7pm", 32), ("Wed - 2nd and 4th only 7pm", 10)],
)
def test_weeks_of_the_month_become_its_rule(cell, weeks):
    record = row(f"Hope,{cell},Hub", "Name,When,Venue")
    assert (record.weeks, record.by_arrangement) == (weeks, False)


@pytest.mark.parametrize(
    "cell",
    [
        "every other Tues 7pm",
        "Tuesday 7pm monthly",
        "fortnightly on Tuesdays 7pm",
        "Tuesday 5 January 2027 7pm",
        "Tuesdays until 30 June 2027 7pm",
        "Tuesday 7pm (the second this month)",
    ],
)
def test_what_is_not_weekly_without_dates_is_by_arrangement(cell):
    record = row(f"Hope,{cell},Hub", "Name,When,Venue")
    assert (record.by_arrangement, when(record)) == (True, (1, time(19), None))


def test_every_other_week_from_a_date_is_a_rule():
    record = row("Hope,Alternate Tuesdays from 5 January 2027,7pm,Hub")
    assert (record.interval, record.by_arrangement) == (2, False)


def test_a_cell_with_two_days_and_times_is_two_meetings():
    first, second = rows("Ref,Name,When,Venue\nh1,Hope,Mon 7pm and Wed 6pm,Hub\n")
    assert [(one.key, when(one)) for one in (first, second)] == [
        ("h1-1", (0, time(19), None)), ("h1-3", (2, time(18), None)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "start", "why"),
    [
        ("Monday", "TBC", "The time “TBC” cannot be read."),
        ("Monday", "half seven", "The time “half seven” cannot be read."),
        ("Monday", "25:00", "The time “25:00” cannot be read."),
        ("Monday", "7.30", "The time “7.30” may be in the morning or in the evening: write 7.30pm, or 19:30."),
        ("Varies", "7pm", "The day “Varies” cannot be read."),
        ("2", "7pm", "The day “2” cannot be read."),
        ("Monday", "seven" * 60, f"Its day or time is too long to be read: “{'seven' * 11}seve…”."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_costs_its_row_and_is_never_midnight(day, start, why):
    bad, good = rows(f"{COLUMNS}\nHope,{day},{start},Hub\nPier,Monday,7pm,Hub\n")
    assert bad == Problem(2, "Hope", why)
    assert good.starts_at == time(19)


def test_an_hour_is_of_the_24_hour_clock_where_most_of_the_others_are():
    *_others, record = rows(f"{COLUMNS}\nA,Mon,19:30,Hub\nB,Tue,18:00,Hub\nHope,Mon,9:30,Hub\n")
    assert record.starts_at == time(9, 30)


def test_words_beside_a_time_are_kept_and_shown_to_staff():
    record = row("Hope,Wed,7.30pm (not bank holidays),Hub")
    assert (record.note, record.cautions) == (
        "not bank holidays",
        ("“not bank holidays” stands beside its day or time. Please check.",),
    )


def test_a_day_that_stands_once_is_for_the_rows_below_it():
    found = rows(f"{COLUMNS}\nA,Monday,7pm,Hub\nB,,8pm,Hub\nC,Tuesday,7pm,Hub\nD,,8pm,Hub\n")
    assert [one.weekday for one in found] == [0, 0, 1, 1]


def test_a_row_without_a_day_is_by_arrangement():
    *_others, record = rows(f"{COLUMNS}\nA,Monday,7pm,Hub\nB,Monday,7pm,Hub\nC,,8pm,Hub\n")
    assert (record.by_arrangement, record.weekday) == (True, None)


# --- Where, and what else


def test_an_address_in_one_cell_is_taken_apart():
    record = row('Hope,Monday,7pm,"Friends Meeting House, 5 Mill Street, Ipswich IP4 1AA"')
    assert record.venue == VenueRecord(
        name="Friends Meeting House", address="5 Mill Street", town="Ipswich", postcode="IP4 1AA", country="GB"
    )


@pytest.mark.parametrize(("header", "place"), [("Where", "Methodist Hall Diss"), ("Address", "The Hub")])
def test_a_place_without_a_number_or_comma_is_a_name(header, place):
    assert row(f"Hope,Monday,7pm,{place}", f"Name,Day,Time,{header}").venue.name == place


def test_a_venue_and_a_way_in_online_are_hybrid_without_an_address_too():
    record = row("Hope,Monday,7pm,Hub,Yes", f"{COLUMNS},Online?")
    assert (record.attendance, record.venue.name) == ("hybrid", "Hub")


@pytest.mark.parametrize(
    ("online", "attendance"),
    [("✓", "hybrid"), ("Y", "hybrid"), ("No", "in-person"), ("", "in-person"), ("https://zoom.us/j/9", "hybrid"),
     ("Online only", "online")],
)  # fmt: skip
def test_online_is_told_by_a_link_or_a_word(online, attendance):
    venue = "" if attendance == "online" else '"5 Mill Street, Ipswich IP4 1AA"'
    assert row(f"Hope,Monday,7pm,{venue},{online}", f"{COLUMNS},Online?").attendance == attendance


@pytest.mark.parametrize("venue", ["Zoom", "Online only", "via Teams", "https://zoom.us/j/9?pwd=abc"])
def test_a_venue_that_is_none_is_online(venue):
    record = row(f"Hope,Monday,7pm,{venue}")
    assert (record.attendance, record.venue) == ("online", None)
    assert "abc" not in repr(record)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [("Open/Closed", "Open", "O"), ("Open?", "no", "C"), ("Wheelchair access", "yes", "X"), ("Wheelchair", "✔", "X"),
     ("Type", "Closed", "C"), ("Hearing loop", "Y", "hearing loop"), ("Language", "Polish", "Polish")],
)  # fmt: skip
def test_answers_become_codes(column, cell, code):
    assert codes(row(f"Hope,Monday,7pm,Hub,{cell}", f"{COLUMNS},{column}")) == [code]


@pytest.mark.parametrize("cell", ["AA", "Al-Anon", "SMART"])
def test_a_fellowship_under_type_is_the_programme(cell):
    record = row(f"Hope,Monday,7pm,Hub,{cell}", f"{COLUMNS},Type")
    assert (record.programme, record.codes) == (cell, ())


@pytest.mark.parametrize(
    ("cell", "paused"), [("Active", False), ("Suspended", True), ("Temporarily closed", True), ("n", True)]
)
def test_a_status_may_pause_a_row(cell, paused):
    assert row(f"Hope,Monday,7pm,Hub,{cell}", f"{COLUMNS},Status").paused is paused


def test_people_and_passcodes_are_kept_out():
    header = f"{COLUMNS},Contact,Zoom link,Passcode,Notes,Email"
    cells = "Jo Bloggs 07700 900123,https://zoom.us/j/9?pwd=abc,4321,Ring Jo on 07700 900123,jo.bloggs@example.org"
    record = row(f"Hope,Monday,7pm,Hub,{cells}", header)

    said = repr(record)
    assert not [word for word in ("Bloggs", "07700", "abc", "4321") if word in said]
    assert record.note == "Ring Jo on […]"


def test_a_formula_is_nothing_but_text():
    record = row("=1+1,Monday,7pm,@SUM(A1)")
    assert (record.name, record.venue.name) == ("=1+1", "@SUM(A1)")


# --- Keys


def test_keys_do_not_hang_on_the_order_of_the_rows():
    lines = ["Hope,Mon,7pm,Hub,AA", "Pier,Tue,8pm,Quay,NA", "Hope,Tue,7pm,Hub,AA"]
    header = f"{COLUMNS},Fellowship\n"

    one, other = (rows(header + "\n".join(some)) for some in (lines, lines[::-1]))

    assert {record.key for record in one} == {record.key for record in other}
    assert len({record.key for record in one}) == 3


@pytest.mark.parametrize(
    "other",
    [
        "Dawn,Mon,7pm,Hub,AA",
        "Hope,Tue,7pm,Hub,AA",
        "Hope,Mon,8pm,Hub,AA",
        "Hope,Mon,7pm,Quay,AA",
        "Hope,Mon,7pm,Hub,NA",
    ],
)
def test_name_day_time_place_and_fellowship_make_the_key(other):
    one, two = rows(f"{COLUMNS},Fellowship\nHope,Mon,7pm,Hub,AA\n{other}\n")
    assert one.key != two.key


def test_an_id_is_the_key_and_a_running_number_is_not():
    assert row("h-7,Hope,Mon,7pm,Hub", f"ID,{COLUMNS}").key == "h-7"
    assert row("7,Hope,Mon,7pm,Hub", f"No.,{COLUMNS}").key.startswith("made-")


# --- Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_spreadsheets_csv_is_read(encoding, sign):
    text = "A title\r\nName,Day,Time,Venue\r\nCafé,Monday,7pm,Hub\r\n".replace(",", sign)
    data = text.encode(encoding)

    assert spreadsheet.recognises(data)
    (record,) = spreadsheet.read(data)
    assert record.name == "Café"


def test_signs_in_the_cells_do_not_pass_for_separators():
    (record,) = rows(f"{COLUMNS},Notes\nHope,Mon,7pm,Hub,{'; '.join(['bring a friend'] * 30)}\n")
    assert (record.name, record.venue.name) == ("Hope", "Hub")


def test_the_sheet_that_looks_like_a_list_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Please ring before you change anything"])
    for title, name in (("Short", "Pier"), ("Long", "Hope")):
        book.create_sheet(title).append(["Name", "Day", "Time", "Venue"])
        for number in range(len(title)):
            book[title].append([f"{name} {number}", "Mon", time(19), "Hub"])
    book["Short"].delete_rows(3, 9)
    made = io.BytesIO()
    book.save(made)

    read = free_sheet.read(made.getvalue())

    assert read.understood.where == (
        "Sheet “Long”, headings in row 1. 1 other sheet looks like a list too, and is left out."
    )
    assert next(iter(read)).name == "Hope 0"


def test_what_no_workbook_should_be_is_refused():
    with pytest.raises(Unreadable, match="damaged, or no Excel workbook"):
        tables(b"PK\x03\x04 and so on")
    with pytest.raises(Unreadable, match="old Excel file"):
        tables(b"\xd0\xcf\x11\xe0 and so on")


def test_a_bomb_is_refused_before_it_is_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/sharedStrings.xml", bytes(50 * 1024 * 1024))

    assert len(made.getvalue()) < 100_000
    with pytest.raises(Unreadable, match="too large once it is unpacked"):
        tables(made.getvalue())


def test_entities_in_a_workbook_are_refused():
    made = io.BytesIO(workbook(["Name", "Day", "Time"], ["Hope", "Mon", "7pm"]))
    bomb = io.BytesIO()
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(bomb, "w") as other:
        for part in packed.namelist():
            text = packed.read(part)
            is_sheet = part.startswith("xl/worksheets/")
            other.writestr(part, b'<!DOCTYPE a [<!ENTITY b "c">]>' + text if is_sheet else text)

    with pytest.raises(Unreadable, match="damaged, or no Excel workbook"):
        tables(bomb.getvalue())


def test_a_row_far_down_costs_no_more_than_the_others(monkeypatch):
    monkeypatch.setattr("groups.exchange.spreadsheet.workbook.MOST_LINES_WALKED", 1000)
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A9000"] = "Name", "Hope"
    made = io.BytesIO()
    book.save(made)

    with pytest.raises(Unreadable, match="has more than 50000 lines"):
        tables(made.getvalue())


# --- Nonsense

CELL = st.text(max_size=14) | st.sampled_from(
    [
        "Mon",
        "1st & 3rd Wed",
        "7pm",
        "7.30 - 9",
        "19:30",
        "0.8125",
        "Zoom",
        "✓",
        "MONDAY",
        "AA",
        "=1+1",
        "every other",
        "1:1:1:1",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, min_size=1, max_size=9), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_every_row_of_any_text_becomes_records_or_a_problem(lines, sign):
    header = ["Name", "Day", "Time", "Ends", "Frequency", "Venue", "Online?", "Type", "Contact"]
    text = "\n".join(sign.join(f'"{cell.replace(chr(34), "")}"' for cell in line) for line in [header, *lines])
    try:
        found = list(free_sheet.read(text.encode("utf-8", "replace")))
    except Unreadable as error:
        assert str(error).endswith(".")
        return
    assert all(isinstance(one, MeetingRecord | Problem) for one in found)
    assert all(
        one.starts_at is None or one.weekday is not None or one.by_arrangement
        for one in found
        if isinstance(one, MeetingRecord)
    )


@settings(max_examples=60)
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data))
def test_no_bytes_break_the_reader(data):
    spreadsheet.recognises(data)
    for some in (data, b"Name,Day,Time\n" + data):
        try:
            list(spreadsheet.read(some))
        except Unreadable as error:
            assert str(error).endswith((".", "…"))


VALUE = st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.times() | st.datetimes()


@settings(max_examples=25)
@given(st.lists(st.lists(VALUE, max_size=5), max_size=4))
def test_no_cell_of_a_workbook_breaks_the_reader(lines):
    found = list(
        free_sheet.read(workbook(["Name", "Day", "Time", "Venue", "Ends"], *lines, ["Hope", "Mon", "7pm", "Hub", ""]))
    )
    assert found[-1].name == "Hope"
