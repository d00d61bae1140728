"""Distances against known ones, and boxes that hold every point within reach: across the date line, at the poles."""

from math import asin, atan2, cos, degrees, inf, nan, pi, radians, sin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groups.rules.geo import EARTH_RADIUS_KM, KM_IN, Box, Point, box_around, kilometres

LONDON, PARIS, NEW_YORK = Point(51.5074, -0.1278), Point(48.8566, 2.3522), Point(40.7128, -74.0060)
IPSWICH, WOODBRIDGE = Point(52.0567, 1.1482), Point(52.0938, 1.3204)
QUARTER = EARTH_RADIUS_KM * pi / 2

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
reaches = st.floats(0.01, 25_000)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (LONDON, PARIS, 343.6),
        (LONDON, NEW_YORK, 5570.2),
        (IPSWICH, WOODBRIDGE, 12.5),
        (Point(0, 0), Point(0, 90), QUARTER),
        (Point(90, 0), Point(0, 123), QUARTER),
        (Point(0, 0), Point(0, 180), 2 * QUARTER),
        (Point(90, 0), Point(-90, 50), 2 * QUARTER),
        (Point(90, 10), Point(90, -170), 0),
        (Point(10, 180), Point(10, -180), 0),
        (Point(0, 179.5), Point(0, -179.5), QUARTER / 90),
    ],
)
def test_distances_are_those_that_are_known(one, other, km):
    assert kilometres(one, other) == pytest.approx(km, abs=0.1)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_round(one, other):
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert 0 <= kilometres(one, other) <= 2 * QUARTER
    assert kilometres(one, one) == 0


@pytest.mark.parametrize(("lat", "lng"), [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (nan, 0), (0, inf)])
def test_what_is_not_on_the_earth_is_no_point(lat, lng):
    with pytest.raises(ValueError, match="Not a point on the earth"):
        Point(lat, lng)


def holds(box, point):
    return box.south <= point.lat <= box.north and any(west <= point.lng <= east for west, east in box.ranges)


def travelled(start, km, bearing):
    """Where one is after so many kilometres on a great circle."""
    angle, lat, lng = km / EARTH_RADIUS_KM, radians(start.lat), radians(start.lng)
    sine = sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(bearing)
    there = asin(max(-1.0, min(1.0, sine)))
    turned = atan2(sin(bearing) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(there))
    return Point(degrees(there), (degrees(lng + turned) + 540) % 360 - 180)


@given(points, reaches, st.floats(0, 0.999), st.floats(0, 2 * pi))
@example(Point(52, 179.99), 10.0, 0.99, pi / 2)
@example(Point(52, -179.99), 10.0, 0.99, 3 * pi / 2)
@example(Point(89.9, 0), 50.0, 0.99, 0.0)
@example(Point(-89.9, 0), 50.0, 0.99, pi)
@example(Point(90, 0), 1.0, 0.5, 1.0)
def test_every_point_within_reach_lies_in_the_box(centre, km, share, bearing):
    there = travelled(centre, km * share, bearing)

    assert holds(box_around(centre, km), there)


@given(points, points, reaches)
def test_what_lies_outside_the_box_is_out_of_reach(centre, other, km):
    assert holds(box_around(centre, km), other) or kilometres(centre, other) > km * 0.999


@given(points, reaches)
def test_a_box_is_on_the_earth(centre, km):
    box = box_around(centre, km)

    assert -90 <= box.south <= box.north <= 90
    assert all(-180 <= west <= east <= 180 for west, east in box.ranges)


def test_a_box_is_no_larger_than_need_be():
    box = box_around(IPSWICH, 16.09344)

    assert (box.south, box.north) == pytest.approx((51.912, 52.201), abs=0.001)
    assert box.ranges[0] == pytest.approx((0.9128, 1.3836), abs=0.001)
    assert len(box.ranges) == 1


def test_across_the_date_line_a_box_has_two_ranges():
    west_of_it, east_of_it = box_around(Point(0, 179.5), QUARTER / 90), box_around(Point(0, -179.5), QUARTER / 90)

    assert [pytest.approx(span) for span in west_of_it.ranges] == [(178.5, 180.0), (-180.0, -179.5)]
    assert [pytest.approx(span) for span in east_of_it.ranges] == [(179.5, 180.0), (-180.0, -178.5)]


def test_a_box_that_holds_a_pole_holds_every_longitude():
    assert box_around(Point(89.9, 0), 50) == Box(pytest.approx(89.45, abs=0.01), 90, ((-180.0, 180.0),))
    assert box_around(Point(0, 0), 30_000) == Box(-90, 90, ((-180.0, 180.0),))


def test_units_of_distance():
    assert KM_IN == {"km": 1.0, "mi": 1.609344}
