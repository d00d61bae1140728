"""Asking a feed's own address: with its key, and for what is new alone where that is enough."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from groups.exchange import READERS, recognise
from groups.exchange.record import Unreadable
from groups.feeds import fetching, further, validators
from groups.feeds.connecting import Deadline
from groups.feeds.fetching import DEADLINE_SECONDS, MOST_BYTES, Fetched
from groups.feeds.further import Further
from groups.feeds.validators import Validators
from groups.models import Code, Feed
from groups.rules.choices import FeedFormat

KEY_HERE = "{key}"
"""Where a key belongs in an address whose host takes it as a parameter."""

_DECIDES = (
    "address", "key", "format", "programme_id", "area_id", "time_zone", "group_name_from", "keep_contacts",
)  # fmt: skip
"""What of a feed decides which answer comes, and what is made of it."""


def ask(
    feed: Feed,
    *,
    known: Validators = validators.NONE,
    seconds: float = DEADLINE_SECONDS,
    further_seconds: float = further.SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Fetched:
    """What a feed answers; NothingNew where it is as it was when it gave `known`, NotFetched where it cannot be had.

    Of a format whose answers point to more, all of it, with `further_seconds` more for first answer and rest together;
    Unreadable where that is not the whole. By what its host gave along with the first answer alone nobody knows whether
    the rest is new.
    """
    deadline = Deadline(seconds + further_seconds)
    address, key = feed.address, feed.key
    if KEY_HERE in address:
        address, key = address.replace(KEY_HERE, quote(key, safe="")), ""
    fetched = fetching.ask(address, key=key, known=known, seconds=seconds, most_bytes=most_bytes)
    whole = _whole_of(feed, fetched.data)
    if whole is None:
        return fetched
    return Fetched(whole(fetched.data, address, Further(address, key, deadline, most_bytes)))


def longest(feed: Feed, *, seconds: float, further_seconds: float = further.SECONDS) -> float:
    """How long at most it takes to ask a feed: longer, where its answer points to more or might."""
    known = READERS.get(feed.format)
    return seconds if known and not known.whole else seconds + further_seconds


def _whole_of(feed: Feed, data: bytes) -> Callable | None:
    """What makes the whole of an answer that points to more; None for a format of single answers."""
    try:
        known = READERS.get(feed.format) if feed.format != FeedFormat.AUTO else recognise(data)
    except Unreadable:
        return None  # which is said where it is read
    return known.whole if known else None


def settings_of(feed: Feed) -> list:
    """How a feed is set, to be compared."""
    return [getattr(feed, name) for name in _DECIDES]


def to_keep(feed: Feed, given: Validators, *, on: date) -> dict[str, str]:
    """What a feed remembers beside an answer that was taken in."""
    return given._asdict() | {"read_as": _read_as(feed, on)} if given != validators.NONE else {}


def known_of(feed: Feed, *, on: date) -> Validators:
    """By which its host may say that nothing is new; nothing, where the same bytes would be read otherwise by now."""
    kept = feed.validators
    if not kept or kept.get("read_as") != _read_as(feed, on):
        return validators.NONE
    return Validators(kept["of"], kept["etag"], kept["last_modified"])


def _read_as(feed: Feed, on: date) -> str:
    """A digest of all that decides what becomes of an answer. With the week, so that once in each an answer is read
    whole: a new release may read it better, and a host may be wrong about what is new."""
    week = on.isocalendar()[:2]
    codes = list(Code.objects.order_by("pk").values_list("scheme", "fellowship", "code", "label", "means", "value"))
    return sha256(json.dumps([week, settings_of(feed), codes]).encode()).hexdigest()
