"""Made listings for benchmarks: as many as are asked for, spread as the UK's are, the same for the same seed.

Nothing here is true but the towns' centres. No database: `groups/feeds/synthetic_rows.py` writes them into the tables.
"""

import csv
from bisect import bisect
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from django.conf import settings

from groups.rules.choices import Attendance, BankHolidays, Cost, ExceptionKind, Status, WhoMayCome
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, FIRST, FOURTH, LAST, SECOND, THIRD

TOWNS: Path = settings.ROOT / "fixtures" / "synthetic" / "towns.csv"

ONLINE, HYBRID = 0.12, 0.08
NOT_WEEKLY = 0.15
IN_THE_COUNTRY = 0.12
MEETINGS_OF_A_VENUE = 2.5
LATEST_VENUES = 80
"""How many venues of a town may still get further meetings, so that memory does not grow with their number."""

_KM_OF_A_DEGREE = 111.2

_PROGRAMMES = {
    "alcoholics-anonymous": 44, "narcotics-anonymous": 13, "al-anon": 11, "smart-recovery": 8, "cocaine-anonymous": 6,
    "": 5, "gamblers-anonymous": 3, "overeaters-anonymous": 2, "co-dependents-anonymous": 2, "alateen": 1,
    "sex-and-love-addicts-anonymous": 2, "adult-children-of-alcoholics": 1, "nar-anon": 1, "families-anonymous": 1,
}  # fmt: skip
_WEEKDAYS = (15, 15, 15, 15, 13, 14, 13)
_STARTS = {
    time(19, 30): 24, time(19): 12, time(20): 11, time(18, 30): 7, time(18): 6, time(17, 30): 3, time(20, 30): 2,
    time(12, 30): 7, time(13): 3, time(10): 6, time(11): 4, time(10, 30): 3, time(14): 2, time(7): 3, time(7, 30): 2,
    time(21): 2, time(22): 1, time(23, 30): 1, time(8): 1,
}  # fmt: skip
_MINUTES = {60: 45, 90: 35, 75: 8, 120: 2, 45: 1, None: 9}
_SIZES = {1: 66, 2: 18, 3: 8, 4: 4, 5: 3, 7: 1}
_NAMES = (
    "Harbour", "New Hope", "Serenity", "Daily Reprieve", "Living Sober", "First Step", "Courage", "Lighthouse",
    "Just for Today", "Freedom", "Beginnings", "Gratitude", "Bridge", "Turning Point", "Sunrise", "Candlelight",
    "One Day at a Time", "Primary Purpose", "Steps to Hope", "Open Door", "Acceptance", "Clean and Serene", "Friday",
)  # fmt: skip
_HALLS = (
    "St Mary's Church Hall", "Methodist Church", "Friends Meeting House", "Community Centre", "Village Hall", "Library",
    "Salvation Army Hall", "Health Centre", "Baptist Church", "Town Hall", "Recovery Hub", "St John's Hall", "URC Hall",
)  # fmt: skip
_STREETS = ("High Street", "Church Street", "Station Road", "Mill Lane", "Queen Street", "The Green", "Park Road")
_TAGS = {
    "discussion": 20, "step-study": 16, "newcomers": 14, "speaker": 10, "literature": 10, "meditation": 7, "women": 9,
    "men": 4, "lgbtq": 4, "young-people": 4, "people-of-colour": 1, "parents": 1,
}  # fmt: skip
_FEATURES = {"step-free": 0.75, "accessible-toilet": 0.5, "hearing-loop": 0.3, "parking": 0.45, "quiet-room": 0.04}
_ANSWERS = {"yes": 72, "partly": 12, "no": 16}
_CHECKED_BY = {"feed": 60, "website": 15, "email": 10, "group": 8, "phone": 5, "visit": 2}
_WEEKS = (FIRST, SECOND, LAST, FIRST | THIRD, SECOND | FOURTH, FIRST | SECOND | THIRD, THIRD, FOURTH)
_NOT_IN_AUGUST, _TERM_TIME = EVERY_MONTH & ~(1 << 7), EVERY_MONTH & ~(1 << 6 | 1 << 7)
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True)
class Town:
    """The centre of a town, in WGS84 degrees, and how many thousand people live there."""

    name: str
    county: str
    nation: str
    lat: float
    lng: float
    thousands: int
    postcodes: str


