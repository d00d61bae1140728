"""The rule in SQL says what the pure rule says: over generated meetings, exceptions, holidays, windows and moments.

What single conditions mean is told by example in `test_windows.py`.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Meeting, MeetingException
from groups.models.recurrence import Window
from groups.models.timetable import nation_of
from groups.rules.choices import BankHolidays, ExceptionKind, Status, WhoMayCome
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, FIRST, LAST, THIRD, Timetable, weeks_of
from tests.factories import make_area, make_group, make_meeting, make_venue, reindexed

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
ZONES = ("", "America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago")
AHEAD = range(-2, 36)
NATIONS_OFF = {-10: {"england"}, -3: {"england", ""}, 0: {"scotland"}, 2: {"england", "scotland", ""}, 9: {"england"}}
"""Nations with a bank holiday, by days from today."""

days = st.dates(date(2023, 12, 1), date(2029, 3, 31))
clock_changes = st.sampled_from(
    [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2026, 3, 8), date(2026, 11, 1), date(2026, 9, 6)]
)
year_ends = st.sampled_from(
    [date(2026, 12, 31), date(2024, 2, 29), date(2028, 2, 28), date(2027, 1, 1), date(2026, 5, 4)]
)
nows = st.builds(
    lambda day, seconds: datetime.combine(day, time(), UTC) + timedelta(seconds=seconds),
    st.one_of(days, clock_changes, year_ends),
    st.integers(0, 24 * 60 * 60 - 1),
)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
offsets = st.one_of(
    st.just(tuple(AHEAD)),
    st.just((-2, -1, 0, 1)),
    st.just((0, 1)),
    st.integers(-9, 60).map(lambda day: (day,)),
    st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda on: tuple(n for n in AHEAD if n % 7 in on)),
)
spans = st.sampled_from([(), (), ((5 * 60, 12 * 60),), ((21 * 60, 24 * 60), (0, 5 * 60)), ((17 * 60, 21 * 60),)])
windows = st.fixed_dictionaries(
    {
        "offsets": offsets,
        "has_now": st.booleans(),
        "starting_within": st.none() | st.just(120),
        "only_what_happens": st.booleans(),
        "open_only": st.booleans(),
        "starts": spans,
    }
)


@st.composite
def rules(draw):
    weeks = draw(st.one_of(st.just(EVERY_WEEK), st.sampled_from(CANONICAL_WEEKS)))
    interval = draw(st.sampled_from([1, 1, 2, 3])) if weeks == EVERY_WEEK else 1
    first, last = draw(st.none() | st.integers(-60, 50)), draw(st.none() | st.integers(-20, 60))
    return {
        "by_arrangement": draw(st.integers(0, 9)) == 9,
        "weekday": draw(st.integers(0, 6)),
        "weeks": weeks,
        "interval": interval,
        "phase": draw(st.integers(0, interval - 1)),
        "months": draw(st.one_of(st.just(EVERY_MONTH), st.integers(1, EVERY_MONTH))),
        "starts_at": draw(times),
        "minutes": draw(st.none() | st.integers(1, 24 * 60)),
        "drop_in": draw(st.booleans()),
        "time_zone": draw(st.sampled_from(ZONES)),
        "bank_holidays": draw(st.sampled_from(["", *BankHolidays.values])),
        "who": draw(st.sampled_from(["", WhoMayCome.ANYONE, WhoMayCome.MEMBERS])),
        "open_weeks": draw(st.sampled_from([0, LAST, FIRST | THIRD])),
        # From here on days counted from today, and which of the places.
        "first": first,
        "last": max(first, last) if first is not None and last is not None else last,
        "paused": draw(st.none() | st.integers(-3, 40)),
        "group_paused": draw(st.none() | st.none() | st.integers(-3, 40)),
        "place": draw(st.integers(0, 2)),
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


lists_of_meetings = st.lists(st.tuples(rules(), st.lists(differences(), max_size=3)), min_size=1, max_size=12)


def paused(until):
    return {"status": Status.PAUSED, "paused_until": until} if until else {}


def store(values, given_differences, today):
    """The meeting of these values; an exception that starts on a day starts on the meeting's weekday from it on."""
    ends = {name: values.pop(name) for name in ("first", "last", "paused", "group_paused")}
    dates = {name: None if n is None else today + timedelta(days=n) for name, n in ends.items()}
    england, scotland = PLACES
    area_and_venue = [(scotland, make_venue(area=england)), (scotland, make_venue()), (None, make_venue())]
    area, venue = area_and_venue[values.pop("place")]
    meeting = make_meeting(
        **values,
        first=dates["first"],
        last=dates["last"],
        **paused(dates["paused"]),
        group=make_group(area=area, **paused(dates["group_paused"])),
        venue=venue,
    )
    for differs in given_differences:
        first = today + timedelta(days=differs["start"])
        first += timedelta(days=(meeting.weekday - first.weekday()) % 7)
        MeetingException.objects.create(
            meeting=meeting,
            kind=differs["kind"],
            first=first,
            last=first + timedelta(days=differs["length"]),
            to=None if differs["to"] is None else today + timedelta(days=differs["to"]),
            starts_at=differs["starts_at"],
            room="Upstairs" if differs["kind"] == ExceptionKind.MOVED else "",
        )
    reindexed(meeting)
    return meeting


