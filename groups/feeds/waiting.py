"""Feeds that wait for somebody: those that failed, those that are late, those that differ from what stands here."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import OuterRef, Subquery

from groups.feeds.known import INVENTED
from groups.feeds.pinned import feeds_with_pinned
from groups.models import Feed, FeedRun, Site
from groups.rules.choices import RunOutcome

LATE_AFTER = 2
"""A feed is late once twice the time between its runs has gone by."""

_KEPT_SECONDS = 24 * 60 * 60


@dataclass
class Waiting:
    """The feeds of each kind, and for those with differences how many there are."""

    failed: list[Feed] = field(default_factory=list)
    late: list[Feed] = field(default_factory=list)
    pinned: dict[int, int] = field(default_factory=dict)
    """How many fields, by the feed's number."""
    differing: list[Feed] = field(default_factory=list)

    def __bool__(self):
        return bool(self.failed or self.late or self.pinned)


def feeds_waiting(*, now: datetime) -> Waiting:
    """What the start page says of feeds: two queries, and once after each change of a listing those for differences."""
    last = FeedRun.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    feeds = list(Feed.objects.exclude(name__in=INVENTED).annotate(last_outcome=Subquery(last.values("outcome")[:1])))
    pinned = _pinned(feeds) if feeds else {}
    return Waiting(
        failed=[feed for feed in feeds if feed.last_outcome in (RunOutcome.FAILED, RunOutcome.REFUSED)],
        late=[feed for feed in feeds if is_late(feed, now=now)],
        pinned=pinned,
        differing=[feed for feed in feeds if pinned.get(feed.pk)],
    )


def is_late(feed: Feed, *, now: datetime) -> bool:
    """Whether a feed from the web has not answered for long; a file's comes when somebody hands it in."""
    since = now - timedelta(hours=feed.hours_between * LATE_AFTER)
    return bool(feed.address) and (feed.answered_at is None or feed.answered_at < since)


def _pinned(feeds: list[Feed]) -> dict[int, int]:
    """All records of all feeds are compared, which takes a second for 20,000: kept until a listing changes."""
    revision = Site.objects.filter(pk=1).values_list("revision", flat=True).first()
    key = f"feeds-pinned-{revision}"
    found = cache.get(key)
    if found is None:
        found = feeds_with_pinned(feeds)
        cache.set(key, found, _KEPT_SECONDS)
    return found
