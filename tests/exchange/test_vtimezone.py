"""Every time zone as our calendar files tell it, read by dateutil, against the clocks of Python."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical

from groups.exchange.calendar.vtimezone import IRREGULAR, vtimezone

pytestmark = pytest.mark.sqlite

SINCE = date(2027, 1, 1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def read(zone, text):
    return tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get(zone)


def told(zone):
    return vtimezone(zone, since=SINCE).decode()


def test_all_zones_go_as_pythons_do_for_three_years():
    """Three days apart, so that the month of Ramadan is met too."""
    wrong = set()
    days = [datetime.combine(SINCE, datetime.min.time()) + timedelta(days=n, hours=12) for n in range(0, 3 * 365, 3)]
    for zone in ZONES:
        ours, pythons = read(zone, told(zone)), ZoneInfo(zone)
        wrong |= {
            zone for day in days if day.replace(tzinfo=ours).utcoffset() != day.replace(tzinfo=pythons).utcoffset()
        }

    assert wrong == set()


def test_london_in_two_parts():
    assert told("Europe/London").splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_the_very_minutes_at_which_clocks_change():
    london, new_york = (read(zone, told(zone)) for zone in ("Europe/London", "America/New_York"))
    hour = timedelta(hours=1)

    assert [datetime(2027, 3, 28, 0, 59, tzinfo=london).utcoffset(), datetime(2027, 3, 28, 2, tzinfo=london).dst()] == [
        timedelta(0),
        hour,
    ]
    assert datetime(2027, 10, 31, 2, tzinfo=london).utcoffset() == timedelta(0)
    assert datetime(2027, 3, 14, 1, 59, tzinfo=new_york).utcoffset() == -5 * hour
    assert datetime(2027, 3, 14, 3, tzinfo=new_york).utcoffset() == -4 * hour


def test_a_change_that_falls_outside_its_day_names_the_days_of_the_month():
    assert "RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3\r\n" in told("America/Nuuk")
    assert "RRULE:FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8;BYMONTH=9\r\n" in told("America/Santiago")


@pytest.mark.parametrize("zone", sorted(IRREGULAR))
def test_changes_that_no_rule_says_are_listed(zone):
    text = told(zone)

    assert "RRULE" not in text
    assert text.count("BEGIN:STANDARD") + text.count("BEGIN:DAYLIGHT") >= 8


def test_where_clocks_never_change_there_is_one_part():
    assert told("Asia/Kolkata").count("BEGIN:") == 2
    assert "TZOFFSETTO:+0530\r\n" in told("Asia/Kolkata")
