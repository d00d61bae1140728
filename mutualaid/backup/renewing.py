"""An older backup as it is after this release's migrations: a program of its own, on a database made for it alone."""

import os
import sys
from pathlib import Path

import django


def renew(old: Path, new: Path) -> None:
    """Go with the backup through all that came after it. The database has to be empty, and is of no use afterwards."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from mutualaid.backup import loading, sealed, tables, writing

    head = sealed.check(old)
    try:
        targets = tables.last(head.migrations)
    except KeyError as error:
        sys.exit(f"no way leads from its form, {error}, to that of today any more")
    MigrationExecutor(connection).migrate(targets)
    with transaction.atomic():
        loading.fill(old, tables.after(head.migrations))
    call_command("migrate", verbosity=0, interactive=False)
    writing.write(new, now=head.made_at)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    django.setup()
    renew(*map(Path, sys.argv[1:]))
