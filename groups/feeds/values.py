"""What a feed's record says of a group, a venue and a meeting, as plain values by the names of their fields.

A reference to a group or venue is its key in the feed until its row is known, then the row's number. Times and dates
are ISO texts. Tags are slugs with blanks between, `speaker:1` where one holds for some weeks alone (a mask); access
answers are `step-free=yes`, with a note `lift=partly:ask%20inside`; exceptions are lines of our spreadsheet, whose
venue is a key or a number too (see feeds/elsewhere.py).
"""

import hashlib
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

from groups.exchange.record import MeetingRecord, VenueRecord
from groups.feeds.mapping import Facts
from groups.rules import postcodes
from groups.rules.choices import Attendance, Precision, Status
from groups.rules.folding import fold
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK

PAUSED_BY_ITS_SOURCE = "Paused by its source"
LEFT_ITS_FEED = "Left its feed"

LONGEST_KEY = 200
LONGEST_GROUP_NAME = 160
LONGEST_MEETING_NAME = 255
LONGEST_NOTE = 2000
LONGEST_LANGUAGES = 120

STATUS_FIELDS = frozenset({"status", "status_reason", "paused_until"})
WHEN_FIELDS = frozenset(
    {"by_arrangement", "weekday", "weeks", "interval", "phase", "months", "first", "last", "starts_at"}
)
WHERE_FIELDS = frozenset({"attendance", "venue", "online_link", "online_phone", "online_ask"})
OWN_ROWS = ("tags", "access", "exceptions")
"""What a meeting or a venue has in rows of its own rather than in columns."""
FROM_OUR_FILES = frozenset(
    {
        "audience", "about", "room", "door", "drop_in", "who_note", "joining", "joining_note", "cost_note", "youngest",
        "oldest", "newcomer_met", "newcomer_contact", "newcomer_note", "exceptions",
    }
)  # fmt: skip
"""What only a file of our own says. Of these a feed has spoken where it gave a value."""
REFERENCES = frozenset({"group", "venue", "programme", "area"})
MOMENTS = {"starts_at": time, "first": date, "last": date, "paused_until": date}
"""The fields that hold a time or a date, and which of the two."""


class GroupValues(NamedTuple):
    """The fields of a group that a feed writes; the defaults are those of the table."""

    name: str
    programme: int | None = None
    area: int | None = None
    description: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    audience: str = ""
    about: int = 0
    status: str = Status.DRAFT.value
    status_reason: str = ""
    paused_until: str | None = None


class VenueValues(NamedTuple):
    """The fields of a venue that a feed writes; `access` is rows of its own."""

    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    country: str = ""
    area: int | None = None
    lat: float | None = None
    lng: float | None = None
    precision: str = Precision.EXACT.value
    directions: str = ""
    access: str = ""


class MeetingValues(NamedTuple):
    """The fields of a meeting that a feed writes; `tags`, `access` and `exceptions` are rows of their own."""

    group: int | str
    attendance: str
    name: str = ""
    venue: int | str | None = None
    online_link: str = ""
    online_phone: str = ""
    online_ask: bool = False
    by_arrangement: bool = False
    weekday: int | None = None
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: str | None = None
    last: str | None = None
    starts_at: str | None = None
    minutes: int | None = None
    time_zone: str = ""
    who: str = ""
    open_weeks: int = 0
    cost: str = ""
    languages: str = ""
    slip: str = ""
    children: str = ""
    bank_holidays: str = ""
    status: str = Status.DRAFT.value
    status_reason: str = ""
    paused_until: str | None = None
    note: str = ""
    room: str = ""
    door: str = ""
    drop_in: bool = False
    who_note: str = ""
    joining: str = ""
    joining_note: str = ""
    cost_note: str = ""
    youngest: int | None = None
    oldest: int | None = None
    newcomer_met: str = ""
    newcomer_contact: str = ""
    newcomer_note: str = ""
    tags: str = ""
    access: str = ""
    exceptions: str = ""

    @property
    def venue_id(self) -> int | str | None:
        """For the rules, which ask whether there is one."""
        return self.venue


def short_key(text: str) -> str:
    """A key that fits its column: itself, or its beginning with a digest of the whole."""
    if len(text) <= LONGEST_KEY:
        return text
    return f"{text[: LONGEST_KEY - 40]}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:32]}"


# --- A group


def group_key(record: MeetingRecord) -> str:
    """By which its feed knows a group: the key it gives, else its name however it is written."""
    if record.group_key:
        return short_key(record.group_key)
    return _key_of_name(record.group or record.name)


@lru_cache(maxsize=4096)
def _key_of_name(name: str) -> str:
    return short_key(fold(name) or name.casefold())


def group_values(record: MeetingRecord, *, programme: int | None, area: int | None) -> GroupValues:
    """What one row says of its group."""
    return GroupValues(
        name=cut(record.group or record.name, LONGEST_GROUP_NAME),
        programme=programme,
        area=area,
        description=cut(record.group_note, LONGEST_NOTE),
        email=record.group_email,
        phone=record.group_phone,
        website=record.group_website,
        status=Status.LISTED.value,
    )


def one_group(one: GroupValues, other: GroupValues) -> GroupValues:
    """What two rows say of one group, whichever comes first: the fuller text of each field."""
    if one == other:
        return one
    texts = ("name", "description", "email", "phone", "website")
    return one._replace(**{name: _fuller(getattr(one, name), getattr(other, name)) for name in texts})


