"""How long it takes to get there: in steps of five minutes, and never less for being farther."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.geo import KM_IN
from groups.rules.planning.journeys import BY_SLUG, WAYS

pytestmark = pytest.mark.sqlite  # it needs no database

MILE = KM_IN["mi"]


@pytest.mark.parametrize(
    ("slug", "miles", "minutes"),
    [
        ("walk", 0, 5),
        ("walk", 1, 35),
        ("cycle", 2, 25),
        ("bus", 0, 15),
        ("bus", 1, 25),
        ("bus", 5, 60),
        ("car", 5, 30),
        ("car", 10, 50),
    ],
)
def test_the_minutes_one_way(slug, miles, minutes):
    assert BY_SLUG[slug].minutes(miles * MILE) == minutes


A_HAIR = 1e-9
"""What floats may be off by, in minutes."""


@given(st.sampled_from(WAYS), st.floats(0, 500), st.floats(0, 500))
def test_farther_never_takes_less(way, one, other):
    assert way.minutes(min(one, other)) <= way.minutes(max(one, other))


@given(st.sampled_from(WAYS), st.floats(0, 500))
def test_a_journey_is_said_in_steps_of_five_minutes_and_never_as_too_short(way, km):
    exact = km / MILE * way.minutes_per_mile + way.margin

    assert way.minutes(km) % 5 == 0
    assert exact - A_HAIR <= way.minutes(km) < exact + 5 + A_HAIR
