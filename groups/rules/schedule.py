"""When does a meeting happen? Pure rules: no database, no clock.

Dates and times are the wall clock of the meeting's own zone. Weekday 0 is Monday. The same rule stands in SQL in
`groups/models/recurrence.py`; a property test holds the two against each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import islice
from zoneinfo import ZoneInfo

from groups.rules.choices import BankHolidays, ExceptionKind

FIRST, SECOND, THIRD, FOURTH, FIFTH, LAST = (1 << n for n in range(6))
EVERY_WEEK = 63
EVERY_MONTH = 4095
MINUTES_IN_A_DAY = 24 * 60

ASSUMED_MINUTES = 60
"""How long a meeting of unknown length is taken to last where something must be taken; never shown as a fact."""

LONGEST_GAP = timedelta(days=41 * 366)
"""How far ahead a next date is looked for: a fifth Monday in February comes every 28 years, or 40 across a century."""


def _canonical(weeks: int) -> bool:
    if weeks == EVERY_WEEK:
        return True
    covers_first_four = weeks & 15 == 15
    if covers_first_four and weeks & (FIFTH | LAST):
        return False  # every date is covered, and every week has one form
    return not (weeks & FIFTH and weeks & LAST)  # a fifth one is always the last


CANONICAL_WEEKS = tuple(weeks for weeks in range(1, EVERY_WEEK + 1) if _canonical(weeks))
"""The masks of weeks that may be stored: every week has one form, and no fifth week hides in a last one."""


def canonical_weeks(weeks: int) -> int:
    """The one form of a mask of weeks: `1st to 5th` and `1st to 4th and last` are every week."""
    if weeks & 15 == 15 and weeks & (FIFTH | LAST):
        return EVERY_WEEK
    if weeks & LAST and weeks != EVERY_WEEK:
        return weeks & ~FIFTH
    return weeks


def weeks_of(day: date) -> int:
    """Which weeks of its month a date counts for: the bit of its number, and the bit of the last one where it is."""
    number = 1 << (day.day - 1) // 7
    is_last = (day + timedelta(weeks=1)).month != day.month
    return number | LAST if is_last else number


def month_of(day: date) -> int:
    """The bit of a date's month."""
    return 1 << day.month - 1


def week_number(day: date) -> int:
    """Weeks counted from Monday 1 January of the year 1: what an interval's phase is reckoned by."""
    return (day.toordinal() - 1) // 7


@dataclass(frozen=True)
class Rule:
    """On which dates a meeting falls, before any exception."""

    weekday: int
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether the rule names this date."""
        return (
            day.weekday() == self.weekday
            and bool(self.weeks & weeks_of(day))
            and bool(self.months & month_of(day))
            and week_number(day) % self.interval == self.phase
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    @property
    def is_weekly(self) -> bool:
        """Whether it falls in every week of the year without end: all that Meeting Guide can say."""
        unlimited = self.first is None and self.last is None
        return unlimited and (self.weeks, self.interval, self.months) == (EVERY_WEEK, 1, EVERY_MONTH)

    def dates(self, *, since: date, until: date) -> Iterator[date]:
        """Every date of the rule from `since` to `until`, both included."""
        first = max(since, self.first) if self.first else since
        end = min(until, self.last) if self.last else until
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        while day <= end:
            if self.falls_on(day):
                yield day
            day += timedelta(weeks=1)


@dataclass(frozen=True)
class Differs:
    """One exception: a date, or a span of dates, on which a meeting differs from its rule.

    A moved one that names a date or a time is for one date. A span is cancelled, or has another venue or link.
    `source` is whatever the caller wants back: a row of the table of exceptions.
    """

    kind: str
    first: date
    last: date
    to: date | None = None
    starts_at: time | None = None
    source: object = field(default=None, compare=False)

    @property
    def arrives_on(self) -> date | None:
        """The date on which it brings a meeting of its own."""
        if self.kind == ExceptionKind.EXTRA:
            return self.first
        if self.kind == ExceptionKind.MOVED and (self.to or self.starts_at):
            return self.to or self.first
        return None

    def covers(self, day: date) -> bool:
        """Whether it speaks of this date of the rule."""
        return self.kind != ExceptionKind.EXTRA and self.first <= day <= self.last


class State(Enum):
    """What becomes of one date."""

    USUAL = "usual"
    CANCELLED = "cancelled"
    MOVED_AWAY = "moved-away"
    """It meets at another date or time, which is an occurrence of its own."""
    CHANGED = "changed"
    """It meets at its time, at another venue or link."""
    ARRIVED = "arrived"
    """It meets here because it was moved here."""
    EXTRA = "extra"


@dataclass(frozen=True)
class Occurrence:
    """One date of one meeting, by its own wall clock."""

    day: date
    starts_at: time
    minutes: int | None
    zone: ZoneInfo
    state: State = State.USUAL
    differs: Differs | None = None
    for_holiday: bool = False
    """Whether it is the answer for bank holidays that says so."""
    known: str = ""
    """What is known of this very date: `ExceptionKind.MEETS`, `ASK`, or nothing was said."""

    @property
    def happens(self) -> bool:
        """Whether people meet: false for what is cancelled or has moved elsewhere."""
        return self.state not in (State.CANCELLED, State.MOVED_AWAY)

    @property
    def starts(self) -> datetime:
        """The instant at which it starts (aware, UTC)."""
        return datetime.combine(self.day, self.starts_at, self.zone).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The instant at which it ends, an unknown length taken as an hour (aware, UTC)."""
        return self.starts + timedelta(minutes=self.minutes or ASSUMED_MINUTES)


