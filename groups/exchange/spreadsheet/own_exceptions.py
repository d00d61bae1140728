"""The dates on which a meeting differs, as one cell of our spreadsheet: a line each, and read again.

`cancelled | 2026-01-12 | note: The hall is closed.`
`moved | 2026-01-19 | room: Snug | venue: Church Hall, 1 High Street, Ipswich | venue number: 12`
"""

from collections.abc import Iterable, Iterator
from datetime import date, time

from django.utils.translation import gettext as _

from groups.exchange.listing import ExceptionSaid
from groups.rules.choices import ExceptionKind

LONGEST_ROOM = 120
BETWEEN = " | "
_TO = " to "
_PARTS = ("moves to", "at", "room", "link", "venue", "venue number", "note")
_SIGNS = {"%": "%25", "|": "%7C", "\n": "%0A", "\r": "%0D"}
"""What would end a part or a line; the first one is what the others are written with."""


def say_exceptions(exceptions: Iterable[ExceptionSaid]) -> str:
    """Each in a line of its own."""
    return "\n".join(BETWEEN.join(_parts(one)) for one in exceptions)


def _parts(one: ExceptionSaid) -> Iterator[str]:
    yield one.kind
    yield one.first.isoformat() + (f"{_TO}{one.last.isoformat()}" if one.last != one.first else "")
    if one.to:
        yield f"moves to: {one.to.isoformat()}"
    if one.starts_at:
        yield f"at: {one.starts_at:%H:%M}"
    texts = (one.room, one.online_link, one.venue_words, one.venue, one.note)
    for name, text in zip(_PARTS[2:], texts, strict=True):
        if text:
            yield f"{name}: {in_a_line(text)}"


def read_exceptions(cell: str) -> tuple[ExceptionSaid, ...]:
    """What a cell says; ValueError, with what to write instead, where that cannot be made out."""
    return tuple(_read(line) for line in cell.split("\n") if line.strip())


def _read(line: str) -> ExceptionSaid:
    kind, days, *rest = (*(part.strip() for part in line.split("|")), "")
    rest = filter(None, rest)
    said = dict(_part(text) for text in rest)
    if kind not in ExceptionKind.values:
        raise ValueError(_("Write one of these: %(words)s.") % {"words": ", ".join(ExceptionKind.values)})
    first, _to, last = days.partition(_TO)
    try:
        return ExceptionSaid(
            kind=kind,
            first=date.fromisoformat(first),
            last=date.fromisoformat(last or first),
            to=date.fromisoformat(said["moves to"]) if "moves to" in said else None,
            starts_at=time.fromisoformat(said["at"]) if "at" in said else None,
            room=said.get("room", ""),
            online_link=said.get("link", ""),
            note=said.get("note", ""),
            venue_words=said.get("venue", ""),
            venue=said.get("venue number", ""),
        )
    except ValueError as error:
        raise ValueError(_("Write dates and times of other dates such as 2027-01-05 and 19:30.")) from error


def _part(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or name not in _PARTS:
        raise ValueError(_("Other dates have these parts: %(words)s.") % {"words": ", ".join(_PARTS)})
    return name, as_it_was(value.strip())


def in_a_line(text: str) -> str:
    """A text without what would end a line of such a cell, or a part of it."""
    for sign, written in _SIGNS.items():
        text = text.replace(sign, written)
    return text


def as_it_was(text: str) -> str:
    """What `in_a_line` was given."""
    for sign, written in reversed(_SIGNS.items()):
        text = text.replace(written, sign)
    return text
