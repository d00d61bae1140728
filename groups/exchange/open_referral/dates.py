"""A date on which a meeting differs, as the value of a fact: an object of JSON, written and read.

`{"kind": "moved", "first": "2026-01-19", "room": "Snug", "venue": {"number": "…", "name": "Mill Hall"}}`
"""

import json
from collections.abc import Mapping
from datetime import date, time

from groups.exchange.answer_words import answer_word
from groups.exchange.listing import HIDDEN_IN, ExceptionSaid, VenueSaid
from groups.exchange.record import VenueRecord
from groups.exchange.ways_online import web_address
from groups.rules.choices import ExceptionKind, Precision
from groups.rules.keeping_private import take_out_passcode, take_passcode_off_link
from groups.rules.listing import OF_AN_EXCEPTION, faults
from groups.rules.reading import one_line, plain_text

LONGEST_ROOM, LONGEST_NOTE = 120, 200
ABOUT_DECIMALS = 3
_OF_A_VENUE = ("name", "address", "town", "postcode", "country", "directions", "precision", "area")


def said_of_a_date(one: ExceptionSaid, venue: VenueSaid | None = None, number: str = "") -> str:
    """One date, or span of dates; with another venue, which has this number."""
    said = {
        "kind": one.kind,
        "first": one.first.isoformat(),
        "last": one.last.isoformat() if one.last != one.first else "",
        "to": one.to.isoformat() if one.to else "",
        "starts_at": f"{one.starts_at:%H:%M}" if one.starts_at is not None else "",
        "room": one.room,
        "venue": _venue(venue, number) if venue else "",
        "online_link": one.online_link,
        "note": take_out_passcode(one.note)[0].strip(),
    }
    return _json(said)


def _venue(venue: VenueSaid, number: str) -> dict[str, object]:
    said: dict[str, object] = {"number": number} | {name: getattr(venue, name) for name in _OF_A_VENUE}
    is_exact = venue.precision == Precision.EXACT
    for name in ("lat", "lng"):
        degrees = getattr(venue, name)
        said[name] = degrees if degrees is None or is_exact else round(degrees, ABOUT_DECIMALS)
    notes = (answer_word(one.slug, one.answer, take_out_passcode(one.note)[0]) for one in venue.access)
    return _stated(said | {"access": " ".join(sorted(notes))})


def _stated(said: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if value not in ("", None)}


def _json(said: Mapping[str, object]) -> str:
    return json.dumps(_stated(said), ensure_ascii=False)


def read_date_that_differs(text: str) -> tuple[ExceptionSaid, VenueRecord | None]:
    """The same, and its venue where that is another. ValueError where it is no such date."""
    said = json.loads(text)
    if not isinstance(said, Mapping):
        raise ValueError(text)
    words = {name: one_line(value) for name, value in said.items()}
    told = said.get("venue")
    venue = _read_venue(told) if isinstance(told, Mapping) else None
    first = date.fromisoformat(words.get("first", ""))
    one = ExceptionSaid(
        kind=ExceptionKind(words.get("kind", "")).value,
        first=first,
        last=date.fromisoformat(words["last"]) if words.get("last") else first,
        to=date.fromisoformat(words["to"]) if words.get("to") else None,
        starts_at=time.fromisoformat(words["starts_at"]) if words.get("starts_at") else None,
        room=one_line(words.get("room", ""), limit=LONGEST_ROOM),
        online_link=take_passcode_off_link(web_address(words.get("online_link", "")))[0],
        note=one_line(words.get("note", ""), limit=LONGEST_NOTE),
        venue=(f"{HIDDEN_IN}{venue.area}".strip() if venue.hidden else venue.number) if venue else "",
    )
    if wrong := faults(one, OF_AN_EXCEPTION):
        raise ValueError(wrong[0])
    return one, venue


def _read_venue(told: Mapping[str, object]) -> VenueRecord:
    words = {name: one_line(told.get(name)) for name in ("number", *_OF_A_VENUE)}
    precision = Precision(words["precision"] or Precision.EXACT)
    if precision == Precision.HIDDEN:
        return VenueRecord(hidden=True, area=words["area"])
    if not words["number"]:
        raise ValueError("number")
    degrees = {name: told.get(name) for name in ("lat", "lng")}
    return VenueRecord(
        **{name: words[name] for name in ("number", "name", "town", "postcode", "country", "area")},
        **{name: float(value) if isinstance(value, int | float) else None for name, value in degrees.items()},
        address=plain_text(told.get("address"), limit=300),
        directions=plain_text(told.get("directions"), limit=1000),
        access=" ".join(one_line(told.get("access"), limit=2000).split()),
        approximate=precision == Precision.APPROXIMATE,
    )
