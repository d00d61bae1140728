"""What a visitor asked for: one frozen value, built once, that becomes SQL once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.rules.choices import Kind
from groups.rules.geo import KM_IN, Point
from groups.rules.schedule import weeks_of
from groups.rules.sought import Sought


@dataclass(frozen=True)
class Choice:
    """One value of a parameter: its slug in the address, its label for people, the keys of the rows it stands for."""

    slug: str
    label: str
    keys: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Near:
    """A place that was found: what to call it, its point, and whether the point is only about right.

    `in_titles` is what a page's title may call it: a title stays in a browser's history, so it never holds a whole
    postcode or a point.
    """

    name: str
    point: Point
    about: bool = False
    in_titles: str = ""


@dataclass(frozen=True)
class TimeOfDay:
    """A time of day as an address names it, and its spans of minutes (the end is not in it)."""

    slug: str
    label: str
    spans: tuple[tuple[int, int], ...]


TIMES_OF_DAY = (
    TimeOfDay("morning", gettext_lazy("morning"), ((5 * 60, 12 * 60),)),
    TimeOfDay("afternoon", gettext_lazy("afternoon"), ((12 * 60, 17 * 60),)),
    TimeOfDay("evening", gettext_lazy("evening"), ((17 * 60, 21 * 60),)),
    TimeOfDay("night", gettext_lazy("night"), ((21 * 60, 24 * 60), (0, 5 * 60))),
)
STARTING_WITHIN = 120
"""How many minutes ahead `time=now` looks."""

DISTANCES = (1, 2, 5, 10, 25, 50, 100)
"""What `within` can be, in the site's unit."""

WIDENING = (10, 25, 50, 100)
"""Tried in turn where nobody said how far: the first that holds enough."""

ENOUGH = 5


@dataclass(frozen=True)
class MeetingSearch:
    """What was asked."""

    words: str = ""
    """As they were typed."""
    sought: Sought | None = field(default=None, compare=False)
    """What the words came to; never without it where there are words."""
    near: Near | None = None
    within: int | None = None
    unit: str = "mi"
    on: date | None = None
    """The date asked for by `date`."""
    days: tuple[int, ...] = ()
    """Weekdays."""
    dates: tuple[date, ...] = ()
    """Real dates asked for by `day`."""
    now: bool = False
    times: tuple[TimeOfDay, ...] = ()
    starts: tuple[tuple[int, int], ...] = ()
    """Spans of minutes of the day in which it starts, where an exact time was asked for."""
    weeks: int = 0
    """Weeks of the month (`rules.schedule`); 0 is any."""
    kinds: tuple[Kind, ...] = ()
    audience: str = ""
    about: int = 0
    programmes: tuple[Choice, ...] = ()
    attendance: tuple[str, ...] = ()
    open_only: bool = False
    who: tuple[Choice, ...] = ()
    access: tuple[Choice, ...] = ()
    languages: tuple[str, ...] = ()
    slip: bool = False
    children: bool = False
    areas: tuple[Choice, ...] = ()
    sort: str = "soonest"
    site_language: str = field(default="en-GB", compare=False)

    @property
    def km(self) -> float | None:
        """How far, in kilometres."""
        return None if self.within is None else self.within * KM_IN[self.unit]

    @property
    def only_now(self) -> bool:
        """Whether it asks for what is on now and for no other time of day beside."""
        return self.now and not self.times

    @property
    def names_first(self) -> bool:
        """Whether what has the words in its names stands apart from what only mentions them."""
        by_time = self.sort != "name" and not (self.sort == "nearest" and self.near)
        return bool(self.words and self.sought and self.sought.terms) and by_time

    @property
    def has_dates(self) -> bool:
        """Whether it asks for certain dates, so that each is shown truly for itself."""
        return self.on is not None or bool(self.dates and not self.days)

    @property
    def when(self) -> "MeetingSearch":
        """What it asks of dates and times, and nothing else."""
        asked = {name: getattr(self, name) for name in ("on", "days", "dates", "now", "times", "starts", "weeks")}
        return MeetingSearch(**asked, open_only=self.open_only)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The spans of minutes of the day that it asks for, by time of day and by exact time: both have to hold."""
        of_day = tuple(span for time in self.times for span in time.spans)
        if not (of_day and self.starts):
            return of_day or self.starts
        both = [(max(a, c), min(b, d)) for a, b in of_day for c, d in self.starts]
        return tuple(span for span in both if span[0] < span[1]) or ((0, 0),)

    def wants(self, day: date) -> bool:
        """Whether a date is one that it asks for; every date is where it names none."""
        if self.on is not None and day != self.on:
            return False
        if self.weeks and not self.weeks & weeks_of(day):
            return False
        return not (self.days or self.dates) or day.weekday() in self.days or day in self.dates

    @property
    def days_meant(self) -> tuple[date, ...]:
        """The real dates it asks for, each once and in order."""
        named = {*self.dates, *([self.on] if self.on else [])}
        return tuple(sorted(day for day in named if self.wants(day)))


@dataclass(frozen=True)
class Moment:
    """When and where a search is made: the instant, the site’s zone, and the zones and nations of the listings."""

    now: datetime
    zone: ZoneInfo
    zones: tuple[str, ...] = ()
    nations: frozenset[str] = frozenset()

    @property
    def in_this_minute(self) -> "Moment":
        """The beginning of the minute it is. Meetings start and end with a minute, so seconds decide nothing."""
        return replace(self, now=self.now.replace(second=0, microsecond=0))

    @cached_property
    def today(self) -> date:
        """The site's date."""
        return self.now.astimezone(self.zone).date()


_UNIT_WORDS: dict[str, Callable[[int], str]] = {
    "mi": lambda n: ngettext("%(number)s mile", "%(number)s miles", n),
    "km": lambda n: ngettext("%(number)s km", "%(number)s km", n),
}


def _decimal(shown: str) -> str:
    """A number with the sign that the reader's language puts before tenths."""
    return shown.replace(".", get_format("DECIMAL_SEPARATOR"))


def distance_words(number: float, unit: str, *, about: bool = False) -> str:
    """`0.4 miles`, `12 miles`, `about 3 miles`: one decimal under ten, whole above and where it is only about right."""
    shown = f"{number:.1f}" if number < 9.95 and not about else f"{round(number)}"
    shown = shown.removesuffix(".0")
    if about and shown == "0":
        shown = "1"  # “about 0 miles” would say more than is known
    # Part of a mile takes the form of none.
    words = _UNIT_WORDS[unit](int(shown) if shown.isdigit() else 0) % {"number": _decimal(shown)}
    return _("about %(distance)s") % {"distance": words} if about else words
