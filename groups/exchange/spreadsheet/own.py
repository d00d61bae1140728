"""Our own spreadsheet, as CSV: every public fact of a listing in a column, so that what is written can be read again.

Its words are those of the staff's sheet (rules/cells.py); records of other tables stand in it by their slugs. No cell
is ever a formula. docs/files.md says what each column holds.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from groups.exchange.listing import AccessSaid, Listing, TagSaid
from groups.exchange.spreadsheet.own_exceptions import say_exceptions
from groups.rules import cells
from groups.rules.cells import Hours, Rhythm
from groups.rules.choices import About, Attendance, Audience, BankHolidays, Cost, Joining, Precision, WhoMayCome, YesNo
from groups.rules.schedule import EVERY_WEEK

HEADINGS = {
    "slug": "Slug", "number": "Number", "group": "Group", "group_slug": "Group slug", "programme": "Programme",
    "area": "Area", "name": "Meeting name", "weekday": "Day", "hours": "Time", "rhythm": "Weeks", "months": "Months",
    "first": "First date", "last": "Last date", "time_zone": "Time zone", "exceptions": "Other dates",
    "bank_holidays": "Bank holidays", "drop_in": "Drop in", "attendance": "Attendance", "venue": "Venue",
    "address": "Address", "town": "Town", "postcode": "Postcode", "country": "Country",
    "venue_area": "Area of the venue", "precision": "Precision", "lat": "Latitude", "lng": "Longitude",
    "directions": "How to get there", "room": "Room",
    "door": "Which door", "online_link": "Online link", "online_phone": "Phone to join",
    "online_ask": "Ask how to join online", "who": "Who may come", "who_note": "Note on who may come",
    "open_weeks": "Open weeks", "joining": "How to join", "joining_note": "Note on joining", "cost": "Cost",
    "cost_note": "Note on cost", "youngest": "Youngest age", "oldest": "Oldest age",
    "newcomer_met": "Meets newcomers at the door", "newcomer_contact": "Whom a newcomer asks for",
    "newcomer_note": "Note for newcomers", "tags": "Tags", "languages": "Languages", "access": "Access to the meeting",
    "venue_access": "Access to the venue", "slip": "Attendance slips", "children": "Children", "note": "Note",
    "group_audience": "Group is for", "group_about": "Group is about", "description": "Group description",
    "website": "Group website", "email": "Group public e-mail", "phone": "Group public phone",
    "paused_until": "Paused until", "checked_on": "Last checked", "page": "Page", "invented": "Demonstration",
}  # fmt: skip
"""The first line of the file, in English as its cells are."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel takes the letters for others."""

PRECISE = {Precision.EXACT: "exact", Precision.APPROXIMATE: "approximate", Precision.HIDDEN: "hidden"}

_day, _months, _some_weeks = cache(cells.say_day), lru_cache(4096)(cells.say_months), cache(cells.say_some_weeks)
_hours, _weeks = lru_cache(4096)(cells.say_hours), lru_cache(4096)(cells.say_weeks)


def write(
    listings: Iterable[Listing], *, around: date, time_zone: str, page_of: Callable[[str], str]
) -> Iterator[bytes]:
    """The file, a line at a time. `around` is a day from which the dates of a rhythm are told."""
    yield BYTE_ORDER_MARK + _line(HEADINGS.values())
    for listing in listings:
        said = row_of(listing, around=around, time_zone=time_zone, page_of=page_of)
        yield _line(cells.defused(_plain(said.get(name, ""))) for name in HEADINGS)


def _line(texts: Iterable[str]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerow(texts)
    return made.getvalue().encode("utf-8", "replace")


def _plain(text: str) -> str:
    """Lines end in one sign, and none is empty of sense: what a reader would take off is not there."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def row_of(listing: Listing, *, around: date, time_zone: str, page_of: Callable[[str], str]) -> dict[str, str]:
    """What the cells of a listing say, by the names of the columns."""
    of = listing.of
    rhythm = Rhythm(of.by_arrangement, of.weeks, of.interval, of.phase)
    said = {
        "slug": of.slug,
        "number": str(of.number),
        "group": of.group_name,
        "group_slug": of.group_slug,
        "programme": of.programme or "",
        "area": listing.group_area.slug,
        "name": of.name,
        "weekday": _day(of.weekday),
        "hours": _hours(Hours(of.starts_at, of.minutes)),
        "rhythm": _weeks(rhythm, weekday=of.weekday, around=around),
        "months": _months(of.months),
        "first": cells.say_date(of.first),
        "last": cells.say_date(of.last),
        "time_zone": of.time_zone or time_zone,
        "exceptions": say_exceptions(listing.exceptions),
        "drop_in": cells.YES if of.drop_in else "",
        "online_link": of.online_link,
        "online_phone": of.online_phone,
        "online_ask": cells.YES if of.online_ask else "",
        "open_weeks": _some_weeks(of.open_weeks),
        "youngest": _number(of.youngest),
        "oldest": _number(of.oldest),
        "tags": "; ".join(map(_tag, listing.tags)),
        "languages": of.languages,
        "access": say_access(listing.access),
        "group_audience": _choice(of.group_audience, Audience),
        "group_about": "; ".join(one.slug for one in About if of.group_about & one),
        "description": of.group_description,
        "website": of.group_website,
        "email": of.group_email,
        "phone": of.group_phone,
        "paused_until": cells.say_date(of.paused_until),
        "checked_on": cells.say_date(listing.checked_on),
        "page": page_of(of.slug),
        "invented": cells.YES if listing.is_invented else "",
    }
    for name in ("who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note", "note", "room", "door"):
        said[name] = getattr(of, name)
    for name, choices in CHOICES.items():
        said[name] = _choice(getattr(of, name), choices)
    return said | (_venue(listing) if of.venue else {})


CHOICES = {
    "attendance": Attendance, "who": WhoMayCome, "joining": Joining, "cost": Cost, "bank_holidays": BankHolidays,
    "newcomer_met": YesNo, "slip": YesNo, "children": YesNo,
}  # fmt: skip


def _venue(listing: Listing) -> dict[str, str]:
    of = listing.of
    return {
        "venue": of.venue_name,
        "address": of.venue_address,
        "town": of.venue_town,
        "postcode": of.venue_postcode,
        "country": of.venue_country,
        "venue_area": listing.area.slug if of.venue_area or listing.is_hidden else "",
        "precision": PRECISE[of.venue_precision],
        "lat": "" if of.venue_lat is None else repr(of.venue_lat),
        "lng": "" if of.venue_lng is None else repr(of.venue_lng),
        "directions": of.venue_directions,
        "venue_access": say_access(listing.venue_access),
    }


@lru_cache(maxsize=256)
def _choice(value: str, choices) -> str:
    return cells.say_choice(value, choices.choices)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _tag(tag: TagSaid) -> str:
    return tag.slug if tag.weeks == EVERY_WEEK else f"{tag.slug} ({_some_weeks(tag.weeks)})"


def say_access(answers: Iterable[AccessSaid]) -> str:
    """`step-free: yes; lift: partly (the key is at the desk)`."""
    return "; ".join(f"{one.slug}: {one.answer}{f' ({_in_brackets(one.note)})' if one.note else ''}" for one in answers)


def _in_brackets(note: str) -> str:
    """Without what ends an answer."""
    return note.replace("%", "%25").replace(";", "%3B").replace("\n", " ")
