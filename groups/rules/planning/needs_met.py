"""Which needs of two people a week meets, and what stands in the way of those that are open. Pure: no clock.

Both are asked the same of: nothing is counted up or weighed, and no need is worth more than another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from groups.rules.planning.candidate import Candidate, ends_too_late
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import WEEK, Span, Weeks, overlap
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE, WeekPlan
from groups.rules.schedule import MINUTES_IN_A_DAY


@dataclass(frozen=True)
class Visit:
    """One meeting of the week, as those at home meet it."""

    name: str
    candidate: Candidate
    is_online: bool = False

    @property
    def spans(self) -> list[Span]:
        """From leaving home to being back, in the fortnight."""
        return self.candidate.spans

    @property
    def weeks(self) -> Weeks:
        """The weeks in which it is."""
        return self.candidate.weeks

    @property
    def is_from_home(self) -> bool:
        """Whether nobody leaves home for it, as far as we know."""
        return not self.candidate.journey

    @property
    def back(self) -> int:
        """When one is home again: minutes after the midnight of its weekday."""
        return self.candidate.starts + self.candidate.away - self.candidate.journey


class About(Enum):
    """What a need is about."""

    NUMBER = "number"
    HOME_BY = "home-by"
    HOME_GROUP = "home-group"
    AT_HOME = "at-home"


@dataclass(frozen=True)
class Hindrance:
    """One thing that stands in a need's way, on which weekdays of the need, and in which weeks."""

    what: Visit | Commitment
    days: tuple[int, ...] = ()
    weeks: Weeks = Weeks.EVERY


@dataclass(frozen=True)
class Need:
    """One need of one person. What it wants stands in the field that its `about` names."""

    about: About
    is_met: bool
    hindrances: tuple[Hindrance, ...] = ()
    wanted: int | str | None = None
    """How many meetings a week, or `AS_MANY_AS_CAN_BE`."""
    counted: tuple[int, int] = (0, 0)
    """How many there are in week A and in week B that nothing of one's own stands against."""
    latest: int | None = None
    """By when to be home, in minutes after midnight."""
    home_group: str | None = None
    """Its name; empty where it is not to be said, None where it is not in the week."""
    commitment: Commitment | None = None
    """The time at which the other is needed at home."""


def my_needs(plan: WeekPlan, visits: Iterable[Visit], *, home_group: str | None = None) -> list[Need]:
    """The needs of whoever goes to the meetings. `home_group` is the name of theirs, None where it is not there."""
    visits, busy = list(visits), [one for one in plan.mine if not one.needs_other]
    found = []
    if plan.target is not None:
        found.append(_number(plan.target, visits, busy))
    if plan.latest is not None:
        late = tuple(
            Hindrance(one, (one.candidate.weekday,), one.weeks)
            for one in visits
            if ends_too_late(one.candidate, plan.latest)
        )
        found.append(Need(About.HOME_BY, not late, late, latest=plan.latest))
    if plan.first is not None:
        found.append(_home_group(plan.first, home_group, visits, busy))
    their_busy = [one for one in plan.theirs if not one.needs_other]
    return found + [_at_home(one, their_busy) for one in plan.mine if one.needs_other]


def their_needs(plan: WeekPlan, visits: Iterable[Visit]) -> list[Need]:
    """The needs of the other: each time at which they need the first one at home."""
    away = [*visits, *(one for one in plan.mine if not one.needs_other)]
    return [_at_home(one, away) for one in plan.theirs if one.needs_other]


def _number(target: int | str, visits: list[Visit], busy: list[Commitment]) -> Need:
    counted = (_count(visits, busy, Weeks.A), _count(visits, busy, Weeks.B))
    wanted = 1 if target == AS_MANY_AS_CAN_BE else target
    against = tuple(found for one in busy if (found := _hindrance(one, visits)))
    return Need(About.NUMBER, min(counted) >= wanted, against, wanted=target, counted=counted)


def _count(visits: list[Visit], busy: list[Commitment], week: Weeks) -> int:
    """How many meetings there are in one of the weeks that one is not busy at."""
    (begins,) = week.offsets
    return sum(
        offset == begins and not _clashes(span, busy)
        for one in visits
        for offset, span in zip(one.weeks.offsets, one.spans, strict=True)
    )


def _home_group(number: int, name: str | None, visits: list[Visit], busy: list[Commitment]) -> Need:
    its = [one for one in visits if one.candidate.number == number]
    against = tuple(found for one in busy if (found := _hindrance(one, its)))
    return Need(About.HOME_GROUP, name is not None and not against, against, home_group=name)


def _at_home(need: Commitment, away: Iterable[Visit | Commitment]) -> Need:
    against = tuple(_in_the_way(need, away))
    return Need(About.AT_HOME, not against, against, commitment=need)


def _in_the_way(need: Commitment, away: Iterable[Visit | Commitment]) -> Iterator[Hindrance]:
    for one in away:
        hit = [span for span in need.spans if _clashes(span, [one])]
        if hit:
            days = tuple(sorted({span[0] % WEEK // MINUTES_IN_A_DAY for span in hit}))
            yield Hindrance(one, days, _weeks_of(hit))


def _hindrance(one: Commitment, visits: list[Visit]) -> Hindrance | None:
    """A commitment that stands against any of some visits."""
    hit = [span for span in one.spans if _clashes(span, visits)]
    return Hindrance(one, weeks=_weeks_of(hit)) if hit else None


def _clashes(span: Span, with_these: Iterable[Visit | Commitment]) -> bool:
    return any(overlap(span, other) for one in with_these for other in one.spans)


def _weeks_of(spans: list[Span]) -> Weeks:
    in_weeks = {Weeks.B if span[0] >= WEEK else Weeks.A for span in spans}
    return in_weeks.pop() if len(in_weeks) == 1 else Weeks.EVERY
