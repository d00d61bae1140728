"""Eastings and northings of the British National Grid (OSGB36) as WGS84 degrees.

After "A guide to coordinate systems in Great Britain" (Ordnance Survey), annexes B and C: the inverse of the Transverse
Mercator projection, then the seven-parameter Helmert transformation from Airy 1830 to WGS84. Right to about five metres
anywhere in Great Britain: a postcode is a hundred metres wide. Northern Ireland's grid is another one.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

from groups.rules.geo import Point

EAST, NORTH = 700_000, 1_300_000
"""The grid ends here; it begins at 0, 0."""

_A, _B = 6377563.396, 6356256.909  # Airy 1830, metres
_F0, _LAT0, _LON0, _E0, _N0 = 0.9996012717, radians(49), radians(-2), 400_000, -100_000
_E2 = 1 - _B * _B / (_A * _A)
_N = (_A - _B) / (_A + _B)
_WGS_A, _WGS_B = 6378137.0, 6356752.314245
_WGS_E2 = 1 - _WGS_B * _WGS_B / (_WGS_A * _WGS_A)
_TX, _TY, _TZ = 446.448, -125.157, 542.060  # metres
_SCALE = 1 - 20.4894e-6
_RX, _RY, _RZ = (radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_CLOSE_ENOUGH = 1e-5  # metres


def point_of(east: float, north: float) -> Point:
    """The point of an easting and a northing in metres; ValueError where they lie outside the grid."""
    if not (0 <= east <= EAST and 0 <= north <= NORTH):
        raise ValueError(f"Not on the National Grid: {east}, {north}")
    return Point(*_wgs84(*_airy(east, north)))


def _airy(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude on the Airy ellipsoid, in radians (annex C.2; the names are the guide's)."""
    lat = _LAT0
    rest = north - _N0
    while abs(rest) >= _CLOSE_ENOUGH:
        lat += rest / (_A * _F0)
        rest = north - _N0 - _meridian(lat)
    s2 = sin(lat) ** 2
    nu = _A * _F0 / sqrt(1 - _E2 * s2)
    rho = nu * (1 - _E2) / (1 - _E2 * s2)
    eta2 = nu / rho - 1
    t, sec = tan(lat), 1 / cos(lat)
    t2, t4 = t * t, t**4
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t2)
    xii = sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t4 + 720 * t2 * t4)
    de = east - _E0
    return (
        lat - vii * de**2 + viii * de**4 - ix * de**6,
        _LON0 + x * de - xi * de**3 + xii * de**5 - xiia * de**7,
    )


def _meridian(lat: float) -> float:
    """Metres along the central meridian from the true origin."""
    less, more = lat - _LAT0, lat + _LAT0
    n, n2, n3 = _N, _N * _N, _N**3
    return (_B * _F0) * (
        (1 + n + 5 / 4 * (n2 + n3)) * less
        - (3 * n + 3 * n2 + 21 / 8 * n3) * sin(less) * cos(more)
        + 15 / 8 * (n2 + n3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n3 * sin(3 * less) * cos(3 * more)
    )


def _wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Degrees on WGS84 of a point on the ground of the Airy ellipsoid, by way of cartesian metres (annex B)."""
    nu = _A / sqrt(1 - _E2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - _E2) * sin(lat)
    x, y, z = (
        _TX + _SCALE * x - _RZ * y + _RY * z,
        _TY + _RZ * x + _SCALE * y - _RX * z,
        _TZ - _RY * x + _RX * y + _SCALE * z,
    )
    across = hypot(x, y)
    lat = atan2(z, across * (1 - _WGS_E2))
    for _ in range(4):  # each round is hundreds of times closer than the one before
        nu = _WGS_A / sqrt(1 - _WGS_E2 * sin(lat) ** 2)
        lat = atan2(z + _WGS_E2 * nu * sin(lat), across)
    return degrees(lat), degrees(atan2(y, x))
