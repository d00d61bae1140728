"""The derived rows of search: refresh those of these listings, rebuild all. Nothing else writes them.

Every way of changing a listing calls `changed` (in bulk `refresh`, around a deletion `going`) in its own transaction,
and `hold` before it writes anything: two that change listings come one after the other, and neither writes a row of
what the other is just changing. On SQLite that is so in any case.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import models, transaction

from groups.models import (
    AccessFeature,
    Area,
    Group,
    Meeting,
    Posting,
    Programme,
    SearchRow,
    Site,
    Tag,
    Term,
    Venue,
)
from groups.models.bulk import batches, insert_rows
from groups.search import areas, index_rows, postings

FORM = 5
"""Raised with every change of what a derived row holds: a site whose rows are of another form is rebuilt."""

_STANDS_IN = {
    Meeting: ("pk",),
    Group: ("group",),
    Venue: ("venue",),
    Programme: ("group__programme",),
    Area: ("venue__area", "venue__area_worked_out", "group__area"),
    Tag: ("meeting_tags__tag",),
    AccessFeature: ("access_answers__feature", "venue__access_answers__feature"),
}
"""How a meeting reaches what its derived row is made from."""


def hold() -> int:
    """Wait until nobody else is changing listings, and let nobody begin before this transaction ends.

    Returns the revision as it then is. What comes after reads what those before have written.
    """
    return Site.objects.held()


@transaction.atomic
def changed(*records: models.Model) -> None:
    """These have changed or been added: refresh every listing that they stand in, and raise the revision.

    Where a venue or an area has changed, the areas of venues for which nobody gave one are worked out first.
    """
    hold()
    moved = set()
    if any(type(record) is Area for record in records):
        moved = areas.work_out()
    elif venues := {record.pk for record in records if type(record) is Venue and record.pk}:
        areas.work_out(venues)
    refresh(meetings_of(*records) | meetings_in(Venue, moved))
    Site.objects.listings_changed()


@contextmanager
def going(*records: models.Model) -> Iterator[None]:
    """These are deleted inside the block: refresh every listing in which they stood, and raise the revision."""
    with transaction.atomic():
        hold()
        left = meetings_of(*records)
        has_areas = any(type(record) is Area for record in records)
        yield
        moved = areas.work_out() if has_areas else set()
        refresh(left | meetings_in(Venue, moved))
        Site.objects.listings_changed()


@transaction.atomic
def places_changed() -> int:
    """Other places are known than before: work the areas of venues out anew; return how many have another one now."""
    hold()
    moved = areas.work_out()
    if moved:
        refresh(meetings_in(Venue, moved))
        Site.objects.listings_changed()
    return len(moved)


def meetings_of(*records: models.Model) -> set[int]:
    """The numbers of the meetings in which these records stand."""
    found: set[int] = set()
    for model in {type(record) for record in records}:
        found |= meetings_in(model, {record.pk for record in records if type(record) is model and record.pk})
    return found


def meetings_in(model: type[models.Model], keys: Collection[int]) -> set[int]:
    """The numbers of the meetings in which the records of these keys stand, an area with its parts.

    A query for each way in.
    """
    found: set[int] = set()
    if model is Area and keys:
        keys = Area.objects.within(keys=keys)
    for path in _STANDS_IN.get(model, ()):
        for some in batches(keys):
            found.update(Meeting.objects.filter(**{f"{path}__in": some}).values_list("pk", flat=True))
    return found


@transaction.atomic
def refresh(
    meetings: Iterable[int],
    *,
    on_row: Callable[[int], None] = lambda _done: None,
    changed_at: Mapping[int, datetime] | None = None,
) -> None:
    """Write the derived rows of these meetings anew, a thousand at a time; those no search may find lose theirs.

    They have changed just now, unless `changed_at` tells when each did (without it, nobody knows).
    """
    hold()
    around, words = index_rows.areas_around(), {}
    done = 0
    for keys in batches(sorted(set(meetings))):
        postings.forget(keys)
        _wipe(SearchRow.objects.filter(pk__in=keys))
        listings = list(index_rows.read(keys, around))
        rows = map(index_rows.row_of, listings)
        if changed_at is not None:
            rows = (row | {"changed_at": changed_at.get(row["meeting_id"])} for row in rows)
        insert_rows(SearchRow, rows)
        postings.add({one.pk: index_rows.terms_in(one) for one in listings}, words)
        done += len(keys)
        on_row(done)


@transaction.atomic
def rebuild(*, on_row: Callable[[int], None] = lambda _done: None) -> int:
    """Write all of them anew; return how many meetings can be found. Each keeps the time of its last change."""
    hold()
    changed_at = dict(SearchRow.objects.order_by().values_list("pk", "changed_at"))
    for model in (Posting, Term, SearchRow):
        _wipe(model.objects.all())
    areas.work_out()
    refresh(Meeting.objects.order_by("pk").values_list("pk", flat=True), on_row=on_row, changed_at=changed_at)
    Site.objects.filter(pk=1).update(indexed_as=FORM)
    Site.objects.listings_changed()
    return SearchRow.objects.count()


def is_current() -> bool:
    """Whether the derived rows are of the form that this release reads."""
    return not Site.objects.filter(pk=1).exclude(indexed_as=FORM).exists()


def _wipe(rows: models.QuerySet) -> None:
    """Delete them in one statement; what hangs on them has gone before."""
    rows._raw_delete(rows.db)
