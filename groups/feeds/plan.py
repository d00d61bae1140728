"""What an import would do: plain data, to be looked at before it is applied."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from groups.exchange.record import Problem, Understood
from groups.feeds.values import GroupValues, MeetingValues, VenueValues
from groups.models import Feed
from groups.rules.choices import CheckedBy

FEWEST_TO_STOP = 5
"""A feed may always close this many."""

Values = GroupValues | VenueValues | MeetingValues


@dataclass(slots=True)
class Addition:
    """A record to be made. `says` is what the feed says of it, `besides` what it says that is no field."""

    key: str
    says: Values
    slug: str = ""
    line: int = 0
    title: str = ""
    besides: dict = field(default_factory=dict)
    cautions: str = ""


@dataclass(slots=True)
class Change:
    """A record to be written again: its values `now` and what they become, and what the feed says to remember."""

    pk: int
    key: str
    now: Values
    becomes: Values
    says: Values
    besides: dict = field(default_factory=dict)
    title: str = ""
    cautions: str | None = None
    """None where they stay."""
    newly_checked: str = ""
    """The date of a check that is not yet in the log."""
    confirmed_on: str = ""
    """The same where it is the newest check of this record."""
    checked_by: str = CheckedBy.FEED.value
    """How it was checked then."""
    is_renamed: bool = False
    """Whether the key by which the feed knows it is new."""

    @property
    def fields(self) -> list[str]:
        """The names of the fields that change here; empty where only what the feed says is noted."""
        pairs = zip(self.now._fields, self.now, self.becomes, strict=True)
        return [name for name, one, other in pairs if one != other]


@dataclass
class Part:
    """What happens to the records of one table: those that come, change or leave, and those that are just seen."""

    added: list[Addition] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    """Number by key, for those that are in the table already: made by this feed, or linked."""


@dataclass
class Plan:
    """All of it. Counts are of meetings."""

    feed: Feed
    format_name: str
    revision: int
    """That of the listings when they were read: a plan is for what was there then."""
    groups: Part = field(default_factory=Part)
    venues: Part = field(default_factory=Part)
    meetings: Part = field(default_factory=Part)
    rejected: list[Problem] = field(default_factory=list)
    changed_beside: int = 0
    """Meetings that stay as they are while their group or venue changes."""
    listed: int = 0
    """Meetings of this feed that are not closed, before the run."""
    closing: int = 0
    """Those of the gone that were not closed before."""
    paused: int = 0
    without_zone: int = 0
    zones_by_place: int = 0
    """Meetings whose row has no time zone, and whose country or state has one alone."""
    with_cautions: int = 0
    unknown_codes: Counter = field(default_factory=Counter)
    understood: Understood = field(default_factory=Understood)
    """How the columns of a sheet of somebody's own were understood."""
    said_of_doubles: str = ""
    """Once it is applied: how many of the added may be listed already, and where they are looked at."""

    @property
    def read(self) -> int:
        """How many meetings the feed told of that could be taken in."""
        return len(self.meetings.added) + len(self.meetings.changed) + len(self.meetings.seen)

    @property
    def counts(self) -> dict[str, int]:
        """The five numbers of a run."""
        return {
            "added": len(self.meetings.added),
            "changed": len(self.meetings.changed) + self.changed_beside,
            "unchanged": len(self.meetings.seen) - self.changed_beside,
            "gone": len(self.meetings.gone),
            "rejected": len(self.rejected),
        }

    @property
    def rows_to_write(self) -> int:
        """How many records of all kinds are made or written again."""
        parts = (self.groups, self.venues, self.meetings)
        return sum(len(part.added) + len(part.changed) + len(part.gone) for part in parts)

    @property
    def writes(self) -> bool:
        """Whether any listing changes."""
        return self.rows_to_write > 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read: such an answer changes nothing."""
        return self.read == 0

    @property
    def closes_too_much(self) -> bool:
        """Whether it would close more than a quarter of the feed's listings, and more than five."""
        return self.closing > FEWEST_TO_STOP and self.closing * 4 > self.listed

    def digest(self) -> str:
        """By which a plan is known to be the one that was looked at, whatever else has changed meanwhile."""
        seen = sha256()
        for part in (self.groups, self.venues, self.meetings):
            for item in (*part.added, *part.changed, *part.gone):
                seen.update(repr(item).encode(errors="replace"))
        seen.update(repr([(problem.line, problem.why) for problem in self.rejected]).encode(errors="replace"))
        return seen.hexdigest()

    def refusal(self, *, force: bool) -> str:
        """Why it is not applied; empty where it may be."""
        if self.is_empty:
            return _("Not one meeting could be read: nothing is changed.")
        if self.closes_too_much and not force:
            return _("It would close %(closing)d of the feed’s %(listed)d listings: nothing is changed.") % {
                "closing": self.closing,
                "listed": self.listed,
            }
        return ""

    def __str__(self):
        return ", ".join(f"{name} {count}" for name, count in self.counts.items())
