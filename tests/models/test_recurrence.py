"""The rule in SQL says what the pure rule says: over generated meetings, dates, zones, exceptions and bank holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Meeting, MeetingException
from groups.models.recurrence import Window
from groups.rules.choices import BankHolidays, ExceptionKind, Status
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, Timetable
from tests.factories import make_area, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
ZONES = ("", "America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Auckland")

days = st.dates(date(2023, 12, 1), date(2029, 3, 31))
clock_changes = st.sampled_from(
    [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2026, 3, 8), date(2026, 11, 1)]
)
year_ends = st.sampled_from(
    [date(2026, 12, 31), date(2024, 2, 29), date(2028, 2, 28), date(2027, 1, 1), date(2026, 5, 4)]
)
nows = st.builds(
    lambda day, minute: datetime.combine(day, time(), UTC) + timedelta(minutes=minute),
    st.one_of(days, clock_changes, year_ends),
    st.integers(0, 24 * 60 - 1),
)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


@st.composite
def rules(draw):
    weeks = draw(st.one_of(st.just(EVERY_WEEK), st.sampled_from(CANONICAL_WEEKS)))
    interval = draw(st.sampled_from([1, 1, 2, 3])) if weeks == EVERY_WEEK else 1
    first = draw(st.none() | days)
    last = draw(st.none() | days)
    return {
        "weekday": draw(st.integers(0, 6)),
        "weeks": weeks,
        "interval": interval,
        "phase": draw(st.integers(0, interval - 1)),
        "months": draw(st.one_of(st.just(EVERY_MONTH), st.integers(1, EVERY_MONTH))),
        "first": first,
        "last": max(first, last) if first and last else last,
        "starts_at": draw(times),
        "minutes": draw(st.none() | st.integers(1, 24 * 60)),
        "time_zone": draw(st.sampled_from(ZONES)),
        "bank_holidays": draw(st.sampled_from(["", *BankHolidays.values])),
        "paused": draw(st.none() | st.integers(-3, 40)),
    }


@st.composite
def differences(draw):
    kind = draw(st.sampled_from(ExceptionKind.values))
    start, length = draw(st.integers(-9, 40)), draw(st.integers(0, 20))
    one_date = kind == ExceptionKind.EXTRA or draw(st.booleans())
    moved_in_time = kind == ExceptionKind.MOVED and one_date
    return {
        "kind": kind,
        "start": start,
        "length": 0 if one_date else length,
        "to": draw(st.none() | st.integers(-9, 40)) if moved_in_time else None,
        "starts_at": draw(st.none() | times) if moved_in_time or kind == ExceptionKind.EXTRA else None,
    }


def on_the_rule(meeting, day):
    """The first date of the meeting's weekday from `day` on: so that exceptions meet the rule."""
    return day + timedelta(days=(meeting.weekday - day.weekday()) % 7)


def store(values, given_differences, today):
    paused = values.pop("paused")
    status = {"status": Status.PAUSED, "paused_until": today + timedelta(days=paused)} if paused is not None else {}
    meeting = make_meeting(**values, **status, group=GROUP, venue=VENUE)
    for differs in given_differences:
        first = on_the_rule(meeting, today + timedelta(days=differs["start"]))
        room = "Upstairs" if differs["kind"] == ExceptionKind.MOVED else ""
        MeetingException.objects.create(
            meeting=meeting,
            kind=differs["kind"],
            first=first,
            last=first + timedelta(days=differs["length"]),
            to=today + timedelta(days=differs["to"]) if differs["to"] is not None else None,
            starts_at=differs["starts_at"],
            room=room,
        )
    return meeting


def timetable(meeting, holidays):
    return Timetable(
        rule=meeting.rule,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        zone=meeting.zone,
        differs=[row.differs for row in meeting.exceptions.all()],
        bank_holidays=meeting.bank_holidays,
        holidays=holidays,
        paused_until=meeting.paused_until,
    )


def site_key(occurrence, today):
    """Minutes by the site's wall clock since the midnight that began today."""
    wall = occurrence.starts.astimezone(LONDON).replace(tzinfo=None)
    return (wall - datetime.combine(today, time())) // timedelta(minutes=1)


@pytest.fixture
def places():
    global GROUP, VENUE
    area = make_area(nation="england")
    GROUP, VENUE = make_group(area=area), make_venue(area=area)


many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@many
@given(st.lists(st.tuples(rules(), st.lists(differences(), max_size=3)), min_size=1, max_size=12), nows, st.booleans())
def test_the_next_date_in_sql_is_the_pure_one(places, given_meetings, now, only_what_happens):
    today = now.astimezone(LONDON).date()
    holidays = frozenset(today + timedelta(days=n) for n in (-10, -3, 0, 2, 9, 16, 30))
    meetings = [store(dict(values), differs, today) for values, differs in given_meetings]
    window = Window(
        today=today,
        site_zone=LONDON,
        offsets=tuple(range(-2, 36)),
        now=now,
        only_what_happens=only_what_happens,
        zones=ZONES,
        nations_off={day: frozenset({"england"}) for day in holidays},
    )

    found = dict(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).expected(window).values_list("pk", "entry"))

    for meeting in meetings:
        table = timetable(meeting, holidays)
        expected = [
            one
            for one in table.between(today - timedelta(days=2), today + timedelta(days=35))
            if one.ends > now and (one.happens or not only_what_happens)
        ]
        key = min((site_key(one, today) for one in expected), default=None)
        assert found[meeting.pk] == key, (meeting.rule, meeting.starts_at, list(table.differs), now)
    Meeting.objects.all().delete()


@many
@given(st.lists(st.tuples(rules(), st.lists(differences(), max_size=3)), min_size=1, max_size=12), days)
def test_what_a_date_brings_in_sql_is_the_pure_answer(places, given_meetings, day):
    meetings = [store(dict(values), differs, day) for values, differs in given_meetings]
    window = Window(today=day, site_zone=LONDON, offsets=(0,), zones=ZONES)

    found = dict(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).expected(window).values_list("pk", "entry"))

    for meeting in meetings:
        entry = timetable(meeting, frozenset()).entry_on(day)
        assert found[meeting.pk] == (site_key(entry, day) if entry else None)
    Meeting.objects.all().delete()
