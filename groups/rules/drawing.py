"""Drawing places on a sheet: where a point goes, pins that cluster, rings of distance, a scale. Pure numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, log10, pi, radians, sin, sqrt

from groups.rules.geo import EARTH_RADIUS_KM, Box, Point, box_around, kilometres

MARGIN = 1.12
"""How much farther a sheet reaches than what must be on it."""

SMALLEST_KM = 0.5
"""No sheet reaches less far than this: points are not more exact."""

EIGHT_WINDS = 8

FARTHEST_KM = EARTH_RADIUS_KM * pi


@dataclass(frozen=True)
class Sheet:
    """A square of `size` units with `centre` in its middle, north up, reaching `km` to each side.

    The projection is azimuthal equidistant: every distance and direction from the centre is true, so that a ring of
    distance is a circle. Of what is a country or less across, other distances are true to within a hundredth.
    """

    centre: Point
    km: float
    size: float

    @property
    def units_per_km(self) -> float:
        """How long a kilometre is."""
        return self.size / 2 / self.km

    @property
    def box(self) -> Box:
        """Latitudes and longitudes that hold all of it."""
        return box_around(self.centre, min(self.km * sqrt(2), FARTHEST_KM))

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn, counted from the corner at north and west."""
        away = kilometres(self.centre, point) * self.units_per_km
        towards = bearing(self.centre, point)
        return self.size / 2 + away * sin(towards), self.size / 2 - away * cos(towards)

    def holds(self, x: float, y: float, *, edge: float = 0) -> bool:
        """Whether something drawn there is on the sheet, `edge` units from its border."""
        return all(edge <= one <= self.size - edge for one in (x, y))


def bearing(start: Point, end: Point) -> float:
    """The direction in which one sets out from `start` to `end`: radians, north is 0, east a quarter of a turn."""
    lat1, lat2, across = radians(start.lat), radians(end.lat), radians(end.lng - start.lng)
    east = sin(across) * cos(lat2)
    north = cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(across)
    return atan2(east, north)


def wind(start: Point, end: Point) -> int:
    """The same as one of eight winds: 0 north, 1 north-east … 7 north-west."""
    return round(bearing(start, end) / (2 * pi) * EIGHT_WINDS) % EIGHT_WINDS


def sheet_around(centre: Point, km: float, *, size: float) -> Sheet:
    """A sheet on which all that is within `km` of a centre has room."""
    return Sheet(centre, max(km, SMALLEST_KM) * MARGIN, size)


def sheet_over(points: Sequence[Point], *, size: float) -> Sheet:
    """The sheet that holds all these points, and is not much larger than it must be."""
    centre = middle_of(points)
    return sheet_around(centre, max(kilometres(centre, point) for point in points), size=size)


def middle_of(points: Iterable[Point]) -> Point:
    """The middle of the smallest ball around them, nearly (Bădoiu and Clarkson); the date line is no border to it."""
    vectors = [_vector(point) for point in set(points)]
    here = vectors[0]
    for step in range(1, 60):
        far = max(vectors, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, here, strict=True)))
        here = tuple(a + (b - a) / (step + 1) for a, b in zip(here, far, strict=True))
    return _point(here)


def mean_of(points: Sequence[Point]) -> Point:
    """The mean of some points; one point is its own, exactly."""
    if len(set(points)) == 1:
        return points[0]
    return _point(tuple(map(sum, zip(*map(_vector, points), strict=True))))


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lng = radians(point.lat), radians(point.lng)
    return cos(lat) * cos(lng), cos(lat) * sin(lng), sin(lat)


def _point(vector: tuple[float, ...]) -> Point:
    x, y, z = vector
    length = sqrt(x * x + y * y + z * z) or 1
    return Point(degrees(asin(max(-1.0, min(1.0, z / length)))), degrees(atan2(y, x)))


@dataclass(frozen=True)
class Pin:
    """One mark on the sheet and what it stands for: the numbers of the spots, in their order."""

    x: float
    y: float
    members: tuple[int, ...]


