"""One listing as a row has it: the facts of a meeting with its group and venue, by the names of the columns."""

from dataclasses import dataclass
from datetime import date

from groups.models import Meeting
from groups.rules.cells import Hours, Rhythm
from groups.rules.choices import Status
from groups.rules.schedule import EVERY_MONTH

GROUP = {
    "group": "name", "programme": "programme_id", "area": "area_id", "website": "website", "email": "email",
    "phone": "phone", "private_contact": "private_contact",
}  # fmt: skip
VENUE = {"venue": "name", "address": "address", "town": "town", "postcode": "postcode"}
MEETING = {
    "name": "name", "weekday": "weekday", "months": "months", "first": "first", "last": "last",
    "attendance": "attendance", "room": "room", "door": "door", "online_link": "online_link",
    "online_phone": "online_phone", "online_ask": "online_ask", "who": "who", "open_weeks": "open_weeks",
    "joining": "joining", "cost": "cost", "cost_note": "cost_note", "languages": "languages",
    "bank_holidays": "bank_holidays", "note": "note", "status": "status",
}  # fmt: skip
"""The columns of the sheet that are a field of their own, and which. Time, weeks and tags are more than one."""

Tags = tuple[tuple[int, int], ...]
NO_HOURS, WEEKLY = Hours(), Rhythm()


@dataclass
class Listing:
    """What a row says; a new one has what a new record has."""

    number: int | None = None
    group: str = ""
    programme: int | None = None
    area: int | None = None
    website: str = ""
    email: str = ""
    phone: str = ""
    private_contact: str = ""
    name: str = ""
    weekday: int | None = None
    hours: Hours = NO_HOURS
    rhythm: Rhythm = WEEKLY
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None
    attendance: str = ""
    venue: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    room: str = ""
    door: str = ""
    online_link: str = ""
    online_phone: str = ""
    online_ask: bool = False
    who: str = ""
    open_weeks: int = 0
    joining: str = ""
    cost: str = ""
    cost_note: str = ""
    tags: Tags = ()
    languages: str = ""
    bank_holidays: str = ""
    note: str = ""
    status: str = Status.LISTED.value

    @property
    def has_place(self) -> bool:
        """Whether it names a venue."""
        return bool(self.venue or self.address or self.town or self.postcode)

    def differs(self, other: "Listing", names: tuple[str, ...] | dict[str, str]) -> dict[str, object]:
        """Those of these facts that another does not have alike."""
        return {name: getattr(self, name) for name in names if getattr(self, name) != getattr(other, name)}


def listing_of(meeting: Meeting) -> Listing:
    """A meeting as its row. Its group, venue and `meeting_tags` are to be joined."""
    group, venue = meeting.group, meeting.venue
    return Listing(
        number=meeting.pk,
        hours=Hours(meeting.starts_at, meeting.minutes),
        rhythm=Rhythm(meeting.by_arrangement, meeting.weeks, meeting.interval, meeting.phase),
        tags=tuple(sorted((row.tag_id, row.weeks) for row in meeting.meeting_tags.all())),
        **{name: getattr(meeting, field) for name, field in MEETING.items()},
        **{name: getattr(group, field) for name, field in GROUP.items()},
        **({name: getattr(venue, field) for name, field in VENUE.items()} if venue else {}),
    )
