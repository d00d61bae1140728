"""import_places FILE: take the places of open data in, so that visitors can type them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.feeds.places import within
from groups.feeds.places.files import Unreadable, opened
from groups.feeds.places.loading import Loaded, NothingToShow, load
from groups.feeds.places.recognising import recognise
from groups.management.progress import Progress
from groups.rules import gazetteer
from groups.rules.choices import PlaceKind
from groups.search import index

WRONG_USE = 2


class Command(BaseCommand):
    help = (
        "Load places: the ONS Postcode Directory, OS Code-Point Open, OS Open Names, or a postal or gazetteer file of"
        " GeoNames. Which of them it is, is told by what stands in it. It takes the place of what the same source"
        " brought before, and leaves all other sources alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="as it was downloaded: a zip, a file out of it, or a folder")
        parser.add_argument("--within", metavar="LAT,LON,40km", help="only so far (km or mi) around a point")

    def handle(self, *, file, **options):
        only = _within(options["within"])
        path = Path(file)
        progress = Progress()
        try:
            with opened(path) as files:
                kind, chosen = recognise(files)
                rows = (row for one in _watched(chosen, progress) for row in kind.read(one))
                loaded = load(rows, source=kind.source, file=path.name, within=only, clock=timezone.now)
        except (Unreadable, NothingToShow) as reason:
            progress.clear()
            raise CommandError(_("Refused. %(why)s") % {"why": reason}) from reason
        finally:
            progress.clear()
        moved = index.places_changed()
        self._report(loaded, moved)

    def _report(self, loaded: Loaded, moved: int) -> None:
        tally, source = loaded.tally, loaded.load.source
        self.stdout.write(f"{gazetteer.title(source)}: {loaded.load.file}")
        for why, count in tally.why_skipped.most_common():
            said = {"count": f"{count:,}", "why": why, "line": f"{tally.first_skipped[why]:,}"}
            self.stdout.write(_("  skipped %(count)s: %(why)s (the first in line %(line)s)") % said)
        for kind in PlaceKind:
            if tally.kinds[kind]:
                self.stdout.write(f"  {kind.label}: {tally.kinds[kind]:,}")
        if tally.ended or tally.nowhere:
            said = {"ended": f"{tally.ended:,}", "nowhere": f"{tally.nowhere:,}"}
            self.stdout.write(_("  of these %(ended)s have ended, and %(nowhere)s have no point on the map") % said)
        self.stdout.write(
            _("Shown now: %(count)s places, for %(replaced)s of this source before.")
            % {"count": f"{loaded.load.rows:,}", "replaced": f"{loaded.replaced:,}"}
        )
        if moved:
            said = ngettext(
                "The area of %(count)s venue is now another.", "The areas of %(count)s venues are now others.", moved
            )
            self.stdout.write(said % {"count": f"{moved:,}"})
        for credit in gazetteer.credits(source, year=loaded.load.loaded_at.year):
            self.stdout.write(_("Show on the site: “%(credit)s”") % {"credit": credit})
        self.stdout.write(str(tally))


def _within(text: str | None) -> within.Within | None:
    if text is None:
        return None
    try:
        return within.parse(text)
    except ValueError as error:
        raise CommandError(
            _("--within takes a latitude, a longitude and a distance: '52.06,1.15,40km'."), returncode=WRONG_USE
        ) from error


def _watched(files, progress: Progress):
    """Each file in turn, telling how far all of them are."""
    total, done = sum(one.size for one in files), 0
    for one in files:
        one.on_bytes = lambda count, done=done: progress.say(_("Reading"), done + count, total)
        yield one
        done += one.size
