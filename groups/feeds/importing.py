"""One run of a feed: its bytes are read, planned, looked at, applied, and the run is noted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groups.exchange import READERS, recognise
from groups.exchange.record import Format, MeetingRecord, Problem, SheetRows, Understood, Unreadable
from groups.feeds import asking, doubles, reporting
from groups.feeds.applying import ListingsMoved, Refused, apply
from groups.feeds.fetching import Fetched
from groups.feeds.not_fetched import NotFetched
from groups.feeds.plan import Plan
from groups.feeds.planning import plan
from groups.feeds.validators import NothingNew
from groups.feeds.values import LEFT_ITS_FEED
from groups.models import Feed, FeedRun, Meeting
from groups.models.statistics import refresh_statistics
from groups.rules.choices import FeedFormat, RunOutcome, Status

MOST_ATTEMPTS = 3
MOST_PROBLEMS_KEPT = 1000
MOST_LINES_KEPT = 100
NOTES = ("note", "group_note", "online_note", "directions")
"""The free texts in which staff may let people's own addresses and numbers stand."""

_ENOUGH_FOR_STATISTICS = 500
_LONGEST_WHY = 300


class NotAsSeen(Exception):
    """The plan is not the one that somebody looked at and said yes to."""


@dataclass(frozen=True)
class Watching:
    """Who follows a run: sees each plan before it is applied, and hears how many rows are read and written."""

    plan: Callable[[Plan], None] = lambda _plan: None
    reading: Callable[[int], None] = lambda _count: None
    writing: Callable[[int], None] = lambda _count: None


class Reading(NamedTuple):
    """What a feed's bytes hold, row by row, and the format they are in."""

    format: Format
    rows: Iterable[MeetingRecord | Problem]

    @property
    def understood(self) -> Understood:
        """How the columns of a sheet of somebody's own were understood."""
        return self.rows.understood if isinstance(self.rows, SheetRows) else Understood()


def read(feed: Feed, data: bytes, *, formats: bytes = b"") -> Reading:
    """The rows of a feed's answer; Unreadable where the whole is nothing that can be read.

    `formats` is a list of formats that stands apart, for a format of feeds that takes one.
    """
    known = READERS.get(feed.format) if feed.format != FeedFormat.AUTO else recognise(data)
    if known is None:
        raise Unreadable(_("Feeds in the format %(name)s are not read yet.") % {"name": feed.format})
    allowed = NOTES if feed.keep_contacts else ()
    if formats and not known.takes_formats:
        raise Unreadable(
            _("A list of formats beside the meetings is for BMLT alone; this is %(name)s.") % {"name": known.label}
        )
    beside = {"beside": formats} if formats else {}
    return Reading(known, known.read(data, group_name_from=feed.group_name_from, allow_private=allowed, **beside))


def plan_of(feed: Feed, data: bytes, *, now: datetime, formats: bytes = b"", watching: Watching = Watching()) -> Plan:
    """What importing these bytes would do; writes nothing, and the feed need not be saved."""
    reading = read(feed, data, formats=formats)
    made = plan(feed, reading.rows, format_name=reading.format.name, now=now, on_row=watching.reading)
    made.understood = reading.understood
    return made


def run(
    feed: Feed,
    answer: Callable[[], bytes | Fetched],
    *,
    clock: Callable[[], datetime],
    force: bool = False,
    formats: bytes = b"",
    by=None,
    by_words: str = "import_feed",
    seen: str = "",
    watching: Watching = Watching(),
    nobody_reads: bool = False,
) -> Plan:
    """Import what `answer` gives, and keep a FeedRun of it however it ends. Who ran it is in history.

    What a host gave along with its answer is remembered once the answer is taken in. Where `nobody_reads` what came of
    it, the next letter to staff tells of meetings that may be listed already.

    NotFetched, Unreadable or Refused say why nothing was changed; NotAsSeen, of which no run is kept, that the plan's
    digest is not `seen`.
    """
    started = clock()
    if not feed.pk:
        feed.save()
    made = None
    try:
        got = answer()
        data, given = got if isinstance(got, Fetched) else Fetched(got)
        feed.validators = asking.to_keep(feed, given, on=started.date())
        for attempt in range(1, MOST_ATTEMPTS + 1):
            made = plan_of(feed, data, now=started, formats=formats, watching=watching)
            watching.plan(made)
            if seen and made.digest() != seen:
                raise NotAsSeen
            try:
                with transaction.atomic():
                    apply(made, now=started, force=force, by=by, by_words=by_words, on_row=watching.writing)
                    noted = _note(feed, made, RunOutcome.APPLIED, started, clock())
                break
            except (ListingsMoved, IntegrityError):  # somebody was faster: look again at what is there now
                if attempt == MOST_ATTEMPTS:
                    raise
    except (NotAsSeen, NothingNew):
        raise
    except (Refused, NotFetched, Unreadable, ListingsMoved) as reason:
        outcome = RunOutcome.REFUSED if isinstance(reason, Refused) else RunOutcome.FAILED
        _note(feed, made, outcome, started, clock(), why=str(reason))
        raise
    except Exception as error:  # whatever it was, the run is on record; the error goes on up
        _note(feed, made, RunOutcome.FAILED, started, clock(), why=type(error).__name__)
        raise
    if made.writes and sum(made.counts.values()) >= _ENOUGH_FOR_STATISTICS:
        refresh_statistics()
    doubles.note(noted, made, on_letter=nobody_reads)
    return made


def _note(
    feed: Feed, made: Plan | None, outcome: RunOutcome, started: datetime, ended: datetime, *, why: str = ""
) -> FeedRun:
    return FeedRun.objects.create(
        feed=feed,
        started_at=started,
        ended_at=ended,
        outcome=outcome,
        why=why[:_LONGEST_WHY],
        problems=_problems(made) if made else [],
        plan=_in_short(made) if made else [],
        **(made.counts if made else {}),
    )


def note_nothing_new(feed: Feed, *, started: datetime, ended: datetime) -> None:
    """A run whose feed said that it is as it was: a good answer. Nothing is confirmed by it, for no row was read."""
    meetings = Meeting.objects.filter(feed=feed).exclude(status=Status.CLOSED, status_reason=LEFT_ITS_FEED).count()
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(answered_at=started, failures=0, failing_since=None)
        FeedRun.objects.create(
            feed=feed, started_at=started, ended_at=ended, outcome=RunOutcome.SAME, unchanged=meetings
        )


def _in_short(made: Plan) -> list[str]:
    """The plan as a command prints it; its rejected rows stand by themselves."""
    lines = list(reporting.summary(made))
    return lines[:MOST_LINES_KEPT]


def _problems(made: Plan) -> list[dict]:
    """The rejected rows; and, as row 0, what is to be said of the whole."""
    rows = [{"line": p.line, "row": p.row, "why": p.why} for p in made.rejected[:MOST_PROBLEMS_KEPT]]
    whole = [{"line": 0, "row": code, "why": _("Nobody here knows this code.")} for code in sorted(made.unknown_codes)]
    return rows + whole[:MOST_PROBLEMS_KEPT]