@dataclass(frozen=True)
class MadeVenue:
    """One venue, known by its number."""

    number: int
    name: str
    address: str
    town: Town
    postcode: str
    lat: float
    lng: float
    access: dict[str, str]


@dataclass(frozen=True)
class MadeGroup:
    """One group, known by its number."""

    number: int
    name: str
    programme: str
    town: Town


@dataclass(frozen=True)
class MadeMeeting:
    """One meeting. `fields` are those of the table; `exceptions` are the fields of one each."""

    number: int
    group: MadeGroup
    venue: MadeVenue | None
    fields: dict
    tags: tuple[tuple[str, int], ...]
    exceptions: list[dict] = field(default_factory=list)


def towns() -> list[Town]:
    """The towns, as they stand in the file."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return [
            Town(
                **{
                    **row,
                    "lat": float(row["lat"]),
                    "lng": float(row["lng"]),
                    "thousands": int(row["thousands"]),
                }
            )
            for row in csv.DictReader(file)
        ]


def meetings(count: int, *, seed: int, on: date) -> Iterator[MadeMeeting]:
    """So many meetings, group by group; their checks and exceptions are dated from `on`."""
    maker = _Maker(seed, on)
    made = 0
    while made < count:
        for meeting in maker.group(min(maker.pick(_SIZES), count - made)):
            made += 1
            yield meeting


class _Maker:
    def __init__(self, seed: int, on: date):
        self.random = Random(seed)
        self.on = on
        self.towns = towns()
        self.weights = list(accumulate(town.thousands for town in self.towns))
        self.venues = {town: deque(maxlen=LATEST_VENUES) for town in self.towns}
        self.groups_made = self.meetings_made = self.venues_made = 0

    def pick(self, weighted: dict):
        """One of the keys, the heavier the likelier."""
        return self.random.choices(list(weighted), weighted.values())[0]

    def group(self, size: int) -> Iterator[MadeMeeting]:
        town = self.towns[bisect(self.weights, self.random.random() * self.weights[-1])]
        name = f"{self.random.choice(_NAMES)} {town.name}"
        group = MadeGroup(self.groups_made, name, self.pick(_PROGRAMMES), town)
        self.groups_made += 1
        for _nth in range(size):
            yield self.meeting(group)

    def meeting(self, group: MadeGroup) -> MadeMeeting:
        chance = self.random.random()
        attendance = Attendance.IN_PERSON
        if chance < ONLINE + HYBRID:
            attendance = Attendance.ONLINE if chance < ONLINE else Attendance.HYBRID
        venue = None if attendance == Attendance.ONLINE else self.venue(group.town)
        fields = {"attendance": attendance.value, **self.when(), **self.facts(group), **self.standing()}
        if attendance != Attendance.IN_PERSON:
            fields["online_link"] = f"https://zoom.us/j/{self.random.randrange(10**9, 10**10)}"
        made = MadeMeeting(self.meetings_made, group, venue, fields, self.tags(), self.exceptions(fields))
        self.meetings_made += 1
        return made

    def when(self) -> dict:
        fields = {
            "weekday": self.random.choices(range(7), _WEEKDAYS)[0],
            "starts_at": self.pick(_STARTS),
            "minutes": self.pick(_MINUTES),
        }
        if self.random.random() >= NOT_WEEKLY:
            return fields
        way = self.random.random()
        if way < 0.6:
            fields["weeks"] = self.random.choice(_WEEKS)
        elif way < 0.85:
            fields |= {"interval": 2, "phase": self.random.randrange(2)}
        else:
            fields["months"] = self.random.choice((_NOT_IN_AUGUST, _TERM_TIME))
        return fields

    def facts(self, group: MadeGroup) -> dict:
        chance = self.random.random
        fields = {"who": self.pick({WhoMayCome.MEMBERS.value: 50, WhoMayCome.ANYONE.value: 40, "": 10})}
        if fields["who"] == WhoMayCome.MEMBERS and chance() < 0.08:
            fields["open_weeks"] = LAST
        fields["cost"] = self.pick({Cost.COLLECTION.value: 60, Cost.FREE.value: 20, "": 20})
        fields["bank_holidays"] = self.pick({"": 60, BankHolidays.AS_USUAL.value: 32, BankHolidays.NO_MEETING.value: 8})
        fields["slip"] = "yes" if chance() < 0.12 else ""
        fields["children"] = "yes" if chance() < 0.06 else ""
        fields["languages"] = self.pick({"": 93, "pl": 3, "cy": 1, "bfi": 1, "pa": 1, "fa": 1})
        if chance() < 0.3:
            fields["note"] = f"Please come in by the side door. {group.name} meets upstairs; tea is ready before."
        return fields

    def standing(self) -> dict:
        """Its status, and when it was last checked: a few never, some long ago."""
        status = self.pick({Status.LISTED.value: 96, Status.PAUSED.value: 2, Status.CLOSED.value: 2})
        if self.random.random() < 0.05:
            return {"status": status}
        days = int(min(self.random.expovariate(1 / 150), 1500))
        return {
            "status": status,
            "confirmed_on": self.on - timedelta(days=days),
            "confirmed_by": self.pick(_CHECKED_BY),
        }

    def tags(self) -> tuple[tuple[str, int], ...]:
        if self.random.random() >= 0.4:
            return ()
        slugs = {self.pick(_TAGS) for _nth in range(self.random.choice((1, 1, 2)))}
        return tuple((slug, FIRST if slug == "speaker" else EVERY_WEEK) for slug in sorted(slugs))

    def exceptions(self, fields: dict) -> list[dict]:
        """For one in fifty, one of the coming weeks is cancelled or an hour later."""
        if self.random.random() >= 0.02:
            return []
        ahead = (fields["weekday"] - self.on.weekday()) % 7 + 7 * self.random.randrange(8)
        day = self.on + timedelta(days=ahead)
        if self.random.random() < 0.7 or fields["starts_at"].hour == 23:
            return [{"kind": ExceptionKind.CANCELLED.value, "first": day, "last": day}]
        later = fields["starts_at"].replace(hour=fields["starts_at"].hour + 1)
        return [{"kind": ExceptionKind.MOVED.value, "first": day, "last": day, "starts_at": later}]

    def venue(self, town: Town) -> MadeVenue:
        """One that is there already, or a new one: a venue has a few meetings."""
        here = self.venues[town]
        if here and self.random.random() > 1 / MEETINGS_OF_A_VENUE:
            return self.random.choice(here)
        here.append(self.new_venue(town))
        return here[-1]

    def new_venue(self, town: Town) -> MadeVenue:
        spread = 1.0 + town.thousands**0.5 / 6
        if self.random.random() < IN_THE_COUNTRY:
            spread = 14.0
        north, east = (self.random.gauss(0, spread) / _KM_OF_A_DEGREE for _axis in range(2))
        district = 1 + int(abs(north) * 60 + abs(east) * 40) % 30
        letters = "".join(self.random.choices(_INWARD_LETTERS, k=2))
        access = {slug: self.pick(_ANSWERS) for slug, share in _FEATURES.items() if self.random.random() < share}
        number = self.venues_made
        self.venues_made += 1
        return MadeVenue(
            number=number,
            name=self.random.choice(_HALLS),
            address=f"{self.random.randrange(1, 200)} {self.random.choice(_STREETS)}",
            town=town,
            postcode=f"{town.postcodes}{district} {self.random.randrange(10)}{letters}",
            lat=round(town.lat + north, 5),
            lng=round(town.lng + east * 1.6, 5),  # a degree of longitude is shorter up here
            access=access,
        )
