"""What keeps a meeting out of a week: each commitment, and the time to be home by. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from groups.rules.planning.candidate import Candidate, blocks, ends_too_late
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import FORTNIGHT, Span, Weeks
from groups.rules.planning.obstacles import LATEST, MINE, THEIRS


class Wall:
    """One commitment. Its times are laid out so that what meets them is found at once."""

    def __init__(self, commitment: Commitment, whose: str):
        self.commitment = commitment
        self.whose = whose
        # No time of it is longer than a day and no two begin on one: they end in the order in which they begin.
        spans = sorted(
            (begin + turn, end + turn) for begin, end in commitment.spans for turn in (-FORTNIGHT, 0, FORTNIGHT)
        )
        self._begins = [begin for begin, _end in spans]
        self._ends = [end for _begin, end in spans]

    @property
    def weeks(self) -> Weeks:
        """In which weeks it stands."""
        return self.commitment.weeks

    def stops(self, _candidate: Candidate, span: Span) -> bool:
        """Whether they share a minute, as `fortnight.overlap` says."""
        first = bisect_right(self._ends, span[0])
        return first < len(self._begins) and self._begins[first] < span[1]


class HomeTime:
    """The time to be home by."""

    commitment = None
    whose = LATEST
    weeks = Weeks.EVERY

    def __init__(self, latest: int):
        self._latest = latest

    def stops(self, candidate: Candidate, _span: Span) -> bool:
        """Whether it ends too late."""
        return ends_too_late(candidate, self._latest)


Barrier = Wall | HomeTime


def barriers(mine: Iterable[Commitment], theirs: Iterable[Commitment], latest: int | None) -> Iterator[Barrier]:
    """All of them: mine, theirs, the latest time home."""
    for commitment in blocks(mine, ()):
        yield Wall(commitment, MINE)
    for commitment in blocks((), theirs):
        yield Wall(commitment, THEIRS)
    if latest is not None:
        yield HomeTime(latest)
