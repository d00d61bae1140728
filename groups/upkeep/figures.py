"""How well the directory is kept, in numbers: ages of checks, time to answer suggestions, letters, imports."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

from django.db.models import Case, CharField, Count, Max, Q, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from groups.models import Confirmation, FeedRun, Letter, SearchRow, Suggestion
from groups.rules.choices import CheckedBy, Freshness, LetterState, RunOutcome, SuggestionKind, SuggestionState
from groups.rules.freshness import earliest_within
from groups.upkeep.area_sums import AreaSums

DAYS = 365
IMPORT_DAYS = 30
MOST_LINES = 60
ALL, NO_AREA = _("All"), _("In no area")
_OPEN = (SuggestionState.WAITING, SuggestionState.ASKED)


@dataclass(frozen=True)
class Ages:
    """Listings of one area by the age of their last check."""

    name: str
    depth: int
    counts: tuple[int, ...]
    """In the order of `Freshness`."""

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def percent_checked(self) -> int:
        """How many of a hundred are checked, and not yet due again."""
        return round(100 * self.counts[0] / self.total) if self.total else 0


def ages(*, on: date, months: Sequence[int]) -> list[Ages]:
    """Meetings that a search may find, by area and age of check. Two queries.

    The first line is of all, the last of those in no area. The tree is shown as deep as fits `MOST_LINES`.
    """
    counts, sums = _by_age(on=on, months=months), AreaSums()
    lines = [Ages(area.name, level + 1, _sum(counts, sums.inside(area.pk))) for level, area in sums.tree()]
    lines = _that_fit([line for line in lines if line.total])
    nowhere = Ages(NO_AREA, 1, _sum(counts, {None}))
    return [Ages(ALL, 0, _sum(counts, {area for area, _age in counts})), *lines, *([nowhere] if nowhere.total else [])]


def _that_fit(lines: list[Ages]) -> list[Ages]:
    """Without the lowest levels, where all would be too many; the uppermost stays whatever its size."""
    deepest = max((line.depth for line in lines), default=1)
    while deepest > 1 and sum(line.depth <= deepest for line in lines) > MOST_LINES:
        deepest -= 1
    return [line for line in lines if line.depth <= deepest]


def _by_age(*, on: date, months: Sequence[int]) -> Counter:
    checked, due, overdue = (earliest_within(limit, today=on) for limit in months)
    age = Case(
        When(confirmed_on__gte=checked, then=Value(Freshness.CHECKED.value)),
        When(confirmed_on__gte=due, then=Value(Freshness.DUE.value)),
        When(confirmed_on__gte=overdue, then=Value(Freshness.OVERDUE.value)),
        When(confirmed_on__isnull=False, then=Value(Freshness.OLD.value)),
        default=Value(Freshness.NEVER.value),
        output_field=CharField(),
    )
    rows = SearchRow.objects.annotate(age=age).order_by().values_list("area", "age").annotate(found=Count("pk"))
    return Counter({(area, one): count for area, one, count in rows})


def _sum(counts: Counter, keys: Collection) -> tuple[int, ...]:
    return tuple(sum(counts[key, age] for key in keys) for age in Freshness.values)


@dataclass(frozen=True)
class Handling:
    """How long suggestions of one kind waited for a decision."""

    label: str
    decided: int
    median: timedelta | None
    ninth: timedelta | None
    """Nine of ten were decided within this."""
    waiting: int
    oldest: timedelta | None
    """How long the longest of those that wait has waited."""


def handling(kinds: Collection[SuggestionKind], *, now: datetime) -> list[Handling]:
    """Suggestions of these kinds decided in the last year, and those that wait; all of them last. One query."""
    recent = Q(decided_at__gte=now - timedelta(days=DAYS)) | Q(state__in=_OPEN)
    rows = list(
        Suggestion.objects.filter(recent, kind__in=kinds)
        .order_by()
        .values_list("kind", "state", "sent_at", "decided_at")
    )
    by_kind = [(kind.label, [row for row in rows if row[0] == kind]) for kind in kinds]
    return [_handling(str(label), of_kind, now) for label, of_kind in [*by_kind, (ALL, rows)]]


def _handling(label: str, rows: list[tuple], now: datetime) -> Handling:
    waits = sorted(decided - sent for _kind, state, sent, decided in rows if decided and state not in _OPEN)
    waiting = [now - sent for _kind, state, sent, _decided in rows if state in _OPEN]
    return Handling(
        label,
        len(waits),
        median(waits) if waits else None,
        waits[ceil(len(waits) * 0.9) - 1] if waits else None,
        len(waiting),
        max(waiting, default=None),
    )


@dataclass(frozen=True)
class Several:
    """One line of counts."""

    label: str
    counts: tuple[int, ...]


CHECK_SPANS = (30, 91, 365)


def checks_by_how(*, on: date) -> list[Several]:
    """Confirmations by how they came about, in each of the spans. One query."""
    spans = {f"in_{days}": Count("pk", filter=Q(on__gte=on - timedelta(days=days))) for days in CHECK_SPANS}
    rows = Confirmation.objects.order_by().values_list("by").annotate(**spans)
    known = {by: tuple(counts) for by, *counts in rows}
    nothing = (0,) * len(CHECK_SPANS)
    return [Several(str(how.label), known.get(how.value, nothing)) for how in CheckedBy]


def letters(*, now: datetime) -> list[Several]:
    """Letters written in the last year by what became of them. One query."""
    since = now - timedelta(days=DAYS)
    rows = Letter.objects.filter(written_at__gte=since).order_by().values_list("state").annotate(found=Count("pk"))
    known = dict(rows)
    return [Several(str(state.label), (known.get(state.value, 0),)) for state in LetterState]


@dataclass(frozen=True)
class Runs:
    """What the runs of one feed did."""

    feed: str
    outcomes: tuple[int, ...]
    """Applied, nothing new, refused, failed."""
    changes: tuple[int, ...]
    """Added, changed, gone, rejected."""
    latest: datetime | None


def imports(*, now: datetime) -> list[Runs]:
    """The runs of each feed in the last month. One query."""
    outcomes = {f"n_{outcome.value}": Count("pk", filter=Q(outcome=outcome)) for outcome in RunOutcome}
    applied = Q(outcome=RunOutcome.APPLIED)
    changes = {f"n_{name}": Sum(name, filter=applied) for name in ("added", "changed", "gone", "rejected")}
    recent = FeedRun.objects.filter(started_at__gte=now - timedelta(days=IMPORT_DAYS)).order_by("feed__name")
    rows = recent.values("feed__name").annotate(**outcomes, **changes, latest=Max("started_at"))
    return [
        Runs(
            row["feed__name"],
            tuple(row[name] for name in outcomes),
            tuple(row[name] or 0 for name in changes),
            row["latest"],
        )
        for row in rows
    ]
