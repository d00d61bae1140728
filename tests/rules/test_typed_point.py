"""Points as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.geo import Point
from groups.rules.typed_point import read, words

IPSWICH = Point(52.05, 1.15)


@pytest.mark.parametrize(
    "typed",
    [
        "52.05, 1.15",
        "52.05 1.15",
        " (52.05;1.15) ",
        "52.05N 1.15E",
        "52.05° N, 1.15° E",
        "https://www.openstreetmap.org/#map=17/52.05/1.15",
        "https://www.openstreetmap.org/?mlat=52.05&mlon=1.15#map=17/52.1/1.2",
        "https://www.google.com/maps/place/Hall/@52.1,1.2,17z/data=!3m1!8m2!3d52.05!4d1.15",
        "https://www.google.com/maps/@52.05,1.15,17z",
        "https://maps.apple.com/?q=52.05,1.15",
    ],
)
def test_a_point_is_read_however_it_is_pasted(typed):
    assert read(typed) == IPSWICH


def test_south_and_west_are_below_nought():
    assert read("33.9 S, 18.4 W") == read("-33.9, -18.4") == Point(-33.9, -18.4)


@pytest.mark.parametrize("typed", ["", "52.05", "Ipswich", "91, 0", "0, 181", "nan, 1", "1e5, 2", "IP1 1AA", "x" * 600])
def test_what_is_no_point_is_none(typed):
    assert read(typed) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_we_write_is_read_back_to_a_metre(lat, lng):
    back = read(words(Point(lat, lng)))
    assert abs(back.lat - lat) < 1e-5
    assert abs(back.lng - lng) < 1e-5


@given(st.text())
def test_whatever_is_pasted_is_a_point_or_none(typed):
    assert read(typed) is None or isinstance(read(typed), Point)
