"""Programmes, tags, features, areas … as one frozen value, kept per process until the listings' revision moves on."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from groups.models import AccessFeature, Area, Feed, Group, Meeting, Programme, Tag
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import AreaKind, TagFamily
from groups.rules.criteria import Choice
from groups.rules.folding import fold
from groups.rules.phrase_vocabulary import Words
from groups.search import needs

_AROUND_TOWNS = (AreaKind.NATION, AreaKind.REGION, AreaKind.COUNTY)


@dataclass(frozen=True)
class AreaNode:
    """One area of the tree."""

    pk: int
    slug: str
    name: str
    kind: str
    parent: int | None


@dataclass(frozen=True)
class Vocabulary:
    """What there is to choose from, by slug and in the order in which it is shown."""

    programmes: dict[str, Choice]
    who: dict[str, Choice]
    access: dict[str, Choice]
    nodes: tuple[AreaNode, ...]
    zones: tuple[str, ...]
    nations: frozenset[str]
    demonstration: int | None
    """The key of the feed of the demonstration, while there is one."""
    rows: tuple[tuple, tuple, tuple] = ((), (), ())
    """The programmes, tags and features themselves, for whoever needs their other names."""

    @cached_property
    def spoken(self) -> Words:
        """What a phrase is understood by. Made when somebody first types one: two queries."""
        programmes, who, access = self.rows
        names = {fold(name) for name in Group.objects.values_list("name", flat=True)}
        names |= {fold(name) for name in Meeting.objects.exclude(name="").values_list("name", flat=True).distinct()}
        return needs.words(
            needs.language(),
            programmes=programmes,
            who=who,
            access=access,
            unit=settings.DISTANCE_UNIT,
            known=frozenset(word for name in names for word in name.split()),
            names=frozenset(names),
            counties=frozenset(fold(node.name) for node in self.nodes if node.kind in _AROUND_TOWNS),
        )

    @cached_property
    def areas(self) -> dict[str, Choice]:
        """Each area with the keys of everything inside it."""
        return {node.slug: Choice(node.slug, node.name, self._inside(node.pk)) for node in self.nodes}

    @cached_property
    def areas_around(self) -> dict[int, tuple[str, ...]]:
        """The slugs of each area and of all it lies in, by its key."""
        around: dict[int, list[str]] = {}
        for slug, choice in self.areas.items():
            for pk in choice.keys:
                around.setdefault(pk, []).append(slug)
        return {pk: tuple(slugs) for pk, slugs in around.items()}

    def _inside(self, pk: int, above: frozenset[int] = frozenset()) -> frozenset[int]:
        if pk in above:
            return frozenset()  # areas that staff put inside each other
        parts = [self._inside(part, above | {pk}) for part in self._parts.get(pk, ())]
        return frozenset({pk}).union(*parts)

    @cached_property
    def _parts(self) -> dict[int | None, list[int]]:
        parts: dict[int | None, list[int]] = {}
        for node in self.nodes:
            parts.setdefault(node.parent, []).append(node.pk)
        return parts


_kept: tuple[int, Vocabulary] | None = None


def current(revision: int) -> Vocabulary:
    """The vocabulary of this revision of the listings; read anew when another one was kept."""
    global _kept
    if _kept is None or _kept[0] != revision:
        _kept = (revision, _read())
    return _kept[1]


def forget() -> None:
    """Read anew the next time, whatever the revision."""
    global _kept
    _kept = None


def _read() -> Vocabulary:
    areas = list(Area.objects.order_by("name", "pk"))
    programmes = tuple(Programme.objects.order_by("name", "pk"))
    who = tuple(Tag.objects.filter(family=TagFamily.WHO).order_by("label", "pk"))
    access = tuple(AccessFeature.objects.order_by("position", "pk"))
    return Vocabulary(
        programmes={row.slug: Choice(row.slug, row.short_name or row.name, frozenset({row.pk})) for row in programmes},
        who={row.slug: Choice(row.slug, row.label, frozenset({row.pk})) for row in who},
        access={row.slug: Choice(row.slug, row.label, frozenset({row.pk})) for row in access},
        nodes=tuple(AreaNode(row.pk, row.slug, row.name, row.kind, row.parent_id) for row in areas),
        zones=Meeting.objects.zones(),
        nations=frozenset(row.nation for row in areas),
        demonstration=Feed.objects.filter(name=DEMONSTRATION).values_list("pk", flat=True).first(),
        rows=(programmes, who, access),
    )
