"""Surnames, people's own addresses and numbers in what the public reads, closed listings included."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from groups.models import DEMONSTRATION, AccessAnswer, Group, Meeting, MeetingException, Venue
from groups.rules.choices import Precision
from groups.rules.keeping_private import is_private_email, is_private_number, private_in
from groups.rules.surnames import surnames_in
from groups.rules.words import listed_words
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, VENUE, Finding, Record

PRIVATE = "private"
_GROUP_PROSE = ("description", "status_reason")
_MEETING_PROSE = (
    "door", "who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note", "note", "status_reason",
)  # fmt: skip
_VENUE_PROSE = ("directions",)
_NAMES = ("name", "room", "address")
"""Halls, rooms and streets are called after people: in these nobody is looked for but by numbers and addresses."""


def private_words(on: date) -> Iterator[Finding]:
    """Each record with what stands in it that looks like somebody's own. Six queries."""
    noted = _notes_of_dates_and_answers()
    yield from _of_groups()
    yield from _of_meetings(noted)
    yield from _of_venues(noted)


def _of_groups() -> Iterator[Finding]:
    fields = ("name", *_GROUP_PROSE)
    rows = real.groups().values_list("pk", "name", "feed__keep_contacts", "email", "phone", *fields)
    for pk, name, allowed, email, phone, *texts in rows:
        said = _in_fields(Group, fields, texts, contacts=not allowed)
        if not allowed and email and is_private_email(email):
            said.append((_label(Group, "email"), email))
        if not allowed and phone and is_private_number(phone):
            said.append((_label(Group, "phone"), phone))
        yield from _finding(Record(GROUP, pk, name), said)


def _of_meetings(noted: dict) -> Iterator[Finding]:
    fields = ("name", "room", *_MEETING_PROSE)
    rows = real.meetings().values_list("pk", "group__name", "feed__keep_contacts", *fields)
    for pk, group, allowed, *texts in rows:
        said = _in_fields(Meeting, fields, texts, contacts=not allowed)
        said += _in_notes(noted.get((MEETING, pk), ()), contacts=not allowed)
        yield from _finding(Record(MEETING, pk, real.called(texts[0], group)), said)


def _of_venues(noted: dict) -> Iterator[Finding]:
    fields = ("name", "address", *_VENUE_PROSE)
    rows = real.venues().exclude(precision=Precision.HIDDEN)
    for pk, town, allowed, *texts in rows.values_list("pk", "town", "feed__keep_contacts", *fields):
        said = _in_fields(Venue, fields, texts, contacts=not allowed)
        said += _in_notes(noted.get((VENUE, pk), ()), contacts=not allowed)
        yield from _finding(Record(VENUE, pk, real.venue_called(texts[0], texts[1], town)), said)


def _notes_of_dates_and_answers() -> dict[tuple[str, int], list[str]]:
    """The notes of exceptions and of answers about access, by the record at whose page they are put right."""
    noted: dict[tuple[str, int], list[str]] = {}
    dates = MeetingException.objects.exclude(note="").exclude(meeting__feed__name=DEMONSTRATION)
    for meeting, note in dates.order_by("pk").values_list("meeting", "note"):
        noted.setdefault((MEETING, meeting), []).append(note)
    answers = AccessAnswer.objects.exclude(note="").exclude(venue__precision=Precision.HIDDEN).order_by("pk")
    for meeting, venue, note in answers.values_list("meeting", "venue", "note"):
        noted.setdefault((MEETING, meeting) if meeting else (VENUE, venue), []).append(note)
    return noted


def _in_fields(model, fields: tuple[str, ...], texts: Iterable[str], *, contacts: bool) -> list[tuple[str, str]]:
    found = []
    for name, text in zip(fields, texts, strict=True):
        if text:
            words = [*(() if name in _NAMES else _surnames(text)), *(_contacts(text) if contacts else ())]
            found += [(_label(model, name), word) for word in words]
    return found


def _in_notes(notes: Iterable[str], *, contacts: bool) -> list[tuple[str, str]]:
    words = [word for note in notes for word in (*_surnames(note), *(_contacts(note) if contacts else ()))]
    return [(_("note of a date or of access"), word) for word in words]


def _finding(record: Record, said: list[tuple[str, str]]) -> Iterator[Finding]:
    if not said:
        return
    by_field: dict[str, list[str]] = {}
    for field, word in said:
        by_field.setdefault(str(field), []).append(f"“{word}”")
    lines = [
        _("%(words)s stands in: %(field)s.") % {"words": listed_words(words), "field": field}
        for field, words in by_field.items()
    ]
    yield Finding(PRIVATE, (record,), real.joined(lines), tuple(word for _field, word in said))


def _label(model, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


@lru_cache(maxsize=8192)
def _surnames(text: str) -> tuple[str, ...]:
    return tuple(surnames_in(text))


@lru_cache(maxsize=8192)
def _contacts(text: str) -> tuple[str, ...]:
    return tuple(private_in(text))
