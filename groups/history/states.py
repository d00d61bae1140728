"""How a record stands, as plain data: its fields and the rows that hang on it, read many at a time, and put back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from django.db import models

from groups.models import (
    AccessAnswer,
    Area,
    Confirmation,
    Feed,
    Group,
    Meeting,
    MeetingException,
    MeetingTag,
    Programme,
    Site,
    Venue,
)
from groups.models.bulk import batches

TABLES = {model._meta.model_name: model for model in (Area, Programme, Feed, Site, Venue, Group, Meeting)}
"""What has a history, by name, in the order in which one stands on another."""

SECRETS = {"group": ("private_contact",), "feed": ("key",)}
"""That these changed is kept, what they were never: the address of a secretary hints at health."""

_NOT_STATE = {
    "id", "feed_values", "last_seen", "shipped", "area_worked_out_id", "answered_at",
    "revision", "indexed_as", "logo", "first_steps", "letters_ended",
    "tried_at", "failures", "failing_since", "staff_told", "validators",
}  # fmt: skip
"""What is derived, counted, noted by a feed or a release about its own last word, or asked for by a contact: who wants
no more letters gets none because a listing is put back."""

_KEPT_WITH_REMOVED = ("feed_values", "last_seen", "shipped")


class Part(NamedTuple):
    """Rows of another table that belong to a record and are part of how it stands."""

    name: str
    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]


_ACCESS = ("feature_id", "answer", "note")
EXCEPTION_COLUMNS = ("kind", "first", "last", "to", "starts_at", "venue_id", "room", "online_link", "note")
PARTS = {
    "meeting": (
        Part("tags", MeetingTag, "meeting", ("tag_id", "weeks")),
        Part("access", AccessAnswer, "meeting", _ACCESS),
        Part("exceptions", MeetingException, "meeting", EXCEPTION_COLUMNS),
    ),
    "venue": (Part("access", AccessAnswer, "venue", _ACCESS),),
}
_CHECKS = {name: Part("checks", Confirmation, name, ("on", "by", "role")) for name in ("group", "meeting")}
"""The log of checks is no part of a listing; with a removed one it would be lost."""

State = dict[str, object]


def table_of(record: models.Model) -> str:
    """The name under which history knows a record's table; empty where it keeps none of it."""
    name = record._meta.model_name
    return name if name in TABLES else ""


def fields_of(table: str) -> list[models.Field]:
    """The fields that are part of how a record of this table stands, in their order."""
    fields = TABLES[table]._meta.concrete_fields
    return [field for field in fields if field.attname not in _NOT_STATE and not field.generated]


def read(table: str, keys: Collection[int]) -> dict[int, State]:
    """How the records of these keys stand. A query for a thousand of them, and one for each kind of part."""
    return _read(table, keys, [field.attname for field in fields_of(table)], PARTS.get(table, ()))


def read_whole(table: str, keys: Collection[int]) -> dict[int, State]:
    """All that is needed to bring these back once they are removed, their checks too. Of a secret only that it was."""
    kept = [field.attname for field in TABLES[table]._meta.concrete_fields if field.attname in _KEPT_WITH_REMOVED]
    names = [field.attname for field in fields_of(table)]
    checks = (_CHECKS[table],) if table in _CHECKS else ()
    found = _read(table, keys, names + kept, (*PARTS.get(table, ()), *checks))
    for state in found.values():
        for secret in SECRETS.get(table, ()):
            if state.pop(secret):
                state[secret] = True
    return found


def _read(table: str, keys: Collection[int], names: list[str], parts: Iterable[Part]) -> dict[int, State]:
    found: dict[int, State] = {}
    for some in batches(keys):
        rows = TABLES[table]._base_manager.filter(pk__in=some)
        for row in rows.values("pk", *names):
            key = row.pop("pk")
            found[key] = {name: plain(value) for name, value in row.items()}
        for part in parts:
            hanging = _rows_of(part, some)
            for key in found.keys() & set(some):
                found[key][part.name] = hanging.get(key, [])
    return found


def _rows_of(part: Part, keys: Collection[int]) -> dict[int, list[dict]]:
    owner = f"{part.owner}_id"
    by_owner = defaultdict(list)
    for row in part.model._base_manager.filter(**{f"{owner}__in": keys}).values(owner, *part.columns):
        by_owner[row.pop(owner)].append({name: plain(value) for name, value in row.items()})
    return {key: sorted(rows, key=repr) for key, rows in by_owner.items()}


def plain(value: object) -> object:
    """As it stands in JSON."""
    return value.isoformat() if isinstance(value, date | time | datetime) else value


def put(record: models.Model, said: Mapping[str, object]) -> list[Part]:
    """Set the fields of a record in hand to these plain values; return the parts that are among them, to be `hung`."""
    fields = {field.attname: field for field in record._meta.concrete_fields}
    parts = {part.name: part for part in PARTS.get(record._meta.model_name, ())}
    for name, value in said.items():
        if name in fields:
            setattr(record, name, fields[name].to_python(value))
            if fields[name].is_relation:
                fields[name].delete_cached_value(record) if fields[name].is_cached(record) else None
    return [part for name, part in parts.items() if name in said]


def hang(record: models.Model, part: Part, rows: list[dict]) -> None:
    """Let these rows, and no others, hang on a record that is stored."""
    part.model._base_manager.filter(**{part.owner: record}).delete()
    part.model._base_manager.bulk_create(
        [part.model(**{part.owner: record}, **_python(part.model, row)) for row in rows]
    )


def forget_check(record: models.Model, *, on: str) -> None:
    """Take the newest check of this ISO date out of the log: it was taken back."""
    checks = (
        Confirmation.objects.filter(**{record._meta.model_name: record}, on=on) if on else Confirmation.objects.none()
    )
    if newest := checks.order_by("-pk").first():
        newest.delete()


def hang_checks(record: models.Model, rows: list[dict]) -> None:
    """Put the log of checks back on a record that was removed."""
    if record._meta.model_name in _CHECKS:
        hang(record, _CHECKS[record._meta.model_name], rows)


def _python(model: type[models.Model], row: Mapping[str, object]) -> dict[str, object]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
