"""All feeds that are due, one after the other: each within a deadline of its own, all of them within one more."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from groups.exchange.record import Unreadable
from groups.feeds import asking, due, further, importing, validators
from groups.feeds.applying import ListingsMoved, Refused
from groups.feeds.fetching import DEADLINE_SECONDS, Fetched
from groups.feeds.not_fetched import NotFetched
from groups.feeds.one_at_a_time import TakenAway, in_hand
from groups.feeds.telling import tell_staff
from groups.feeds.validators import NothingNew
from groups.models import Feed
from groups.rules.choices import RunOutcome
from groups.rules.letter import one_line

NAME = "sync_feeds"
RUN_SECONDS = 20 * 60.0
HELD = timedelta(minutes=15)
"""So long a killed run keeps the next one away; a living one takes hold anew before each feed, which takes a minute to
fetch (six where its pages point to more: feeds/further.py), and the largest a few more to write."""
MOST_FAILURES_COUNTED = 10_000

logger = logging.getLogger(__name__)


@dataclass
class Synced:
    """How many feeds ended in which way, how many wait for the next run, and what is to be said besides."""

    applied: int = 0
    same: int = 0
    refused: int = 0
    failed: int = 0
    waiting: int = 0
    not_told: str = ""
    """Why a letter to staff did not leave."""

    @property
    def is_well(self) -> bool:
        """Whether no feed gave a bad answer."""
        return not (self.refused or self.failed)

    def count(self, outcome: RunOutcome | None) -> None:
        """One more; without an outcome it waits."""
        name = outcome.value if outcome else "waiting"
        setattr(self, name, getattr(self, name) + 1)

    def __str__(self):
        counts = ("applied", self.applied), ("nothing new", self.same), ("refused", self.refused)
        counts += ("failed", self.failed), ("waiting", self.waiting)
        return ", ".join(f"{name} {count}" for name, count in counts)


class _SetOtherwise(importing.NotAsSeen):
    """Staff set the feed otherwise while it was fetched: the plan is for a feed that is no more."""


def sync(
    feeds: QuerySet[Feed],
    *,
    clock: Callable[[], datetime],
    seconds: float = RUN_SECONDS,
    seconds_each: float = DEADLINE_SECONDS,
    seconds_further: float = further.SECONDS,
    now_and_whole: bool = False,
    is_told_to_end: Callable[[], bool] = lambda: False,
    say: Callable[[str], None] = lambda _line: None,
) -> Synced:
    """Take in those of these feeds that are due, or all of them and whole; then tell staff what is new about them.

    InHandAlready where another run is under way. A feed has `seconds_each`, and `seconds_further` more for all of its
    pages together. It is begun only while all of that still fits into the run's deadline; the rest are due at the next
    run, and come first there. `say` hears one line for each.
    """
    ends = time.monotonic() + seconds
    limits = {"seconds": seconds_each, "further_seconds": seconds_further}
    synced = Synced()
    with in_hand(NAME, lasts=HELD, clock=clock) as hold:
        for feed in due.in_turn(feeds, now=clock(), all_of_them=now_and_whole):
            if is_told_to_end() or time.monotonic() + asking.longest(feed, **limits) > ends:
                synced.count(None)
                say(_("%(feed)s: waits for the next run") % {"feed": one_line(feed.name)})
                continue
            try:
                hold.keep(now=clock())
            except TakenAway:  # this machine slept, and another one goes on from here
                return synced
            outcome, line = _take_in(feed.pk, clock=clock, limits=limits, whole=now_and_whole)
            synced.count(outcome)
            say(line)
        synced.not_told = tell_staff(now=clock())
    return synced


def _take_in(
    number: int, *, clock: Callable[[], datetime], limits: dict[str, float], whole: bool
) -> tuple[RunOutcome | None, str]:
    """How it ended for one feed, and a line about it."""
    started = clock()
    feeds = Feed.objects.filter(pk=number)
    feeds.update(tried_at=started)  # before anything else: a feed that kills us does not come first again
    feed = feeds.select_related("programme", "area").first()
    if feed is None or not due.is_fetched(feed):
        return None, _("A feed is no longer there to be fetched.")
    outcome, said = _outcome(feed, started=started, clock=clock, limits=limits, whole=whole)
    if outcome in (RunOutcome.REFUSED, RunOutcome.FAILED):
        failures = min(feed.failures + 1, MOST_FAILURES_COUNTED)
        feeds.update(failures=failures, failing_since=Coalesce(F("failing_since"), started))
    return outcome, f"{one_line(feed.name)}: {said}"


def _outcome(
    feed: Feed, *, started: datetime, clock: Callable[[], datetime], limits: dict[str, float], whole: bool
) -> tuple[RunOutcome | None, str]:
    known = validators.NONE if whole else asking.known_of(feed, on=started.date())

    def answer() -> Fetched:
        return asking.ask(feed, known=known, **limits)

    def still_set_so(_plan) -> None:
        if asking.settings_of(feed) != asking.settings_of(Feed.objects.get(pk=feed.pk)):
            raise _SetOtherwise

    watching = importing.Watching(plan=still_set_so)
    try:
        made = importing.run(feed, answer, clock=clock, by_words=NAME, watching=watching, nobody_reads=True)
    except NothingNew:
        importing.note_nothing_new(feed, started=started, ended=clock())
        return RunOutcome.SAME, _("nothing new")
    except _SetOtherwise:
        return None, _("was set otherwise meanwhile, and waits for the next run")
    except Refused as reason:
        return RunOutcome.REFUSED, _("refused. %(why)s") % {"why": reason}
    except (NotFetched, Unreadable, ListingsMoved) as reason:
        return RunOutcome.FAILED, _("failed. %(why)s") % {"why": reason}
    except Exception as error:  # a fault of ours with one feed is no reason to leave out the others
        logger.exception("The feed %s met a fault of ours", feed.pk)
        return RunOutcome.FAILED, _("failed. %(why)s") % {"why": type(error).__name__}
    return RunOutcome.APPLIED, ". ".join(filter(None, (str(made), made.said_of_doubles)))
