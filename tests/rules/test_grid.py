"""The National Grid against published points, and against the projection worked out the other way round."""

from math import atan2, cos, hypot, radians, sin, sqrt, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.geo import Point, kilometres
from groups.rules.grid import point_of

METRE = 0.001


@pytest.mark.parametrize(
    ("east", "north", "lat", "lng"),
    [
        (530047, 179951, 51.503540, -0.127695),
        (651409.903, 313177.270, 52.657979, 1.716052),
    ],
)
def test_published_points(east, north, lat, lng):
    found = point_of(east, north)

    assert (round(found.lat, 6), round(found.lng, 6)) == (lat, lng)


@pytest.mark.parametrize(("east", "north"), [(-1, 0), (0, -1), (700_001, 0), (0, 1_300_001), (float("nan"), 5)])
def test_what_is_not_on_the_grid_is_no_point(east, north):
    with pytest.raises(ValueError, match="National Grid"):
        point_of(east, north)


@given(st.floats(80_000, 655_000), st.floats(5_000, 1_220_000))
def test_there_and_back_is_within_a_metre(east, north):
    back = grid_of(point_of(east, north))

    assert hypot(back[0] - east, back[1] - north) < 1


@given(st.floats(80_000, 654_000), st.floats(5_000, 1_219_000), st.floats(-900, 900), st.floats(-900, 900))
def test_a_kilometre_on_the_grid_is_one_on_the_ground(east, north, right, up):
    on_the_ground = kilometres(point_of(east, north), point_of(east + right, north + up))

    assert on_the_ground == pytest.approx(hypot(right, up) / 1000, rel=0.006, abs=METRE)


def grid_of(point: Point) -> tuple[float, float]:
    """The way back: the Helmert transformation with its signs turned, and the projection itself (annexes B and C.1)."""
    lat, lon = to_airy(radians(point.lat), radians(point.lng))
    a, b, f0, lat0, lon0 = 6377563.396, 6356256.909, 0.9996012717, radians(49), radians(-2)
    e2 = 1 - b * b / (a * a)
    n = (a - b) / (a + b)
    nu = a * f0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = a * f0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    eta2 = nu / rho - 1
    m = (
        b
        * f0
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * (lat - lat0)
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(lat - lat0) * cos(lat + lat0)
            + (1.875 * n**2 + 1.875 * n**3) * sin(2 * (lat - lat0)) * cos(2 * (lat + lat0))
            - 35 / 24 * n**3 * sin(3 * (lat - lat0)) * cos(3 * (lat + lat0))
        )
    )
    s, c, t2 = sin(lat), cos(lat), tan(lat) ** 2
    p = lon - lon0
    north = (
        m
        - 100_000
        + nu / 2 * s * c * p**2
        + nu / 24 * s * c**3 * (5 - t2 + 9 * eta2) * p**4
        + nu / 720 * s * c**5 * (61 - 58 * t2 + t2 * t2) * p**6
    )
    east = (
        400_000
        + nu * c * p
        + nu / 6 * c**3 * (nu / rho - t2) * p**3
        + nu / 120 * c**5 * (5 - 18 * t2 + t2 * t2 + 14 * eta2 - 58 * t2 * eta2) * p**5
    )
    return east, north


def to_airy(lat: float, lon: float) -> tuple[float, float]:
    a, b = 6378137.0, 6356752.314245
    e2 = 1 - b * b / (a * a)
    nu = a / sqrt(1 - e2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - e2) * sin(lat)
    rx, ry, rz = (radians(-seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
    scale = 1 + 20.4894e-6
    x, y, z = (
        -446.448 + scale * x - rz * y + ry * z,
        125.157 + rz * x + scale * y - rx * z,
        -542.060 - ry * x + rx * y + scale * z,
    )
    a, b = 6377563.396, 6356256.909
    e2 = 1 - b * b / (a * a)
    across = hypot(x, y)
    lat = atan2(z, across * (1 - e2))
    for _ in range(10):
        lat = atan2(z + e2 * a / sqrt(1 - e2 * sin(lat) ** 2) * sin(lat), across)
    return lat, atan2(y, x)
