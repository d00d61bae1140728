"""The areas of venues for which nobody gave one: worked out from what places know. One function, called by every door.

`Venue.area_worked_out` stands in for `Venue.area`. Where no area fits, one is made from the names of a town, county and
nation as places have them. A hidden venue gets the area of a town that is large, or was an area before; its own point
is in no area's centre.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db import transaction

from groups.models import Venue
from groups.models.bulk import batches, update_rows
from groups.rules.whereabouts import decide
from groups.search.area_book import AreaBook, Node
from groups.search.surroundings import Surroundings, VenueFacts

_MANY = 5000
"""From so many venues on, all are read rather than each named."""


@transaction.atomic
def work_out(venues: Collection[int] | None = None) -> set[int]:
    """Work out the areas of these venues (by number; all, where none are named); return those whose area is another.

    What staff or a feed say wins: a venue with an area of its own has none worked out. The caller refreshes the index.
    """
    keys = None if venues is None else set(venues)
    changed = _clear(keys)
    rows = list(_without_area(keys))
    if not rows:
        return changed
    book = AreaBook()
    around = Surroundings(rows, book.towns())
    found = {one: _area_of(one, book, around) for one in rows}
    book.make_planned()
    now = {one.pk: node.pk if node else None for one, node in found.items()}
    moved = [(one.pk, {"area_worked_out_id": now[one.pk]}) for one in rows if now[one.pk] != one.area_worked_out]
    update_rows(Venue, moved)
    return changed | {pk for pk, _columns in moved}


def _area_of(venue: VenueFacts, book: AreaBook, around: Surroundings) -> Node | None:
    named, hint = around.named(venue.town)
    standing = replace(around.standing(venue), hint=hint)
    where = decide(standing, named, settlements=around.settlements, towns=around.towns)
    if where.town is None and not where.county:
        region = book.called(venue.town, standing.point)
        if region:
            return region
    return book.area_of(where, postcode=venue.postcode)


def _clear(keys: set[int] | None) -> set[int]:
    """Take the worked-out area from those that have one of their own; return which they are."""
    both = Venue.objects.filter(area__isnull=False, area_worked_out__isnull=False)
    found = {pk for pk in both.values_list("pk", flat=True) if keys is None or pk in keys}
    for some in batches(sorted(found)):
        Venue.objects.filter(pk__in=some).update(area_worked_out=None)
    return found


def _without_area(keys: set[int] | None) -> Iterator[VenueFacts]:
    there = Venue.objects.filter(area__isnull=True).order_by("pk")
    named = (
        [there] if keys is None or len(keys) >= _MANY else [there.filter(pk__in=some) for some in batches(sorted(keys))]
    )
    for rows in named:
        for row in rows.values_list(*VenueFacts._fields).iterator(2000):
            if keys is None or row[0] in keys:
                yield VenueFacts(*row)
