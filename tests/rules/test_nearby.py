"""Points sorted into cells: what is near is found as by looking at all of them."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.geo import Point, kilometres
from groups.rules.nearby import Nearby

pytestmark = pytest.mark.sqlite


class Spot(NamedTuple):
    lat: float
    lng: float


degrees_north = st.floats(-80, 80)
degrees_east = st.floats(-180, 180)


@given(
    st.lists(st.tuples(degrees_north, st.floats(-0.3, 0.3), st.floats(-0.3, 0.3)), max_size=20),
    degrees_north,
    degrees_east,
    st.sampled_from([0.05, 0.1]),
)
def test_what_is_near_is_found_and_nothing_else(offsets, lat, lng, cell):
    spots = [Spot(lat + north, (lng + east + 180) % 360 - 180) for _, north, east in offsets]
    near = Nearby(spots, cell=cell)

    found = {spot for _away, spot in near.within(lat, lng, 10)}

    for spot in spots:
        away = kilometres(Point(lat, lng), Point(*spot))
        if away < 9.8:
            assert spot in found
        if away > 10.2:
            assert spot not in found


def test_each_carries_how_far_it_is_across_the_date_line_too():
    ((away, spot),) = Nearby([Spot(0, -179.99)], cell=0.1).within(0, 179.99, 5)

    assert spot == Spot(0, -179.99)
    assert away == pytest.approx(2.22, abs=0.01)
