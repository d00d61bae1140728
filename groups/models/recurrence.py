"""The rule of recurrence in SQL: for each meeting, the first of a window of dates on which it is to be expected.

It says in the database what `groups.rules.schedule.Timetable.coming` says in Python; a property test holds them alike.
The answer orders by instant: minutes by the site's wall clock since the midnight that began `today`. (In the hour that
an autumn night repeats, two zones can tie.)

The text is made from integers, dates, and names that match `_NAME`: it takes no parameters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Expression, F, IntegerField

from groups.rules.choices import BankHolidays, ExceptionKind, WhoMayCome
from groups.rules.schedule import ASSUMED_MINUTES, EVERY_MONTH, EVERY_WEEK, month_of, week_number, weeks_of
from groups.rules.walls import MINUTES_IN_A_DAY, Pieces, epoch_minutes, instants, site_minutes

NEVER = 1_000_000_000
"""Later than any key: what a missing date counts as while the least is sought."""

_NAME = re.compile(r"[A-Za-z0-9_+/\-]{0,64}")


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
        "pk", "by_arrangement", "weekday", "weeks", "interval", "phase", "months", "first", "last", "starts_at",
        "minutes", "drop_in", "time_zone", "paused_until", "group__paused_until",
    )  # fmt: skip
    _OPEN_COLUMNS = ("who", "open_weeks")
    _HOLIDAY_COLUMNS = ("bank_holidays", "venue__area__nation", "group__area__nation")

    def __init__(self, window: Window):
        super().__init__(output_field=IntegerField())
        self.window = window
        self._names = (
            self._COLUMNS
            + (self._HOLIDAY_COLUMNS if any(window.nations_off.values()) else ())
            + (self._OPEN_COLUMNS if window.open_only else ())
        )
        self._columns = [F(name) for name in self._names]

    def get_source_expressions(self):
        return self._columns

    def set_source_expressions(self, expressions):
        self._columns = expressions

    def as_sql(self, compiler, connection):
        texts = [compiler.compile(column)[0] for column in self._columns]
        from groups.models.exception import MeetingException  # the table of exceptions points at this one

        exceptions = connection.ops.quote_name(MeetingException._meta.db_table)
        writer = _Writer(self.window, dict(zip(self._names, texts, strict=True)), exceptions, connection.vendor)
        return writer.write(), []


@dataclass
class _Writer:
    """Writes the text of one window: a CASE over its dates for each group of time zones that agree on all of them."""

    window: Window
    of: dict[str, str]
    exceptions: str
    vendor: str

    def write(self) -> str:
        own, *others = self._zones_that_agree()
        if not others:
            return self._first_of(own[0])
        whens = "".join(
            f" WHEN {self.of['time_zone']} IN ({_names(group)}) THEN {self._first_of(group[0])}" for group in others
        )
        return f"CASE{whens} ELSE {self._first_of(own[0])} END"

    def _zones_that_agree(self) -> list[list[str]]:
        """Names of zones, together where their clocks agree on every date of the window; the site's own come first."""
        groups: dict[tuple, list[str]] = {}
        for name in ("", *(zone for zone in self.window.zones if zone)):
            zone = self._zone(name)
            days = [self.window.day(offset) for offset in self.window.offsets]
            alike = tuple((site_minutes(zone, self.window.site_zone, day), instants(zone, day)) for day in days)
            groups.setdefault(alike, []).append(name)
        return list(groups.values())

    def _zone(self, name: str) -> ZoneInfo:
        return ZoneInfo(name) if name else self.window.site_zone

    def _first_of(self, zone_name: str) -> str:
        """The earlier of the rule's first date and the first arrival."""
        zone = self._zone(zone_name)
        by_rule = f"COALESCE({self._by_rule(zone)}, {NEVER})"
        arrival = f"COALESCE({self._arrival(zone)}, {NEVER})"
        least = "MIN" if self.vendor == "sqlite" else "LEAST"
        return f"NULLIF({least}({by_rule}, {arrival}), {NEVER})"

    def _by_rule(self, zone: ZoneInfo) -> str:
        plain, particular = [], []
        for offset in self.window.offsets:
            day = self.window.day(offset)
            key = self._key(offset, self.of["starts_at"], zone)
            counts = self._counts(offset, self.of["starts_at"], zone)
            is_day = f"{self.of['weekday']} = {day.weekday()}"
            happens = self._happens(day)
            # A weekly meeting has its date within two weeks, unless dates of it may not count for longer.
            if self.window.only_what_happens or self.window.open_only or offset - self.window.offsets[0] < 2 * 7:
                plain.append(f"WHEN {_all(is_day, counts, happens)} THEN {key}")
            named = _all(self._rule_names(day), self._not_paused(f"'{day}'"))
            particular.append(f"WHEN {_all(is_day, named, counts, happens)} THEN {key}")
            later = self._week_later(day)
            if later:
                particular.append(f"WHEN {_all(is_day, later, counts)} THEN {key}")
        if not particular:
            return "NULL"
        # Nearly every meeting is weekly without limits: those are answered without a look at weeks, months and dates.
        unlimited = self._is_unlimited()
        return (
            f"CASE WHEN {self.of['by_arrangement']} THEN NULL "
            f"WHEN {unlimited} THEN CASE {' '.join(plain)} END ELSE CASE {' '.join(particular)} END END"
        )

    def _is_unlimited(self) -> str:
        of = self.of
        tests = [
            f"{of['weeks']} = {EVERY_WEEK}",
            f"{of['interval']} = 1",
            f"{of['months']} = {EVERY_MONTH}",
            f"{of['first']} IS NULL",
            f"{of['last']} IS NULL",
            f"{of['paused_until']} IS NULL",
            f"{of['group__paused_until']} IS NULL",
        ]
        if "bank_holidays" in of:
            tests.append(f"{of['bank_holidays']} <> '{BankHolidays.WEEK_LATER.value}'")
        return _all(*tests)

    def _rule_names(self, day: date) -> str:
        of = self.of
        return _all(
            f"({of['weeks']} & {weeks_of(day)}) > 0",
            f"({of['months']} & {month_of(day)}) > 0",
            f"({week_number(day)} %% {of['interval']}) = {of['phase']}",
            f"({of['first']} IS NULL OR {of['first']} <= '{day}')",
            f"({of['last']} IS NULL OR {of['last']} >= '{day}')",
        )

    def _not_paused(self, day: str) -> str:
        ends = (self.of["paused_until"], self.of["group__paused_until"])
        return _all(*(f"({end} IS NULL OR {end} < {day})" for end in ends))

    def _happens(self, day: date) -> str:
        if not self.window.only_what_happens:
            return ""
        off = self._off_on(day)
        answers = f"('{BankHolidays.NO_MEETING.value}', '{BankHolidays.WEEK_LATER.value}')"
        holiday = f"NOT ({off} AND {self.of['bank_holidays']} IN {answers} AND NOT {self._covered(day)})" if off else ""
        return _all(f"NOT {self._covered(day, cancelled_or_moved=True)}", holiday)

    def _covered(self, day: date, *, cancelled_or_moved: bool = False) -> str:
        gone = (
            f" AND (e.kind = '{ExceptionKind.CANCELLED.value}' OR e.arrives_on IS NOT NULL)"
            if cancelled_or_moved
            else ""
        )
        return (
            f"EXISTS (SELECT 1 FROM {self.exceptions} e WHERE e.meeting_id = {self.of['pk']}"
            f" AND e.kind <> '{ExceptionKind.EXTRA.value}' AND e.first <= '{day}' AND e.last >= '{day}'{gone})"
        )

    def _off_on(self, day: date) -> str:
        nations = self.window.nations_off.get(day)
        if not nations:
            return ""
        venue, group = self.of["venue__area__nation"], self.of["group__area__nation"]
        return f"COALESCE(NULLIF({venue}, ''), {group}, '') IN ({_names(sorted(nations))})"

    def _week_later(self, day: date) -> str:
        """The date a bank holiday put off by a week, where the rule does not name it by itself."""
        before = day - timedelta(weeks=1)
        off = self._off_on(before)
        if not off:
            return ""
        answer = f"{self.of['bank_holidays']} = '{BankHolidays.WEEK_LATER.value}'"
        not_paused = self._not_paused(f"'{day}'")
        put_off = _all(self._rule_names(before), f"NOT {self._covered(before)}")
        return _all(answer, off, put_off, not_paused, f"NOT ({self._rule_names(day)})")

    def _arrival(self, zone: ZoneInfo) -> str:
        """The first date that an exception brings: an extra one, or one moved there."""
        starts_at = f"COALESCE(e.starts_at, {self.of['starts_at']})"
        whens = []
        for offset in self.window.offsets:
            on_the_day = f"e.arrives_on = '{self.window.day(offset)}'"
            counts = self._counts(offset, starts_at, zone)
            whens.append(f"WHEN {_all(on_the_day, counts)} THEN {self._key(offset, starts_at, zone)}")
        if not whens:
            return "NULL"
        first, last = (self.window.day(offset) for offset in (min(self.window.offsets), max(self.window.offsets)))
        return (
            f"(SELECT MIN(CASE {' '.join(whens)} END) FROM {self.exceptions} e WHERE e.meeting_id = {self.of['pk']}"
            f" AND e.arrives_on BETWEEN '{first}' AND '{last}' AND {self._not_paused('e.arrives_on')})"
        )

    def _key(self, offset: int, starts_at: str, zone: ZoneInfo) -> str:
        pieces = site_minutes(zone, self.window.site_zone, self.window.day(offset))
        return _plus(starts_at, pieces, offset * MINUTES_IN_A_DAY)

    def _counts(self, offset: int, starts_at: str, zone: ZoneInfo) -> str:
        """Whether a start on this date is of the asked time of day, not over, and not too far off."""
        against_now = self._against_now(offset, starts_at, zone)
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

    def _against_now(self, offset: int, starts_at: str, zone: ZoneInfo) -> Iterator[str]:
        if self.window.now is None:
            return
        now = epoch_minutes(self.window.now)
        pieces = instants(zone, self.window.day(offset))
        from_now = _plus(starts_at, pieces, -now)
        earliest = min(added for _minute, added in pieces) - now
        if earliest <= 0:
            yield f"{from_now} + COALESCE({self.of['minutes']}, {ASSUMED_MINUTES}) > 0"
        if self.window.starting_within is not None:
            yield f"{from_now} <= {self.window.starting_within}"


def _plus(minutes: str, pieces: Pieces, more: int) -> str:
    """A minute of the day with what its piece of the day adds."""
    (_start, first), *later = pieces
    text = f"{minutes} + {first + more}"
    for begin, added in later:
        text = f"CASE WHEN {minutes} >= {begin} THEN {minutes} + {added + more} ELSE {text} END"
    return f"({text})"


def _all(*tests: str) -> str:
    return " AND ".join(test for test in tests if test)


def _names(names) -> str:
    odd = [name for name in names if not _NAME.fullmatch(name)]
    if odd:
        raise ValueError(f"Not the name of a time zone or nation: {odd[0]!r}")
    return ", ".join(f"'{name}'" for name in names)
