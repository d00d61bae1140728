"""`/meetings.ics`: the whole search as a calendar, each meeting by its true rule."""

import re
from datetime import date

import pytest
import vobject

from groups.models.feed import DEMONSTRATION
from groups.rules.choices import Attendance, BankHolidays, ExceptionKind, Precision
from groups.rules.schedule import SECOND
from tests.factories import make_area, make_exception, make_feed, make_meeting, make_venue
from tests.pages.files.reading import body

pytestmark = pytest.mark.django_db


def text(client, **asked):
    return body(client.get("/meetings.ics", asked)).decode().replace("\r\n ", "")


def lines(client, name, **asked):
    without_zones = re.sub(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", "", text(client, **asked), flags=re.DOTALL)
    return [line for line in without_zones.split("\r\n") if line.startswith((f"{name}:", f"{name};"))]


def sure(**fields):
    return make_meeting(bank_holidays=BankHolidays.AS_USUAL, **fields)


def test_each_meeting_found_is_an_event_with_its_rule(client):
    one, other = sure(weekday=1, weeks=SECOND), sure(weekday=1, attendance=Attendance.ONLINE, time_zone="Europe/Dublin")
    sure(weekday=2)
    make_exception(one, ExceptionKind.CANCELLED, date(2026, 2, 10))

    assert lines(client, "RRULE", day="tue") == ["RRULE:FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=MONTHLY;BYDAY=2TU"]
    assert sorted(lines(client, "UID", day="tue")) == sorted(f"UID:{each.pk}@127.0.0.1" for each in (one, other))
    assert lines(client, "EXDATE", day="tue") == ["EXDATE;TZID=Europe/London:20260210T193000"]
    assert re.findall("TZID:(.*)\r", text(client, day="tue")) == ["Europe/Dublin", "Europe/London"]
    assert len(vobject.readOne(text(client, day="tue")).vevent_list) == 2


def test_it_is_named_after_what_is_asked(client):
    make_meeting(weekday=1)

    assert lines(client, "NAME", day="tue")[0].startswith("NAME:Meetings on Tuesday")


def test_by_arrangement_is_in_no_calendar(client):
    make_meeting(by_arrangement=True)

    assert lines(client, "UID") == []
    assert text(client).endswith("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_it_may_be_discreet(client):
    make_meeting(bank_holidays=BankHolidays.AS_USUAL)

    assert lines(client, "SUMMARY", discreet="yes") == ["SUMMARY:Appointment"]
    marks = {client.get("/meetings.ics", asked).headers["ETag"] for asked in ({}, {"discreet": "yes"}, {"alarm": "30"})}
    assert len(marks) == 3


def test_of_a_hidden_venue_nothing_but_its_area(client):
    venue = make_venue("The Secret House", town="Ufford", precision=Precision.HIDDEN, area=make_area("Woodbridge"))
    make_meeting(venue=venue, room="The Snug")

    assert lines(client, "LOCATION")[0] == "LOCATION:Woodbridge"
    assert not re.search("Secret|Ufford|Snug|GEO", text(client))


def test_what_is_invented_says_so(client):
    make_meeting(feed=make_feed(DEMONSTRATION), bank_holidays=BankHolidays.AS_USUAL)

    assert lines(client, "SUMMARY") == ["SUMMARY:Harbour Lights (demonstration)"]


def test_it_is_read_a_batch_at_a_time(client, monkeypatch, django_assert_num_queries):
    for _number in range(6):
        sure()
    monkeypatch.setattr("groups.views.files.ics.BATCH", 2)
    text(client)

    with django_assert_num_queries(2 + 3 * 3):
        assert len(lines(client, "UID")) == 6
