"""How many results each choice of each filter would give, for the rest of the search as it stands.

Where nobody said how far, each choice would look as far as it needs to find enough; so are they counted. What a filter
offers is counted among the meetings that the search finds without it: one reading for all filters of which nothing is
chosen, and one for each of the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from groups.models import SearchRow
from groups.rules.criteria import DISTANCES, WIDENING, MeetingSearch, Moment
from groups.rules.geo import KM_IN
from groups.search import finding
from groups.search.choices_counted import choices_counted
from groups.search.rings import ALL, TOTAL, Reading
from groups.search.vocabulary import Vocabulary

PLENTY = 200
"""Who finds so many need not be offered a wider search: to count it would cost by the size of the table."""

_WITHOUT: Mapping[str, Mapping[str, object]] = {
    "kind": {"kinds": ()},
    "about": {"about": 0},
    "for": {"audience": ""},
    "attend": {"attendance": ()},
    "programme": {"programmes": ()},
    "area": {"areas": ()},
    "language": {"languages": ()},
    "slip": {"slip": False},
    "children": {"children": False},
    "who": {"who": ()},
    "day": {"days": (), "dates": ()},
    "time": {"times": (), "now": False},
}
"""What a search is without each filter. Those that only add (access, open) are counted in what it finds as it is."""

Counts = dict[str, int]
"""How many results, by the value of a parameter; a value that is absent gives none."""


def counted(asked: MeetingSearch, known: Vocabulary, at: Moment) -> "Facets":
    """The counts of a search, worked out. Those of a search for everything are the same for all: they are kept a day.

    What is on now is not.
    """
    if replace(asked, sort="", unit="") != MeetingSearch(sort="", unit=""):
        return Facets(asked, known, at).worked_out()
    facets = known.keep("everything", at.today, lambda: Facets(asked, known, at).worked_out())
    now = MeetingSearch(now=True)
    count = known.keep("everything now", at.in_this_minute.now, lambda: finding.count(now, at=at))
    by_name = facets.by_name | {"time": facets.by_name["time"] | {"now": count}}
    return replace(facets, by_name=by_name)


@dataclass
class Facets:
    """The counts of one search."""

    asked: MeetingSearch
    known: Vocabulary
    at: Moment
    by_name: dict[str, Counts] = field(default_factory=dict)
    """The counts of every parameter that has choices."""
    total: int = 0
    """How many meetings the search finds."""
    within: int | None = None
    """The distance at which it finds enough, where nobody said how far."""

    @property
    def settled(self) -> MeetingSearch:
        """The same search with the distance that it settled on."""
        return self.asked if self.within is None else replace(self.asked, within=self.within)

    def worked_out(self) -> "Facets":
        """The same, counted."""
        counted = choices_counted(self.asked, self.known, self.at) | {ALL: TOTAL}
        readings: dict[MeetingSearch, list[str]] = {}
        for name in counted:
            readings.setdefault(replace(self.asked, **_WITHOUT.get(name, {})), []).append(name)
        found: dict[str, Counts] = {}
        for asked, names in readings.items():
            reading = Reading(asked, self.at, self._on_other_dates(asked, names))
            found |= reading.count({name: counted[name] for name in names})
            if ALL in names:
                self.total = found.pop(ALL).get(ALL, 0)
                if reading.widens:
                    self.within = reading.reached.get(ALL, WIDENING[-1])
                if self.asked.near:
                    found["within"] = self._distances(reading.far)
        self.by_name = found
        return self

    def _on_other_dates(self, asked: MeetingSearch, names: list[str]) -> dict[str, MeetingSearch]:
        """What is counted in the same reading, though on other dates than the search has."""
        others = {}
        if "day" in names:
            today = self.at.today
            others["today"] = replace(asked, dates=(today,))
            others["tomorrow"] = replace(asked, dates=(today + timedelta(days=1),))
        if "time" in names:
            others["now"] = replace(asked, now=True)
        return others

    def _distances(self, far: list[float]) -> Counts:
        """How many there are within each distance, as far as there are not plenty: up to the one that the search

        settled on they have all been read (`far`, in kilometres); each wider one costs a query or two.
        """
        unit, settled = KM_IN[self.asked.unit], self.settled.within
        counts = {str(n): sum(km <= n * unit for km in far) for n in DISTANCES if n < settled}
        counts[str(settled)] = self.total
        for n in DISTANCES:
            if n > settled and self.total < PLENTY > max(counts.values()):
                counts[str(n)] = self._within(n)
        return counts

    def _within(self, distance: int) -> int:
        asked = replace(self.asked, within=distance)
        return sum(some.order_by().count() for some in SearchRow.objects.happening_in_parts(asked, at=self.at))
