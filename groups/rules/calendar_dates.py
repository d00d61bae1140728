"""How a meeting's dates are laid out in a calendar: one rule, what is taken out of it, what stands in its place. Pure.

A calendar (RFC 5545) has a first date, a rule that counts from it (RRULE), dates without (EXDATE), dates that stand
instead of one of the rule (RECURRENCE-ID), and dates by themselves. Exceptions and bank holidays are told up to a
date; the rule goes on without an end.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import EVERY_WEEK, LONGEST_GAP, Occurrence, Rule, State, Timetable
from groups.rules.words_of_dates import caution

_ARRIVALS = (State.ARRIVED, State.EXTRA)


@dataclass(frozen=True)
class Dates:
    """The dates of one meeting as a calendar says them."""

    first: Occurrence | None = None
    """The first date of the rule on which it meets; None where there is none."""
    rule: Rule | None = None
    """How it repeats from there; None where `first` is the only date."""
    without: tuple[date, ...] = ()
    instead: tuple[tuple[date, Occurrence], ...] = ()
    """Each with the date of the rule in whose place it stands."""
    alone: tuple[Occurrence, ...] = ()


def told_until(today: date) -> date:
    """Up to when exceptions are told: for two years and some, so that a file changes but once a year for that."""
    return date(today.year + 2, 12, 31)


def dates_of(table: Timetable, weeks: Weeks = Weeks.EVERY, *, since: date, until: date, doubts: bool = True) -> Dates:
    """The dates in these weeks from `since` on. With `doubts`, one about which to ask stands by itself."""
    if table.paused_until and table.paused_until >= since:
        if table.paused_until == date.max:
            return Dates()
        since = table.paused_until + timedelta(days=1)
    rule = in_weeks(table.rule, weeks, until=until) if table.starts_at is not None else None
    first = _first(table, rule, weeks, since)
    repeats = rule if first and _is_several(rule, first.day) else None

    every = list(table.between(since, until))
    of_rule = {one.day: one for one in every if repeats and _is_of(repeats, first, one)}
    without = {day for day, one in of_rule.items() if not (one.happens and weeks.holds_on(day))}
    instead = {day: one for day, one in of_rule.items() if day not in without and _differs(table, one, doubts)}
    alone = []
    for one in every:
        if one.state not in _ARRIVALS or not weeks.holds_on(_origin(one) or one.day):
            continue
        left = of_rule.get(_origin(one))
        if left and left.state is State.MOVED_AWAY and left.differs is one.differs:
            instead[left.day] = one
        else:
            alone.append(one)
    return Dates(first, repeats, tuple(sorted(without - set(instead))), tuple(sorted(instead.items())), tuple(alone))


def in_weeks(rule: Rule | None, weeks: Weeks, *, until: date) -> Rule | None:
    """The rule of the dates that lie in these weeks; None where none does.

    Which weeks of the month lie in weeks A no rule can say. Such a one is given for every week, but ends: the dates of
    the other weeks are taken out, and after the last that was taken out it would be wrong.
    """
    if rule is None or weeks is Weeks.EVERY:
        return rule
    if rule.weeks != EVERY_WEEK:
        return replace(rule, last=min(rule.last or until, until))
    odd = int(weeks is Weeks.B)
    phases = (phase for phase in range(rule.phase, 2 * rule.interval, rule.interval) if phase % 2 == odd)
    phase = next(phases, None)
    if phase is None:
        return None
    return rule if rule.interval % 2 == 0 else replace(rule, interval=2 * rule.interval, phase=phase)


def _first(table: Timetable, rule: Rule | None, weeks: Weeks, since: date) -> Occurrence | None:
    """The first date of the rule on which it meets."""
    if rule is None:
        return None
    latest = date.max - LONGEST_GAP - timedelta(weeks=1)
    held = (day for day in rule.dates(since=since, until=min(since, latest) + LONGEST_GAP) if weeks.holds_on(day))
    return next((one for one in map(table.of_rule, held) if one and one.happens), None)


def _is_several(rule: Rule, first: date) -> bool:
    return rule.last is None or len(list(islice(rule.dates(since=first, until=rule.last), 2))) == 2


def _is_of(rule: Rule, first: Occurrence, one: Occurrence) -> bool:
    return one.state not in _ARRIVALS and one.day >= first.day and rule.falls_on(one.day)


def _differs(table: Timetable, one: Occurrence, doubts: bool) -> bool:
    return one.state is State.CHANGED or (doubts and bool(caution(table, one)))


def _origin(one: Occurrence) -> date | None:
    """The date of the rule from which it moved here; None for an extra one."""
    if one.state is State.EXTRA:
        return None
    return one.differs.first if one.differs else one.day - timedelta(weeks=1)
