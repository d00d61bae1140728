"""The week that is proposed on `/plan/fit/`: what is asked of the database and of the rules, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from groups.models import Meeting
from groups.rules import planning
from groups.rules.choices import Attendance
from groups.rules.criteria import MeetingSearch, Moment, Near
from groups.rules.geo import KM_IN
from groups.rules.planning import Candidate, Fit, Wish
from groups.rules.planning.fortnight import Span, Weeks, overlap
from groups.rules.planning.usual_week import LOOKS_AHEAD, usual_time
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE, MOST_MEETINGS, Pick, WeekPlan
from groups.rules.schedule import ASSUMED_MINUTES, Timetable
from groups.search import candidates
from groups.search.candidates import Pool, Possible
from groups.views.plan.going import Going, going_of

MOST_A_WEEK = 14
"""Whoever goes to as many as they can is shown no more: two a day."""
MOST_EXTRAS = 5


@dataclass(frozen=True)
class Extra:
    """A meeting that is not in every week or every other one, on a day that it would find free."""

    meeting: Meeting
    candidate: Candidate


@dataclass(frozen=True)
class Proposal:
    """The answer, and the meetings that it speaks of."""

    fit: Fit
    pool: Pool
    held: tuple[Going, ...]
    """Those that were in the week already, and stay where they fit."""
    meetings: dict[int, Meeting]
    """Those chosen, as rows of a list show them."""
    km: dict[int, float | None]
    extras: tuple[Extra, ...]
    plan: WeekPlan
    """The week with what was chosen in it."""

    @property
    def counts(self) -> tuple[int, int]:
        """How many were chosen in week A and in week B."""
        return tuple(sum(one.weeks in (Weeks.EVERY, week) for one in self.fit.chosen) for week in (Weeks.A, Weeks.B))

    @property
    def left_out(self) -> list[Going]:
        """Those of the present week that did not fit."""
        chosen = {one.candidate.number for one in self.fit.chosen}
        return [one for one in self.held if one.usual and one.pick.number not in chosen]


def propose(plan: WeekPlan, near: Near | None, search: MeetingSearch, *, keep: bool, at: Moment) -> Proposal:
    """The best week for what was asked. As many queries however many meetings there are."""
    before = plan if keep else replace(plan, picks=())
    with_home_group = before if plan.first is None else before.with_meeting(plan.first)
    going, _gone = going_of(with_home_group, near, at=at)
    pool, usual, found = _fitted(before, going, replace(search, near=near), at)
    free = list(_free(pool, usual, found, plan, at))
    shown = [*(one.candidate.number for one in found.chosen), *(one.number for one in free)]
    meetings = {meeting.pk: meeting for meeting in Meeting.objects.filter(pk__in=shown).for_cards()} if shown else {}
    return Proposal(
        fit=found,
        pool=pool,
        held=tuple(one for one in going if one.pick.number in before.numbers),
        meetings=meetings,
        km={one.number: one.km for one in pool.found} | {one.pick.number: one.km for one in going},
        extras=tuple(Extra(meetings[one.number], one) for one in free if one.number in meetings),
        plan=replace(plan, picks=tuple(_picks(found, before, usual))[:MOST_MEETINGS]),
    )


def _fitted(
    before: WeekPlan, going: Iterable[Going], search: MeetingSearch, at: Moment
) -> tuple[Pool, dict[int, Candidate], Fit]:
    """What was looked at, what of it could be in a usual week, and the best week of that.

    Where nobody said whether in person or online, those in person come first, and those online fill what is missing:
    a journey takes time, but who says where they start from would like to get there.
    """
    if search.near is None or search.attendance == (Attendance.ONLINE,):
        return _of_pool(candidates.online(search, at=at), before, going, at)
    if Attendance.ONLINE in search.attendance:
        near = candidates.in_person(search, most=candidates.MOST_BESIDE_ONLINE, at=at)
        return _of_pool(candidates.online(search, beside=near, at=at), before, going, at)
    if search.attendance:
        return _of_pool(_gone_to(candidates.in_person(search, at=at)), before, going, at)
    near = candidates.in_person(search, most=candidates.MOST_BESIDE_ONLINE, at=at)
    pool, known, first = _of_pool(near, before, going, at)
    if not any(first.missing):
        return pool, known, first
    pool, known, filled = _of_pool(candidates.online(search, beside=near, at=at), before, going, at, first=first)
    reasons = {one.candidate.number: one.reason for one in first.chosen}
    explained = tuple(replace(one, reason=reasons.get(one.candidate.number, one.reason)) for one in filled.chosen)
    return pool, known, replace(filled, chosen=explained)


def _gone_to(pool: Pool) -> Pool:
    """The same for somebody who asks for meetings in person alone: a hybrid one is gone to, however far it is."""
    return replace(pool, found=tuple(replace(one, attendance=Attendance.IN_PERSON.value) for one in pool.found))


def _of_pool(
    pool: Pool, before: WeekPlan, going: Iterable[Going], at: Moment, *, first: Fit | None = None
) -> tuple[Pool, dict[int, Candidate], Fit]:
    """The best week of a pool; what was chosen `first` stays like what was in the week before."""
    known = _candidates(pool, going, before, at)
    target = MOST_A_WEEK if before.target == AS_MANY_AS_CAN_BE else before.target
    kept = frozenset(before.numbers) | {one.candidate.number for one in first.chosen} if first else before.numbers
    wish = Wish(target, before.latest, before.first, frozenset(kept))
    return pool, known, planning.fit(known.values(), mine=before.mine, theirs=before.theirs, wish=wish)


def _candidates(pool: Pool, going: Iterable[Going], plan: WeekPlan, at: Moment) -> dict[int, Candidate]:
    """All that could be in a usual week; those of the present week as the visitor goes to them."""
    found = {}
    for one in pool.found:
        usual = usual_time(one.table, zone=at.zone, today=at.today)
        if usual:
            journey = _journey(one, plan)
            found[one.number] = Candidate(one.number, usual.weekday, usual.starts, usual.minutes, journey, usual.weeks)
    return found | {one.pick.number: one.usual for one in going if one.usual}


def _journey(one: Possible, plan: WeekPlan) -> int:
    """Minutes one way; a hybrid meeting beyond one's reach is joined online."""
    is_far = one.km is None or (one.attendance == Attendance.HYBRID and one.km > plan.travel.reach * KM_IN["mi"])
    return 0 if is_far or one.attendance == Attendance.ONLINE else plan.travel.minutes(one.km)


