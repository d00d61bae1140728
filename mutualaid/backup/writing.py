"""Writing a backup: all tables as they are at one moment, while others go on writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from mutualaid.backup import sealed, tables, values
from mutualaid.backup.whole_file import whole_file

AT_ONCE = 2000


class SomethingElse(Exception):
    """A file of that name is there, and it is no backup."""


def write(path: Path, *, now: datetime, on_row: Callable[[int, int], None] = lambda _done, _total: None) -> sealed.Head:
    """Write a backup of the whole site under this name, or nothing; return what it says of itself.

    `on_row` is told now and then how many rows are written, of how many.
    """
    if path.exists() and not sealed.is_one(path):
        raise SomethingElse(f"{path} is there already, and is not a backup: choose another name.")
    with whole_file(path) as file, snapshot():
        migrations = tables.applied()
        models_kept = tables.kept(tables.after(migrations))
        head = sealed.Head(
            made_at=now,
            database=connections[DEFAULT_DB_ALIAS].vendor,
            migrations=migrations,
            rows={model._meta.db_table: _all(model).count() for model in models_kept},
        )
        sealed.write(file, head, _read(models_kept, head.all_rows, on_row), plain=values.plain)
    return head


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside the block is as of one moment. Nobody waits for it."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:  # whoever began it keeps the others out
        yield
    elif connection.vendor == "sqlite":
        # By hand, for Django begins with the lock of a writer.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
            yield


def _all(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.using(DEFAULT_DB_ALIAS).order_by("pk")


def _read(models_kept, total: int, on_row: Callable[[int, int], None]) -> Iterator[sealed.Table]:
    written = count()
    for model in models_kept:
        fields = tables.columns(model)
        rows = _told(_rows(model, fields), written, total, on_row)
        yield sealed.Table(model._meta.db_table, tuple(field.column for field in fields), rows)


def _told(rows, written: Iterator[int], total: int, on_row: Callable[[int, int], None]) -> Iterator[list]:
    for row in rows:
        done = next(written)
        if done % AT_ONCE == 0:
            on_row(done, total)
        yield row


def _rows(model: type[models.Model], fields: list[models.Field]) -> Iterator[list]:
    changed = [(place, change) for place, field in enumerate(fields) if (change := values.outward(field))]
    for found in _all(model).values_list(*(field.attname for field in fields)).iterator(chunk_size=AT_ONCE):
        row = list(found)
        for place, change in changed:
            row[place] = change(row[place])
        yield row
