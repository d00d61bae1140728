"""The dates on which a meeting differs, as one cell of our spreadsheet: a line each, and read again.

`cancelled | 2026-01-12 | note: The hall is closed.`
"""

from collections.abc import Iterable, Iterator
from datetime import date, time

from groups.exchange.listing import ExceptionSaid
from groups.rules.choices import ExceptionKind

LONGEST_ROOM = 120
_BETWEEN = " | "
_TO = " to "


def say_exceptions(exceptions: Iterable[ExceptionSaid]) -> str:
    """Each in a line of its own."""
    return "\n".join(_BETWEEN.join(_parts(one)) for one in exceptions)


def _parts(one: ExceptionSaid) -> Iterator[str]:
    yield one.kind
    yield one.first.isoformat() + (f"{_TO}{one.last.isoformat()}" if one.last != one.first else "")
    if one.to:
        yield f"moves to: {one.to.isoformat()}"
    if one.starts_at:
        yield f"at: {one.starts_at:%H:%M}"
    venue = ", ".join(filter(None, (one.venue_name, one.venue_address, one.venue_town, one.venue_postcode)))
    for name, text in (("room", one.room), ("link", one.online_link), ("venue", venue), ("note", one.note)):
        if text:
            yield f"{name}: {_in_a_line(text)}"


def read_exceptions(cell: str) -> tuple[ExceptionSaid, ...]:
    """What a cell says; ValueError where it is not as it was written. Another venue becomes words, as its room."""
    return tuple(_read(line) for line in cell.split("\n") if line.strip())


def _read(line: str) -> ExceptionSaid:
    kind, days, *rest = (part.strip() for part in line.split("|"))
    first, _to, last = days.partition(_TO)
    said = dict(part.split(": ", 1) for part in rest)
    place = ", ".join(filter(None, (said.get("room"), said.get("venue"))))
    return ExceptionSaid(
        kind=ExceptionKind(kind).value,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last or first),
        to=date.fromisoformat(said["moves to"]) if "moves to" in said else None,
        starts_at=time.fromisoformat(said["at"]) if "at" in said else None,
        room=_as_it_was(place)[:LONGEST_ROOM],
        online_link=_as_it_was(said.get("link", "")),
        note=_as_it_was(said.get("note", "")),
    )


def _in_a_line(text: str) -> str:
    return " ".join(text.replace("%", "%25").replace("|", "%7C").split())


def _as_it_was(text: str) -> str:
    return text.replace("%7C", "|").replace("%25", "%")
