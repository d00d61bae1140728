"""Points on the earth: distance, boxes around a point. WGS84 degrees; no database."""

from dataclasses import dataclass
from math import asin, cos, degrees, isfinite, pi, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the earth (IUGG)."""

KM_IN = {"km": 1.0, "mi": 1.609344}
"""Kilometres in each unit of distance that a site can use."""


@dataclass(frozen=True)
class Point:
    """Latitude and longitude in WGS84 degrees."""

    lat: float
    lng: float

    def __post_init__(self):
        if not (isfinite(self.lat) and isfinite(self.lng) and abs(self.lat) <= 90 and abs(self.lng) <= 180):
            raise ValueError(f"Not a point on the earth: {self.lat}, {self.lng}")


@dataclass(frozen=True)
class Box:
    """South and north latitudes, and one or two ranges of longitude (two across the date line)."""

    south: float
    north: float
    ranges: tuple[tuple[float, float], ...]


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres."""
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half_lat, half_lng = (lat2 - lat1) / 2, radians(other.lng - one.lng) / 2
    haversine = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lng) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(haversine)))


class Vector(NamedTuple):
    """A point on the earth as seen from its middle, one unit long."""

    x: float
    y: float
    z: float


def vector_of(point: Point) -> Vector:
    """The point as a vector."""
    lat, lng = radians(point.lat), radians(point.lng)
    return Vector(cos(lat) * cos(lng), cos(lat) * sin(lng), sin(lat))


def chord_squared(km: float) -> float:
    """The square of the straight line, through the earth, between points so far apart, with its radius as the unit.

    Two vectors are no farther apart than `km` where the squares of their differences add up to no more than this: a
    database can compare that without working out an angle for each row.
    """
    return (2 * sin(min(km / EARTH_RADIUS_KM, pi) / 2)) ** 2


def box_around(point: Point, km: float) -> Box:
    """The smallest box of latitudes and longitudes that holds every point within `km` of `point`."""
    angle = km / EARTH_RADIUS_KM
    south, north = point.lat - degrees(angle), point.lat + degrees(angle)
    if south <= -90 or north >= 90:
        return Box(max(south, -90), min(north, 90), ((-180.0, 180.0),))
    half = degrees(asin(sin(angle) / cos(radians(point.lat))))
    west, east = point.lng - half, point.lng + half
    if west < -180:
        return Box(south, north, ((west + 360, 180.0), (-180.0, east)))
    if east > 180:
        return Box(south, north, ((west, 180.0), (-180.0, east - 360)))
    return Box(south, north, ((west, east),))
