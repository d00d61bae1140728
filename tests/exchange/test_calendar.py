"""What stands in a calendar file: each property, what is said of one date, and what a discreet one leaves out."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.exchange.calendar.entry import Manner, Spot
from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.criteria import Moment
from groups.rules.geo import Point
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import EVERY_MONTH, FIFTH, FIRST, FOURTH, LAST, Rule
from tests.exchange.calendars import AT, HOLIDAYS, LONDON, NEW_YORK, differs, entry, table, written

pytestmark = pytest.mark.sqlite

TUE, THU = 1, 3
CHANGED = datetime(2025, 12, 12, 9, 30, 15, 123, tzinfo=UTC)
DISCREET = Manner(discreet=True)


def january(day):
    return date(2026, 1, day)


def unfolded(*entries, **options):
    return written(*entries, **options).replace("\r\n ", "").split("\r\n")


def events(*entries, **options):
    """The lines of each event, but for those that say nothing of it alone."""
    lines, found = unfolded(*entries, **options), []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append([])
        elif found:
            found[-1].append(line)
    return [event[: event.index("END:VEVENT")] for event in found]


def said(event, name):
    """The value of a property; None where it is not there."""
    return next((line.partition(":")[2] for line in event if line.startswith((f"{name}:", f"{name};"))), None)


def test_an_entry_from_the_first_line_to_the_last():
    one = entry(
        table(Rule(TUE)),
        spot=Spot("Trinity Hall, 1 Fore Street, Ipswich, IP4 1AA", Point(52.0567891, 1.15), "Upstairs. Side door"),
        said=("Can I come? Yes, anyone can come.", "Checked on 12 December 2025 with the group."),
        changed_at=CHANGED,
    )

    assert unfolded(one)[:8] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mutual aid directory//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Harbour Lights",
        "X-WR-CALNAME:Harbour Lights",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    [event] = events(one)
    assert event == [
        "SUMMARY:Harbour Lights",
        "DTSTART;TZID=Europe/London:20260106T193000",
        "DTEND;TZID=Europe/London:20260106T210000",
        "DTSTAMP:20251212T093015Z",
        "UID:12@example.org",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "DESCRIPTION:Can I come? Yes\\, anyone can come.\\n"
        "Checked on 12 December 2025 with the group.\\n"
        "Upstairs. Side door\\n"
        "Check before you travel: https://example.org/meetings/harbour-lights/",
        "GEO:52.05679;1.15",
        "LAST-MODIFIED:20251212T093015Z",
        "LOCATION:Trinity Hall\\, 1 Fore Street\\, Ipswich\\, IP4 1AA",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://example.org/meetings/harbour-lights/",
    ]
    assert written(one).endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("rule", "starts", "rrule"),
    [
        (Rule(TUE, interval=2, phase=0), "20260106", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (Rule(TUE, interval=2, phase=1), "20260113", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (Rule(TUE, weeks=FIRST | LAST), "20260106", "FREQ=MONTHLY;BYDAY=1TU,-1TU"),
        (Rule(TUE, weeks=FOURTH | LAST), "20260127", "FREQ=MONTHLY;BYDAY=4TU,5TU"),
        (Rule(TUE, weeks=FIFTH), "20260331", "FREQ=MONTHLY;BYDAY=5TU"),
        (Rule(TUE, months=EVERY_MONTH - 129), "20260203", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=2,3,4,5,6,7,9,10,11,12"),
        (Rule(TUE, weeks=FIRST, months=128 + 256), "20260804", "FREQ=YEARLY;BYDAY=1TU;BYMONTH=8,9"),
        (Rule(TUE, first=date(2026, 7, 1)), "20260707", "FREQ=WEEKLY;BYDAY=TU"),
        (Rule(TUE, last=date(2026, 7, 31)), "20260106", "FREQ=WEEKLY;UNTIL=20260731T225959Z;BYDAY=TU"),
        (Rule(TUE, first=january(20), last=january(20)), "20260120", None),
        (Rule(TUE, last=january(12)), "20260106", None),
    ],
)
def test_rules_of_every_kind(rule, starts, rrule):
    [event] = events(entry(table(rule)))

    assert (said(event, "DTSTART"), said(event, "RRULE")) == (f"{starts}T193000", rrule)


def test_it_ends_after_it_starts_across_midnight_and_where_nobody_knows_how_long():
    [late] = events(entry(table(Rule(TUE), starts_at=time(23, 30), minutes=90)))
    [unknown] = events(entry(table(Rule(TUE), starts_at=time(23, 30), minutes=None)))

    assert (said(late, "DTSTART"), said(late, "DTEND")) == ("20260106T233000", "20260107T010000")
    assert said(unknown, "DTEND") == "20260107T003000"


def test_across_a_change_of_the_clocks_it_says_how_long():
    night = table(Rule(5, first=date(2026, 3, 28)), starts_at=time(23), minutes=240)
    [event] = events(entry(night))

    assert (said(event, "DTEND"), said(event, "DURATION")) == (None, "PT4H")


def test_a_time_that_does_not_exist_is_written_by_the_wall_clock():
    [event] = events(entry(table(Rule(6, first=date(2026, 3, 29)), starts_at=time(1, 30))))

    assert said(event, "DTSTART") == "20260329T013000"


def test_cancelled_dates_are_taken_out():
    fortnight = differs(ExceptionKind.CANCELLED, january(20), january(28))
    [event] = events(entry(table(Rule(TUE), differs(ExceptionKind.CANCELLED, january(13)), fortnight)))

    assert [line for line in event if line.startswith("EXDATE")] == [
        f"EXDATE;TZID=Europe/London:202601{day}T193000" for day in (13, 20, 27)
    ]


def test_a_moved_date_stands_in_the_place_of_the_one_that_it_was():
    moved = differs(ExceptionKind.MOVED, january(20), to=january(22), starts_at=time(18))
    _series, event = events(entry(table(Rule(TUE), moved)))

    assert [said(event, name) for name in ("UID", "RECURRENCE-ID", "DTSTART", "LOCATION", "RRULE")] == [
        "12@example.org",
        "20260120T193000",
        "20260122T180000",
        "Upstairs",
        None,
    ]
    assert said(event, "DESCRIPTION").startswith("Moved here from Tuesday 20 January. Snow\\n")


def test_dates_at_another_place_keep_their_time():
    _series, first, second = events(entry(table(Rule(TUE), differs(ExceptionKind.MOVED, january(12), january(24)))))

    assert [said(first, name) for name in ("RECURRENCE-ID", "DTSTART", "LOCATION")] == [
        "20260113T193000",
        "20260113T193000",
        "Upstairs",
    ]
    assert said(second, "RECURRENCE-ID") == "20260120T193000"
    assert said(first, "DESCRIPTION").startswith("At another place on this date. Snow\\n")


def test_an_extra_date_is_an_event_of_its_own():
    _series, event = events(entry(table(Rule(TUE), differs(ExceptionKind.EXTRA, january(9), starts_at=time(10)))))

    assert [said(event, name) for name in ("UID", "RECURRENCE-ID", "DTSTART")] == [
        "12-20260109T1000@example.org",
        None,
        "20260109T100000",
    ]


def test_on_a_date_about_which_to_ask_it_says_so_and_is_not_sure():
    series, doubtful = events(entry(table(Rule(TUE), differs(ExceptionKind.ASK, january(20)))))

    assert said(doubtful, "STATUS") == "TENTATIVE"
    assert said(doubtful, "RECURRENCE-ID") == "20260120T193000"
    assert said(doubtful, "DESCRIPTION").startswith("It is not known whether it meets on this date: ask before you go.")
    assert said(series, "STATUS") == "CONFIRMED"


@pytest.mark.parametrize("answer", ["", BankHolidays.ASK])
def test_bank_holidays_without_an_answer_carry_the_caution(answer):
    series, *doubtful = events(entry(table(Rule(4), bank_holidays=answer, holidays=HOLIDAYS)))

    assert [said(event, "RECURRENCE-ID")[:8] for event in doubtful][:3] == ["20260403", "20261225", "20270101"]
    assert all(said(event, "DESCRIPTION").startswith("It is a bank holiday: ask") for event in doubtful)
    assert "EXDATE" not in "".join(series)


def test_bank_holidays_on_which_it_does_not_meet_are_taken_out_to_the_end_of_the_year_after_next():
    [event] = events(entry(table(Rule(4), bank_holidays=BankHolidays.NO_MEETING, holidays=HOLIDAYS)))
    days = [line.rpartition(":")[2][:8] for line in event if line.startswith("EXDATE")]

    assert days == ["20260403", "20261225", "20270101", "20270326", "20280414"]


def test_paused_and_closed_meetings_have_no_dates_and_the_file_is_whole_all_the_same():
    text = written(entry(table(Rule(TUE), paused_until=date.max)))

    assert "VEVENT" not in text
    assert [part.name for part in icalendar.Calendar.from_ical(text).subcomponents] == ["VTIMEZONE"]


def test_a_file_of_nothing_holds_the_sites_zone():
    assert [part.name for part in icalendar.Calendar.from_ical(written()).subcomponents] == ["VTIMEZONE"]


def test_after_a_pause_it_goes_on():
    [event] = events(entry(table(Rule(TUE), paused_until=january(31))))

    assert said(event, "DTSTART") == "20260203T193000"


def test_each_zone_is_told_once():
    text = written(entry(), entry(uid="13@example.org"), entry(table(Rule(TUE), zone=NEW_YORK), uid="14@example.org"))

    assert [line for line in text.split("\r\n") if line.startswith("TZID")] == [
        "TZID:Europe/London",
        "TZID:America/New_York",
    ]


def test_today_is_that_of_the_meetings_own_clock():
    """In New York it is still Tuesday when Wednesday has begun in London."""
    night = Moment(datetime(2026, 1, 7, 1, tzinfo=UTC), LONDON)
    [there], [here] = (events(entry(table(Rule(TUE), zone=zone)), at=night) for zone in (NEW_YORK, LONDON))

    assert (said(there, "DTSTART"), said(here, "DTSTART")) == ("20260106T193000", "20260113T193000")


def test_a_file_stays_as_it_is_until_a_date_has_passed():
    when = table(Rule(THU), differs(ExceptionKind.MOVED, date(2026, 9, 3), to=date(2026, 9, 4)))
    monday, wednesday, friday = (written(entry(when), at=moment(day)) for day in (5, 7, 9))

    assert monday == wednesday
    assert wednesday != friday


def moment(day):
    return Moment(datetime(2026, 1, day, 12, tzinfo=UTC), LONDON)


def test_a_reminder_only_when_asked_for_and_it_says_the_name_alone():
    [plain], [reminded] = events(entry()), events(entry(), manner=Manner(alarm=45))

    assert "BEGIN:VALARM" not in plain
    assert reminded[-5:] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Harbour Lights",
        "TRIGGER:-PT45M",
        "END:VALARM",
    ]


def test_an_online_meeting_leads_to_its_link_and_is_nowhere_else():
    spot = Spot(
        "Online", joining="Join online: https://meet.example.org/1", is_online=True, link="https://meet.example.org/1"
    )
    [event] = events(entry(spot=spot))

    assert [said(event, name) for name in ("LOCATION", "GEO", "URL")] == ["Online", None, "https://meet.example.org/1"]
    assert said(event, "DESCRIPTION") == (
        "Join online: https://meet.example.org/1\\nCheck before you join: https://example.org/meetings/harbour-lights/"
    )


def test_an_invented_listing_says_so_in_every_entry():
    moved = differs(ExceptionKind.MOVED, january(20), to=january(22))
    both = events(entry(table(Rule(TUE), moved), is_invented=True))

    assert [said(event, "SUMMARY") for event in both] == ["Harbour Lights (demonstration)"] * 2
    assert all(said(one, "DESCRIPTION").startswith("This listing is invented. Nobody meets there.") for one in both)


def test_a_discreet_calendar_says_appointment_and_the_place_and_nothing_else():
    moved = differs(ExceptionKind.MOVED, january(20), to=january(22))
    one = entry(
        table(Rule(TUE), moved, differs(ExceptionKind.ASK, january(27))),
        spot=Spot("Trinity Hall, Ipswich", Point(52.056, 1.15), "Side door", "Join online: https://meet.example.org/1"),
        said=("Can I come? Yes, if you want to stop drinking.",),
        changed_at=CHANGED,
    )
    text = written(one, manner=Manner(discreet=True, alarm=30))
    series, other = events(one, manner=Manner(discreet=True, alarm=30))

    assert series == [
        "SUMMARY:Appointment",
        "DTSTART;TZID=Europe/London:20260106T193000",
        "DTEND;TZID=Europe/London:20260106T210000",
        "DTSTAMP:20251212T093015Z",
        said_uid(series),
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "CLASS:PRIVATE",
        "GEO:52.056;1.15",
        "LAST-MODIFIED:20251212T093015Z",
        "LOCATION:Trinity Hall\\, Ipswich",
        "TRANSP:OPAQUE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Appointment",
        "TRIGGER:-PT30M",
        "END:VALARM",
    ]
    assert said(other, "LOCATION") == "Upstairs"
    for word in ("Harbour", "example.org", "drinking", "http", "Mutual", "Snow", "Moved", "ask"):
        assert word not in text


def said_uid(event):
    return f"UID:{said(event, 'UID')}"


def test_a_discreet_entry_keeps_its_uid_and_no_two_have_the_same():
    first, again = (said(events(entry(), manner=DISCREET)[0], "UID") for _n in range(2))
    other = said(events(entry(uid="13@example.org"), manner=DISCREET)[0], "UID")

    assert first == again != other


def test_in_alternate_weeks_the_rule_begins_in_the_right_one():
    """The Tuesday of 6 January 2026 lies in a week A."""
    [in_a], [in_b] = (events(entry(weeks=weeks)) for weeks in (Weeks.A, Weeks.B))

    assert [(said(one, "DTSTART"), said(one, "RRULE")) for one in (in_a, in_b)] == [
        ("20260106T193000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("20260113T193000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ]


def test_weeks_of_the_month_in_alternate_weeks_have_an_end_and_the_others_taken_out():
    [event] = events(entry(table(Rule(TUE, weeks=FIRST)), weeks=Weeks.A))

    assert said(event, "RRULE") == "FREQ=MONTHLY;UNTIL=20281231T235959Z;BYDAY=1TU"
    assert said(event, "DTSTART") == "20260106T193000"
    assert said(event, "EXDATE") == "20260407T193000"


def test_text_is_escaped_and_folded_and_control_characters_are_inert():
    name = "Harbour; Lights,\r\nBEGIN:VEVENT\x00\x0b\u2028\\ " + "ü" * 80
    text = written(entry(name=name, said=("One\rSUMMARY:two\n\x85three",)))

    assert text.count("BEGIN:VEVENT\r\n") == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\r" not in text.replace("\r\n", "")
    assert "\n" not in text.replace("\r\n", "")
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["SUMMARY"] == "Harbour; Lights, BEGIN:VEVENT \\ " + "ü" * 80
    assert event["DESCRIPTION"].startswith("One\nSUMMARY:two\n three\n")


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_any_text_leaves_one_event_that_two_programs_read(name, place):
    text = written(entry(name=name, spot=Spot(place), said=(name,)))
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")

    assert event["UID"] == "12@example.org"
    assert [one.uid.value for one in vobject.readOne(text).vevent_list] == ["12@example.org"]


def test_where_nobody_knows_when_it_changed_the_file_stays_as_it_is():
    [event] = events(entry())

    assert said(event, "DTSTAMP") == "20000101T000000Z"


def test_entries_are_written_as_they_are_read():
    """None is kept: memory does not grow with their number."""
    read = []

    def entries():
        for number in range(3):
            read.append(number)
            yield entry(uid=f"{number}@example.org")

    from groups.exchange import calendar

    pieces = calendar.write(entries(), title="All", at=AT)
    for piece in pieces:
        if b"BEGIN:VEVENT" in piece:
            break

    assert read == [0]
