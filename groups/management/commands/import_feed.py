"""import_feed SOURCE: take the listings of a file or web address in."""

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.exchange import READERS
from groups.exchange.record import Unreadable
from groups.exchange.zones import time_zone
from groups.feeds import asking, importing, reporting
from groups.feeds.applying import ListingsMoved, Refused
from groups.feeds.fetching import Fetched, is_web_address
from groups.feeds.known import INVENTED
from groups.feeds.not_fetched import NotFetched
from groups.feeds.plan import Plan
from groups.management.progress import Progress
from groups.models import Area, Feed, Programme
from groups.rules.choices import FeedFormat

LONGEST_NAME = 120
NOTHING = "added 0, changed 0, unchanged 0, gone 0, rejected 0"


class Command(BaseCommand):
    help = "Import listings from a file or a web address: planned, shown, and written at once or not at all."

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="SOURCE", help="a file, or an http(s) address")
        parser.add_argument("--name", help="of the feed; without it, the file's name, or host and path")
        parser.add_argument("--format", choices=["auto", *READERS], help="of the source; without it, told by itself")
        parser.add_argument("--formats", metavar="FILE", help="BMLT formats that stand apart")
        parser.add_argument("--programme", metavar="SLUG", help="whose groups these are")
        parser.add_argument("--area", metavar="SLUG", help="where its groups are")
        parser.add_argument("--time-zone", metavar="ZONE", help="where a row has none: Europe/London, America/New_York")
        parser.add_argument("--dry-run", action="store_true", help="show the plan, and write nothing")
        parser.add_argument(
            "--force", action="store_true", help="also where it closes more than a quarter of the feed's listings"
        )

    def handle(self, *, source, **options):
        feed = _feed(source, options)
        answer = _answer(source, feed)
        formats = _file(options["formats"]) if options["formats"] else b""
        self.progress = Progress()
        watching = importing.Watching(
            plan=lambda plan: self._show(plan, in_full=options["verbosity"] > 1),
            reading=lambda count: self.progress.say(_("Reading"), count),
            writing=lambda count: self.progress.say(_("Writing"), count, self.to_write),
        )
        self.counts, self.said_of_doubles = NOTHING, ""
        why = ""
        try:
            if options["dry_run"]:
                plan = importing.plan_of(feed, answer().data, now=timezone.now(), formats=formats, watching=watching)
                self._show(plan, in_full=options["verbosity"] > 1)
                why = plan.refusal(force=options["force"])
            else:
                force = options["force"]
                made = importing.run(feed, answer, clock=timezone.now, force=force, formats=formats, watching=watching)
                self.said_of_doubles = made.said_of_doubles
        except (Refused, NotFetched, Unreadable, ListingsMoved) as reason:
            why = str(reason)
        finally:
            self.progress.clear()
        if why:
            self.stderr.write(_("Refused. %(why)s") % {"why": why})
        elif options["dry_run"]:
            self.stdout.write(_("A trial: nothing was written."))
        if self.said_of_doubles:
            self.stdout.write(self.said_of_doubles)
        self.stdout.write(self.counts)
        if why:
            sys.exit(1)

    def _show(self, plan: Plan, *, in_full: bool) -> None:
        self.progress.clear()
        self.counts = str(plan)
        self.to_write = sum(
            len(p.added) + len(p.changed) + len(p.gone) for p in (plan.groups, plan.venues, plan.meetings)
        )
        for line in reporting.lines(plan, in_full=in_full):
            self.stdout.write(line)


def _feed(source: str, options: dict) -> Feed:
    """The feed of this name with what the options say; a new one is not saved yet."""
    is_web = is_web_address(source)
    name = (options["name"] or (_host_and_path(source) if is_web else Path(source).stem)).strip()[:LONGEST_NAME]
    if not name:
        raise CommandError(_("Give the feed a name: --name NAME."))
    if name in INVENTED:
        raise CommandError(_("The name “%(name)s” is kept for invented listings: choose another.") % {"name": name})
    feed = Feed.objects.select_related("programme", "area").filter(name=name).first() or Feed(name=name)
    if is_web:
        feed.address = source
    if options["format"]:
        feed.format = FeedFormat(options["format"])
    if options["programme"]:
        feed.programme = _by_slug(Programme, options["programme"], "--programme")
    if options["area"]:
        feed.area = _by_slug(Area, options["area"], "--area")
    if options["time_zone"]:
        feed.time_zone = _zone(options["time_zone"])
    return feed


def _host_and_path(address: str) -> str:
    try:
        parts = urlsplit(address)
        return f"{parts.hostname or ''}{parts.path}".rstrip("/")
    except ValueError as error:
        raise CommandError(_("This is no web address.")) from error


def _by_slug(model, slug: str, option: str):
    found = model.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(model.objects.order_by("slug").values_list("slug", flat=True)) or _("none yet")
        raise CommandError(
            _("%(option)s %(slug)s is not known. Known are: %(known)s.")
            % {"option": option, "slug": slug, "known": known}
        )
    return found


def _zone(name: str) -> str:
    zone = time_zone(name)
    if not zone:
        raise CommandError(_("--time-zone %(name)s is not known: say it as Europe/London.") % {"name": name})
    return zone


def _answer(source: str, feed: Feed) -> Callable[[], Fetched]:
    """What gives the bytes: a file is read at once, so that a wrong name leaves no trace."""
    if is_web_address(source):
        return lambda: asking.ask(feed)
    fetched = Fetched(_file(source))
    return lambda: fetched


def _file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CommandError(_("%(file)s cannot be read: %(why)s.") % {"file": name, "why": why}) from error
