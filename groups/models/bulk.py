"""Many rows written at once with one prepared statement.

`bulk_create` and `bulk_update` build an object and a piece of SQL for every row: they took three to ten times as long,
all of it inside the one transaction during which nobody else can write.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection, models

from groups.models.fields import ClockField

BATCH = 1000
_AS_THEY_ARE = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField)

Item = TypeVar("Item")


class JsonText(str):
    """A value of a JSON column that is written out already."""


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, object]]) -> None:
    """Add rows, each with the same columns; what they leave out has the default of its field."""
    for batch in batches(rows):
        names = tuple(batch[0])
        insert_columns(model, names, (tuple(row[name] for name in names) for row in batch))


def insert_columns(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple]) -> None:
    """The same for rows that hold their values in the order of these names."""
    fields = {field.attname: field for field in model._meta.concrete_fields if field.column and not field.generated}
    left_out = [field for name, field in fields.items() if name not in names and _has_default_of_ours(field)]
    rest = tuple(_of_database(field, field.get_default()) for field in left_out)
    odd = [(place, fields[name]) for place, name in enumerate(names) if not _is_as_it_is(fields[name])]
    columns = ", ".join(_quoted(field.column) for field in (*map(fields.get, names), *left_out))
    table = _quoted(model._meta.db_table)
    prepared = (_prepared(row, odd) + rest for row in rows) if odd or rest else rows
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, columns, prepared)
            return
        marks = ", ".join(["%s"] * (len(names) + len(rest)))
        for batch in batches(prepared):
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", batch)


def update_rows(model: type[models.Model], rows: Iterable[tuple[int, Mapping[str, object]]]) -> None:
    """Write columns of rows known by their numbers, together those of the same columns."""
    by_columns: dict[tuple[str, ...], list[tuple]] = {}
    for pk, columns in rows:
        by_columns.setdefault(tuple(columns), []).append((*columns.values(), pk))
    named = {field.attname: field for field in model._meta.concrete_fields}
    table, pk = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    for names, changes in by_columns.items():
        odd = [(place, named[name]) for place, name in enumerate(names) if not _is_as_it_is(named[name])]
        columns = [_quoted(named[name].column) for name in names]
        prepared = [_prepared(row, odd) for row in changes]
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


def _has_default_of_ours(field: models.Field) -> bool:
    """Whether it is for us to fill it in: the database numbers rows, and knows some values by itself."""
    return not field.primary_key and field.db_default is models.NOT_PROVIDED


def _is_as_it_is(field: models.Field) -> bool:
    """Whether the database takes a value of this field as it stands; most it does."""
    return field.is_relation or (isinstance(field, _AS_THEY_ARE) and not isinstance(field, ClockField))


def _prepared(row: tuple, odd: Sequence[tuple[int, models.Field]]) -> tuple:
    """The same row, with the values in these places as the database takes them."""
    values = list(row)
    for place, field in odd:
        if not isinstance(values[place], JsonText):
            values[place] = field.get_db_prep_save(values[place], connection)
    return tuple(values)


def _of_database(field: models.Field, value: object) -> object:
    return value if _is_as_it_is(field) else field.get_db_prep_save(value, connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