def timetable(meeting, nations_off):
    ends = [until for until in (meeting.paused_until, meeting.group.paused_until) if until]
    return Timetable(
        rule=meeting.rule,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        zone=meeting.zone,
        differs=[row.differs for row in meeting.exceptions.all()],
        bank_holidays=meeting.bank_holidays,
        holidays=frozenset(day for day, nations in nations_off.items() if nation_of(meeting) in nations),
        paused_until=max(ends, default=None),
    )


def fits(one, meeting, window):
    """Whether a window takes an occurrence: said in Python, as the fields of the window say it in words."""
    start = one.starts_at.hour * 60 + one.starts_at.minute
    end = start + (one.minutes or 60)
    return (
        (one.day - window.today).days in window.offsets
        and (window.now is None or one.ends > window.now)
        and (
            window.now is None
            or window.starting_within is None
            or one.starts <= window.now + timedelta(minutes=window.starting_within)
        )
        and (one.happens or not window.only_what_happens)
        and (not window.open_only or meeting.who == WhoMayCome.ANYONE or meeting.open_weeks & weeks_of(one.day))
        and (
            not window.starts
            or any(low <= start < high for low, high in window.starts)
            or (meeting.drop_in and any(start < high and end > low for low, high in window.starts))
        )
    )


def site_key(occurrence, today):
    """Minutes by the site's wall clock since the midnight that began today."""
    wall = occurrence.starts.astimezone(LONDON).replace(tzinfo=None)
    return (wall - datetime.combine(today, time())) // timedelta(minutes=1)


@pytest.fixture
def places():
    global PLACES
    PLACES = make_area(nation="england"), make_area(name="Dumfries", nation="scotland")


many = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ALL_AHEAD = dict.fromkeys(["only_what_happens", "open_only"], False) | {
    "offsets": tuple(AHEAD),
    "has_now": True,
    "starting_within": None,
    "starts": (),
}


@many
@given(lists_of_meetings, nows, windows | st.just(ALL_AHEAD))
def test_the_first_date_of_a_window_in_sql_is_the_pure_one(places, given_meetings, now, asked):
    today = now.astimezone(LONDON).date()
    nations_off = {today + timedelta(days=n): frozenset(nations) for n, nations in NATIONS_OFF.items()}
    meetings = [store(dict(values), differs, today) for values, differs in given_meetings]
    options = {name: value for name, value in asked.items() if name != "has_now"}
    window = Window(
        today=today,
        site_zone=LONDON,
        now=now if asked["has_now"] else None,
        zones=ZONES,
        nations_off=nations_off,
        **options,
    )

    found = dict(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).expected(window).values_list("pk", "entry"))

    for meeting in meetings:
        table = timetable(meeting, nations_off)
        first, last = (today + timedelta(days=n) for n in (window.offsets[0], window.offsets[-1]))
        keys = [site_key(one, today) for one in table.between(first, last) if fits(one, meeting, window)]
        assert found[meeting.pk] == min(keys, default=None), (table, window)
    Meeting.objects.all().delete()


@many
@given(lists_of_meetings, days)
def test_what_a_date_brings_in_sql_is_the_pure_answer(places, given_meetings, day):
    meetings = [store(dict(values), differs, day) for values, differs in given_meetings]
    window = Window(today=day, site_zone=LONDON, offsets=(0,), zones=ZONES)

    found = dict(Meeting.objects.filter(pk__in=[m.pk for m in meetings]).expected(window).values_list("pk", "entry"))

    for meeting in meetings:
        entry = timetable(meeting, {}).entry_on(day)
        assert found[meeting.pk] == (site_key(entry, day) if entry else None)
    Meeting.objects.all().delete()
