"""Points sorted into cells, so that those near another are found without looking at all of them. No database."""

from collections.abc import Iterable, Iterator
from math import ceil, cos, floor, radians, sqrt
from typing import Generic, TypeVar

from groups.rules.geo import EARTH_RADIUS_KM

KM_PER_DEGREE = radians(1) * EARTH_RADIUS_KM
_NARROWEST = 0.05
"""Beside the poles a degree of longitude is next to nothing; nobody meets there."""

Item = TypeVar("Item")


class Nearby(Generic[Item]):
    """Things with a latitude and a longitude, by cells of so many degrees."""

    def __init__(self, items: Iterable[Item], *, cell: float):
        self._cell, self._around = cell, ceil(360 / cell)
        self._cells: dict[tuple[int, int], list[Item]] = {}
        for item in items:
            self._cells.setdefault(self._at(item.lat, item.lng), []).append(item)

    def within(self, lat: float, lng: float, km: float) -> Iterator[tuple[float, Item]]:
        """Each that is no farther from a point, with the kilometres: flat, which is right to a metre in a mile."""
        narrow = max(cos(radians(lat)), _NARROWEST)
        row, column = self._at(lat, lng)
        high = ceil(km / (self._cell * KM_PER_DEGREE))
        wide = ceil(km / (self._cell * KM_PER_DEGREE * narrow))
        for y in range(row - high, row + high + 1):
            for x in range(column - wide, column + wide + 1):
                for item in self._cells.get((y, x % self._around), ()):
                    north = item.lat - lat
                    east = ((item.lng - lng + 180) % 360 - 180) * narrow
                    away = sqrt(north * north + east * east) * KM_PER_DEGREE
                    if away <= km:
                        yield away, item

    def _at(self, lat: float, lng: float) -> tuple[int, int]:
        return floor(lat / self._cell), floor(lng / self._cell) % self._around
