"""restore FILE: put a backup in the place of all there is, and keep what was there."""

import sys
from datetime import UTC
from itertools import chain, count
from pathlib import Path

from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from groups.management.progress import Progress
from mutualaid.backup import loading, restoring, sealed, tables, writing
from mutualaid.backup.words import rows_in_words


class Command(BaseCommand):
    help = (
        "Read a backup and check it, keep what is there in a backup beside it, then put the backup in its place:"
        " all of it or nothing. The site may serve meanwhile. A backup of an earlier release is brought up to this one."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing what is there")
        parser.add_argument("--keep-in", metavar="FOLDER", help="for the copy of what is there; else beside FILE")

    def handle(self, *, file, **options):
        path = Path(file)
        progress = Progress()
        try:
            backup = self._restore(path, Path(options["keep_in"] or path.parent), progress, is_sure=options["yes"])
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror}. Nothing has been changed.") from error
        except DatabaseError as error:
            raise CommandError(f"The database refuses: {_first_line(error)}. Nothing has been changed.") from error
        except (
            sealed.Unreadable,
            restoring.Refused,
            loading.DoesNotFit,
            tables.NewerDatabase,
            writing.SomethingElse,
        ) as why:
            raise CommandError(f"{why} Nothing has been changed.") from why
        finally:
            progress.clear()
        restoring.settle()
        if backup.is_older:
            call_command("load_shipped", stdout=self.stdout)
        self.stdout.write("Restored. Everybody of the staff signs in anew.")

    def _restore(self, path: Path, folder: Path, progress: Progress, *, is_sure: bool) -> restoring.Checked:
        backup = restoring.check(path)
        restoring.make_ready()
        made = backup.head.made_at.astimezone(UTC)
        self.stdout.write(f"{path}, made {made:%-d %B %Y at %H:%M} UTC: {rows_in_words(backup.head.rows)}.")
        present = restoring.present_rows()
        now, keep = timezone.now(), None
        if any(present.values()):
            self.stdout.write(f"It takes the place of {rows_in_words(present)}.")
            if not is_sure:
                _ask()
            keep = _free_name(folder, f"before-restore-{now.astimezone(UTC):%Y-%m-%d-%H%M%S}")
        total = backup.head.all_rows
        restoring.restore(backup, keep=keep, now=now, on_row=lambda done: progress.say("Restoring", done, total))
        progress.clear()
        if keep:
            self.stdout.write(f"What was there is kept in {keep}.")
        return backup


def _ask() -> None:
    if not sys.stdin.isatty():
        raise CommandError("Nobody is here to ask: add --yes to replace it. Nothing has been changed.")
    if input("Type yes to replace it: ").strip().lower() != "yes":
        raise CommandError("Nothing has been changed.")


def _free_name(folder: Path, name: str) -> Path:
    """No copy takes the place of another, least of all of the one that is being restored."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    return next(path for ending in endings if not (path := folder / f"{name}{ending}.backup").exists())


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
