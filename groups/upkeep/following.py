"""Records that follow a source which ships: made once, then brought up to date wherever no person edited them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time

from django.db import models

from groups.models import Feed


def brought(
    model: type[models.Model], feed: Feed, said: Mapping[str, dict], *, new_slug: Callable[[models.Model], str] | None
) -> dict[str, models.Model]:
    """The records of this feed by key, with the fields that it says; the new ones stored, the others not saved yet."""
    known = {record.feed_key: record for record in model.objects.select_for_update().filter(feed=feed)}
    records = {}
    for key, values in said.items():
        records[key] = known.get(key) or model(feed=feed, feed_key=key)
        follow(records[key], values)
        if key not in known:
            if new_slug:
                records[key].slug = new_slug(records[key])
            records[key].save()
    return records


def follow(record: models.Model, said: Mapping) -> None:
    """Write what is said into each field that still holds what was said before, and remember it."""
    before = record.feed_values
    for name, value in said.items():
        if name not in before or _plain(getattr(record, name)) == before[name]:
            setattr(record, name, value)
    record.feed_values = before | _plain_row(said)


def follow_rows(
    model: type[models.Model], owner: str, fields: tuple[str, ...], said: Iterable[tuple[models.Model, list[dict]]]
) -> None:
    """The same for the rows that belong to each record: together they follow, or stay as a person left them."""
    said = list(said)
    name = model._meta.get_field(owner).remote_field.get_accessor_name()
    present = defaultdict(list)
    for row in model.objects.filter(**{f"{owner}__in": [record for record, _rows in said]}):
        present[getattr(row, f"{owner}_id")].append(row)
    gone, new = [], []
    for record, rows in said:
        before, wanted = record.feed_values.get(name, []), [_plain_row(row) for row in rows]
        now = [_plain_row({field: getattr(row, field) for field in fields}) for row in present[record.pk]]
        if _alike(now, before) and not _alike(now, wanted):
            gone += [row.pk for row in present[record.pk]]
            new += [model(**{owner: record}, **row) for row in rows]
        record.feed_values = record.feed_values | {name: wanted}
    model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(new)


def _alike(some: list[dict], others: list[dict]) -> bool:
    """Whether two lists hold the same rows, in whatever order."""
    return len(some) == len(others) and all(row in others for row in some)


def _plain_row(values: Mapping) -> dict:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value):
    """As it stands in JSON."""
    return value.isoformat() if isinstance(value, date | time) else value
