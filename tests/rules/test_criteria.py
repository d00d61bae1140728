"""What was asked says itself: in words, in a title that names no whole postcode, and as the dates that are meant."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import ABOUT_ANYTHING, About, Attendance, Kind
from groups.rules.criteria import TIMES_OF_DAY, Choice, MeetingSearch, Moment, Near, distance_words
from groups.rules.geo import Point
from groups.rules.schedule import FIRST, LAST, SECOND
from groups.rules.search_sentence import heading_of, title_of

MONDAY = date(2026, 11, 23)
TUESDAY, SATURDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)
HERE = Point(52.09, 1.32)
WOODBRIDGE = Near("Woodbridge", HERE, in_titles="Woodbridge")
AT_HOME = Near("IP12 1AA", HERE, in_titles="IP12")
MORNING, AFTERNOON, EVENING, NIGHT = TIMES_OF_DAY


def choice(label):
    return Choice(label.lower(), label, frozenset({1}))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Meetings"),
        ({"times": (EVENING,), "near": WOODBRIDGE}, "Evening meetings near Woodbridge"),
        ({"kinds": (Kind.FAMILY,), "days": (1,)}, "Family, friends and carers meetings on Tuesday"),
        ({"kinds": (Kind.TWELVE_STEP,), "programmes": (choice("AA"),)}, "AA meetings"),
        ({"attendance": (Attendance.ONLINE,), "now": True}, "Online meetings on now or soon"),
        ({"days": (0, 2, 4)}, "Meetings on Monday, Wednesday and Friday"),
        ({"dates": (MONDAY,)}, "Meetings today"),
        ({"dates": (MONDAY,), "days": (5,)}, "Meetings today and on Saturday"),
        ({"on": TUESDAY}, "Meetings tomorrow"),
        ({"on": SATURDAY}, "Meetings on Saturday 28 November"),
        (
            {"times": (MORNING, NIGHT), "kinds": (Kind.SMART, Kind.OTHER)},
            "Morning and night SMART Recovery and other meetings",
        ),
        ({"who": (choice("Women"), choice("LGBTQ+ people"))}, "Meetings for women and LGBTQ+ people"),
        ({"areas": (choice("Suffolk"), choice("Ipswich"))}, "Meetings in Suffolk and Ipswich"),
        ({"near": Near("", HERE)}, "Meetings near a place you chose"),
        (
            {"dates": (MONDAY,), "times": (EVENING, NIGHT), "kinds": (Kind.SMART,)},
            "SMART Recovery meetings tonight",
        ),
        ({"dates": (TUESDAY,), "times": (EVENING, NIGHT)}, "Evening and night meetings tomorrow"),
        ({"about": About.GAMBLING}, "Meetings about gambling"),
        (
            {"kinds": (Kind.FAMILY,), "who": (choice("Parents"),), "about": About.ALCOHOL | About.DRUGS},
            "Family, friends and carers meetings for parents about drinking and drugs",
        ),
        ({"audience": "family"}, "Meetings for family, friends and carers"),
        ({"audience": "self"}, "Meetings"),
        (
            {"access": (choice("Step-free access"),), "near": WOODBRIDGE},
            "Meetings with step-free access near Woodbridge",
        ),
        ({"languages": ("pl",)}, "Meetings held in Polish"),
        ({"weeks": SECOND, "days": (1,)}, "Meetings on the 2nd Tuesday of the month"),
        ({"weeks": FIRST | LAST}, "Meetings in the 1st and last week of the month"),
        ({"starts": ((18 * 60, 24 * 60),)}, "Meetings from 6pm"),
        ({"starts": ((0, 14 * 60),)}, "Meetings before 2pm"),
        ({"starts": ((12 * 60, 14 * 60),), "days": (5,)}, "Meetings on Saturday between midday and 2pm"),
        ({"starts": ((22 * 60, 24 * 60), (0, 60))}, "Meetings between 10pm and 1am"),
    ],
)
def test_a_search_says_itself(asked, words):
    assert heading_of(MeetingSearch(**asked), today=MONDAY) == words


@pytest.mark.parametrize(
    ("near", "words"),
    [
        (WOODBRIDGE, "Meetings near Woodbridge"),
        (AT_HOME, "Meetings near IP12"),
        (Near("the place you chose", HERE), "Meetings near a place you chose"),
    ],
)
def test_a_title_names_a_place_less_exactly(near, words):
    assert title_of(MeetingSearch(near=near), today=MONDAY) == words
    assert heading_of(MeetingSearch(near=near), today=MONDAY) == f"Meetings near {near.name}"


def some(strategy):
    return st.lists(strategy, max_size=2, unique=True).map(tuple)


searches = st.builds(
    MeetingSearch,
    words=st.just("Xyzzy"),
    near=st.none() | st.just(AT_HOME),
    within=st.none() | st.sampled_from([1, 100]),
    on=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    days=some(st.integers(0, 6)),
    dates=some(st.sampled_from([MONDAY, TUESDAY])),
    now=st.booleans(),
    times=some(st.sampled_from(TIMES_OF_DAY)),
    kinds=some(st.sampled_from(Kind)),
    about=st.integers(0, ABOUT_ANYTHING),
    programmes=some(st.just(choice("AA"))),
    attendance=some(st.sampled_from(Attendance.values)),
    who=some(st.sampled_from([choice("Women"), choice("LGBTQ+ people")])),
    areas=some(st.just(choice("Suffolk"))),
    weeks=st.integers(0, FIRST | SECOND | LAST),
    starts=st.sampled_from([(), ((0, 1440),), ((1320, 1440), (0, 60))]),
    access=some(st.just(choice("Step-free access"))),
    languages=some(st.sampled_from(["pl", "zh-Hant"])),
    audience=st.sampled_from(["", "self", "family"]),
)


@given(searches)
def test_a_title_never_repeats_free_words_nor_a_whole_postcode(asked):
    said = title_of(asked, today=MONDAY)

    assert "Xyzzy" not in said and "1AA" not in said and "52.09" not in said
    assert said[0] == said[0].upper() and "  " not in said and said == said.strip()
    assert "%" not in said


@given(searches, st.dates(date(2026, 11, 1), date(2026, 12, 31)))
def test_the_dates_that_are_meant_are_among_those_wanted(asked, day):
    assert all(asked.wants(meant) for meant in asked.days_meant)
    assert list(asked.days_meant) == sorted(set(asked.days_meant))
    if asked.has_dates and asked.wants(day):
        assert day in asked.days_meant


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, "Mon Tue Wed Thu Fri Sat Sun"),
        ({"days": (0, 5)}, "Mon Sat"),
        ({"dates": (TUESDAY,)}, "Tue"),
        ({"dates": (TUESDAY,), "days": (5,)}, "Tue Sat"),
        ({"on": SATURDAY}, "Sat"),
        ({"on": SATURDAY, "days": (5,)}, "Sat"),
        ({"on": SATURDAY, "days": (0,)}, ""),
        ({"on": SATURDAY, "dates": (MONDAY,)}, ""),
        ({"on": MONDAY, "dates": (MONDAY,)}, "Mon"),
    ],
)
def test_which_dates_of_a_week_are_wanted(asked, wanted):
    search = MeetingSearch(**asked)
    week = [MONDAY + timedelta(days=n) for n in range(7)]

    assert [f"{day:%a}" for day in week if search.wants(day)] == wanted.split()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ({}, ()),
        ({"days": (0,)}, ()),
        ({"dates": (TUESDAY, MONDAY)}, (MONDAY, TUESDAY)),
        ({"on": MONDAY, "dates": (MONDAY,)}, (MONDAY,)),
        ({"on": SATURDAY, "dates": (MONDAY,)}, ()),
    ],
)
def test_the_real_dates_meant(asked, meant):
    assert MeetingSearch(**asked).days_meant == meant


@pytest.mark.parametrize(
    ("asked", "has_dates"),
    [({}, False), ({"days": (0,)}, False), ({"dates": (MONDAY,)}, True), ({"on": MONDAY}, True)],
)
def test_whether_each_date_is_shown_for_itself(asked, has_dates):
    assert MeetingSearch(**asked).has_dates == has_dates
    assert not MeetingSearch(dates=(MONDAY,), days=(5,)).has_dates


def test_times_of_day_share_out_the_day():
    covered = [minute for times in TIMES_OF_DAY for begin, end in times.spans for minute in range(begin, end)]

    assert sorted(covered) == list(range(24 * 60))
    assert {times.slug: times.spans[0][0] // 60 for times in TIMES_OF_DAY} == {
        "morning": 5,
        "afternoon": 12,
        "evening": 17,
        "night": 21,
    }


@pytest.mark.parametrize(
    ("number", "unit", "about", "words"),
    [
        (0.04, "mi", False, "0 miles"),
        (0.44, "mi", False, "0.4 miles"),
        (1, "mi", False, "1 mile"),
        (1.04, "km", False, "1 km"),
        (9.94, "mi", False, "9.9 miles"),
        (9.95, "mi", False, "10 miles"),
        (12.5, "km", False, "12 km"),
        (3.4, "mi", True, "about 3 miles"),
        (0.6, "mi", True, "about 1 mile"),
        (100, "mi", False, "100 miles"),
    ],
)
def test_a_distance_has_one_decimal_under_ten_and_none_above_or_where_it_is_about_right(number, unit, about, words):
    assert distance_words(number, unit, about=about) == words


def test_kilometres_of_a_distance_asked_for():
    assert MeetingSearch(within=10).km == pytest.approx(16.09344)
    assert MeetingSearch(within=10, unit="km").km == 10
    assert MeetingSearch().km is None


def test_a_search_is_frozen_and_the_same_as_another_that_asks_the_same():
    one, other = MeetingSearch(days=(1,)), MeetingSearch(days=(1,), site_language="cy")

    assert (one == other, hash(one) == hash(other)) == (True, True)
    assert all(
        name.default is not None or name.name in ("near", "within", "on", "sought") for name in fields(MeetingSearch)
    )


def test_today_is_the_sites_date():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert Moment(late, ZoneInfo("Europe/London")).today == date(2026, 7, 2)
    assert Moment(late, ZoneInfo("America/New_York")).today == date(2026, 7, 1)


def test_what_is_only_about_right_is_never_nought_miles_away():
    assert distance_words(0.3, "mi", about=True) == "about 1 mile"
    assert distance_words(0, "mi") == "0 miles"
