"""Which tables there are after which migrations, and what a backup does with each."""

from collections.abc import Collection
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.migrations.loader import MigrationLoader

Migrations = frozenset[tuple[str, str]]

EMPTIED = frozenset({"sessions.session", "groups.keptfile", "groups.term", "groups.posting"})
"""In no backup, and empty after a restore: who is signed in, files that wait for a yes, and the words of search, which
are made anew. Search rows are kept, for each knows when its meeting last changed."""

LEFT_ALONE = frozenset({"groups.underway"})
"""Neither in a backup nor touched by a restore: what is being done at this moment."""

MERGED = ("contenttypes.contenttype", "auth.permission")
"""The database has rows of its own, which running processes know by number: each row of a backup is found among them,
or added. The first one first."""


class NewerDatabase(Exception):
    """The tables have been through migrations that this release does not know."""


def applied() -> Migrations:
    """The migrations that this database has been through."""
    return frozenset(_loader().applied_migrations)


def are_of_this_release(migrations: Migrations) -> bool:
    """Whether none of this release is missing among them."""
    loader = _loader()
    return frozenset(loader.graph.nodes) <= _with_squashed(migrations, loader)


def known() -> Migrations:
    """Those that this release can begin from, with those that a later one stands for."""
    loader = _loader()
    replaced = (part for migration in loader.replacements.values() for part in migration.replaces)
    return frozenset(loader.disk_migrations) | frozenset(replaced)


def last(migrations: Migrations) -> list[tuple[str, str]]:
    """Of each app those that no other one follows; KeyError where there is no way to that form any more."""
    loader = _loader()
    passed = _with_squashed(migrations, loader)
    passed -= {part for key in passed & frozenset(loader.replacements) for part in loader.replacements[key].replaces}
    nodes = loader.graph.node_map
    return sorted(
        one
        for one in passed
        if not any(following.key in passed and following.key[0] == one[0] for following in nodes[one].children)
    )


@lru_cache(maxsize=4)
def after(migrations: Migrations) -> tuple[type[models.Model], ...]:
    """The tables as they are after these migrations, but those that no backup concerns; the merged ones first."""
    if migrations - known():
        raise NewerDatabase("The database is of a newer release than this program: install that release first.")
    state = _loader().project_state(last(migrations))
    found = [
        model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_ALONE
    ]
    return tuple(sorted(found, key=_order))


def kept(all_of_them: Collection[type[models.Model]]) -> list[type[models.Model]]:
    """Those whose rows are in a backup."""
    return [model for model in all_of_them if model._meta.label_lower not in EMPTIED]


def columns(model: type[models.Model]) -> list[models.Field]:
    """Those that hold something: the database reckons the others itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _order(model: type[models.Model]) -> tuple[int, str]:
    label = model._meta.label_lower
    return (MERGED.index(label) if label in MERGED else len(MERGED), model._meta.db_table)


def _with_squashed(migrations: Migrations, loader: MigrationLoader) -> Migrations:
    """And those that stand for several of them."""
    return migrations | {key for key, one in loader.replacements.items() if migrations.issuperset(one.replaces)}


def _loader() -> MigrationLoader:
    return MigrationLoader(connections[DEFAULT_DB_ALIAS])
