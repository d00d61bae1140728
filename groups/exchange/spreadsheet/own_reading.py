"""Our own spreadsheet, read: each row as the record it was written from."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from groups.exchange.going_public import Public
from groups.exchange.record import Check, MeetingRecord, Problem, Unreadable
from groups.exchange.spreadsheet.own import BYTE_ORDER_MARK, CHOICES, HEADINGS
from groups.exchange.spreadsheet.own_answers import read_about, read_access, read_tags
from groups.exchange.spreadsheet.own_places import Places, Row, venue_of
from groups.exchange.ways_online import web_address
from groups.exchange.zones import time_zone
from groups.rules import cells
from groups.rules.choices import Audience, CheckedBy, Status
from groups.rules.keeping_private import (
    is_private_email,
    is_private_number,
    take_out_passcode,
    take_passcode_off_link,
    take_passcode_off_phone,
)
from groups.rules.languages import WELL_FORMED
from groups.rules.reading import one_line, text_as_it_is

_OURS = (HEADINGS["slug"], HEADINGS["group_slug"], HEADINGS["rhythm"], HEADINGS["venue_access"])
"""By these headings the file is known."""
_HEAD = 16_384
_LONGEST_KEY = 200
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_LONGEST_SLUG, _LONGEST_SLUG_OF_A_GROUP = 120, 100
_TEXTS = {
    **{name: name for name in ("group", "name", "note", "pause_reason", "group_pause_reason")},
    **{name: name for name in ("who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note")},
    "description": "group_note", "room": "room", "door": "door",
}  # fmt: skip
"""The texts of a row, and by what staff allow people's own addresses in them."""
_STATED_TEXTS = ("name", "who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note", "room", "door")
_BY_NAME = {heading: name for name, heading in HEADINGS.items()}


def recognises(data: bytes) -> bool:
    """Whether the first line is that of our own sheet."""
    head = data[:_HEAD].removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
    try:
        header = next(csv.reader(io.StringIO(head, newline="")), [])
    except csv.Error:
        return False
    return set(_OURS) <= set(header)


def read(data: bytes, *, allow_private: Collection[str] = (), **_options) -> Iterator[MeetingRecord | Problem]:
    """Each row as a record or a problem."""
    text = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace").replace("\x00", "")
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""))
    except (csv.Error, ValueError) as error:
        raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
    names = [_BY_NAME.get(heading.strip(), "") for heading in header]
    rows = [dict.fromkeys(HEADINGS, "") | _row(names, line) for line in lines if any(line)]
    if not rows:
        raise Unreadable(_("The file has no meeting below its first line."))
    return _records(rows, allow_private)


def _row(names: list[str], line: list[str]) -> Row:
    return {name: cells.fused(cell).strip() for name, cell in zip(names, line, strict=False) if name}


def _records(rows: list[Row], allow_private: Collection[str]) -> Iterator[MeetingRecord | Problem]:
    seen: dict[str, int] = {}
    places = Places(rows)
    for number, row in enumerate(rows, start=1):
        key = one_line(row["slug"], limit=_LONGEST_KEY)
        called = one_line(row["name"] or row["group"]) or _("a row without a name")
        if not key or not row["group"]:
            yield Problem(number, called, _("It has no slug or no group."), key)
        elif seen.setdefault(key, number) != number:
            yield Problem(number, called, _("Row %(line)s has the same key.") % {"line": seen[key]})
        else:
            try:
                yield _record(number, key, row, places, Public(allow_private))
            except (ValueError, OverflowError) as error:
                yield Problem(number, called, str(error), key)


