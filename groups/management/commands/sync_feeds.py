"""sync_feeds: take in every feed that is due."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.feeds import syncing
from groups.feeds.due import fetched_feeds
from groups.feeds.one_at_a_time import InHandAlready

WRONG_USE = 2
FEWEST_MINUTES = 7
"""One that fetches page after page has six; with less, it would wait for ever."""


class Command(BaseCommand):
    help = (
        "Take in every feed that is due. For cron, once an hour or oftener. Ends with 1 when a feed failed or was"
        " refused; what that feed gave before stays listed. SIGTERM ends it after the feed that it has in hand."
    )

    def add_arguments(self, parser):
        parser.add_argument("--feed", metavar="NAME", help="only this one")
        parser.add_argument(
            "--force-now", action="store_true", help="also what is not due, and whole even where nothing is new"
        )
        minutes = syncing.RUN_SECONDS / 60
        parser.add_argument(
            "--minutes", type=float, default=minutes, help=f"begin no feed that may take longer (default {minutes:g})"
        )

    def handle(self, *, feed, force_now, minutes, **options):
        if minutes < FEWEST_MINUTES:
            raise CommandError(
                _("--minutes must be %(number)d at least.") % {"number": FEWEST_MINUTES}, returncode=WRONG_USE
            )
        feeds = fetched_feeds().filter(name=feed) if feed else fetched_feeds()
        if feed and not feeds.exists():
            raise CommandError(
                _("No feed of the name “%(name)s” has an address.") % {"name": feed}, returncode=WRONG_USE
            )
        with _told_to_end() as told:
            try:
                synced = syncing.sync(
                    feeds,
                    clock=timezone.now,
                    seconds=minutes * 60,
                    now_and_whole=force_now,
                    is_told_to_end=told.is_set,
                    say=self._say,
                )
            except InHandAlready:
                self.stdout.write(_("Another run is under way: nothing was done."))
                return
        if synced.not_told:
            self.stderr.write(_("A letter to staff waits for the next run. %(why)s") % {"why": synced.not_told})
        self.stdout.write(str(synced))
        if not synced.is_well:
            sys.exit(1)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def _told_to_end() -> Iterator[threading.Event]:
    """What is set once somebody asks this process to end. It is looked at between feeds: none is left half done."""
    told = threading.Event()
    if threading.current_thread() is not threading.main_thread():  # signals are the main one's alone
        yield told
        return
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: told.set())
    try:
        yield told
    finally:
        signal.signal(signal.SIGTERM, before)
