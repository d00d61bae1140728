"""Programmes, tags, features, areas … as one frozen value, kept per process until the listings' revision moves on."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language

from groups.models import AccessFeature, Area, Feed, Meeting, Programme, SearchRow, Tag, Term, Venue
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import AreaKind, Precision, TagFamily
from groups.rules.criteria import Choice
from groups.rules.folding import fold
from groups.rules.phrase import listing_texts
from groups.rules.phrase.vocabulary import Words
from groups.rules.terms import term_of_name, typed_terms
from groups.search import in_use, needs
from groups.search.in_use import InUse

MOST_AREAS_OFFERED = 100
"""More areas than this are not named by a filter at once."""

Kept = TypeVar("Kept")

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

    nodes: tuple[AreaNode, ...]
    zones: tuple[str, ...]
    nations: frozenset[str]
    demonstration: int | None
    """The key of the feed of the demonstration, while there is one."""
    rows: tuple[tuple, tuple, tuple] = ((), (), ())
    """The programmes, tags and features themselves, for whoever needs their other names."""

    @property
    def programmes(self) -> dict[str, Choice]:
        """Those there are, as the reader's language calls them."""
        return self._choices[0]

    @property
    def who(self) -> dict[str, Choice]:
        """For whom a meeting may specially be."""
        return self._choices[1]

    @property
    def access(self) -> dict[str, Choice]:
        """The features of access that are asked of a venue or a meeting."""
        return self._choices[2]

    @property
    def _choices(self) -> tuple[dict[str, Choice], dict[str, Choice], dict[str, Choice]]:
        return self.keep("choices", None, self._read_choices)

    def _read_choices(self) -> tuple[dict[str, Choice], ...]:
        programmes, who, access = self.rows
        return (
            {row.slug: Choice(row.slug, row.said_in_short, frozenset({row.pk})) for row in programmes},
            {row.slug: Choice(row.slug, row.said("label"), frozenset({row.pk})) for row in who},
            {row.slug: Choice(row.slug, row.said("label"), frozenset({row.pk})) for row in access},
        )

    @property
    def spoken(self) -> Words:
        """What phrases are understood by in the reader's language, but for the listings' own words. No query."""
        return self.keep("spoken", None, self._read_words)

    def _read_words(self) -> Words:
        programmes, who, access = self.rows
        return needs.words(
            needs.language(get_language()),
            programmes=programmes,
            who=who,
            access=access,
            unit=settings.DISTANCE_UNIT,
            counties=frozenset(fold(node.name) for node in self.nodes if node.kind in _AROUND_TOWNS),
        )

    def spoken_in(self, phrase: str) -> Words:
        """What this phrase is understood by: of the listings' words and names, those that it holds. Two queries.

        A listing is called what its meeting is called, and what its group is (`terms.term_of_name`).
        """
        words, whole = listing_texts(phrase)
        everyday = frozenset(word for word in words if word in self.spoken.site)
        terms = {word: "".join(typed_terms(word)) for word in words - everyday}
        group_name = term_of_name(whole)
        in_names = Term.objects.in_names({*terms.values(), group_name})
        known = everyday.union(word for word, term in terms.items() if term in in_names)
        is_name = group_name in in_names or SearchRow.objects.filter(called=whole).exists()
        return replace(self.spoken, known=known, names=frozenset({whole} if is_name else ()))

    @cached_property
    def towns(self) -> dict[str, str]:
        """The towns in which venues are, by their folded names. One query over all venues, when first asked for."""
        shown = Venue.objects.exclude(precision=Precision.HIDDEN).exclude(town="")
        return {fold(town): town for town in shown.values_list("town", flat=True).distinct()}

    def keep(self, name: str, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What every visitor is told alike, made once for a key (a day, a minute); the newest of each name is kept.

        Each language has its own. Only ever what nobody typed: it lives in the process, for this revision of the
        listings.
        """
        name_here = (name, get_language())
        kept = self._answers.get(name_here)
        if kept is None or kept[0] != key:
            kept = self._answers[name_here] = (key, make())
        return kept[1]

    @cached_property
    def _answers(self) -> dict[tuple[str, str | None], tuple]:
        return {}

    @cached_property
    def in_use(self) -> InUse:
        """Which choices any listing has at all. A few queries, when first asked for."""
        return in_use.read()

    @cached_property
    def areas(self) -> dict[str, Choice]:
        """Each area with the keys of everything inside it."""
        return {node.slug: Choice(node.slug, node.name, self._inside(node.pk)) for node in self.nodes}

    def areas_offered(self, chosen: Collection[str]) -> set[str]:
        """The slugs of the areas that a filter names: all, or where they are too many the wide ones.

        Those chosen and their parts are always among them. The others have pages of their own.
        """
        offered: set[str] = set()
        for kind in AreaKind.values:
            wide = {node.slug for node in self.nodes if node.kind == kind}
            if len(offered | wide) > MOST_AREAS_OFFERED:
                break
            offered |= wide
        above = {node.pk for node in self.nodes if node.slug in chosen}
        return offered | {*chosen} | {node.slug for node in self.nodes if node.parent in above}

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
        nodes=tuple(AreaNode(row.pk, row.slug, row.name, row.kind, row.parent_id) for row in areas),
        zones=Meeting.objects.zones(),
        nations=frozenset(row.nation for row in areas),
        demonstration=Feed.objects.filter(name=DEMONSTRATION).values_list("pk", flat=True).first(),
        rows=(programmes, who, access),
    )
