"""Where staff have decided otherwise than a feed: which fields of its records it leaves alone, here and there."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from groups.exchange.answer_words import answer_word, has_notes
from groups.feeds import known
from groups.feeds.merging import pinned_fields
from groups.feeds.noting import Plainly
from groups.feeds.values import MOMENTS, OWN_ROWS, REFERENCES, STATUS_FIELDS, GroupValues, MeetingValues, VenueValues
from groups.history import states
from groups.models import Feed, Meeting, Venue
from groups.rules.schedule import EVERY_WEEK

TABLES = {"group": GroupValues, "venue": VenueValues, "meeting": MeetingValues}
POINT = frozenset({"lat", "lng", "precision"})
UNITS = {"status": STATUS_FIELDS, "point": POINT}
"""Fields that are one decision, and follow together."""
_WITHOUT_NOTES = ("feature__slug", "answer")

Values = GroupValues | VenueValues | MeetingValues


class Pinned(NamedTuple):
    """One decision about one record: the unit it is known by, the fields, how they stand here and in the feed."""

    table: str
    pk: int
    unit: str
    here: states.State
    there: states.State


def pinned_of_feed(feed: Feed) -> Iterator[Pinned]:
    """Every difference of a feed's records. Seven queries, however many there are."""
    plainly = Plainly()
    for table, rows in (("group", known.groups), ("venue", known.venues), ("meeting", known.meetings)):
        for row in rows(feed):
            yield from _pinned(table, row.pk, row.now, row.said, plainly)


def pinned_of(record: models.Model) -> list[Pinned]:
    """The differences of one record."""
    table = record._meta.model_name
    if record.feed_id is None or table not in TABLES:
        return []
    said = {name.removesuffix("_id"): value for name, value in record.feed_values.items()}  # the demonstration's too
    return list(_pinned(table, record.pk, values_of(record), said, Plainly()))


def feeds_with_pinned(feeds: list[Feed]) -> dict[int, int]:
    """How many differences each of these feeds has, of those that have any."""
    counts = {feed.pk: sum(1 for _one in pinned_of_feed(feed)) for feed in feeds}
    return {pk: count for pk, count in counts.items() if count}


def values_of(record: models.Model) -> Values:
    """A record as a feed would say it."""
    kind = TABLES[record._meta.model_name]
    now = {}
    for name in kind._fields:
        if name not in OWN_ROWS:
            value = getattr(record, f"{name}_id" if name in REFERENCES else name)
            now[name] = value.isoformat() if name in MOMENTS and value is not None else value
    return kind(**now, **_own_rows(record))


def _own_rows(record: models.Model) -> dict[str, str]:
    if isinstance(record, Meeting):
        differs = known.exceptions_of(record.exceptions.all()) if record.feed_values.get("exceptions") else {}
        return _tags_and_answers(record) | {"exceptions": differs.get(record.pk, "")}
    if isinstance(record, Venue) and record.feed_values.get("access"):
        return {"access": _answers(record)}
    return {}


def _answers(record: Meeting | Venue) -> str:
    """With their notes where its feed has spoken of some: see known.py."""
    columns = ("feature__slug", "answer", "note") if has_notes(record.feed_values.get("access")) else _WITHOUT_NOTES
    return " ".join(sorted(answer_word(*said) for said in record.access_answers.values_list(*columns)))


def _tags_and_answers(meeting: Meeting) -> dict[str, str]:
    tags = meeting.meeting_tags.values_list("tag__slug", "weeks")
    return {
        "tags": " ".join(sorted(slug if weeks == EVERY_WEEK else f"{slug}:{weeks}" for slug, weeks in tags)),
        "access": _answers(meeting),
    }


def _pinned(table: str, pk: int, now: Values, said: dict, plainly: Plainly) -> Iterator[Pinned]:
    """Only of what the feed has spoken of. (The demonstration keeps its exceptions in its own way, and as its own.)"""
    said = {name: value for name, value in said.items() if name not in OWN_ROWS or isinstance(value, str)}
    there = now._replace(**{name: said[name] for name in now._fields if name in said})
    differs = {name for name in pinned_fields(now, said) if getattr(now, name) != getattr(there, name)}
    units = {name: next((unit for unit, names in UNITS.items() if name in names), name) for name in differs}
    for unit in dict.fromkeys(units[name] for name in now._fields if name in differs):
        names = [name for name in now._fields if name in UNITS.get(unit, (unit,))]
        pair = plainly.state(now, names), plainly.state(there, names)
        if pair[0] != pair[1]:
            yield Pinned(table, pk, unit, *pair)


class NoSuchDifference(ValidationError):
    """It follows the feed already, or its feed says nothing of it."""

    def __init__(self):
        super().__init__(_("This follows the feed already."))