@dataclass(frozen=True)
class Timetable:
    """All that decides when one meeting happens: its rule, start, length, zone, exceptions and bank-holiday answer."""

    rule: Rule | None
    starts_at: time | None
    minutes: int | None
    zone: ZoneInfo
    differs: Sequence[Differs] = ()
    bank_holidays: str = ""
    holidays: frozenset[date] = frozenset()
    paused_until: date | None = None
    """Nothing happens up to and including this date."""

    def on(self, day: date) -> list[Occurrence]:
        """What becomes of this date, in order of time; empty where nothing was to be expected."""
        if self.paused_until and day <= self.paused_until:
            return []
        found = [self._arrival(differs) for differs in self.differs if differs.arrives_on == day]
        if self.rule and self.starts_at is not None:
            if self.rule.falls_on(day):
                found.append(self._by_rule(day))
            elif self._is_week_later(day):
                found.append(self._occurrence(day, State.ARRIVED, for_holiday=True))
        return sorted((one for one in found if one), key=lambda one: (one.starts_at, one.happens))

    def of_rule(self, day: date) -> Occurrence | None:
        """What becomes of the meeting that the rule names on this date; None where it names none."""
        if self.rule is None or self.starts_at is None or not self.rule.falls_on(day):
            return None
        return None if self.paused_until and day <= self.paused_until else self._by_rule(day)

    def between(self, since: date, until: date) -> Iterator[Occurrence]:
        """Every occurrence, cancelled and moved ones included, from `since` to `until`, in order of date and time."""
        arrivals = {differs.arrives_on for differs in self.differs}
        day = since
        while day <= until:
            if day in arrivals or self.rule is None or day.weekday() == self.rule.weekday:
                yield from self.on(day)
            day += timedelta(days=1)

    def upcoming(self, *, after: datetime, count: int) -> list[Occurrence]:
        """The next `count` occurrences that happen and are not over at the instant `after`."""
        return list(islice((one for one in self._not_over(after) if one.happens), count))

    def coming(self, *, after: datetime) -> Occurrence | None:
        """The next date to show in a list: cancelled and moved ones too, because people who know the day look there."""
        return next(self._not_over(after), None)

    def entry_on(self, day: date) -> Occurrence | None:
        """What a list for one date shows of this meeting: the earliest that the date brings."""
        return next(iter(self.on(day)), None)

    def _not_over(self, after: datetime) -> Iterator[Occurrence]:
        today = after.astimezone(self.zone).date()
        for day in self._candidate_days(today - timedelta(days=1)):
            for one in self.on(day):
                if one.ends > after:
                    yield one

    def _candidate_days(self, since: date) -> Iterator[date]:
        """The dates on which anything can be, from `since` on: the rule's weekdays and the arrivals, each once."""
        arrivals = sorted({d.arrives_on for d in self.differs if d.arrives_on and d.arrives_on >= since})
        if self.rule is None or self.starts_at is None:
            yield from arrivals
            return
        horizon = since + LONGEST_GAP
        a_week = timedelta(weeks=1)  # by which a bank holiday can put off the last date
        last = min(horizon - a_week, self.rule.last or horizon) + a_week
        start = min(max(since, self.rule.first or since), horizon)
        day = start + timedelta(days=(self.rule.weekday - start.weekday()) % 7)
        while day <= last:
            while arrivals and arrivals[0] < day:
                yield arrivals.pop(0)
            if arrivals and arrivals[0] == day:
                arrivals.pop(0)
            yield day
            day += timedelta(weeks=1)
        yield from arrivals

    def _by_rule(self, day: date) -> Occurrence:
        covering = [differs for differs in self.differs if differs.covers(day)]
        for differs in covering:
            if differs.kind == ExceptionKind.CANCELLED:
                return self._occurrence(day, State.CANCELLED, differs)
        for differs in covering:
            if differs.arrives_on:
                return self._occurrence(day, State.MOVED_AWAY, differs)
        if covering:
            return self._as_said(day, covering)
        if day in self.holidays:
            if self.bank_holidays == BankHolidays.NO_MEETING:
                return self._occurrence(day, State.CANCELLED, for_holiday=True)
            if self.bank_holidays == BankHolidays.WEEK_LATER:
                return self._occurrence(day, State.MOVED_AWAY, for_holiday=True)
        return self._occurrence(day, State.USUAL)

    def _as_said(self, day: date, covering: Sequence[Differs]) -> Occurrence:
        """It meets at its time, perhaps elsewhere, whatever it does on bank holidays. A doubt is the stronger word."""
        said = {differs.kind: differs for differs in reversed(covering)}
        known = next((kind for kind in (ExceptionKind.ASK, ExceptionKind.MEETS) if kind in said), "")
        if ExceptionKind.MOVED in said:
            return self._occurrence(day, State.CHANGED, said[ExceptionKind.MOVED], known=known)
        return self._occurrence(day, State.USUAL, said[known], known=known)

    def _is_week_later(self, day: date) -> bool:
        before = day - timedelta(weeks=1)
        return (
            self.bank_holidays == BankHolidays.WEEK_LATER
            and before in self.holidays
            and self.rule.falls_on(before)
            and not any(differs.covers(before) for differs in self.differs)
        )

    def _arrival(self, differs: Differs) -> Occurrence | None:
        starts_at = differs.starts_at or self.starts_at
        if starts_at is None:
            return None
        state = State.EXTRA if differs.kind == ExceptionKind.EXTRA else State.ARRIVED
        return Occurrence(differs.arrives_on, starts_at, self.minutes, self.zone, state, differs)

    def _occurrence(self, day, state, differs=None, *, for_holiday=False, known="") -> Occurrence:
        return Occurrence(day, self.starts_at, self.minutes, self.zone, state, differs, for_holiday, known)
