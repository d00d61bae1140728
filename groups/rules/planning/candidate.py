"""What a fit begins with: the meetings there are, what someone wishes, and which times no meeting may take. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Span, Weeks, overlap, spans_of
from groups.rules.schedule import MINUTES_IN_A_DAY

NIGHT_ENDS = 5 * 60
"""Until then (minutes after midnight) it is still the evening before, where someone says by when to be home."""


@dataclass(frozen=True)
class Candidate:
    """One meeting that could be in the week: weekly, or in alternate weeks.

    `starts` is minutes after the midnight of `weekday` (0 is Monday) by the site's clock, `minutes` how long it lasts
    (at least one), `journey` how long one way takes: 0 where it is online.
    """

    number: int
    weekday: int
    starts: int
    minutes: int
    journey: int = 0
    weeks: Weeks = Weeks.EVERY

    @property
    def away(self) -> int:
        """For how many minutes it takes someone from home, each time."""
        return max(1, self.minutes) + 2 * self.journey

    @property
    def spans(self) -> list[Span]:
        """From leaving home to being back, in the fortnight. The first may begin in the Sunday night before it."""
        leaves = self.starts - self.journey
        return list(spans_of(self.weekday, leaves, leaves + self.away, self.weeks))


@dataclass(frozen=True)
class Wish:
    """What someone would like of a week."""

    target: int | None = None
    """How many meetings a week; None: as many as can be."""
    latest: int | None = None
    """By when to be home again (minutes after midnight, 0 to 1439); before 5:00 it is the night after."""
    home_group: int | None = None
    """The number of the home group's meeting."""
    kept: frozenset[int] = frozenset()
    """The numbers of the meetings that are in the week already."""


def blocks(mine: Iterable[Commitment], theirs: Iterable[Commitment]) -> list[Commitment]:
    """The times at which no meeting may be: when I am busy, and when the other needs me at home."""
    return [one for one in mine if not one.needs_other] + [one for one in theirs if one.needs_other]


def in_the_way(spans: Iterable[Span], commitments: Iterable[Commitment]) -> list[Commitment]:
    """Those of the commitments that take a minute of the spans."""
    spans = list(spans)
    return [one for one in commitments if any(overlap(span, taken) for span in spans for taken in one.spans)]


def ends_too_late(candidate: Candidate, latest: int | None) -> bool:
    """Whether someone comes home from it later than that.

    A meeting that starts in the night, before 5:00, belongs to the evening before it: who wants to be home by half past
    nine does not go out at one, and who is out until two may. One online is over by then.
    """
    if latest is None:
        return False
    back = candidate.starts + candidate.away - candidate.journey
    return _of_its_evening(candidate.starts) - candidate.starts + back > _of_its_evening(latest)


def _of_its_evening(minutes: int) -> int:
    """A time of the night reckoned from the midnight before its evening."""
    return minutes + MINUTES_IN_A_DAY if minutes < NIGHT_ENDS else minutes
