"""The tree of areas with how many meetings each holds: kept per process, for one revision and one day."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from groups.models import Area, SearchRow
from groups.rules.choices import AreaKind
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.geo import Point, kilometres
from groups.search.vocabulary import Vocabulary


@dataclass
class Branch:
    """One area of the tree. `count` is of everything inside it, as a search by this area finds."""

    pk: int
    slug: str
    name: str
    kind: str
    point: Point | None
    is_from_places: bool
    count: int = 0
    own_count: int = 0
    parent: "Branch | None" = None
    parts: list["Branch"] = field(default_factory=list)

    @property
    def above(self) -> list["Branch"]:
        """What it lies in, the widest first."""
        found: list[Branch] = []
        branch = self.parent
        while branch is not None and branch is not self and branch not in found:
            found.insert(0, branch)
            branch = branch.parent
        return found

    def __hash__(self):
        return self.pk

    def __eq__(self, other):
        return self is other


class AreaTree:
    """All areas, in the order of their names."""

    def __init__(self, areas: list[Area], own_counts: Counter, known: Vocabulary):
        self.branches = {
            area.slug: Branch(
                area.pk,
                area.slug,
                area.name,
                area.kind,
                _point(area),
                area.is_from_places,
                own_count=own_counts[area.pk],
            )
            for area in areas
        }
        by_key = {branch.pk: branch for branch in self.branches.values()}
        for area in areas:
            branch = self.branches[area.slug]
            branch.parent = by_key.get(area.parent_id)
            branch.count = sum(own_counts[key] for key in known.areas[area.slug].keys)
            if branch.parent:
                branch.parent.parts.append(branch)
        self.roots = [branch for branch in self.branches.values() if branch.parent is None]

    def of_kind(self, kind: AreaKind) -> list[Branch]:
        """All of one kind, by name."""
        return [branch for branch in self.branches.values() if branch.kind == kind]

    def around(self, branch: Branch) -> list[tuple[float, Branch]]:
        """The areas of the same kind that have meetings, the nearest first; without those whose centre nobody knows."""
        if branch.point is None:
            return []
        others = [one for one in self.of_kind(branch.kind) if one is not branch and one.point and one.count]
        return sorted(((kilometres(branch.point, one.point), one) for one in others), key=lambda pair: pair[0])


def current(known: Vocabulary, at: Moment) -> AreaTree:
    """The tree of today, kept with the vocabulary. Two queries the first time."""
    return known.keep("areas", at.today, lambda: _read(known, at))


def _read(known: Vocabulary, at: Moment) -> AreaTree:
    areas = [area for area in Area.objects.order_by("name", "pk") if area.slug in known.areas]
    return AreaTree(areas, _counts(at), known)


def _counts(at: Moment) -> Counter:
    """How many meetings a search finds in each area itself, by its number."""
    found = SearchRow.objects.happening(MeetingSearch(), at=at).order_by()
    return Counter(dict(found.values_list("area").annotate(found=Count("pk"))))


def _point(area: Area) -> Point | None:
    return None if area.lat is None or area.lng is None else Point(area.lat, area.lng)
