"""reindex: rebuild what search derives from the listings."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from groups.management.progress import Progress
from groups.models import Meeting
from groups.models.statistics import refresh_statistics
from groups.search import index


class Command(BaseCommand):
    help = "Rebuild the rows and words by which listings are found. They are kept by every change: this is for repair."

    def handle(self, **options):
        progress = Progress()
        count = Meeting.objects.count()
        try:
            found = index.rebuild(on_row=lambda done: progress.say(_("Indexing"), done, count))
        finally:
            progress.clear()
        refresh_statistics()
        said = {"found": f"{found:,}", "count": f"{count:,}"}
        self.stdout.write(_("Indexed %(count)s meetings, of which a search may find %(found)s.") % said)
