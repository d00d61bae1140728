"""backup FILE: a whole copy of the site in one file, while it serves."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from groups.management.progress import Progress
from mutualaid.backup import writing
from mutualaid.backup.tables import NewerDatabase
from mutualaid.backup.words import rows_in_words


class Command(BaseCommand):
    help = (
        "Write all listings, articles, accounts and history into one file, as of one moment, while the site serves."
        " A backup of that name is replaced once the new one is whole. The file holds private addresses: keep it so."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")

    def handle(self, *, file, **options):
        path = Path(file)
        progress = Progress()
        try:
            head = writing.write(
                path, now=timezone.now(), on_row=lambda done, total: progress.say("Writing", done, total)
            )
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}. Nothing is left of it.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {str(error).strip()}") from error
        except (writing.SomethingElse, NewerDatabase) as why:
            raise CommandError(str(why)) from why
        finally:
            progress.clear()
        self.stdout.write(f"{path}: {rows_in_words(head.rows)}, {path.stat().st_size:,} bytes.")
