"""Our own spreadsheet, as CSV: every public fact of a listing in a column, so that what is written can be read again.

Its words are those of the staff's sheet (rules/cells.py); records of other tables stand in it by their slugs. No cell
is ever a formula. docs/files.md says what each column holds.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from groups.exchange.listing import AccessSaid, Listing, TagSaid, VenueSaid
from groups.exchange.spreadsheet.own_exceptions import BETWEEN, in_a_line, say_exceptions
from groups.rules import cells
from groups.rules.cells import Hours, Rhythm
from groups.rules.choices import (
    About,
    Attendance,
    Audience,
    BankHolidays,
    CheckedBy,
    Cost,
    Joining,
    Precision,
    Status,
    WhoMayCome,
    YesNo,
)
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
    "pause_reason": "Why it is paused", "group_paused_until": "Group paused until",
    "group_pause_reason": "Why the group is paused", "meeting_checked_on": "Meeting checked",
    "meeting_checked_by": "Meeting checked how", "group_checked_on": "Group checked",
    "group_checked_by": "Group checked how", "venue_number": "Venue number", "other_venues": "Venues of other dates",
    "zone_of_site": "Time zone is the site's", "undated_rhythm": "Weeks when by arrangement",
    "undated_minutes": "Minutes without a time",
}  # fmt: skip
"""The first line of the file, in English as its cells are. Others read it by these: new ones come at the end."""

OF_A_VENUE = (
    "venue_number", "venue", "address", "town", "postcode", "country", "venue_area", "precision", "lat", "lng",
    "directions", "venue_access",
)  # fmt: skip
"""What is told of a place, by the names of the columns."""

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
    """What a reader would take off is not there."""
    return text.replace("\x00", "").strip()


def row_of(listing: Listing, *, around: date, time_zone: str, page_of: Callable[[str], str]) -> dict[str, str]:
    """What the cells of a listing say, by the names of the columns."""
    of = listing.of
    rhythm = Rhythm(of.by_arrangement, of.weeks, of.interval, of.phase)
    undated = rhythm._replace(by_arrangement=False)
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
        "zone_of_site": "" if of.time_zone else cells.YES,
        "undated_rhythm": _weeks(undated, weekday=of.weekday, around=around) if _is_undated(rhythm) else "",
        "undated_minutes": _number(of.minutes) if of.starts_at is None else "",
        "exceptions": say_exceptions(listing.exceptions),
        "other_venues": "\n".join(_in_a_line(one) for one in listing.other_venues if not one.is_hidden),
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
        "pause_reason": of.status_reason if of.status == Status.PAUSED else "",
        "group_paused_until": cells.say_date(of.group_paused_until),
        "group_pause_reason": of.group_status_reason if of.group_status == Status.PAUSED else "",
        "checked_on": cells.say_date(listing.checked_on),
        "meeting_checked_on": cells.say_date(of.confirmed_on),
        "meeting_checked_by": _choice(of.confirmed_by, CheckedBy),
        "group_checked_on": cells.say_date(of.group_confirmed_on),
        "group_checked_by": _choice(of.group_confirmed_by, CheckedBy),
        "page": page_of(of.slug),
        "invented": cells.YES if listing.is_invented else "",
    }
    for name in ("who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note", "note", "room", "door"):
        said[name] = getattr(of, name)
    for name, choices in CHOICES.items():
        said[name] = _choice(getattr(of, name), choices)
    return said | (_cells_of(_venue(listing)) if of.venue else {})


CHOICES = {
    "attendance": Attendance, "who": WhoMayCome, "joining": Joining, "cost": Cost, "bank_holidays": BankHolidays,
    "newcomer_met": YesNo, "slip": YesNo, "children": YesNo,
}  # fmt: skip


def _is_undated(rhythm: Rhythm) -> bool:
    """Whether it is by arrangement, and holds weeks all the same."""
    return rhythm.by_arrangement and rhythm != Rhythm(by_arrangement=True)


def _venue(listing: Listing) -> VenueSaid:
    of = listing.of
    return VenueSaid(
        None if listing.is_hidden else of.venue,
        of.venue_name,
        of.venue_address,
        of.venue_town,
        of.venue_postcode,
        of.venue_country,
        of.venue_directions,
        of.venue_precision,
        of.venue_lat,
        of.venue_lng,
        listing.area.slug if of.venue_area or listing.is_hidden else "",
        listing.venue_access,
    )


def _cells_of(venue: VenueSaid) -> dict[str, str]:
    return {
        "venue_number": _number(venue.number),
        "venue": venue.name,
        "address": venue.address,
        "town": venue.town,
        "postcode": venue.postcode,
        "country": venue.country,
        "venue_area": venue.area,
        "precision": PRECISE[venue.precision],
        "lat": "" if venue.lat is None else repr(venue.lat),
        "lng": "" if venue.lng is None else repr(venue.lng),
        "directions": venue.directions,
        "venue_access": say_access(venue.access),
    }


def _in_a_line(venue: VenueSaid) -> str:
    """`Venue number: 12 | Venue: Church Hall | Town: Ipswich`, each as in its own column."""
    said = _cells_of(venue)
    return BETWEEN.join(f"{HEADINGS[name]}: {in_a_line(said[name])}" for name in OF_A_VENUE if said[name])


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
    """Without what ends an answer. `noted` reads it."""
    return note.replace("%", "%25").replace(";", "%3B").replace("\n", " ")


def noted(text: str) -> str:
    """The note that stands in brackets."""
    return text.replace("%3B", ";").replace("%25", "%")
