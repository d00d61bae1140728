"""Many rows written at once with one prepared statement.

`bulk_create` and `bulk_update` build an object and a piece of SQL for every row: they took three to ten times as long,
all of it inside the one transaction during which nobody else can write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from django.db import connection, models

from groups.models.fields import ClockField

BATCH = 1000
_AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField)

Item = TypeVar("Item")


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, object]]) -> None:
    """Add rows, each with the same columns; what they leave out has the default of its field."""
    for batch in batches(rows):
        given = batch[0]
        fields = [f for f in model._meta.concrete_fields if f.column and not (_made_by_itself(f, given) or f.generated)]
        rest = [_prepared(field)(field.get_default()) for field in fields if field.attname not in given]
        said = [field for field in fields if field.attname in given]
        prepare = [(field.attname, _prepared(field)) for field in said]
        columns = [*said, *(field for field in fields if field.attname not in given)]
        names = ", ".join(_quoted(field.column) for field in columns)
        prepared = [(*(ready(row[name]) for name, ready in prepare), *rest) for row in batch]
        table = _quoted(model._meta.db_table)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                _copy(cursor, table, names, prepared)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", prepared)


def update_rows(model: type[models.Model], rows: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Write columns of rows known by their numbers, together those of the same columns."""
    by_columns: dict[tuple[str, ...], list[tuple]] = {}
    for pk, columns in rows:
        by_columns.setdefault(tuple(columns), []).append((*columns.values(), pk))
    named = {field.attname: field for field in model._meta.concrete_fields}
    table, pk = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    for names, changes in by_columns.items():
        prepare = [_prepared(named[name]) for name in names]
        columns = [_quoted(named[name].column) for name in names]
        prepared = [(*(ready(v) for ready, v in zip(prepare, row[:-1], strict=True)), row[-1]) for row in changes]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                said = ", ".join([*columns, pk])
                cursor.execute(f"CREATE TEMPORARY TABLE changes AS SELECT {said} FROM {table} WITH NO DATA")
                _copy(cursor, "changes", said, prepared)
                setting = ", ".join(f"{column} = changes.{column}" for column in columns)
                cursor.execute(f"UPDATE {table} SET {setting} FROM changes WHERE {table}.{pk} = changes.{pk}")
                cursor.execute("DROP TABLE changes")
            else:
                setting = ", ".join(f"{column} = %s" for column in columns)
                cursor.executemany(f"UPDATE {table} SET {setting} WHERE {pk} = %s", prepared)


def _copy(cursor, table: str, names: str, rows: Iterable[tuple]) -> None:
    """PostgreSQL's own way in, several times as fast as a statement for each row."""
    with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """A thousand at a time: no more than that are held in the form of the database."""
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch


def _made_by_itself(field: models.Field, given: Mapping[str, object]) -> bool:
    return field.primary_key and field.attname not in given


def _prepared(field: models.Field) -> Callable[[object], object]:
    """How a value of this field becomes what the database takes; most are that already."""
    is_plain = isinstance(field, _AS_THEY_ARE) and not isinstance(field, ClockField)
    if is_plain or field.is_relation:
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
