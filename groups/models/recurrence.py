"""The rule of recurrence in SQL: for each meeting, the first of a window of dates on which it is to be expected.

It says in the database what `groups.rules.schedule.Timetable.coming` says in Python; a property test holds them alike.
The answer orders by instant: minutes by the site's wall clock since the midnight that began `today`. (In the hour that
an autumn night repeats, two zones can tie.)

The text is made from integers, dates and names that can be nothing else (`quoted`): it takes no parameters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Expression, F, IntegerField

from groups.models.exception import MeetingException
from groups.models.zone_clocks import ZoneClocks, quoted
from groups.rules.choices import BankHolidays, ExceptionKind, WhoMayCome
from groups.rules.schedule import ASSUMED_MINUTES, month_of, week_number, weeks_of

_ALWAYS = "1 = 1"
NEVER = 1_000_000_000
"""Later than any key: what a missing date counts as while the least is sought."""


@dataclass(frozen=True)
class Window:
    """The dates looked at, and what counts on them.

    `offsets` are days counted from `today`, the site's date. With `now` (aware), what is over by then is left out;
    with `starting_within` (minutes) also what starts later than that. With `only_what_happens`, cancelled and moved
    dates do not count; with `open_only`, only dates on which anyone can come. `starts` are spans of minutes of the
    day, ends not included; none means any start. `zones` are the time zones in use ("" is the site's own);
    `nations_off` the nations with a bank holiday, by date.
    """

    today: date
    site_zone: ZoneInfo
    offsets: tuple[int, ...]
    now: datetime | None = None
    starting_within: int | None = None
    only_what_happens: bool = False
    open_only: bool = False
    starts: tuple[tuple[int, int], ...] = ()
    zones: tuple[str, ...] = ()
    nations_off: Mapping[date, frozenset[str]] = field(default_factory=dict, hash=False)

    def day(self, offset: int) -> date:
        """The date of an offset."""
        return self.today + timedelta(days=offset)


class Entry(Expression):
    """The key of the date under which a list of this window shows a meeting; NULL where it has none in it."""

    _COLUMNS = (
        "meeting", "by_arrangement", "weekday", "weeks", "interval", "phase", "months", "begins", "ends", "back",
        "starts_at", "minutes", "drop_in", "time_zone", "is_sure", "has_exceptions",
    )  # fmt: skip
    _OPEN_COLUMNS = ("who", "open_weeks")
    _HOLIDAY_COLUMNS = ("bank_holidays", "nation")

    def __init__(self, window: Window, to_row: str = ""):
        super().__init__(output_field=IntegerField())
        self.window = window
        self._names = (
            self._COLUMNS
            + (self._HOLIDAY_COLUMNS if any(window.nations_off.values()) else ())
            + (self._OPEN_COLUMNS if window.open_only else ())
        )
        # One column tells which table it is; the others stand beside it.
        self._weekday = F(f"{to_row}weekday")

    def get_source_expressions(self):
        return [self._weekday]

    def set_source_expressions(self, expressions):
        [self._weekday] = expressions

    def as_sql(self, compiler, connection):
        quote = connection.ops.quote_name
        table, _dot, _weekday = compiler.compile(self._weekday)[0].rpartition(".")
        columns = tuple((name, f"{table}.{quote('meeting_id' if name == 'meeting' else name)}") for name in self._names)
        exceptions = quote(MeetingException._meta.db_table)
        return _written(self.window, columns, exceptions, connection.vendor), []


@lru_cache(maxsize=64)
def _written(window: Window, columns: tuple[tuple[str, str], ...], exceptions: str, vendor: str) -> str:
    """The text of one window; kept, because one search needs it several times over."""
    return _Writer(window, dict(columns), exceptions, vendor).write()


@dataclass
class _Writer:
    """Writes the text of one window: a CASE over its dates."""

    window: Window
    of: dict[str, str]
    exceptions: str
    vendor: str

    def __post_init__(self):
        window = self.window
        self.clocks = ZoneClocks(window.today, window.site_zone, window.zones, self.of["time_zone"])

    def write(self) -> str:
        """The earlier of the rule's first date and the first arrival."""
        if not self.window.offsets:
            return "NULL"
        least = "MIN" if self.vendor == "sqlite" else "LEAST"
        first = f"{least}(COALESCE({self._by_rule()}, {NEVER}), COALESCE({self._arrival()}, {NEVER}))"
        return f"(NULLIF({first}, {NEVER}) + {self.clocks.base})"

    def _by_rule(self) -> str:
        """The rule's first date: by weekday, because most meetings are asked no more than that."""
        days: dict[int, list[int]] = {}
        for offset in self.window.offsets:
            days.setdefault(self.window.day(offset).weekday(), []).append(offset)
        plain = " ".join(f"WHEN {day} THEN CASE {self._plain(offsets)} END" for day, offsets in days.items())
        limited = " ".join(f"WHEN {day} THEN CASE {self._limited(offsets)} END" for day, offsets in days.items())
        weekday, starts_at = self.of["weekday"], self.of["starts_at"]
        return (
            f"CASE WHEN {self.of['by_arrangement']} THEN NULL "
            f"WHEN {self.of['is_sure']} THEN {starts_at} + CASE {weekday} {plain} END"
            f" ELSE {starts_at} + CASE {weekday} {limited} END END"
        )

    def _plain(self, offsets: list[int]) -> str:
        """The dates of a meeting that is weekly without limits or exceptions: its first few, unless they may not count.

        What a bank holiday puts off by a week falls on its own next date.
        """
        off = sum(bool(self.window.nations_off.get(self.window.day(offset))) for offset in offsets)
        shown = offsets if self.window.open_only else offsets[: 3 + off]
        whens = [self._when(offset, self._not_off(self.window.day(offset))) for offset in shown]
        sure = [number for number, when in enumerate(whens, 1) if when.startswith(f"WHEN {_ALWAYS} ")]
        return " ".join(whens[: min(sure, default=None)])

    def _limited(self, offsets: list[int]) -> str:
        whens = []
        for offset in offsets:
            day = self.window.day(offset)
            named = _all(self._rule_names(day), self._not_paused(day))
            whens.append(self._when(offset, _all(named, self._happens(day))))
            later = self._week_later(day)
            if later:
                whens.append(self._when(offset, later))
        return " ".join(whens)

    def _when(self, offset: int, test: str) -> str:
        starts_at = self.of["starts_at"]
        tests = _all(test, self._counts(offset, starts_at)) or _ALWAYS
        return f"WHEN {tests} THEN {self.clocks.key(offset, starts_at)}"

    def _rule_names(self, day: date) -> str:
        of = self.of
        return _all(
            f"({of['weeks']} & {weeks_of(day)}) > 0",
            f"({of['months']} & {month_of(day)}) > 0",
            f"({week_number(day)} %% {of['interval']}) = {of['phase']}",
            f"{of['begins']} <= {day.toordinal()}",
            f"{of['ends']} >= {day.toordinal()}",
        )

    def _not_paused(self, day: date) -> str:
        return f"{self.of['back']} <= {day.toordinal()}"

    def _happens(self, day: date) -> str:
        if not self.window.only_what_happens:
            return ""
        return _all(f"NOT {self._covered(day, cancelled_or_moved=True)}", self._not_off(day, unless=self._covered(day)))

    def _not_off(self, day: date, *, unless: str = "") -> str:
        """That no bank holiday keeps it from meeting on this date, where that is asked; `unless` staff said of it."""
        off = self._off_on(day) if self.window.only_what_happens else ""
        answers = f"('{BankHolidays.NO_MEETING.value}', '{BankHolidays.WEEK_LATER.value}')"
        said = f" AND NOT {unless}" if unless else ""
        return f"NOT ({off} AND {self.of['bank_holidays']} IN {answers}{said})" if off else ""

    def _covered(self, day: date, *, cancelled_or_moved: bool = False) -> str:
        gone = (
            f" AND (e.kind = '{ExceptionKind.CANCELLED.value}' OR e.arrives_on IS NOT NULL)"
            if cancelled_or_moved
            else ""
        )
        return (
            f"({self.of['has_exceptions']} AND EXISTS (SELECT 1 FROM {self.exceptions} e"
            f" WHERE e.meeting_id = {self.of['meeting']}"
            f" AND e.kind <> '{ExceptionKind.EXTRA.value}' AND e.first <= '{day}' AND e.last >= '{day}'{gone}))"
        )

    def _off_on(self, day: date) -> str:
        nations = self.window.nations_off.get(day)
        if not nations:
            return ""
        return f"{self.of['nation']} IN ({quoted(sorted(nations))})"

    def _week_later(self, day: date) -> str:
        """The date a bank holiday put off by a week, where the rule does not name it by itself."""
        before = day - timedelta(weeks=1)
        off = self._off_on(before)
        if not off:
            return ""
        answer = f"{self.of['bank_holidays']} = '{BankHolidays.WEEK_LATER.value}'"
        not_paused = self._not_paused(day)
        put_off = _all(self._rule_names(before), f"NOT {self._covered(before)}")
        return _all(answer, off, put_off, not_paused, f"NOT ({self._rule_names(day)})")

    def _arrival(self) -> str:
        """The first date that an exception brings: an extra one, or one moved there."""
        starts_at = f"COALESCE(e.starts_at, {self.of['starts_at']})"
        whens = []
        for offset in self.window.offsets:
            day = self.window.day(offset)
            tests = _all(f"e.arrives_on = '{day}'", self._not_paused(day), self._counts(offset, starts_at))
            whens.append(f"WHEN {tests} THEN {self.clocks.key(offset, starts_at)}")
        first, last = (self.window.day(offset) for offset in (min(self.window.offsets), max(self.window.offsets)))
        return (
            f"CASE WHEN {self.of['has_exceptions']} THEN"
            f" (SELECT MIN({starts_at} + CASE {' '.join(whens)} END) FROM {self.exceptions} e"
            f" WHERE e.meeting_id = {self.of['meeting']} AND e.arrives_on BETWEEN '{first}' AND '{last}') END"
        )

    def _counts(self, offset: int, starts_at: str) -> str:
        """Whether a start on this date is of the asked time of day, not over, and not too far off."""
        against_now = self._against_now(offset, starts_at)
        return _all(self._at_the_time(starts_at), self._open_on(self.window.day(offset)), *against_now)

    def _open_on(self, day: date) -> str:
        if not self.window.open_only:
            return ""
        return f"({self.of['who']} = '{WhoMayCome.ANYONE.value}' OR ({self.of['open_weeks']} & {weeks_of(day)}) > 0)"

    def _at_the_time(self, starts_at: str) -> str:
        length = f"COALESCE({self.of['minutes']}, {ASSUMED_MINUTES})"
        spans = []
        for begin, end in self.window.starts:
            starts = f"{starts_at} >= {begin} AND {starts_at} < {end}"
            open_then = f"{self.of['drop_in']} AND {starts_at} < {end} AND {starts_at} + {length} > {begin}"
            spans.append(f"({starts}) OR ({open_then})")
        return f"({' OR '.join(spans)})" if spans else ""

    def _against_now(self, offset: int, starts_at: str) -> Iterator[str]:
        if self.window.now is None:
            return
        is_now = self.clocks.now_on(offset, starts_at, self.window.now)
        if is_now:
            yield f"{starts_at} + COALESCE({self.of['minutes']}, {ASSUMED_MINUTES}) > {is_now}"
        if self.window.starting_within is not None:
            soon = self.window.now + timedelta(minutes=self.window.starting_within)
            yield f"{starts_at} <= {self.clocks.now_on(offset, starts_at, soon) or -1}"


def _all(*tests: str) -> str:
    return " AND ".join(test for test in tests if test)
