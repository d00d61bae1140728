"""`--within lat,lon,40km`: a point and how far from it places are wanted."""

import math
import re
from dataclasses import dataclass
from functools import cached_property

from groups.rules.geo import KM_IN, Box, Point, box_around, kilometres

_SAID = re.compile(r"\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,\s*([\d.]+)\s*(km|mi)\s*")


@dataclass(frozen=True)
class Within:
    """So many kilometres around a point."""

    point: Point
    km: float
    said: str

    @cached_property
    def _box(self) -> Box:
        return box_around(self.point, self.km)

    def holds(self, lat: float | None, lng: float | None) -> bool:
        """Whether a place is near enough; what has no point is not."""
        if lat is None or lng is None or not self._box.south <= lat <= self._box.north:
            return False
        if not any(west <= lng <= east for west, east in self._box.ranges):
            return False
        return kilometres(self.point, Point(lat, lng)) <= self.km


def parse(text: str) -> Within:
    """`52.06,1.15,40km` or `52.06, 1.15, 25mi`; ValueError where it says no such thing."""
    found = _SAID.fullmatch(text)
    if not found:
        raise ValueError(text)
    point, far = Point(float(found[1]), float(found[2])), float(found[3]) * KM_IN[found[4]]
    if not (math.isfinite(far) and 0 < far < math.pi * 6000):
        raise ValueError(text)
    return Within(point, far, said=text.strip())
