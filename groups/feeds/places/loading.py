"""Take places in beside those of before, and show them at once in their place, source by source.

Rows are written a few thousand at a time, so that memory does not grow with the file and no other writer waits for
long. Until the end nobody finds them; then one pointer moves, and what the same source said before is cleared away.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from groups.feeds.places.centres import Centres
from groups.feeds.places.record import PlaceRecord, Row, Skipped
from groups.feeds.places.within import Within
from groups.models import Place, PlaceLoad
from groups.models.bulk import insert_rows
from groups.rules.choices import PlaceKind
from groups.rules.folding import fold

BATCH = 5_000
LEFT_BEHIND_AFTER = timedelta(hours=1)
"""A load that was not written to for so long was broken off."""

_LIKE_THE_UK = {"GB", "JE", "GG", "IM"}


class NothingToShow(Exception):
    """No row could be taken in, so what was shown before stays; and why, in a sentence."""


@dataclass
class Tally:
    """What came of the rows."""

    read: int = 0
    kept: int = 0
    aside: int = 0
    outside: int = 0
    kinds: Counter = field(default_factory=Counter)
    ended: int = 0
    nowhere: int = 0
    why_skipped: Counter = field(default_factory=Counter)
    first_skipped: dict[str, int] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)

    @property
    def skipped(self) -> int:
        """How many rows should have been places and are none."""
        return self.why_skipped.total()

    def skip(self, row: Skipped) -> None:
        """Count a row that is none, and remember where the first such stands."""
        self.why_skipped[row.why] += 1
        self.first_skipped.setdefault(row.why, row.line)

    def __str__(self):
        return f"read {self.read}, kept {self.kept}, outside {self.outside}, aside {self.aside}, skipped {self.skipped}"


@dataclass(frozen=True)
class Loaded:
    """A load that is shown now, how its rows went, and how many places it took the place of."""

    load: PlaceLoad
    tally: Tally
    replaced: int


def load(
    rows: Iterable[Row],
    *,
    source: str,
    clock: Callable[[], datetime],
    file: str = "",
    within: Within | None = None,
) -> Loaded:
    """Take all rows in and show them; NothingToShow where none is left, and then all is as it was before."""
    tally = Tally()
    taken = PlaceLoad.objects.create(file=file[:120], within=within.said[:60] if within else "", touched_at=clock())
    try:
        for batch in _batches(_taken(rows, tally, within)):
            with transaction.atomic():
                insert_rows(Place, ({**row, "load_id": taken.pk} for row in batch))
                taken.rows += len(batch)
                taken.touched_at = clock()
                taken.save(update_fields=["rows", "touched_at"])
        if not taken.rows:
            raise NothingToShow(_("There is no place in it that could be taken in: all is as it was before."))
        taken.source = _source(source, tally)
        replaced = _show(taken, now=clock())
    except BaseException:
        with suppress(DatabaseError):  # then it is found and cleared away an hour later
            _remove(taken)
        raise
    _clear_away(before=clock() - LEFT_BEHIND_AFTER)
    _refresh_statistics()
    return Loaded(taken, tally, replaced)


def _taken(rows: Iterable[Row], tally: Tally, within: Within | None) -> Iterator[dict]:
    """The columns of each row that is wanted, and of the outward codes at the end."""
    centres = Centres()
    for row in rows:
        is_again = type(row) is PlaceRecord and row.again
        tally.read += not is_again
        if row is None:
            tally.aside += 1
            continue
        if type(row) is Skipped:
            tally.skip(row)
            continue
        tally.countries.add(row.country)
        is_near = within is None or within.holds(row.lat, row.lng)
        if row.country in _LIKE_THE_UK and row.kind in (PlaceKind.POSTCODE, PlaceKind.OUTWARD):
            centres.add(row, taken=is_near)
        if not is_near:
            tally.outside += not is_again
            continue
        tally.kept += not is_again
        if row.kind != PlaceKind.OUTWARD:
            yield _columns(row, tally)
    for record, is_whole in centres.records():
        yield _columns(record, tally) | {"whole": is_whole}


def _columns(record: PlaceRecord, tally: Tally) -> dict:
    tally.kinds[record.kind] += 1
    tally.ended += record.ended
    tally.nowhere += record.lat is None
    return {
        "name": record.name,
        "key": fold(record.spelled or record.name),
        "kind": record.kind.value,
        "lat": record.lat,
        "lng": record.lng,
        "county": record.county,
        "country": record.country,
        "ended": record.ended,
        "whole": False,
    }


def _batches(rows: Iterable[dict]) -> Iterator[list[dict]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _source(family: str, tally: Tally) -> str:
    """The name under which the next load replaces this one: GeoNames packs each country by itself, and the world."""
    if not family.startswith("geonames"):
        return family
    if tally.kinds[PlaceKind.OUTWARD] and not tally.kinds[PlaceKind.POSTCODE]:
        family = "geonames-outward"
    return f"{family}-{next(iter(tally.countries)).lower()}" if len(tally.countries) == 1 else family


@transaction.atomic
def _show(taken: PlaceLoad, *, now: datetime) -> int:
    """Move the pointer of the source; return how many places go out of sight."""
    before = PlaceLoad.objects.filter(source=taken.source, shown=True)
    replaced = sum(before.values_list("rows", flat=True))
    before.update(shown=False)
    taken.loaded_at, taken.shown = now, True
    taken.save()
    return replaced


def _clear_away(*, before: datetime) -> None:
    """Delete what nobody sees any more: loads whose time is over, and such as were broken off before then."""
    for gone in PlaceLoad.objects.filter(shown=False):
        if gone.loaded_at or gone.touched_at is None or gone.touched_at < before:
            _remove(gone)


def _remove(gone: PlaceLoad) -> None:
    """Delete a load, some thousand places at a time."""
    places = Place.objects.filter(load=gone)
    while last := list(places.order_by("pk").values_list("pk", flat=True)[:BATCH])[-1:]:
        places.filter(pk__lte=last[0]).delete()
    gone.delete()


def _refresh_statistics() -> None:
    """Tell the database how many places there are now, so that it plans its searches by that."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(Place._meta.db_table)}")
