"""Putting the rows of a backup into tables: those of the site, or of a database made for it alone."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import count, islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models

from mutualaid.backup import sealed, tables, values

AT_ONCE = 1000

Numbers = dict[str, dict[int, int]]
"""Of each merged table, which number of the backup is which here."""


class DoesNotFit(Exception):
    """What stands in the backup cannot stand in this database."""


def empty(into: Collection[type[models.Model]]) -> None:
    """Delete the rows of all these tables, but of those that are merged."""
    with _cursor() as cursor:
        for model in into:
            if model._meta.label_lower not in tables.MERGED:
                # By statement: what hangs on a row goes too, and that it does is looked at when the transaction ends.
                cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")


def fill(
    path: Path,
    into: Collection[type[models.Model]],
    *,
    on_row: Callable[[int], None] = lambda _done: None,
) -> None:
    """Put in all rows of a checked backup whose tables are of the same form as these, in an open transaction.

    They come in any order: what they refer to is looked at once all are there.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    by_name = {model._meta.db_table: model for model in into}
    numbers: Numbers = {}
    loaded = count()
    try:
        for table in sealed.read(path):
            model = by_name[table.name]
            fields = _fields(model, table)
            rows = _told(table.rows, loaded, on_row)
            if model._meta.label_lower in tables.MERGED:
                numbers[model._meta.label_lower] = _merge(model, fields, rows, numbers)
            else:
                _insert(model, fields, _taken(fields, rows, numbers, connection))
        _move_the_counters_on(into)
        connection.check_constraints()
    except (KeyError, ValueError, TypeError, ValidationError) as error:
        raise DoesNotFit(f"{path} holds what no backup of that form holds. Use another one.") from error


def _fields(model: type[models.Model], table: sealed.Table) -> list[models.Field]:
    """In the order in which the backup has them; KeyError where it does not have just these."""
    by_column = {field.column: field for field in tables.columns(model)}
    if set(table.columns) != set(by_column):
        raise KeyError(table.name)
    return [by_column[column] for column in table.columns]


def _taken(fields, rows: Iterable[list], numbers: Numbers, connection) -> Iterator[list]:
    """The rows as this database takes them."""
    changed = [(place, change) for place, field in enumerate(fields) if (change := values.inward(field, connection))]
    pointing = [(place, numbers[to]) for place, field in enumerate(fields) if (to := _merged(field)) in numbers]
    for row in rows:
        for place, change in changed:
            row[place] = change(row[place])
        for place, number_of in pointing:
            row[place] = None if row[place] is None else number_of[row[place]]
        yield row


def _insert(model: type[models.Model], fields, rows: Iterator[list]) -> None:
    connection, table = connections[DEFAULT_DB_ALIAS], _quoted(model._meta.db_table)
    names = ", ".join(_quoted(field.column) for field in fields)
    with _cursor() as cursor:
        if connection.vendor == "postgresql":
            # Its own way in: a statement for each row takes several times as long.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(fields))
        while some := list(islice(rows, AT_ONCE)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", some)


def _merge(model: type[models.Model], fields, rows: Iterable[list], numbers: Numbers) -> dict[int, int]:
    """Find each row by what makes it unique, or add it; return which number is which here."""
    [unique] = model._meta.unique_together
    here = model._base_manager.using(DEFAULT_DB_ALIAS)
    known = {tuple(key): number for number, *key in here.values_list("pk", *(_attname(model, one) for one in unique))}
    found = {}
    for row in rows:
        told = {field.attname: value for field, value in zip(fields, row, strict=True)}
        number = told.pop(model._meta.pk.attname)
        for field in fields:
            if _merged(field) in numbers:
                told[field.attname] = numbers[_merged(field)][told[field.attname]]
        key = tuple(told[_attname(model, one)] for one in unique)
        if key not in known:
            known[key] = here.create(**told).pk
        found[number] = known[key]
    return found


def _merged(field: models.Field) -> str:
    """The merged table that a column points into."""
    return field.related_model._meta.label_lower if field.remote_field else ""


def _attname(model: type[models.Model], name: str) -> str:
    return model._meta.get_field(name).attname


def _told(rows: Iterable[list], loaded: Iterator[int], on_row: Callable[[int], None]) -> Iterator[list]:
    for row in rows:
        done = next(loaded)
        if done % AT_ONCE == 0:
            on_row(done)
        yield row


def _move_the_counters_on(models_filled: Collection[type[models.Model]]) -> None:
    """So that the next row gets a number that is free."""
    connection = connections[DEFAULT_DB_ALIAS]
    with _cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models_filled)):
            cursor.execute(statement)


def _cursor():
    return connections[DEFAULT_DB_ALIAS].cursor()


def _quoted(name: str) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(name)
