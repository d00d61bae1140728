"""Plain values as the columns of a table, and many rows written at once with one prepared statement.

`bulk_create` and `bulk_update` build an object and a piece of SQL for every row: they took three to ten times as long,
all of it inside the one transaction during which nobody else can write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from django.db import connection, models

from groups.feeds.values import MOMENTS, OWN_ROWS, REFERENCES
from groups.models.fields import ClockField

BATCH = 1000
_AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField)

Item = TypeVar("Item")


def to_columns(values, names: Iterable[str]) -> dict[str, object]:
    """Some of a record's values by the names of its columns, times and dates as such."""
    columns = {}
    for name in names:
        if name in OWN_ROWS:
            continue
        value = getattr(values, name)
        if value is not None and name in MOMENTS:
            value = MOMENTS[name].fromisoformat(value)
        columns[f"{name}_id" if name in REFERENCES else name] = value
    return columns


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, object]]) -> None:
    """Add rows, each with the same columns; what they leave out has the default of its field."""
    for batch in batches(rows):
        given = batch[0]
        fields = [f for f in model._meta.concrete_fields if not (f.primary_key or f.generated)]
        rest = [_prepared(field)(field.get_default()) for field in fields if field.attname not in given]
        said = [field for field in fields if field.attname in given]
        prepare = [(field.attname, _prepared(field)) for field in said]
        columns = [*said, *(field for field in fields if field.attname not in given)]
        names = ", ".join(_quoted(field.column) for field in columns)
        prepared = [(*(ready(row[name]) for name, ready in prepare), *rest) for row in batch]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with (
                    connection.wrap_database_errors,
                    cursor.copy(f"COPY {_quoted(model._meta.db_table)} ({names}) FROM STDIN") as copy,
                ):
                    for row in prepared:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({marks})", prepared)


def update_rows(model: type[models.Model], rows: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Write columns of rows known by their numbers, together those of the same columns."""
    by_columns: dict[tuple[str, ...], list[tuple]] = {}
    for pk, columns in rows:
        by_columns.setdefault(tuple(columns), []).append((*columns.values(), pk))
    named = {field.attname: field for field in model._meta.concrete_fields}
    for names, changes in by_columns.items():
        prepare = [_prepared(named[name]) for name in names]
        setting = ", ".join(f"{_quoted(named[name].column)} = %s" for name in names)
        sql = f"UPDATE {_quoted(model._meta.db_table)} SET {setting} WHERE {_quoted(model._meta.pk.column)} = %s"
        with connection.cursor() as cursor:
            cursor.executemany(
                sql,
                [(*(ready(v) for ready, v in zip(prepare, row[:-1], strict=True)), row[-1]) for row in changes],
            )


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """A thousand at a time: no more than that are held in the form of the database."""
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch


def _prepared(field: models.Field) -> Callable[[object], object]:
    """How a value of this field becomes what the database takes; most are that already."""
    is_plain = isinstance(field, _AS_THEY_ARE) and not isinstance(field, ClockField)
    if is_plain or field.is_relation:
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
