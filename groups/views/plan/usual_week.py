"""A visitor's week as it usually is: one, or weeks A and B apart where anything alternates; and what it adds up to."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.criteria import Moment
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import WEEK, Span, Weeks, letter_of
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import weekday_name
from groups.views.plan.clashes import clashes, too_late
from groups.views.plan.going import Going
from groups.views.plan.time_words import about_hours, at_clock


@dataclass(frozen=True)
class Taken:
    """One stretch of a usual week, where it lies in the fortnight: a meeting with its journeys, or a fixed time."""

    look: str
    """`meeting`, `mine` or `theirs`."""
    span: Span
    name: str
    meaning: str = ""
    kind: str = ""
    label: str = ""
    """What there is room for in a picture."""
    journey: int = 0
    ends: bool = True
    """Whether it is known how long it lasts."""
    clashes: tuple[str, ...] = ()

    @property
    def inner(self) -> Span:
        """The same without the journeys."""
        return self.span[0] + self.journey, self.span[1] - self.journey


@dataclass(frozen=True)
class Line:
    """One thing of a day in words."""

    hours: str
    taken: Taken
    away: str


@dataclass(frozen=True)
class UsualWeek:
    """One usual week."""

    weeks: Weeks
    title: str
    taken: list[Taken]
    first_day: int
    days: list[tuple[str, list[Line]]]
    """The days that hold anything, in words."""
    meetings: int
    away: int
    """How many minutes one is away for them."""


def clashes_of(going: Collection[Going], plan: WeekPlan) -> dict[int, list[tuple[Span, tuple[str, ...]]]]:
    """What stands in the way of each meeting in a usual week, by its number: each of its times with its clashes."""
    usual = [each for each in going if each.usual]
    found = {}
    for each in usual:
        others = [(other.meeting.title, other.usual.spans) for other in usual if other is not each]
        late = too_late(each.usual, plan)
        found[each.meeting.pk] = [(span, (*clashes([span], plan, others), *late)) for span in each.usual.spans]
    return found


def usual_weeks(going: Collection[Going], plan: WeekPlan, *, at: Moment) -> list[UsualWeek]:
    """The usual week, or this week's kind and the next one's. None where nothing is usual."""
    taken = [*_meetings(going, clashes_of(going, plan)), *_fixed_times(plan)]
    if not taken:
        return []
    this = letter_of(at.today)
    if not _alternates(going, plan):
        return [_week(Weeks.A, _("A usual week"), taken, settings.WEEK_START)]
    return [
        _week(this, _("This week and every other week"), taken, 0),
        _week(this.other, _("Next week and every other week after it"), taken, 0),
    ]


def _alternates(going: Collection[Going], plan: WeekPlan) -> bool:
    usual = [each.usual.weeks for each in going if each.usual]
    return any(weeks is not Weeks.EVERY for weeks in [*usual, *(one.weeks for one in (*plan.mine, *plan.theirs))])


def _meetings(going: Collection[Going], in_the_way: dict) -> list[Taken]:
    return [
        Taken(
            look="meeting",
            span=span,
            name=each.meeting.title,
            kind=each.meeting.group.kind,
            label=_short(each),
            journey=each.journey,
            ends=bool(each.table.minutes),
            clashes=clashing,
        )
        for each in going
        if each.usual
        for span, clashing in in_the_way[each.meeting.pk]
    ]


def _short(each: Going) -> str:
    programme = each.meeting.group.programme
    return (programme and programme.short_name) or ""


def _fixed_times(plan: WeekPlan) -> list[Taken]:
    return [
        Taken(look=look, span=span, name=one.called, meaning=_meaning(one, look), label=one.called)
        for look, commitments in (("mine", plan.mine), ("theirs", plan.theirs))
        for one in commitments
        for span in one.spans
    ]


def _meaning(one: Commitment, look: str) -> str:
    if look == "mine":
        return _("You need the other at home") if one.needs_other else _("You are busy")
    return _("The other needs you at home") if one.needs_other else _("The other is busy")


def _week(weeks: Weeks, title: str, taken: list[Taken], first_day: int) -> UsualWeek:
    start = weeks.offsets[0]
    begins = [one for one in taken if start <= one.inner[0] < start + WEEK]
    meetings = [one for one in begins if one.look == "meeting"]
    return UsualWeek(
        weeks=weeks,
        title=title,
        taken=taken,
        first_day=first_day,
        days=_in_words(begins, start, first_day),
        meetings=len(meetings),
        away=sum(one.span[1] - one.span[0] for one in meetings),
    )


def _in_words(begins: list[Taken], start: int, first_day: int) -> list[tuple[str, list[Line]]]:
    found = []
    for n in range(7):
        day = (first_day + n) % 7
        midnight = start + day * MINUTES_IN_A_DAY
        of_day = [one for one in begins if midnight <= one.inner[0] < midnight + MINUTES_IN_A_DAY]
        of_day.sort(key=lambda one: (one.inner, one.look, one.name.lower()))
        if of_day:
            found.append(
                (weekday_name(day), [Line(_hours(one.inner, ends=one.ends), one, _away(one)) for one in of_day])
            )
    return found


def _hours(span: Span, *, ends: bool) -> str:
    if not ends:
        return at_clock(span[0])
    return _("%(start)s to %(end)s") % {"start": at_clock(span[0]), "end": at_clock(span[1])}


def _away(one: Taken) -> str:
    if not one.journey:
        return ""
    away = _("away %(hours)s") if one.ends else _("away from %(hours)s")
    return away % {"hours": _hours(one.span, ends=one.ends)}


def sum_of(weeks: list[UsualWeek], extras: int = 0) -> str:
    """What the weeks add up to: `3 meetings a week, about 5 hours with the journeys.`"""
    if len({(week.meetings, week.away) for week in weeks}) == 1:
        count = weeks[0].meetings
        sums = [_sum(ngettext("%(count)s meeting a week", "%(count)s meetings a week", count), weeks[0])]
    else:
        sums = [
            _sum(ngettext("%(week)s: %(count)s meeting", "%(week)s: %(count)s meetings", week.meetings), week)
            for week in weeks
        ]
    if extras:
        sums.append(ngettext("And %(count)s that is not weekly.", "And %(count)s that are not weekly.", extras))
        sums[-1] %= {"count": extras}
    return " ".join(sums)


def _sum(said: str, week: UsualWeek) -> str:
    said %= {"week": week.title, "count": week.meetings}
    if not week.meetings:
        return f"{said}."
    words = {"meetings": said, "hours": about_hours(week.away)}
    if any(one.journey for one in week.taken):
        return _("%(meetings)s, %(hours)s with the journeys.") % words
    return _("%(meetings)s, %(hours)s.") % words
