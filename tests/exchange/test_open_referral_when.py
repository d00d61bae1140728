"""When a schedule of Open Referral falls: each rule that its fields can say, and those that they say badly."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.exchange.listing import Columns
from groups.exchange.open_referral.when import When, fields_of, read_when, weeks_said
from groups.rules.schedule import CANONICAL_WEEKS, EVERY_MONTH, EVERY_WEEK, FIRST, LAST, SECOND, Rule

pytestmark = pytest.mark.sqlite

TUE, FRI = 1, 4
AT = {"opens_at": "19:30"}
TOUCHED = date(2026, 1, 5)


def read(**fields):
    """What a schedule says, its time put aside."""
    found = read_when({**AT, **fields}, [], touched_on=TOUCHED)
    return found if isinstance(found, str) else [vars(one) | {"starts_at": None} for one in found]


def rule(weekday, **fields):
    return vars(When(weekday, **fields))


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"freq": "WEEKLY", "byday": "TU"}, [rule(TUE)]),
        ({"freq": "weekly", "interval": 1, "byday": "TU,FR"}, [rule(TUE), rule(FRI)]),
        ({"freq": "WEEKLY", "interval": "1.0", "byday": ["TU", "FR"]}, [rule(TUE), rule(FRI)]),
        ({"freq": "WEEKLY", "byday": "Tuesday"}, [rule(TUE)]),
        ({"byday": "TU"}, [rule(TUE)]),
        ({"freq": "DAILY"}, [rule(day) for day in range(7)]),
        ({"freq": "MONTHLY", "byday": "2TU"}, [rule(TUE, weeks=SECOND)]),
        ({"freq": "MONTHLY", "byday": "+1TU,-1TU"}, [rule(TUE, weeks=FIRST | LAST)]),
        ({"freq": "MONTHLY", "byday": "2TU,-1FR"}, [rule(TUE, weeks=SECOND), rule(FRI, weeks=LAST)]),
        ({"freq": "MONTHLY", "byday": "TU"}, [rule(TUE)]),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": "2024-01-02"}, [rule(TUE, interval=2, phase=1)]),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": "2024-01-09"}, [rule(TUE, interval=2, phase=0)]),
        ({"freq": "WEEKLY", "dtstart": "2024-01-02"}, [rule(TUE)]),
        ({"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-02-03"}, [rule(TUE, first=date(2026, 2, 3))]),
        (
            {"freq": "WEEKLY", "byday": "TU", "valid_from": "2026-01-06", "valid_to": "2026-06-30"},
            [rule(TUE, first=date(2026, 1, 6), last=date(2026, 6, 30))],
        ),
        ({"dtstart": "2026-02-03"}, [rule(TUE, first=date(2026, 2, 3), last=date(2026, 2, 3))]),
        ({"freq": "WEEKLY", "byday": "TU", "bymonth": "1,2"}, [rule(TUE, months=3)]),
        (
            {"freq": "MONTHLY", "interval": 3, "byday": "1TU", "dtstart": "2026-01-06"},
            [rule(TUE, weeks=FIRST, months=0b001001001001, first=date(2026, 1, 6))],
        ),
    ],
)
def test_a_rule_is_read(fields, rules):
    assert read(**fields) == rules


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"freq": "WEEKLY"},
        {"freq": "WEEKLY", "interval": 2, "byday": "TU"},
        {"freq": "WEEKLY", "interval": 99, "byday": "TU", "dtstart": "2024-01-02"},
        {"freq": "MONTHLY", "bymonthday": "15"},
        {"freq": "MONTHLY", "interval": 5, "byday": "TU", "dtstart": "2024-01-02"},
        {"freq": "YEARLY", "byday": "TU"},
        {"freq": "WEEKLY", "byday": "TU", "interval": "often"},
        {"freq": "WEEKLY", "byday": "TU", "bymonth": "13"},
        {"freq": "WEEKLY", "byday": "TU", "byweekno": "20"},
    ],
)
def test_dates_that_are_not_said_or_not_held_are_asked_for(fields):
    cautions = []

    [when] = read_when({**AT, **fields}, cautions, touched_on=TOUCHED)
    assert (when.by_arrangement, when.starts_at) == (True, time(19, 30))
    assert "Its dates are not said, or not in a way that can be held: they have to be asked for." in cautions


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"byday": "someday"}, "The day “someday” cannot be read."),
        ({"byday": "7TU"}, "The day “7TU” cannot be read."),
        ({"byday": "TU", "opens_at": "late"}, "The time “late” cannot be read."),
        ({"byday": "TU", "opens_at": "25:00"}, "The time “25:00” cannot be read."),
        ({"byday": "TU", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "It ends before it begins."),
    ],
)
def test_what_cannot_be_read_is_said(fields, why):
    assert read(**fields) == why


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "starts_at", "minutes"),
    [
        ("19:30", "21:00", time(19, 30), 90),
        ("19:30:00", "21:00:00", time(19, 30), 90),
        ("19:30Z", "21:00Z", time(19, 30), 90),
        ("19:30+00:00", None, time(19, 30), None),
        ("19:30+01:00", "20:30+01:00", time(19, 30), 60),
        ("2026-01-06T19:30:00Z", None, time(19, 30), None),
        ("23:00", "00:30", time(23), 90),
        ("10:00", "10:00", time(10), None),
        ("10:00", "late", time(10), None),
        ("00:00", "01:00", time(0), 60),
        (None, None, None, None),
    ],
)
def test_times_are_those_of_the_wall_whatever_offset_they_carry(opens_at, closes_at, starts_at, minutes):
    row = {"freq": "WEEKLY", "byday": "TU", "opens_at": opens_at, "closes_at": closes_at}

    [when] = read_when(row, [], touched_on=None)
    assert (when.starts_at, when.minutes, when.by_arrangement) == (starts_at, minutes, starts_at is None)


def test_an_offset_is_told_of():
    cautions = []
    read_when({"byday": "TU", "opens_at": "19:30+01:00"}, cautions, touched_on=None)

    assert cautions == ["The time “19:30+01:00” names an offset: it is taken for the clock on the wall."]


@pytest.mark.parametrize(
    ("value", "weeks"),
    [
        ("1,-1", FIRST | LAST),
        ("2", SECOND),
        ("", EVERY_WEEK),
        (None, EVERY_WEEK),
        ("most", EVERY_WEEK),
        ("1,x", EVERY_WEEK),
    ],
)
def test_the_weeks_of_an_attribute(value, weeks):
    assert weeks_said(value) == weeks


RULES = st.one_of(
    st.builds(Rule, st.integers(0, 6), weeks=st.sampled_from(CANONICAL_WEEKS), months=st.integers(1, EVERY_MONTH)),
    st.integers(2, 6).flatmap(
        lambda weeks: st.builds(
            Rule, st.integers(0, 6), interval=st.just(weeks), phase=st.integers(0, weeks - 1),
            first=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        )
    ),
)  # fmt: skip


@settings(deadline=None)
@given(RULES, st.none() | st.dates(date(2030, 1, 2), date(2031, 1, 1)))
def test_a_rule_of_ours_comes_back(made, last):
    of = Columns(
        number=1, slug="", group_slug="", group_name="", attendance="", weekday=made.weekday, weeks=made.weeks,
        interval=made.interval, phase=made.phase, months=made.months, first=made.first, last=last,
        starts_at=time(19, 30),
    )  # fmt: skip

    [when] = read_when(fields_of(of), [], touched_on=date(2026, 1, 1))
    read_back = Rule(when.weekday, when.weeks, when.interval, when.phase, when.months, when.first, when.last)
    assert read_back == Rule(*[*vars(made).values()][:-1], last)


FIELDS = (
    "freq",
    "interval",
    "byday",
    "bymonthday",
    "bymonth",
    "dtstart",
    "valid_from",
    "valid_to",
    "opens_at",
    "closes_at",
)
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)
PLAIN = st.sampled_from(
    ["WEEKLY", "MONTHLY", "TU", "2TU", "0", "99999", "2026-02-30", "24:00", "19:30", "-1", "1,2,3", "T"]
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), NONSENSE | PLAIN))
def test_nonsense_never_breaks_it(row):
    found = read_when(row, [], touched_on=None)

    assert isinstance(found, str) or all(isinstance(one, When) for one in found)
