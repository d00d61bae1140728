"""How many results each choice of each filter would give, for the rest of the search as it stands.

Where nobody said how far, each choice would look as far as it needs to find enough; so are they counted. What a filter
offers is counted among the meetings that the search finds without it: one reading for all filters of which nothing is
chosen, and one for each of the others.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db.models import Count, Q

from groups.models import SearchRow
from groups.rules.criteria import DISTANCES, WIDENING, MeetingSearch, Moment
from groups.rules.geo import KM_IN, chord_squared
from groups.search import finding
from groups.search.choices_counted import choices_counted
from groups.search.rings import TOTAL, Reading
from groups.search.vocabulary import Vocabulary

MANY = 10_000_000
"""More rows than there are: a limit keeps the database from working out each distance once for every sum."""

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
        counted = choices_counted(self.asked, self.known, self.at) | {"": TOTAL}
        readings: dict[MeetingSearch, list[str]] = {}
        for name in counted:
            readings.setdefault(replace(self.asked, **_WITHOUT.get(name, {})), []).append(name)
        found: dict[str, Counts] = {}
        for asked, names in readings.items():
            reading = Reading(asked, self.at, self._on_other_dates(asked, names))
            found |= reading.count({name: counted[name] for name in names})
            if "" in names:
                self.total = found.pop("").get("", 0)
                if reading.widens:
                    self.within = reading.reached.get("", WIDENING[-1])
        if self.asked.near:
            found["within"] = self._distances()
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

    def _distances(self) -> Counts:
        """How many there are within each distance, as far as there are not plenty. A query or two for each step."""
        counts: Counts = {}
        for step in _steps(self.settled.within):
            counts |= self._within(step)
            if counts[str(step[-1])] >= PLENTY:
                break
        return counts

    def _within(self, step: tuple[int, ...]) -> Counts:
        asked = replace(self.asked, within=step[-1])
        reached = {n: Q(chord__lte=chord_squared(n * KM_IN[asked.unit])) for n in step}
        counts = Counter()
        for some in SearchRow.objects.happening_in_parts(asked, at=self.at):
            chords = some.order_by().with_chord(asked.near.point).values("chord")[:MANY]
            counted = chords.aggregate(**{f"within_{n}": Count("chord", test) for n, test in reached.items()})
            counts.update({str(n): counted[f"within_{n}"] for n in step})
        return counts


def _steps(within: int) -> list[tuple[int, ...]]:
    """The distances up to this one together, then each wider one by itself."""
    return [tuple(n for n in DISTANCES if n <= within), *((n,) for n in DISTANCES if n > within)]
