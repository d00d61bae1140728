"""Which meetings make the best week that clashes with nothing? Pure, exact, and it says why.

Of all choices that stand beside the commitments and beside each other, journeys counted in, the best is the one with
(each summed over weeks A and B, and each weighing more than all after it)

1. as many meetings as asked, and no week with more;
2. the home group;
3. as many as can be of those that were in the week already;
4. as many different days as can be: a meeting after midnight is on the day it starts;
5. the fewest minutes away from home;
6. the earliest starts, as times of day;
7. the lowest numbers, so that the answer to a question is always the same.

Where nothing that is given alternates every week is alike, and it is the best of such weeks. Otherwise weeks A and B
are chosen together, and a weekly meeting may be chosen for one of them alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from groups.rules.planning import circle as planning_circle
from groups.rules.planning.barriers import barriers
from groups.rules.planning.candidate import Candidate, Wish, blocks, ends_too_late, in_the_way
from groups.rules.planning.circle import Outing
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import WEEK, Weeks
from groups.rules.planning.obstacles import LATEST, MINE, THEIRS, Obstacle, obstacle_words
from groups.rules.planning.question import Question
from groups.rules.planning.reasons import Reason, reason_for, reason_words

__all__ = [
    "LATEST",
    "MINE",
    "THEIRS",
    "Candidate",
    "Chosen",
    "Fit",
    "Obstacle",
    "Reason",
    "Wish",
    "blocks",
    "ends_too_late",
    "fit",
    "in_the_way",
    "obstacle_words",
    "reason_words",
]


@dataclass(frozen=True)
class Chosen:
    """One meeting of the week that is proposed, in which weeks, and why."""

    candidate: Candidate
    weeks: Weeks
    reason: Reason


@dataclass(frozen=True)
class Fit:
    """The week that is proposed, and what it could not reach."""

    chosen: tuple[Chosen, ...] = ()
    """By weekday and start."""
    missing: tuple[int, int] = (0, 0)
    """How many fewer than asked there are in week A and in week B; none where as many as can be were asked."""
    obstacle: Obstacle | None = None
    """Where some are missing: what stands in the way most. None where nothing alone does."""
    home_group_blocked_by: Commitment | None = None
    """The first that stands in the way of the home group, in any of its weeks."""
    home_group_too_late: bool = False
    """Whether the home group ends too late for the time to be home by."""


def fit(
    candidates: Iterable[Candidate], *, mine: Iterable[Commitment], theirs: Iterable[Commitment], wish: Wish
) -> Fit:
    """The best week. In whatever order the candidates come, the answer is the same.

    A meeting that takes someone from home for longer than a week is no candidate.
    """
    question = Question(candidates, barriers(mine, theirs, wish.latest), wish)
    circle = question.circle()
    chosen = planning_circle.best(circle.outings, length=circle.length, most=wish.target, new_day=question.new_day)
    if circle.length == WEEK:
        chosen = [outing._replace(weeks=weeks) for outing in chosen for weeks in (Weeks.A, Weeks.B)]
    missing = _missing(chosen, wish.target)
    stops_home_group = [barrier.commitment for barrier in question.stops_home_group()]
    return Fit(
        chosen=tuple(_explained(chosen, question)),
        missing=missing,
        obstacle=_obstacle(question, len(chosen)) if any(missing) else None,
        home_group_blocked_by=next(filter(None, stops_home_group), None),
        home_group_too_late=None in stops_home_group,
    )


def _missing(chosen: list[Outing], target: int | None) -> tuple[int, int]:
    if target is None:
        return 0, 0
    in_a, in_b = (sum(outing.weeks is weeks for outing in chosen) for weeks in (Weeks.A, Weeks.B))
    return target - in_a, target - in_b


def _explained(chosen: list[Outing], question: Question) -> Iterator[Chosen]:
    """Each meeting once, in the order of the week, with its weeks and the reason."""
    weeks_of: dict[int, set[Weeks]] = {}
    for outing in chosen:
        weeks_of.setdefault(outing.which, set()).add(outing.weeks)
    fits = {weeks: [] for weeks in (Weeks.A, Weeks.B)}
    for outing, by in question.stopped:
        if not by:
            fits[outing.weeks].append(question.candidates[outing.which])
    journeys_known = any(one.journey for one in question.candidates)
    for which, weeks in sorted(weeks_of.items(), key=lambda item: _in_the_week(question.candidates[item[0]])):
        candidate = question.candidates[which]
        reason = reason_for(candidate, weeks, wish=question.wish, fits=fits, journeys_known=journeys_known)
        yield Chosen(candidate, Weeks.EVERY if len(weeks) == 2 else next(iter(weeks)), reason)


def _in_the_week(candidate: Candidate) -> tuple[int, int, int]:
    return candidate.weekday, candidate.starts, candidate.number


def _obstacle(question: Question, reached: int) -> Obstacle | None:
    """The first of those without which there would be most more."""
    found = None
    for barrier in question.alone():
        circle = question.circle(without=barrier)
        most = planning_circle.most_that_fit(circle.outings, length=circle.length, most=question.wish.target)
        more = most * circle.turns - reached
        if more > (found.in_two_weeks if found else 0):
            found = Obstacle(barrier.commitment, barrier.whose, frees=(more + 1) // 2, in_two_weeks=more)
    return found
