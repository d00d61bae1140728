"""The neutral record: one meeting as every format reads and writes it, and the problem a bad row becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK


@dataclass(frozen=True)
class VenueRecord:
    """Where a row says its meeting is. A point is WGS84 degrees; None where the row has none that can be trusted."""

    name: str = ""
    address: str = ""
    """Street lines, one per line, without town and postcode."""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""
    regions: tuple[str, ...] = ()
    """Named parts of the map, broadest first."""
    directions: str = ""
    lat: float | None = None
    lng: float | None = None
    approximate: bool = False
    hidden: bool = False
    """Whether nothing but its area is public, where it comes from."""
    area: str = ""
    """The slug of its area; empty where its feed knows none of ours."""
    access: str = ""
    """Answers about access as values hold them: `step-free=yes`, with a note `step-free=yes:ramp%20outside`."""
    number: str = ""
    """By which a file of our own tells two places of one name apart."""


class Name(NamedTuple):
    """What a code is called in one scheme; `as_written` where its case says something, for "SG" is not "Sg" there."""

    scheme: str
    code: str
    as_written: bool = False


class Coded(NamedTuple):
    """A code of which a feed says more than its letters, as the text alone would.

    `code` is what staff are told where nobody knows it. It means what the first of its `names` means that is known.
    """

    code: str
    names: tuple[Name, ...] = ()
    weeks: int = EVERY_WEEK
    """The weeks of the month that it holds for."""


class Check(NamedTuple):
    """One time that a listing was checked, and how (CheckedBy)."""

    on: date
    by: str


@dataclass(frozen=True)
class MeetingRecord:
    """One meeting of a feed. Codes are as the feed wrote them: what they mean is looked up within their fellowship.

    `key` is stable within the feed; weekday 0 is Monday; `minutes` is the length; masks are as in rules.schedule.
    A row whose dates its feed does not say ("one Sunday a month", "every other week" with no date to count from)
    is by arrangement, with the weekday and time it has: it is never shown as weekly.
    """

    key: str
    line: int
    """The row's number in its feed, from 1."""
    name: str
    group: str = ""
    programme: str = ""
    """Whose meeting it is, as a row of a list of several fellowships has it; empty: as the feed says."""
    group_key: str = ""
    """By which groups of one name are told apart; empty where the name is enough."""
    attendance: str = ""
    by_arrangement: bool = False
    weekday: int | None = None
    starts_at: time | None = None
    minutes: int | None = None
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None
    time_zone: str = ""
    venue: VenueRecord | None = None
    online_link: str = ""
    online_phone: str = ""
    online_note: str = ""
    codes: tuple[str | Coded, ...] = ()
    note: str = ""
    group_note: str = ""
    group_website: str = ""
    group_email: str = ""
    group_phone: str = ""
    paused: bool = False
    updated: datetime | None = None
    """When the source last touched the row (aware, UTC), or None."""
    cautions: tuple[str, ...] = field(default=())
    """Sentences for staff: what the row says that could not become a fact."""
    stated: Mapping[str, object] = field(default_factory=dict)
    """What a file of our own says plainly, by the names of a meeting's values; it stands before all codes."""
    stated_of_group: Mapping[str, object] = field(default_factory=dict)
    """The same of its group; programme and area by their slugs."""
    slug: str = ""
    """Where a file of our own says under which address it is found, with `group_slug` of its group."""
    group_slug: str = ""
    other_venues: Mapping[str, VenueRecord] = field(default_factory=dict)
    """The places of its exceptions, by what these name them."""
    checked: Check | None = None
    """What a file of our own says of the last check, of the meeting itself and of its group."""
    group_checked: Check | None = None


@dataclass(frozen=True)
class Problem:
    """A row that could not be taken in, and why, in a sentence."""

    line: int
    row: str
    why: str
    key: str = field(default="", compare=False)
    """The row's key where it has one of its own: what is listed under it already stays as it is."""


class Column(NamedTuple):
    """How one column of a sheet was understood, in words; `means` is empty where it is left out, and `why` says so."""

    heading: str
    means: str = ""
    why: str = ""

    def __str__(self):
        return f"{self.heading} → {self.means}" if self.means else f"{self.heading}: {self.why}"


@dataclass(frozen=True)
class Understood:
    """How a sheet of somebody's own was understood: where its list stands, and each of its columns."""

    where: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class SheetRows:
    """The rows of such a sheet as its reader yields them, with how it was understood."""

    rows: Iterator[MeetingRecord | Problem]
    understood: Understood

    def __iter__(self):
        return self.rows


class Unreadable(Exception):
    """A whole file or answer that cannot be read; it says why in a sentence, and nothing changes."""


@dataclass(frozen=True)
class Format:
    """One foreign format: its name in commands and addresses, what people call it, and how it is read and written."""

    name: str
    label: str
    media_type: str
    read: object = None
    write: object = None
    recognises: object = None
    """`recognises(data: bytes) -> bool`: is this what the bytes look like?"""
    takes_formats: bool = False
    """Whether `read` takes the list of formats that stands `beside` the meetings."""
    whole: object = None
    """`whole(data: bytes, address: str, further) -> bytes`: all of what only begins at an address, or points to more;
    `further(address) -> bytes` fetches from the same host."""