def _free(pool: Pool, usual: dict[int, Candidate], found: Fit, plan: WeekPlan, at: Moment) -> Iterator[Candidate]:
    """The nearest of the other meetings that clash with nothing in either week: a few."""
    taken = [span for one in found.chosen for span in replace(one.candidate, weeks=one.weeks).spans]
    walls = planning.blocks(plan.mine, plan.theirs)
    known = {*usual, *plan.numbers}
    left = MOST_EXTRAS
    for one in pool.found:
        candidate = _now_and_then(one, plan, at) if left and one.number not in known else None
        if candidate and not _clashes(candidate, taken, walls, plan.latest):
            left -= 1
            taken += candidate.spans
            yield candidate


def _clashes(candidate: Candidate, taken: list[Span], walls, latest: int | None) -> bool:
    return (
        planning.ends_too_late(candidate, latest)
        or bool(planning.in_the_way(candidate.spans, walls))
        or any(overlap(span, other) for span in candidate.spans for other in taken)
    )


def _now_and_then(one: Possible, plan: WeekPlan, at: Moment) -> Candidate | None:
    """Where it lies in the week of its next date, taken as if it were in every week."""
    table: Timetable = one.table
    if table.rule is None or table.starts_at is None:
        return None
    since = max(at.today, table.paused_until + timedelta(days=1)) if table.paused_until else at.today
    day = next(table.rule.dates(since=since, until=at.today + LOOKS_AHEAD), None)
    if day is None:
        return None
    starts = datetime.combine(day, table.starts_at, table.zone).astimezone(UTC).astimezone(at.zone)
    minutes = table.minutes or ASSUMED_MINUTES
    return Candidate(one.number, starts.weekday(), 60 * starts.hour + starts.minute, minutes, _journey(one, plan))


def _picks(found: Fit, before: WeekPlan, usual: dict[int, Candidate]) -> Iterator[Pick]:
    """What was chosen, as an address holds it; and of the week before what has no place in a usual week."""
    was = {pick.number: pick for pick in before.picks}
    for one in found.chosen:
        number = one.candidate.number
        if number in was and was[number].weeks is not Weeks.EVERY:
            yield was[number]
        else:
            # One that alternates by itself needs no letter.
            yield Pick(number, one.weeks if one.candidate.weeks is Weeks.EVERY else Weeks.EVERY)
    yield from (pick for pick in before.picks if pick.number not in usual)
