"""Reads what a search finds, ring by ring round its place: only as far out as something is still being counted."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from math import inf

from django.db.models import Q

from groups.models import SearchRow
from groups.rules.criteria import ENOUGH, WIDENING, MeetingSearch, Moment
from groups.rules.geo import KM_IN

MOST_AT_ONCE = 20_000
"""How many rows are held at a time."""

FEW = 400
"""So many rows cost less to read than a further query does."""

_COLUMNS = (
    "pk", "entry", "asks", "kinds", "about", "audiences", "programme", "area", "attendance", "tags", "access",
    "languages", "slip", "children", "weekday", "starts_at", "minutes", "drop_in", "has_exceptions", "who",
    "open_weeks",
)  # fmt: skip
_KM = len(_COLUMNS)
_ENTRY, _ASKS = _COLUMNS.index("entry"), _COLUMNS.index("asks")


class Rows:
    """Meetings read in one go: each column of theirs by its name, all of one length; `km` where there is a place."""

    def __init__(self, rows: list[tuple], others: Collection[str], *, near: bool):
        self.others = {name: sum(row[-n] is not None for row in rows) for n, name in enumerate(reversed([*others]), 1)}
        shown = [row for row in rows if row[_ENTRY] is not None or row[_ASKS]]
        self.count = len(shown)
        self.differing = None
        names = (*_COLUMNS, "km") if near else _COLUMNS
        self._columns = dict(zip(names, zip(*shown, strict=True), strict=False)) if shown else {}

    def column(self, name: str) -> tuple:
        """One value for each meeting."""
        return self._columns.get(name, ())

    def tally(self, name: str) -> Counter:
        """How many meetings have each value of a column."""
        return Counter(self.column(name))


@dataclass(frozen=True)
class Counted:
    """Something to count: what it may be, how it is counted in rows, and which rows may have any of some values.

    `found_by` may let through rows that have none of them, but loses none that has.
    """

    offered: frozenset[str]
    counted: Callable[[Rows], Mapping[str, int]]
    found_by: Callable[[set[str]], Q]


ALL = ""
TOTAL = Counted(frozenset({ALL}), lambda rows: {ALL: rows.count}, lambda _values: Q())
"""All that is found, counted under the name `ALL`."""


@dataclass
class Reading:
    """One search as it is read for counting. `others` are the same search on other dates (`to_be_counted`)."""

    asked: MeetingSearch
    at: Moment
    others: Mapping[str, MeetingSearch]
    reached: dict[str, int] = field(default_factory=dict)
    """By the name of what is counted: the distance at which all that it offers had been found often enough."""
    far: list[float] = field(default_factory=list)
    """How far each of those is that make up the total, in kilometres."""

    @property
    def widens(self) -> bool:
        """Whether each value is counted as far out as it needs to find enough."""
        return self.asked.near is not None and self.asked.within is None

    def count(self, counted: Mapping[str, Counted]) -> dict[str, dict[str, int]]:
        """The number of each value that is found at all, by the name of what is counted."""
        found: dict[str, Counter] = {name: Counter() for name in counted}
        wanted = {name: set(one.offered) for name, one in counted.items()}
        for reach, ring in self._rings(counted, wanted):
            for rows in ring:
                if wanted.get(ALL):
                    self.far += rows.column("km")
                for name, values in wanted.items():
                    more = counted[name].counted(rows) if values else {}
                    found[name].update({value: number for value, number in more.items() if value in values})
            if self.widens:
                for name, values in wanted.items():
                    values -= {value for value in values if found[name][value] >= ENOUGH}
                    if not values:
                        self.reached.setdefault(name, reach)
        return {name: {value: n for value, n in counts.items() if n} for name, counts in found.items()}

    def _rings(
        self, counted: Mapping[str, Counted], wanted: Mapping[str, set[str]]
    ) -> Iterator[tuple[int | None, Iterable[Rows]]]:
        """How far each ring reaches, and its rows; none after all that is wanted has been found.

        A query for each; those that promise few rows are read together.
        """
        if not self.widens:
            yield self.asked.within, self._in_reach() if self.asked.near else self._anywhere()
            return
        ahead, beyond, nearest = list(WIDENING), None, 0
        while ahead and any(wanted.values()):
            step = ahead[:1] if beyond is None else _promising(ahead, nearest)
            where = any_of(counted[name].found_by(values) for name, values in wanted.items() if values)
            rows = self._near(where if beyond else Q(), step[-1], beyond)
            nearest = nearest or len(rows)
            for number in step:
                farthest = number * KM_IN[self.asked.unit] if number != step[-1] else inf
                yield number, [Rows([row for row in rows if row[_KM] <= farthest], self.others, near=True)]
                rows = [row for row in rows if row[_KM] > farthest]
            ahead, beyond = ahead[len(step) :], step[-1]

    def _in_reach(self) -> Iterator[Rows]:
        yield Rows(self._near(Q(), self.asked.within, None), self.others, near=True)

    def _near(self, where: Q, within: int, beyond: int | None) -> list[tuple]:
        unit = KM_IN[self.asked.unit]
        found = self._all.filter(where)
        found = found.near(self.asked.near.point, within * unit, beyond=beyond and beyond * unit)
        return list(found.values_list(*_COLUMNS, "km", *self.others))

    def _anywhere(self) -> Iterator[Rows]:
        found = self._all
        if "today" not in self.others:
            found = found.shown(self.asked, at=self.at)
        rows = found.values_list(*_COLUMNS, *self.others).iterator(chunk_size=MOST_AT_ONCE)
        while some := list(islice(rows, MOST_AT_ONCE)):
            yield Rows(some, self.others, near=False)

    @cached_property
    def _all(self):
        """The question that all rings ask, put together once."""
        return SearchRow.objects.to_be_counted(self.asked, at=self.at, **self.others).order_by()


def _promising(ahead: list[int], nearest: int) -> list[int]:
    """The next ring, and those after it that are no bother to read with it: told by how many the first one held."""
    few = [number for number in ahead if nearest * (number / WIDENING[0]) ** 2 <= FEW]
    return few or ahead[:1]


def any_of(conditions: Iterable[Q]) -> Q:
    """Where any of them holds; nowhere for none."""
    found = Q(pk__in=[])
    for one in conditions:
        found |= one
    return found
