"""Which feeds are fetched by themselves, and which of them now."""

from datetime import datetime

from django.db.models import QuerySet

from groups.feeds.known import INVENTED
from groups.models import Feed
from groups.rules import turns


def fetched_feeds() -> QuerySet[Feed]:
    """Those with an address. A file is handed in by somebody, and what is invented has no source."""
    return Feed.objects.exclude(address="").exclude(name__in=INVENTED)


def is_fetched(feed: Feed) -> bool:
    """Whether it is one of them."""
    return bool(feed.address) and feed.name not in INVENTED


def next_turn(feed: Feed) -> datetime | None:
    """From when on a feed is due; None where it was never asked."""
    asked = [at for at in (feed.tried_at, feed.answered_at) if at]
    asked_at = max(asked) if asked else None
    return turns.turn(hours_between=feed.hours_between, failures=feed.failures, asked_at=asked_at)


def in_turn(feeds: QuerySet[Feed], *, now: datetime, all_of_them: bool = False) -> list[Feed]:
    """Those that are due: whoever has waited longest comes first, so that nobody waits for ever."""
    due = [(next_turn(feed), feed) for feed in feeds if all_of_them or _is_due(feed, now)]
    due.sort(key=lambda one: (one[0] is not None, one[0] or now, one[1].pk))
    return [feed for _turn, feed in due]


def _is_due(feed: Feed, now: datetime) -> bool:
    waits = turns.wait(hours_between=feed.hours_between, failures=feed.failures)
    return turns.is_due(next_turn(feed), now=now, waits=waits)