def cluster(spots: Sequence[tuple[float, float]], *, apart: float) -> list[Pin]:
    """Pins for all the spots, those closer than `apart` taken together, in the order of their first spots.

    No two pins end closer than `apart`; every spot is in one pin; a pin of one place stands exactly on it.
    """
    groups: list[list[int]] = []
    seeds: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(spots):
        column, row = int(x // apart), int(y // apart)
        around = [of for dx in (-1, 0, 1) for dy in (-1, 0, 1) for of in seeds.get((column + dx, row + dy), ())]
        near = [(hypot(x - spots[groups[of][0]][0], y - spots[groups[of][0]][1]), of) for of in around]
        away, of = min(near, default=(apart, 0))
        if away < apart:
            groups[of].append(number)
        else:
            seeds.setdefault((column, row), []).append(len(groups))
            groups.append([number])
    pins = [_pin(members, spots) for members in groups]
    while (close := _closest(pins, apart)) is not None:
        one, other = close
        joined = _pin([*one.members, *other.members], spots)
        pins = [pin for pin in pins if pin is not one and pin is not other] + [joined]
    return sorted(pins, key=lambda pin: pin.members[0])


def _pin(members: list[int], spots) -> Pin:
    members = sorted(members)
    xs, ys = {spots[n][0] for n in members}, {spots[n][1] for n in members}
    if len(xs) == len(ys) == 1:
        return Pin(xs.pop(), ys.pop(), tuple(members))
    x, y = (sum(spots[n][axis] for n in members) / len(members) for axis in (0, 1))
    return Pin(x, y, tuple(members))


def _closest(pins: list[Pin], apart: float) -> tuple[Pin, Pin] | None:
    """The two pins closest to each other, if they are closer than `apart`."""
    rows: dict[tuple[int, int], list[Pin]] = {}
    for pin in pins:
        rows.setdefault((int(pin.x // apart), int(pin.y // apart)), []).append(pin)
    best, found = apart, None
    for (column, row), some in rows.items():
        around = [pin for dx in (0, 1) for dy in (-1, 0, 1) for pin in rows.get((column + dx, row + dy), ())]
        for one in some:
            for other in around:
                away = hypot(one.x - other.x, one.y - other.y)
                if one is not other and away < best:
                    best, found = away, (one, other)
    return found


_RINGS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)


def rings(reach: float, *, most: int = 3) -> list[float]:
    """Round distances up to `reach`, the largest few."""
    return [ring for ring in _RINGS if ring <= reach * 1.0001][-most:]


def scale(longest: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) that is no more than `longest`."""
    power = 10.0 ** int(log10(longest) // 1)
    return next(power * step for step in (10, 5, 2, 1) if power * step <= longest * 1.0000001)


@dataclass(frozen=True)
class Label:
    """A name on the sheet: the middle of its foot, and the spot that it names."""

    x: float
    y: float
    text: str
    spot: tuple[float, float]


def place_labels(
    wanted: Sequence[tuple[float, float, str]],
    sheet: Sheet,
    *,
    taken: Sequence[tuple[float, float, float]] = (),
    letter: float,
    most: int,
) -> list[Label]:
    """Names beside their spots, the first ones first, none over another, over a `taken` circle or off the sheet."""
    boxes = [(x - r, y - r, x + r, y + r) for x, y, r in taken]
    found: list[Label] = []
    for x, y, text in wanted:
        if not sheet.holds(x, y):
            continue
        half = len(text) * letter * 0.29 + 1
        covered = [hypot(tx - x, ty - y) + r for tx, ty, r in taken if hypot(tx - x, ty - y) < r]
        reach = max([letter * 0.3, *covered])
        beside, low, high = half + reach + 1, reach + letter, -reach - 2
        level = letter * 0.35
        around = [(0, low), (0, high), (beside, level), (-beside, level)]
        around += [(dx * half, dy) for dy in (low, high) for dx in (0.8, -0.8)]
        for dx, dy in around:
            box = (x + dx - half, y + dy - letter, x + dx + half, y + dy + letter * 0.25)
            on_sheet = sheet.holds(box[0], box[1]) and sheet.holds(box[2], box[3])
            if on_sheet and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                found.append(Label(x + dx, y + dy, text, (x, y)))
                break
        if len(found) == most:
            break
    return found


def _overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def spread_km(points: Sequence[Point], centre: Point) -> float:
    """How far the farthest of some points is from a centre."""
    return max(kilometres(centre, point) for point in points)