def _record(number: int, key: str, row: Row, places: Places, public: Public) -> MeetingRecord:
    weekday, hours = cells.read_day(row["weekday"]), cells.read_hours(row["hours"])
    rhythm = _rhythm(row, weekday)
    texts = {name: public.text(text_as_it_is(row[name]), allowed) for name, allowed in _TEXTS.items()}
    exceptions, other_venues = places.exceptions(row, public)
    stated = _stated(row, texts, public) | {"exceptions": exceptions}
    checked, group_checked = _checks(row)
    if cells.read_yes(row["invented"]):
        public.cautions.append(_("Its file says that it is a demonstration, and no meeting that there is."))
    return MeetingRecord(
        key=key,
        line=number,
        slug=_slug(row["slug"], _LONGEST_SLUG),
        name=texts["name"] or texts["group"],
        group=texts["group"],
        group_key=one_line(row["group_slug"], limit=_LONGEST_KEY),
        group_slug=_slug(row["group_slug"], _LONGEST_SLUG_OF_A_GROUP),
        attendance=str(stated.pop("attendance")),
        by_arrangement=rhythm.by_arrangement,
        weekday=weekday,
        starts_at=hours.starts_at,
        minutes=cells.read_number(row["undated_minutes"]) if hours.starts_at is None else hours.minutes,
        weeks=rhythm.weeks,
        interval=rhythm.interval,
        phase=rhythm.phase,
        months=cells.read_months(row["months"]),
        first=cells.read_date(row["first"]),
        last=cells.read_date(row["last"]),
        time_zone=_zone(row),
        venue=venue_of(row, public),
        other_venues=other_venues,
        online_link=take_passcode_off_link(web_address(row["online_link"]))[0],
        online_phone=take_passcode_off_phone(take_out_passcode(text_as_it_is(row["online_phone"]))[0])[0],
        note=texts["note"],
        group_note=texts["description"],
        group_website=web_address(row["website"]),
        group_email=_email(row["email"], public),
        group_phone=_phone(row["phone"], public),
        checked=checked,
        group_checked=group_checked,
        cautions=tuple(public.cautions),
        stated=stated,
        stated_of_group={
            "programme": row["programme"],
            "area": row["area"],
            "audience": cells.read_choice(row["group_audience"], Audience.choices),
            "about": read_about(row["group_about"]),
            **_pause(row["group_paused_until"], texts["group_pause_reason"]),
        },
    )


def _stated(row: Row, texts: Row, public: Public) -> dict[str, object]:
    """What the sheet says plainly where feeds have codes, or say nothing."""
    stated = {name: cells.read_choice(row[name], choices.choices) for name, choices in CHOICES.items()}
    stated |= {name: texts[name] for name in _STATED_TEXTS} | _pause(row["paused_until"], texts["pause_reason"])
    if cells.read_yes(row["zone_of_site"]) and _zone(row) == settings.TIME_ZONE:
        stated["time_zone"] = ""
    return stated | {
        "online_ask": cells.read_yes(row["online_ask"]),
        "drop_in": cells.read_yes(row["drop_in"]),
        "open_weeks": cells.read_some_weeks(row["open_weeks"]),
        "youngest": cells.read_number(row["youngest"]),
        "oldest": cells.read_number(row["oldest"]),
        "languages": " ".join(tag for tag in row["languages"].split() if WELL_FORMED.fullmatch(tag)),
        "tags": read_tags(row["tags"]),
        "access": read_access(row["access"], public),
    }


def _rhythm(row: Row, weekday: int | None) -> cells.Rhythm:
    """What is by arrangement may hold weeks all the same, in a column of their own."""
    rhythm = cells.read_weeks(row["rhythm"], weekday=weekday)
    if not rhythm.by_arrangement:
        return rhythm
    return cells.read_weeks(row["undated_rhythm"], weekday=weekday)._replace(by_arrangement=True)


def _pause(until: str, reason: str) -> dict[str, object]:
    """Status, its reason and the end of a pause: one decision."""
    last_day = cells.read_date(until)
    if last_day is None:
        return {"status": Status.LISTED.value, "status_reason": "", "paused_until": None}
    return {"status": Status.PAUSED.value, "status_reason": reason, "paused_until": last_day.isoformat()}


def _checks(row: Row) -> tuple[Check | None, Check | None]:
    """The last check of the meeting itself, and that of its group.

    `Last checked` is the newer of the two. One that is newer still was written there by hand: a check by its source.
    """
    own, of_group = (_check(row[f"{whose}_checked_on"], row[f"{whose}_checked_by"]) for whose in ("meeting", "group"))
    newest = cells.read_date(row["checked_on"])
    if newest and all(newest > check.on for check in (own, of_group) if check):
        own = Check(newest, CheckedBy.FEED.value)
    return own, of_group


def _check(on: str, by: str) -> Check | None:
    day = cells.read_date(on)
    return Check(day, cells.read_choice(by, CheckedBy.choices) or CheckedBy.FEED.value) if day else None


def _slug(text: str, longest: int) -> str:
    return text if _SLUG.fullmatch(text) and len(text) <= longest else ""


_zones = cache(available_timezones)


def _zone(row: Row) -> str:
    name = row["time_zone"]
    return name if name in _zones() else time_zone(name)


def _email(address: str, public: Public) -> str:
    """A group's public address, as another site of ours shows it already: no free text, in which it would be masked."""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    if is_private_email(address):
        public.cautions.append(_("The group’s e-mail address looks like a person’s."))
    return address


def _phone(text: str, public: Public) -> str:
    """Likewise."""
    number = text_as_it_is(text)
    if is_private_number(number):
        public.cautions.append(_("The group’s phone number may be a person’s."))
    return number
