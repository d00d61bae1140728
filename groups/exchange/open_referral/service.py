"""A service as Open Referral has it: a group with all that meets of it, and whoever stands behind it.

What `outgoing.services` makes of rows, and the writer is given. Nothing in it is private.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from groups.exchange.listing import Listing
from groups.rules.choices import Attendance, Status


class ServiceStatus(StrEnum):
    """Where a service stands, in the words of the standard."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


class Organisation(NamedTuple):
    """A fellowship, by the number of its programme."""

    number: int
    name: str
    description: str = ""
    website: str = ""


class Pause(NamedTuple):
    """How a record rests: until a date, that one included, or until told; and why."""

    until: date | None = None
    reason: str = ""


class Service(NamedTuple):
    """One group."""

    number: int
    slug: str
    name: str
    status: ServiceStatus
    description: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    organisation: Organisation | None = None
    """None where the group stands for itself."""
    reason: str = ""
    """Why it is paused or closed."""
    is_invented: bool = False
    meetings: tuple[Listing, ...] = ()
    pause: Pause | None = None
    """How it rests as a whole."""
    pauses: dict[int, Pause] = {}
    """How those of its meetings rest that do so by themselves, by their numbers."""

    def rest_of(self, meeting: int) -> Pause | None:
        """How a meeting rests, by itself or with all of it: the longer of the two."""
        rests = [pause for pause in (self.pause, self.pauses.get(meeting)) if pause]
        return max(rests, key=lambda pause: (pause.until is None, pause.until or date.min), default=None)


class PlaceKind(StrEnum):
    """What a service's link to a location is made of."""

    VENUE = "service-at-venue"
    HIDDEN = "service-at-hidden-venue"
    ONLINE = "service-online"


class Place(NamedTuple):
    """One way of being there: a venue of a group; or a meeting's own, where its venue is hidden, and online.

    Two groups in one hidden venue are so told by nobody: each has its area alone.
    """

    kind: PlaceKind
    group: int
    number: int
    """Of the venue; of the meeting where the place is its own."""


def places_of(group: int, meeting: int, venue: int | None, *, is_hidden: bool, attendance: str) -> list[Place]:
    """Where a meeting can be attended: its venue first."""
    found = []
    if venue is not None and attendance != Attendance.ONLINE:
        kind = PlaceKind.HIDDEN if is_hidden else PlaceKind.VENUE
        found.append(Place(kind, group, meeting if is_hidden else venue))
    if attendance != Attendance.IN_PERSON:
        found.append(Place(PlaceKind.ONLINE, group, meeting))
    return found


def is_paused(status: str, until: date | None, *, on: date) -> bool:
    """Whether it rests on this date."""
    return status == Status.PAUSED and (until is None or on <= until)


def status_of(status: str, until: date | None, meetings: Iterable[bool], *, on: date) -> ServiceStatus:
    """Where a group stands: `meetings` says of each that is neither draft, closed nor over whether it is paused."""
    paused = list(meetings)
    if status == Status.CLOSED:
        return ServiceStatus.DEFUNCT
    if not paused:
        return ServiceStatus.INACTIVE
    if is_paused(status, until, on=on) or all(paused):
        return ServiceStatus.TEMPORARILY_CLOSED
    return ServiceStatus.ACTIVE
