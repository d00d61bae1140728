"""Rows that take seconds to load are loaded by one test of a run, and put in as they were for the others."""

from collections.abc import Callable, Hashable
from datetime import date

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from groups.search import vocabulary

OF_EVERY_DATABASE = {"auth_permission", "django_content_type"}

_kept: dict[Hashable, dict[type, list[tuple]]] = {}
"""All rows there were after a loading, by model."""


def a_new_site() -> None:
    """All that `script/server` puts into a new site: what ships, and the demonstration as of today."""
    put_in(("a new site", date.today()), _load_a_new_site)


def _load_a_new_site():
    call_command("load_shipped", verbosity=0)
    call_command("load_demo", verbosity=0)


def put_in(what: Hashable, load: Callable[[], object]) -> None:
    """Leave the database as `load` does. `what` names all that decides what that is: the same name, the same rows.

    Only into an empty database: where a test has rows of its own already, `load` is asked again.
    """
    if any(_rows(model) for model in _models()):
        load()
    elif what not in _kept:
        load()
        _kept[what] = {model: rows for model in _models() if (rows := _rows(model))}
    else:
        for model, rows in _kept[what].items():
            _insert(model, rows)
        _move_the_counters_on()
    vocabulary.forget()


def _models() -> list[type]:
    """Each with a table that tests write to."""
    models = (model._meta for model in apps.get_models(include_auto_created=True))
    return [one.model for one in models if one.managed and not one.proxy and one.db_table not in OF_EVERY_DATABASE]


def _rows(model: type) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_columns(model)} FROM {_quoted(model._meta.db_table)}")
        return [tuple(row) for row in cursor.fetchall()]


def _insert(model: type, rows: list[tuple]) -> None:
    """In any order of the tables: what they refer to is looked at when the transaction ends."""
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_quoted(model._meta.db_table)} ({_columns(model)}) VALUES ({places})", rows)


def _columns(model: type) -> str:
    """Those that hold something: the database reckons the others itself."""
    return ", ".join(_quoted(field.column) for field in model._meta.local_concrete_fields if not field.generated)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _move_the_counters_on() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
