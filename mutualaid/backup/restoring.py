"""Putting a backup in the place of what is there: all of it or nothing, in one transaction."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from groups.models import Site
from groups.models.statistics import refresh_statistics
from groups.search import index, vocabulary
from guidance import help_file
from mutualaid.backup import loading, sealed, tables, writing

AHEAD = 100_000
"""By so much the revision is raised: visitors may hold pages of revisions that came after the backup was made."""

LOCK_SECONDS = 60


class Refused(Exception):
    """It cannot be restored here; the sentence says why, and what would help."""


@dataclass(frozen=True)
class Checked:
    """A backup that is whole and that this release understands."""

    path: Path
    head: sealed.Head
    is_older: bool
    """Made before this release's migrations: it has to go through them first."""


def check(path: Path) -> Checked:
    """Read the whole file; sealed.Unreadable or Refused where it cannot be restored here. Changes nothing."""
    head = sealed.check(path)
    unknown = head.migrations - tables.known()
    if unknown:
        which = ", ".join(f"{app} {name}" for app, name in sorted(unknown)[:3])
        raise Refused(f"{path} was made by a newer release than this ({which}): install that release first.")
    return Checked(path, head, is_older=not tables.are_of_this_release(head.migrations))


def make_ready() -> None:
    """Make the tables where there are none; Refused where those there are of another release."""
    connection = connections[DEFAULT_DB_ALIAS]
    applied = tables.applied()
    if not applied and not connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        return
    if applied - tables.known():
        raise Refused("The database is of a newer release than this program: install that release first.")
    if not tables.are_of_this_release(applied):
        raise Refused("The database is of an earlier release than this program: run manage.py prepare first.")


def present_rows() -> dict[str, int]:
    """How many there are to lose, by table."""
    kept = tables.kept(tables.after(tables.applied()))
    counts = {model: model._base_manager.using(DEFAULT_DB_ALIAS).count() for model in kept}
    return {
        model._meta.db_table: count for model, count in counts.items() if model._meta.label_lower not in tables.MERGED
    }


def restore(
    backup: Checked,
    *,
    keep: Path | None,
    now: datetime,
    on_row: Callable[[int], None] = lambda _done: None,
) -> None:
    """Put the backup in the place of all there is, which is first kept in a backup of its own where that is named."""
    with _of_this_release(backup) as path, transaction.atomic(using=DEFAULT_DB_ALIAS):
        all_of_them = tables.after(tables.applied())
        _keep_others_out(all_of_them)
        served = Site.objects.filter(pk=1).values_list("revision", flat=True).first() or 0
        if keep:
            writing.write(keep, now=now)
        loading.empty(all_of_them)
        loading.fill(path, all_of_them, on_row=on_row)
        Site.objects.filter(pk=1).update(revision=Greatest(F("revision"), Value(served)) + AHEAD)
        index.rebuild()


def settle() -> None:
    """What stands beside the rows follows them, once they are there for good."""
    vocabulary.forget()
    help_file.write()
    refresh_statistics()


def _keep_others_out(all_of_them) -> None:
    """From now on others read, and wait before they write. SQLite does so by itself."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in all_of_them)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def _of_this_release(backup: Checked) -> Iterator[Path]:
    """The backup itself; an older one as it is after this release's migrations.

    They run on it in a database of its own that is thrown away, whatever the site's is: the site's tables keep their
    form, and a migration that fails costs nothing. In a process of its own, for a migration may know one database.
    """
    if not backup.is_older:
        yield backup.path
        return
    with TemporaryDirectory(prefix="mutualaid-restore-") as folder:
        path = Path(folder) / "as-of-now.backup"
        done = subprocess.run(
            [sys.executable, "-m", "mutualaid.backup.renewing", str(backup.path.resolve()), str(path)],
            cwd=settings.ROOT,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/scratch.sqlite3", "DATABASE_REPLICA_URL": ""},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            why = done.stderr.strip().rpartition("\n")[2]
            raise Refused(f"{backup.path} is of an earlier release and cannot be brought up to this one: {why}")
        sealed.check(path)
        yield path
