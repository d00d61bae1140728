"""Pieces of a day say what `zoneinfo` says, minute by minute, on the days when clocks change and beside them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from groups.rules.walls import MINUTES_IN_A_DAY, epoch_minutes, instants, site_minutes

LONDON = ZoneInfo("Europe/London")
AROUND_CHANGES = [
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ("Pacific/Auckland", date(2026, 9, 27)),
    ("America/Santiago", date(2026, 9, 6)),  # put forward at midnight, which that day has not
    ("America/Santiago", date(2026, 4, 5)),  # put back at midnight, into the day before
    ("America/Havana", date(2026, 11, 1)),  # a midnight that comes twice
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Atlantic/Azores", date(2026, 3, 29)),
    ("Asia/Kolkata", date(2026, 3, 29)),  # changes nothing itself
    ("Pacific/Apia", date(2011, 12, 30)),  # a day left out
]
BESIDE = (-1, 0, 1)


def added_at(pieces, minute):
    """What the pieces of a day add to one minute of it."""
    return [added for begin, added in pieces if begin <= minute][-1]


def wall_clock(day, minute, zone):
    return datetime.combine(day, time(*divmod(minute, 60)), zone)


@pytest.mark.parametrize(("zone", "day"), AROUND_CHANGES)
def test_every_minute_has_the_instant_that_zoneinfo_gives_it(zone, day):
    zone = ZoneInfo(zone)
    for on in (day + timedelta(days=n) for n in BESIDE):
        pieces = instants(zone, on)
        expected = [epoch_minutes(wall_clock(on, m, zone).astimezone(UTC)) for m in range(MINUTES_IN_A_DAY)]

        assert [m + added_at(pieces, m) for m in range(MINUTES_IN_A_DAY)] == expected, on


@pytest.mark.parametrize("site_zone", ["Europe/London", "America/Santiago"])
@pytest.mark.parametrize(("zone", "day"), [*AROUND_CHANGES, ("Asia/Kolkata", date(2026, 9, 6))])
def test_every_minute_has_the_time_that_the_sites_clock_shows(zone, day, site_zone):
    zone, site_zone = ZoneInfo(zone), ZoneInfo(site_zone)
    for on in (day + timedelta(days=n) for n in BESIDE):
        pieces = site_minutes(zone, site_zone, on)
        midnight = datetime.combine(on, time())
        expected = [
            (instant.astimezone(site_zone).replace(tzinfo=None) - midnight) // timedelta(minutes=1)
            for instant in (wall_clock(on, m, zone).astimezone(UTC) for m in range(MINUTES_IN_A_DAY))
        ]

        assert [m + added_at(pieces, m) for m in range(MINUTES_IN_A_DAY)] == expected, on


def test_a_plain_day_is_one_piece():
    assert instants(LONDON, date(1970, 7, 1)) == ((0, 181 * MINUTES_IN_A_DAY - 60),)
    assert site_minutes(ZoneInfo("America/New_York"), LONDON, date(2026, 1, 5)) == ((0, 5 * 60),)


def test_the_night_that_clocks_go_forward_is_two_pieces():
    midnight = epoch_minutes(datetime(2026, 3, 29, tzinfo=UTC))

    # From 2am on clocks show summer time; the hour from 1am is not on the clock, and is taken by the old one.
    assert instants(LONDON, date(2026, 3, 29)) == ((0, midnight), (120, midnight - 60))


def test_while_only_one_of_two_zones_has_changed_they_are_an_hour_nearer():
    new_york = ZoneInfo("America/New_York")
    by_day = {n: site_minutes(new_york, LONDON, date(2026, 3, n)) for n in (6, 15, 30)}

    assert by_day == {6: ((0, 300),), 15: ((0, 240),), 30: ((0, 300),)}


def test_minutes_since_1970_are_rounded_down():
    assert epoch_minutes(datetime(1970, 1, 1, 0, 1, 59, tzinfo=UTC)) == 1
    assert epoch_minutes(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1
