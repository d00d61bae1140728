"""What is asked of a fit, made ready: each meeting in each week, what it is worth, and what stops it. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from groups.rules.planning.barriers import Barrier
from groups.rules.planning.candidate import Candidate, Wish
from groups.rules.planning.circle import Outing
from groups.rules.planning.fortnight import FORTNIGHT, WEEK, Weeks
from groups.rules.schedule import MINUTES_IN_A_DAY

_LETTERS = {Weeks.EVERY: (Weeks.A, Weeks.B), Weeks.A: (Weeks.A,), Weeks.B: (Weeks.B,)}


class Circle(NamedTuple):
    """What can be chosen from: in one week, or in two."""

    outings: list[Outing]
    length: int

    @property
    def turns(self) -> int:
        """How often it comes round in a fortnight."""
        return FORTNIGHT // self.length


class Question:
    """The candidates, the barriers between them and the week, and the wish."""

    def __init__(self, candidates: Iterable[Candidate], barriers: Iterable[Barrier], wish: Wish):
        self.wish = wish
        self.barriers = list(barriers)
        self.candidates = sorted({one for one in candidates if one.away <= WEEK}, key=_place)
        worths, self.new_day = _worths(self.candidates, wish)
        self.stopped: list[tuple[Outing, list[Barrier]]] = []
        for which, (one, worth) in enumerate(zip(self.candidates, worths, strict=True)):
            for weeks, span in zip(_LETTERS[one.weeks], one.spans, strict=True):
                outing = Outing(*span, span[0] + one.journey, worth, which, weeks)
                self.stopped.append((outing, [barrier for barrier in self.barriers if barrier.stops(one, span)]))

    def circle(self, *, without: Barrier | None = None) -> Circle:
        """What could be chosen from if one barrier were gone.

        Where nothing that is left alternates, each week is as the other.
        """
        outings = [outing for outing, by in self.stopped if all(barrier is without for barrier in by)]
        left = [barrier for barrier in self.barriers if barrier is not without]
        if any(one.weeks is not Weeks.EVERY for one in (*self.candidates, *left)):
            return Circle(outings, FORTNIGHT)
        return Circle([outing for outing in outings if outing.weeks is Weeks.A], WEEK)

    def alone(self) -> list[Barrier]:
        """The barriers that something is stopped by alone, in their order."""
        alone = {id(by[0]) for _outing, by in self.stopped if len(by) == 1}
        return [barrier for barrier in self.barriers if id(barrier) in alone]

    def stops_home_group(self) -> list[Barrier]:
        """What stops the home group in any of its weeks."""
        home = {which for which, one in enumerate(self.candidates) if one.number == self.wish.home_group}
        return [barrier for outing, by in self.stopped if outing.which in home for barrier in by]


def _place(one: Candidate) -> tuple:
    """Where a candidate stands among the others, in whatever order they came."""
    return one.number, one.weekday, one.starts, one.minutes, one.journey, one.weeks.value


def _worths(candidates: Sequence[Candidate], wish: Wish) -> tuple[list[int], int]:
    """What each is worth, and what a new day is: numbers whose sum is greater for the better choice.

    Each criterion is counted in units of which one is more than all that those after it can come to.
    """
    most = 2 * len(candidates) + 1 if wish.target is None else 2 * wish.target
    start = 1 + most * max((one.number for one in candidates), default=0)
    minute = start * (1 + most * MINUTES_IN_A_DAY)
    day = minute * (1 + FORTNIGHT)  # what does not overlap takes no more than the fortnight
    kept = day * (1 + FORTNIGHT // MINUTES_IN_A_DAY)
    home = kept * (1 + most)
    one_more = home * (1 + most)
    worths = [
        one_more
        + home * (one.number == wish.home_group)
        + kept * (one.number in wish.kept)
        - minute * one.away
        - start * one.starts
        - one.number
        for one in candidates
    ]
    return worths, day
