"""Where nothing meets: areas by days of the week, for those who decide what to begin."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from groups.models import Area, Programme, SearchRow
from groups.rules.choices import Attendance, Kind, Weekday
from groups.rules.search_row import KINDS
from groups.upkeep.area_sums import AreaSums


@dataclass(frozen=True)
class Asked:
    """Which meetings are counted: of a kind, of a programme, or all; inside an area, or everywhere."""

    kind: str = ""
    programme: Programme | None = None
    inside: Area | None = None


@dataclass(frozen=True)
class Line:
    """One area with everything inside it."""

    area: Area
    depth: int
    above: str
    """What it lies in."""
    days: tuple[int, ...]
    """How many meetings there are on each day, Monday first."""

    @property
    def total(self) -> int:
        return sum(self.days)

    @property
    def empty_days(self) -> list[str]:
        """The days on which nothing meets."""
        return [str(Weekday(day).label) for day, count in enumerate(self.days) if not count]


def gaps(asked: Asked, *, on: date) -> list[Line]:
    """Every area, as one reads a tree, with its meetings of each day. Two queries.

    Counted is what one can go to: meetings in person or both ways, weekly or in some weeks, listed on this date.
    """
    sums, counts = AreaSums(), _counts(asked, on=on)
    return [
        Line(area, depth, sums.name_above(area), _days(counts, sums.inside(area.pk)))
        for depth, area in sums.tree(asked.inside)
    ]


def without_any(lines: Iterable[Line]) -> list[Line]:
    """The areas in which nothing meets on any day; the widest say it for their parts."""
    found: list[Line] = []
    below = None
    """The depth of the empty area whose parts go by."""
    for line in lines:
        if below is not None and line.depth > below:
            continue
        below = None if line.total else line.depth
        if not line.total:
            found.append(line)
    return found


def _counts(asked: Asked, *, on: date) -> Counter:
    """By area and day."""
    rows = SearchRow.objects.filter(weekday__isnull=False, area__isnull=False).exclude(attendance=Attendance.ONLINE)
    rows = rows.filter(Q(ends__gte=on.toordinal()), Q(back__lte=on.toordinal()))
    if asked.programme:
        rows = rows.filter(programme=asked.programme)
    if asked.kind in Kind.values:
        bit = KINDS[asked.kind]
        rows = rows.filter(kinds__in=[mask for mask in range(1, 1 << len(KINDS)) if mask & bit])
    found = rows.order_by().values_list("area", "weekday").annotate(found=Count("pk"))
    return Counter({(area, day): count for area, day, count in found})


def _days(counts: Counter, keys: Iterable[int]) -> tuple[int, ...]:
    keys = list(keys)
    return tuple(sum(counts[key, day] for key in keys) for day in range(7))
