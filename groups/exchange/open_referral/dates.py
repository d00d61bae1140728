"""A date on which a meeting differs, as the value of a fact: an object of JSON, written and read.

`{"kind": "moved", "first": "2026-01-19", "room": "Snug"}`
"""

import json
from collections.abc import Mapping
from datetime import date, time
from types import SimpleNamespace

from groups.exchange.listing import ExceptionSaid
from groups.exchange.ways_online import web_address
from groups.rules.choices import ExceptionKind
from groups.rules.keeping_private import take_out_passcode, take_passcode_off_link
from groups.rules.listing import OF_AN_EXCEPTION, faults
from groups.rules.reading import one_line

LONGEST_ROOM, LONGEST_NOTE = 120, 200
_OF_A_VENUE = ("venue_name", "venue_address", "venue_town", "venue_postcode", "venue_words")


def said_of_a_date(one: ExceptionSaid) -> str:
    """One date, or span of dates; another venue in words."""
    fields = one._asdict()
    said = {
        "kind": one.kind,
        "first": one.first.isoformat(),
        "last": one.last.isoformat() if one.last != one.first else "",
        "to": one.to.isoformat() if one.to else "",
        "starts_at": f"{one.starts_at:%H:%M}" if one.starts_at is not None else "",
        "room": one.room,
        "venue": ", ".join(filter(None, (fields.get(name) for name in _OF_A_VENUE))).replace("\n", ", "),
        "online_link": one.online_link,
        "note": take_out_passcode(one.note)[0].strip(),
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def read_date_that_differs(text: str) -> ExceptionSaid:
    """The same; another venue stands with its room. ValueError where it is no such date."""
    said = json.loads(text)
    if not isinstance(said, Mapping):
        raise ValueError(text)
    words = {name: one_line(value) for name, value in said.items()}
    first = date.fromisoformat(words.get("first", ""))
    place = ", ".join(filter(None, (words.get("room"), words.get("venue"))))
    one = ExceptionSaid(
        kind=ExceptionKind(words.get("kind", "")).value,
        first=first,
        last=date.fromisoformat(words["last"]) if words.get("last") else first,
        to=date.fromisoformat(words["to"]) if words.get("to") else None,
        starts_at=time.fromisoformat(words["starts_at"]) if words.get("starts_at") else None,
        room=one_line(place, limit=LONGEST_ROOM),
        online_link=take_passcode_off_link(web_address(words.get("online_link", "")))[0],
        note=one_line(words.get("note", ""), limit=LONGEST_NOTE),
    )
    if wrong := faults(SimpleNamespace(**{**one._asdict(), "venue_id": None}), OF_AN_EXCEPTION):
        raise ValueError(wrong[0])
    return one
