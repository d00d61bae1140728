"""RSS 2.0 of new and changed listings, the newest first, for whoever keeps an eye on an area.

Spec: https://www.rssboard.org/rss-specification, with a link to itself as its profile advises.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from groups.exchange.listing import Listing
from groups.exchange.meeting_guide.writer import can_i_come_words
from groups.exchange.record import Format
from groups.rules.choices import Attendance
from groups.rules.schedule import Rule
from groups.rules.words import hours_words, rule_words

MEDIA_TYPE = "application/rss+xml"
_ALLOWED = "\t\n\r"


@dataclass(frozen=True)
class Channel:
    """What the file says of itself."""

    title: str
    page: str
    """The address of the same search as a page."""
    itself: str
    pages: str
    """With what the address of a meeting's page begins."""
    language: str
    is_new: dict[int, datetime]
    """When a meeting was first listed, of those of which it is known; filled as the batches are read."""


def write(listings: Iterable[Listing], channel: Channel) -> Iterator[bytes]:
    """The file, an item at a time."""
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"{_element('title', channel.title)}{_element('link', channel.page)}"
        f"{_element('description', _('New and changed listings, the newest first.'))}"
        f"{_element('language', channel.language)}<ttl>60</ttl>\n"
        f'<atom:link rel="self" type="{MEDIA_TYPE}" href={quoteattr(_clean(channel.itself))}/>\n'
    ).encode()
    for listing in listings:
        yield _item(listing, channel).encode("utf-8", "replace")
    yield b"</channel></rss>\n"


FORMAT = Format("rss", "RSS", MEDIA_TYPE, write=write)


def _item(listing: Listing, channel: Channel) -> str:
    of = listing.of
    page = f"{channel.pages}{of.slug}/"
    changed = of.changed_at
    stamp = f"#{changed:%Y%m%dT%H%M%S}" if changed else ""
    return (
        f"<item>{_element('title', _title(listing, channel))}{_element('link', page)}"
        f'<guid isPermaLink="false">{escape(_clean(page + stamp))}</guid>'
        f"{_element('pubDate', format_datetime(changed)) if changed else ''}"
        f"{_element('description', _description(listing))}</item>\n"
    )


def _title(listing: Listing, channel: Channel) -> str:
    first = channel.is_new.get(listing.of.number)
    is_new = first is not None and listing.of.changed_at is not None and (listing.of.changed_at - first).days < 1
    said = {"name": listing.title}
    title = _("New: %(name)s") % said if is_new else _("Changed: %(name)s") % said
    return _("%(name)s (demonstration)") % {"name": title} if listing.is_invented else title


def _description(listing: Listing) -> str:
    of = listing.of
    place = ", ".join(filter(None, (of.venue_name, of.venue_town))) or listing.area.name
    lines = [
        _("This listing is invented. Nobody meets there.") if listing.is_invented else "",
        _when(listing),
        _("Online") if of.attendance == Attendance.ONLINE else place,
        _("and online") if of.attendance == Attendance.HYBRID else "",
        *listing.changes,
        _("Can I come? %(answer)s") % {"answer": can_i_come_words(of)},
    ]
    return "\n".join(filter(None, lines))


def _when(listing: Listing) -> str:
    of = listing.of
    if of.by_arrangement or of.weekday is None:
        return _("By arrangement")
    rule = Rule(of.weekday, of.weeks, of.interval, of.phase, of.months, of.first, of.last)
    return f"{rule_words(rule)}, {hours_words(of.starts_at, of.minutes)}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_clean(text))}</{name}>"


def _clean(text: str) -> str:
    """Without signs that no XML file may hold."""
    return text if text.isprintable() else "".join(sign for sign in text if sign.isprintable() or sign in _ALLOWED)
