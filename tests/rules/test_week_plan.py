"""A visitor's week as an address holds it: it comes back as it went, and whatever stands there does no harm."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groups.rules.geo import Point
from groups.rules.planning.commitments import LONGEST_NAME, Commitment
from groups.rules.planning.fortnight import Weeks
from groups.rules.planning.journeys import BY_SLUG, USUAL
from groups.rules.planning.week_plan import (
    AS_MANY_AS_CAN_BE,
    LONGEST_HOME,
    PARAMETERS,
    Pick,
    WeekPlan,
    clock_minutes,
    read,
    rounded,
)
from tests.rules.test_commitments import commitments, pieces

pytestmark = pytest.mark.sqlite  # it needs no database

HOUR = 60
numbers = st.integers(1, 999_999_999)
picks = st.builds(Pick, numbers, st.sampled_from(Weeks))
plans = st.builds(
    WeekPlan,
    picks=st.lists(picks, max_size=7, unique_by=lambda pick: pick.number).map(tuple),
    mine=st.lists(commitments, max_size=3, unique=True).map(tuple),
    theirs=st.lists(commitments, max_size=3, unique=True).map(tuple),
    home=st.text(max_size=LONGEST_HOME).map(lambda typed: " ".join(typed.split())),
    by=st.sampled_from(["", *BY_SLUG]),
    target=st.one_of(st.none(), st.integers(1, 7), st.just(AS_MANY_AS_CAN_BE)),
    latest=st.one_of(st.none(), st.integers(0, 24 * HOUR - 1)),
    first=st.one_of(st.none(), numbers),
)
hostile = st.one_of(st.text(), pieces, st.lists(pieces).map(".".join))


def test_how_an_address_says_a_week():
    plan = WeekPlan(
        picks=(Pick(12), Pick(34, Weeks.A)),
        mine=(Commitment((0, 1, 2, 3, 4), 9 * HOUR, 17 * HOUR + 30, name="work"),),
        theirs=(Commitment((3,), 19 * HOUR, 21 * HOUR, True, name="training"),),
        home="52.09,1.32",
        by="bus",
        target=3,
        latest=21 * HOUR + 30,
        first=12,
    )

    assert plan.parameters() == {
        "plan": "12.34a",
        "busy": "12345-0900-1730_work",
        "theirs": "4-1900-2100-n_training",
        "home": "52.09,1.32",
        "by": "bus",
        "target": "3",
        "latest": "2130",
        "first": "12",
    }


def test_an_empty_week_says_nothing():
    assert (WeekPlan().parameters(), WeekPlan().is_empty) == ({}, True)
    assert read({}) == (WeekPlan(), [])


@settings(deadline=None)
@given(plans)
def test_a_week_comes_back_as_it_went(plan):
    assert read(plan.parameters()) == (plan, [])


@settings(deadline=None)
@given(plans)
@example(WeekPlan(latest=0))
def test_a_week_comes_back_as_it_went_through_an_address(plan):
    address = urlencode(plan.parameters())

    assert read(dict(parse_qsl(address, strict_parsing=bool(address)))) == (plan, [])


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*PARAMETERS, "q"]), hostile))
@example({"home": "a" * (LONGEST_HOME - 1) + " b"})
def test_whatever_stands_in_an_address_does_no_harm_and_what_was_read_is_read_again(parameters):
    plan, wrong = read(parameters)

    assert {one.parameter for one in wrong} <= set(parameters) & set(PARAMETERS)
    assert all(one.why for one in wrong)
    assert read(plan.parameters()) == (plan, [])


@settings(deadline=None)
@given(plans, st.sampled_from(PARAMETERS), hostile)
def test_what_cannot_be_read_leaves_the_rest_as_it_is(plan, name, text):
    found, _wrong = read(plan.parameters() | {name: text})

    others = [other for other in PARAMETERS if other != name]
    said, again = plan.parameters(), found.parameters()
    assert [again.get(other) for other in others] == [said.get(other) for other in others]


ten_commitments = st.lists(
    st.builds(
        Commitment,
        days=st.just((0, 1, 2, 3, 4, 5, 6)),
        begins=st.integers(0, 24 * HOUR - 1),
        ends=st.integers(0, 24 * HOUR - 1),
        needs_other=st.booleans(),
        weeks=st.sampled_from(Weeks),
        name=st.text(st.sampled_from("aeiou"), max_size=LONGEST_NAME),
    ),
    min_size=10,
    max_size=10,
    unique=True,
)


the_longest = [Commitment(tuple(range(7)), n, 0, True, Weeks.B, "a" * LONGEST_NAME) for n in range(10)]


@settings(deadline=None)
@example(set(range(10_000, 10_007)), the_longest)
@given(st.sets(st.integers(10_000, 99_999), min_size=7, max_size=7), ten_commitments)
def test_seven_meetings_and_ten_commitments_with_names_are_an_address_under_600_characters(numbers, several):
    plan = WeekPlan(
        picks=tuple(Pick(number, Weeks.A) for number in numbers),
        mine=tuple(several[:6]),
        theirs=tuple(several[6:]),
        home=rounded(Point(52.09, -1.32)),
        by="cycle",
        target=AS_MANY_AS_CAN_BE,
        latest=21 * HOUR + 30,
        first=min(numbers),
    )

    assert len("https://meetings.example.org/plan/?" + urlencode(plan.parameters())) < 600


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("plan", "12x", "“12x” is no number of a meeting, so it was left out of your week."),
        ("plan", "0", "“0” is no number of a meeting, so it was left out of your week."),
        ("busy", "x", "A time in your week could not be read from the address, so it was left out. Enter it again."),
        ("by", "horse", "Choose a way to travel."),
        ("target", "8", "Choose a number from 1 to 7, or as many as you can."),
        ("target", "²", "Choose a number from 1 to 7, or as many as you can."),
        ("latest", "25:00", "Enter a time such as 21:30."),
        ("first", "-1", "This is no number of a meeting."),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(name, text, why):
    plan, wrong = read({name: text})

    assert plan.is_empty
    assert [(one.parameter, one.value, one.why) for one in wrong] == [(name, text, why)]


def test_a_meeting_that_is_named_twice_is_in_the_week_once_as_it_was_first_said():
    plan, wrong = read({"plan": "12a.12.34"})

    assert (plan.picks, wrong) == ((Pick(12, Weeks.A), Pick(34)), [])


def test_a_week_holds_30_meetings():
    plan, wrong = read({"plan": ".".join(map(str, range(1, 41)))})

    assert plan.numbers == tuple(range(1, 31))
    assert [one.why for one in wrong] == ["Your week holds 30 meetings; the others were left out."]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("21:30", 1290), ("21.30", 1290), ("2130", 1290), ("930", 570), ("0000", 0), (" 9:05 ", 545), ("24:00", None)],
)
def test_a_time_is_read_as_people_write_it(typed, minutes):
    assert clock_minutes(typed) == minutes


def test_a_meeting_is_added_once_and_only_where_there_is_room():
    plan = WeekPlan().with_meeting(12, Weeks.B)

    assert plan.picks == (Pick(12, Weeks.B),)
    assert plan.with_meeting(12) == plan
    full = WeekPlan(picks=tuple(Pick(number) for number in range(1, 31)))
    assert full.with_meeting(31) == full


def test_a_home_group_that_is_taken_out_is_the_home_group_no_more():
    plan = WeekPlan(picks=(Pick(12), Pick(34)), first=12)

    assert plan.without_meeting(12) == WeekPlan(picks=(Pick(34),))
    assert plan.without_meeting(34) == WeekPlan(picks=(Pick(12),), first=12)


def test_what_is_sent_to_somebody_else_does_not_say_where_one_lives():
    plan = WeekPlan(picks=(Pick(12),), home="LS1 1UR", by="bus")

    assert plan.without_home() == WeekPlan(picks=(Pick(12),), by="bus")


def test_a_place_is_rounded_so_that_it_names_no_house():
    assert rounded(Point(53.79648, -1.54785)) == "53.80,-1.55"


def test_who_does_not_say_how_they_travel_goes_by_bus():
    assert (WeekPlan().travel, WeekPlan(by="car").travel) == (USUAL, BY_SLUG["car"])
