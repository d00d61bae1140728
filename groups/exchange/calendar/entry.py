"""What a calendar holds of one meeting: the record that `outgoing` makes of rows and `calendar` writes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from groups.rules.geo import Point
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import Timetable

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as calendars write them, in the order of `date.weekday()`."""

UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the time of a change that nobody knows, so that a file stays as it is all the same."""


@dataclass(frozen=True)
class Spot:
    """Where a meeting is, and how one joins it. Of a hidden venue the words are its area's, and there is no point."""

    place: str = ""
    point: Point | None = None
    room: str = ""
    """Room and door, in words."""
    joining: str = ""
    """How to join online, in words with the link."""
    is_online: bool = False
    """Whether there is no other place."""
    link: str = ""


@dataclass(frozen=True)
class Change:
    """What is known of a date that differs: the `source` of an exception in an entry's timetable."""

    spot: Spot
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """One meeting as a calendar holds it."""

    uid: str
    """For ever the same: `12@example.org`."""
    name: str
    url: str
    table: Timetable
    """The sources of its exceptions are `Change`."""
    spot: Spot = Spot()
    said: tuple[str, ...] = ()
    """What else is said of it, each a line."""
    changed_at: datetime = UNKNOWN
    is_invented: bool = False
    weeks: Weeks = Weeks.EVERY
    """In which weeks somebody goes to it."""


@dataclass(frozen=True)
class Manner:
    """How somebody wants their calendar."""

    discreet: bool = False
    """Whether each entry is an appointment at a place and says nothing else."""
    alarm: int | None = None
    """How many minutes before each date to be reminded; None for no reminder."""


AS_IT_IS = Manner()
