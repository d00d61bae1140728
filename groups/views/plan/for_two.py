"""What the page for two shows of a week: the needs of each, and the week by day with room to write."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groups.rules.choices import Attendance
from groups.rules.criteria import Moment
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.needs_met import Need, Visit
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.words import clock, rule_words, weekday_name
from groups.views.cards import starts_note
from groups.views.plan.going import Going
from groups.views.plan.needs_in_words import answer_words, need_words, reasons, times_of, weeks_words, when_over
from groups.views.plan.time_words import at_clock


@dataclass(frozen=True)
class Line:
    """One need as `partials/_plan_needs.html` shows it."""

    said: str
    is_met: bool
    answer: str
    reasons: list[str]


@dataclass(frozen=True)
class Day:
    """One row of the sheet."""

    name: str
    mine: list[str]
    theirs: list[str]
    at_home: list[str]
    """The times at which one of them is needed at home: who does what then is for them to write."""


def visits_of(going: Iterable[Going], *, discreet: bool) -> list[Visit]:
    """The meetings that lie in a usual week; without their names where those are to be left out."""
    return [
        Visit(name_of(one, discreet=discreet), one.usual, one.meeting.attendance == Attendance.ONLINE)
        for one in going
        if one.usual
    ]


def name_of(one: Going, *, discreet: bool) -> str:
    """What a page calls a meeting."""
    return _("appointment") if discreet else one.meeting.title


def lines(needs: Iterable[Need], *, today: date) -> list[Line]:
    """Needs in words."""
    return [
        Line(
            need_words(one, today=today),
            one.is_met,
            answer_words(one, today=today),
            reasons(one, today=today),
        )
        for one in needs
    ]


def sheet(plan: WeekPlan, visits: Collection[Visit], *, today: date) -> list[Day]:
    """The usual week, Monday first."""
    return [
        Day(
            weekday_name(day),
            mine=_in_order([*_meetings(visits, day, today), *_times(plan.mine, day, today)]),
            theirs=_in_order(_times(plan.theirs, day, today)),
            at_home=_in_order(_times((*plan.mine, *plan.theirs), day, today, at_home=True)),
        )
        for day in range(7)
    ]


def not_every_week(going: Iterable[Going], at: Moment, *, discreet: bool) -> list[str]:
    """The meetings that are in no usual week, each with when it is."""
    return [f"{name_of(one, discreet=discreet)}: {when_words(one, at)}" for one in going if one.usual is None]


def when_words(one: Going, at: Moment) -> str:
    """`2nd Tuesday of the month, 7pm`; or what stands in place of a time."""
    meeting = one.meeting
    if meeting.rule is None or meeting.starts_at is None:
        return starts_note(meeting, one.table, at)
    return f"{rule_words(meeting.rule)}, {clock(meeting.starts_at)}"


def _meetings(visits: Iterable[Visit], day: int, today: date) -> Iterator[tuple[int, str]]:
    for one in visits:
        if one.candidate.weekday == day:
            named = f"{at_clock(one.candidate.starts)} {one.name}"
            yield one.candidate.starts, _joined(named, when_over(one), weeks_words(one.weeks, today=today))


def _times(
    commitments: Iterable[Commitment], day: int, today: date, *, at_home: bool = False
) -> Iterator[tuple[int, str]]:
    for one in commitments:
        if day in one.days and one.needs_other is at_home:
            yield one.begins, _joined(one.called, times_of(one, today=today))


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def _in_order(timed: Iterable[tuple[int, str]]) -> list[str]:
    return [words for _begins, words in sorted(timed)]
