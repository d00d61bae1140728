"""Calendars as tests write and read them: one entry of a timetable, any timetable, and what another program expands."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import vobject
from hypothesis import strategies as st

from groups.exchange import calendar
from groups.exchange.calendar.entry import AS_IT_IS, Change, Entry, Spot
from groups.rules import holidays
from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.criteria import Moment
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, Differs, Rule, Timetable

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
TODAY = date(2026, 1, 5)  # a Monday
AT = Moment(datetime(2026, 1, 5, 6, tzinfo=UTC), LONDON)
AHEAD = timedelta(days=400)
HOLIDAYS = holidays.between("GB-ENG", date(2025, 1, 1), date(2029, 12, 31))


def table(rule=None, *differs, starts_at=time(19, 30), minutes=90, zone=LONDON, **fields):
    """A timetable, weekly on Tuesdays at 7:30pm where nothing else is said."""
    return Timetable(rule or Rule(1), starts_at, minutes, zone, tuple(map(known, differs)), **fields)


def differs(kind, first, last=None, **fields):
    return Differs(kind, first, last or first, **fields)


def known(differs):
    """An exception as `outgoing` hands it over."""
    return Differs(
        differs.kind, differs.first, differs.last, differs.to, differs.starts_at, Change(Spot("Upstairs"), "Snow")
    )


def entry(when=None, **fields):
    fields = {
        "uid": "12@example.org",
        "name": "Harbour Lights",
        "url": "https://example.org/meetings/harbour-lights/",
        "spot": Spot("Trinity Hall, Ipswich"),
        **fields,
    }
    return Entry(table=when or table(), **fields)


def written(*entries, at=AT, manner=AS_IT_IS):
    """The text of a file."""
    return b"".join(calendar.write(entries, title="Harbour Lights", at=at, manner=manner)).decode()


def expected(when, weeks=Weeks.EVERY, *, since=TODAY):
    """When it meets by our own rule, from when to when, in order."""
    found = when.between(since, since + AHEAD)
    return sorted((one.starts, one.ends) for one in found if one.happens and weeks.holds_on(one.day))


def by_vobject(text):
    """When it meets as vobject and dateutil understand the file: from when to when, in order.

    An event of a date takes the place of the one that its RECURRENCE-ID names.
    """
    events = vobject.readOne(text).contents.get("vevent", [])
    instead = {(e.uid.value, _utc(e.recurrence_id.value)) for e in events if hasattr(e, "recurrence_id")}
    found = []
    for event in events:
        rules = event.getrruleset() if hasattr(event, "rrule") else None
        first = event.dtstart.value
        starts = rules.between(first, first + 2 * AHEAD, inc=True) if rules else [first]
        if not hasattr(event, "recurrence_id"):
            starts = [start for start in starts if (event.uid.value, _utc(start)) not in instead]
        found += [(_utc(start), _utc(start) + _length(event), start.date()) for start in starts]
    return sorted((start, end) for start, end, day in found if TODAY <= day <= TODAY + AHEAD)


def _length(event):
    return event.duration.value if hasattr(event, "duration") else event.dtend.value - event.dtstart.value


def _utc(moment):
    return moment.astimezone(UTC)


# --- Any timetable

# From four in the morning on: no clock changes then, and what a reader makes of a time that does not exist is its own
# affair (tests/exchange/test_calendar.py says what ours makes of it).
DAYS = st.integers(-20, 420).map(lambda away: TODAY + timedelta(days=away))
CLOCKS = st.times(min_value=time(4)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def rules(draw):
    weeks = draw(st.sampled_from([EVERY_WEEK, EVERY_WEEK, *CANONICAL_WEEKS]))
    interval = draw(st.integers(1, 5)) if weeks == EVERY_WEEK else 1
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first and last and first > last:
        first, last = last, first
    return Rule(
        weekday=draw(st.integers(0, 6)),
        weeks=weeks,
        interval=interval,
        phase=draw(st.integers(0, interval - 1)),
        months=draw(st.sampled_from([EVERY_MONTH, EVERY_MONTH - 128]) | st.integers(1, EVERY_MONTH)),
        first=first,
        last=last,
    )


@st.composite
def exceptions(draw):
    kind, first = draw(st.sampled_from(ExceptionKind.values)), draw(DAYS)
    if kind == ExceptionKind.EXTRA:
        return differs(kind, first, starts_at=draw(st.none() | CLOCKS))
    if kind == ExceptionKind.MOVED and draw(st.booleans()):
        return differs(kind, first, to=draw(st.none() | DAYS), starts_at=draw(CLOCKS))
    return differs(kind, first, first + timedelta(days=draw(st.integers(0, 30))))


@st.composite
def tables(draw):
    """Any timetable; most exceptions lie on dates of the rule."""
    rule = draw(rules())
    of_rule = list(rule.dates(since=TODAY, until=TODAY + AHEAD))
    found = draw(st.lists(exceptions(), max_size=5))
    if of_rule:
        days = st.sampled_from(of_rule)
        found = [on(one, draw(days)) if draw(st.integers(0, 3)) else one for one in found]
    return table(
        rule,
        *found,
        starts_at=draw(CLOCKS),
        minutes=draw(st.none() | st.integers(1, 24 * 60)),
        zone=draw(st.sampled_from([LONDON, LONDON, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("Australia/Sydney")])),
        bank_holidays=draw(st.sampled_from(["", *BankHolidays.values])),
        holidays=HOLIDAYS,
        paused_until=draw(st.none() | st.none() | DAYS),
    )


def on(one, day):
    """The same exception on another date."""
    return Differs(one.kind, day, day + (one.last - one.first), one.to, one.starts_at)
