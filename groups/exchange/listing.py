"""One meeting with its group and venue as files tell it: what `outgoing_listings` makes of rows, and writers are given.

Nothing in it is private. Of a hidden venue it holds the area alone.
"""

from datetime import date, datetime, time
from typing import NamedTuple

from groups.rules.choices import Precision
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK

_HIDDEN = Precision.HIDDEN.value
HIDDEN_IN = "hidden in "
"""Before the area that is all there is to say of a hidden venue."""


class AreaAround(NamedTuple):
    """An area: its name, those it lies in (the broadest first), and its centre."""

    slug: str = ""
    name: str = ""
    above: tuple[str, ...] = ()
    lat: float | None = None
    lng: float | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Broadest first, itself last."""
        return (*self.above, self.name) if self.name else ()


NO_AREA = AreaAround()


class TagSaid(NamedTuple):
    """A tag of a meeting, and the weeks of the month that it holds for."""

    slug: str
    label: str
    weeks: int = EVERY_WEEK


class AccessSaid(NamedTuple):
    """One answer about access."""

    slug: str
    label: str
    answer: str
    note: str = ""


class VenueSaid(NamedTuple):
    """A place with what is told of it: of a hidden one its area alone, and no number by which it is known again."""

    number: int | None
    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    country: str = ""
    directions: str = ""
    precision: str = Precision.EXACT.value
    lat: float | None = None
    lng: float | None = None
    area: str = ""
    """The slug of the area that it was given; hidden the one that it lies in."""
    access: tuple[AccessSaid, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether it is its area alone."""
        return self.precision == _HIDDEN

    @property
    def known_as(self) -> str:
        """By what an exception names it: its number; where it is hidden the area alone."""
        return f"{HIDDEN_IN}{self.area}".strip() if self.is_hidden else str(self.number)


class ExceptionSaid(NamedTuple):
    """A date, or a span of dates, on which a meeting differs.

    `venue` is by what a new venue is known where this is said: by its number in a file of ours, or as hidden in an
    area; `venue_words` are for people.
    """

    kind: str
    first: date
    last: date
    to: date | None = None
    starts_at: time | None = None
    room: str = ""
    online_link: str = ""
    note: str = ""
    venue_words: str = ""
    venue: str = ""

    @property
    def venue_id(self) -> str | None:
        """For the rules, which ask whether there is one."""
        return self.venue or None


class Columns(NamedTuple):
    """What stands in columns of the tables; a name tells whose it is, those of the meeting have none before them."""

    number: int
    slug: str
    group_slug: str
    group_name: str
    attendance: str
    name: str = ""
    group_description: str = ""
    group_email: str = ""
    group_phone: str = ""
    group_website: str = ""
    group_audience: str = ""
    group_about: int = 0
    group_area: int | None = None
    group_confirmed_on: date | None = None
    group_confirmed_by: str = ""
    group_status: str = ""
    group_status_reason: str = ""
    group_paused_until: date | None = None
    group_feed: str | None = None
    programme: str | None = None
    programme_name: str | None = None
    programme_approach: str | None = None
    programme_audience: str | None = None
    programme_about: int | None = None
    venue: int | None = None
    venue_name: str | None = None
    venue_address: str | None = None
    venue_town: str | None = None
    venue_postcode: str | None = None
    venue_country: str | None = None
    venue_directions: str | None = None
    venue_precision: str | None = None
    venue_lat: float | None = None
    venue_lng: float | None = None
    venue_area: int | None = None
    venue_area_found: int | None = None
    room: str = ""
    door: str = ""
    online_link: str = ""
    online_phone: str = ""
    online_ask: bool = False
    by_arrangement: bool = False
    weekday: int | None = None
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None
    starts_at: time | None = None
    minutes: int | None = None
    drop_in: bool = False
    time_zone: str = ""
    who: str = ""
    who_note: str = ""
    open_weeks: int = 0
    joining: str = ""
    joining_note: str = ""
    cost: str = ""
    cost_note: str = ""
    youngest: int | None = None
    oldest: int | None = None
    newcomer_met: str = ""
    newcomer_contact: str = ""
    newcomer_note: str = ""
    languages: str = ""
    slip: str = ""
    children: str = ""
    bank_holidays: str = ""
    note: str = ""
    status: str = ""
    status_reason: str = ""
    paused_until: date | None = None
    confirmed_on: date | None = None
    confirmed_by: str = ""
    feed: str | None = None
    changed_at: datetime | None = None
    access_yes: str = ""
    """Slugs of what is answered with yes, by the meeting or its venue, with blanks between."""
    has_exceptions: bool = False


class Listing(NamedTuple):
    """One meeting: its columns, the areas they name, and what it has in rows of its own."""

    of: Columns
    area: AreaAround = NO_AREA
    """The venue's; online the group's."""
    group_area: AreaAround = NO_AREA
    tags: tuple[TagSaid, ...] = ()
    access: tuple[AccessSaid, ...] = ()
    venue_access: tuple[AccessSaid, ...] = ()
    exceptions: tuple[ExceptionSaid, ...] = ()
    other_venues: tuple[VenueSaid, ...] = ()
    """Where it meets on single dates, as exceptions name them."""
    changes: tuple[str, ...] = ()
    """What is different on dates to come, in sentences."""
    is_invented: bool = False

    @property
    def title(self) -> str:
        """What it is called: its own name, else its group's."""
        return self.of.name or self.of.group_name

    @property
    def is_hidden(self) -> bool:
        """Whether its venue is its area alone."""
        return self.of.venue_precision == _HIDDEN

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude that may be shown: of a hidden venue its area's centre."""
        if self.of.venue is None:
            return None
        lat, lng = (self.area.lat, self.area.lng) if self.is_hidden else (self.of.venue_lat, self.of.venue_lng)
        return None if lat is None or lng is None else (lat, lng)

    @property
    def checked_on(self) -> date | None:
        """When it or its group was last checked."""
        own, of_group = self.of.confirmed_on, self.of.group_confirmed_on
        return max(own, of_group) if own and of_group else own or of_group
