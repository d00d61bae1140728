"""Which names, rules and meetings are one, entered twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.geo import Point, box_around
from groups.rules.likeness import (
    SAME_PLACE_KM,
    Blocks,
    Gathering,
    cells,
    is_same_gathering,
    like_name,
    may_fall_together,
    same_name,
)
from groups.rules.schedule import EVERY_WEEK, FIRST, FOURTH, LAST, SECOND, THIRD, Rule

TUESDAY = Rule(1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Lights", "harbour lights"),
        ("The Harbour Lights Group", "Harbour Lights"),
        ("Saint Mary’s Hall", "St. Marys Hall"),
        ("Serenity", "Serentiy"),
        ("Sobriety & Serenity", "Serenity and Sobriety"),
        ("Harbour Lights", "Harbor Lights"),
        ("AA", "aa"),
    ],
)
def test_these_are_one_name(one, other):
    assert same_name(one, other)
    assert like_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Woodbridge Monday", "Woodbridge Sunday"),
        ("Woodbridge Tuesday", "Woodbridge Thursday"),
        ("Men’s Step", "Women’s Step"),
        ("12 High Street", "14 High Street"),
        ("Room 1", "Room 2"),
        ("Harbour Lights", "Lighthouse"),
        ("", "Harbour Lights"),
        ("", ""),
    ],
)
def test_these_are_two(one, other):
    assert not same_name(one, other)
    assert not like_name(one, other)


def test_one_that_says_more_is_like_but_not_the_same():
    assert like_name("Trinity", "Trinity Church Hall")
    assert not same_name("Trinity", "Trinity Church Hall")


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_goes_both_ways(one, other):
    assert same_name(one, other) == same_name(other, one)
    assert like_name(one, other) == like_name(other, one)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Rule(1), Rule(1), True),
        (Rule(1), Rule(2), False),
        (Rule(1, FIRST | THIRD), Rule(1, SECOND | FOURTH), False),
        (Rule(1, FOURTH), Rule(1, LAST), True),
        (Rule(1, EVERY_WEEK, 2, 0), Rule(1, EVERY_WEEK, 2, 1), False),
        (Rule(1, EVERY_WEEK, 2, 0), Rule(1, EVERY_WEEK, 3, 1), True),
        (Rule(1, months=1), Rule(1, months=2), False),
        (Rule(1, last=date(2026, 1, 6)), Rule(1, first=date(2026, 1, 7)), False),
    ],
)
def test_rules_that_can_name_one_date(one, other, together):
    assert may_fall_together(one, other) is together


rules = st.builds(
    Rule,
    weekday=st.integers(0, 1),
    weeks=st.sampled_from([EVERY_WEEK, FIRST, SECOND | FOURTH, LAST]),
    interval=st.just(1),
    months=st.sampled_from([4095, 3, 12]),
)


@given(rules, rules)
def test_rules_that_share_a_date_may_fall_together(one, other):
    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    if set(one.dates(**year)) & set(other.dates(**year)):
        assert may_fall_together(one, other)


def meeting(**said) -> Gathering:
    return Gathering(
        **{
            "names": ("Harbour Lights",),
            "group": 1,
            "programme": 7,
            "source": None,
            "room": "",
            "minute": 19 * 60,
            "rule": TUESDAY,
        }
        | said
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (meeting(), meeting(minute=19 * 60 + 15)),
        (meeting(), meeting(room="Garden Room")),
        (meeting(), meeting(group=2)),
        (meeting(names=("Tuesday Step",)), meeting(names=("Step", "Harbour Lights"), group=2)),
        (meeting(names=("Serenity",)), meeting(group=2, source=5)),
    ],
)
def test_these_meetings_at_one_place_are_one(one, other):
    assert is_same_gathering(one, other)
    assert is_same_gathering(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (meeting(), meeting(minute=19 * 60 + 30)),
        (meeting(), meeting(rule=Rule(2))),
        (meeting(room="Garden Room"), meeting(room="Library")),
        (meeting(room="Garden Room"), meeting(room="Library", group=2)),
        (meeting(), meeting(group=2, programme=8)),
        (meeting(names=("Serenity",)), meeting(group=2)),
        (meeting(names=("Serenity",), programme=None), meeting(group=2, programme=None, source=5)),
    ],
)
def test_these_are_two_meetings_under_one_roof(one, other):
    assert not is_same_gathering(one, other)
    assert not is_same_gathering(other, one)


@given(st.floats(-59, 59), st.floats(-179, 179), st.floats(-1, 1), st.floats(-1, 1))
def test_whatever_is_within_fifty_metres_shares_a_square(lat, lng, up, aside):
    box = box_around(Point(lat, lng), SAME_PLACE_KM)
    west, east = box.ranges[0]
    other = Point(lat + up * (box.north - box.south) / 2, lng + aside * (east - west) / 2)

    assert set(cells(Point(lat, lng))) & set(cells(other))


def test_pairs_are_named_once_and_crowds_are_passed_over():
    blocks = Blocks()
    for thing in (3, 1, 2):
        blocks.file(thing, ["a", "b"])
    for thing in range(10, 20):
        blocks.file(thing, ["crowd"])

    assert sorted(blocks.pairs(most=5)) == [(1, 2), (1, 3), (2, 3)]