# --- A venue


def has_a_place(venue: VenueRecord | None) -> bool:
    """Whether someone could find the way there, or to its town at least."""
    return venue is not None and bool(
        venue.name or venue.address or venue.town or venue.postcode or venue.lat is not None or venue.regions
        or venue.hidden or venue.number
    )  # fmt: skip


def venue_values(venue: VenueRecord, *, area: int | None) -> VenueValues:
    """What one row says of its venue. A region is named as its town where nothing else says where it is."""
    says_where = venue.name or venue.address or venue.town or venue.postcode or venue.lat is not None
    return VenueValues(
        name=venue.name,
        address=venue.address,
        town=venue.town if says_where or not venue.regions else venue.regions[-1],
        postcode=postcodes.tidy(venue.postcode) or venue.postcode,
        country=venue.country.upper() if len(venue.country) == 2 else "",
        area=area,
        lat=venue.lat,
        lng=venue.lng,
        precision=_precision(venue).value,
        directions=venue.directions,
        access=venue.access,
    )


def _precision(venue: VenueRecord) -> Precision:
    if venue.hidden:
        return Precision.HIDDEN
    return Precision.APPROXIMATE if venue.approximate else Precision.EXACT


def venue_key(venue: VenueValues, record: VenueRecord) -> str:
    """By which its feed knows a venue: name and address however they are written, or name and point.

    Those of our own files have a number too; hidden ones are one in each area, for nobody may see how many there are.
    """
    where = record.area if record.hidden else venue.town
    parts = [fold(venue.name), fold(venue.address), fold(where), fold(venue.postcode)]
    if record.hidden and venue.country:
        parts.append(venue.country)
    if record.number:
        parts.append(f"#{record.number}")
    elif not (venue.address or venue.postcode) and None not in (venue.lat, venue.lng):
        parts.append(f"{venue.lat:.4f},{venue.lng:.4f}")
    return short_key("|".join(parts))


def one_venue(one: VenueValues, other: VenueValues) -> VenueValues:
    """What two rows say of one venue, whichever comes first: the fuller texts, the more exact point."""
    if one == other:
        return one
    texts = ("name", "address", "town", "country", "directions")
    point = max(one, other, key=_exactness)
    return one._replace(
        **{name: _fuller(getattr(one, name), getattr(other, name)) for name in texts},
        lat=point.lat,
        lng=point.lng,
        precision=point.precision,
    )


def _exactness(venue: VenueValues) -> tuple:
    return venue.lat is not None, venue.precision == Precision.EXACT, venue.lat or 0, venue.lng or 0


# --- A meeting


def meeting_values(record: MeetingRecord, facts: Facts, *, venue: str | None, time_zone: str) -> MeetingValues:
    """What one row says of its meeting, whose venue has this key in the feed, by the clock of this zone."""
    fields = facts.fields
    attendance = str(record.attendance or fields.get("attendance") or _attendance(record, venue))
    is_online_only = attendance == Attendance.ONLINE
    # "Temporarily closed" as a code speaks of the venue: a meeting that goes on online is not paused.
    paused = record.paused or ("status" in fields and attendance == Attendance.IN_PERSON)
    joined = record.online_link or record.online_phone
    return MeetingValues(
        group=group_key(record),
        attendance=attendance,
        name="" if record.name == (record.group or record.name) else cut(record.name, LONGEST_MEETING_NAME),
        venue=None if is_online_only else venue,
        online_link=record.online_link,
        online_phone=record.online_phone,
        online_ask=attendance in (Attendance.ONLINE, Attendance.HYBRID) and not joined,
        by_arrangement=record.by_arrangement,
        weekday=record.weekday,
        weeks=record.weeks,
        interval=record.interval,
        phase=record.phase,
        months=record.months,
        first=record.first.isoformat() if record.first else None,
        last=record.last.isoformat() if record.last else None,
        starts_at=record.starts_at.isoformat() if record.starts_at is not None else None,
        minutes=record.minutes,
        time_zone=time_zone,
        who=fields.get("who", ""),
        open_weeks=facts.open_weeks,
        cost=fields.get("cost", ""),
        languages=cut_at_blank(facts.languages, LONGEST_LANGUAGES),
        slip=fields.get("slip", ""),
        children=fields.get("children", ""),
        bank_holidays=fields.get("bank_holidays", ""),
        status=(Status.PAUSED if paused else Status.LISTED).value,
        status_reason=PAUSED_BY_ITS_SOURCE if paused else "",
        note=cut("\n".join(filter(None, (record.note, record.online_note))), LONGEST_NOTE),
        tags=facts.tags,
        access=facts.access,
    )


def _attendance(record: MeetingRecord, venue: str | None) -> str:
    """For a row that says nothing of it."""
    joined = record.online_link or record.online_phone
    if venue is None:
        return (Attendance.ONLINE if joined else Attendance.IN_PERSON).value
    return (Attendance.HYBRID if joined else Attendance.IN_PERSON).value


# --- Texts


def cut(text: str, limit: int) -> str:
    """A text that fits its column."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def cut_at_blank(text: str, limit: int) -> str:
    """As many whole words as fit."""
    return text if len(text) <= limit else text[: limit + 1].rpartition(" ")[0]


def _fuller(one: str, other: str) -> str:
    return max(one, other, key=lambda text: (len(text), text))
