"""The arithmetic of a bench: medians, percentiles, requests a second and how many times a yardstick something takes."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH_FOR_P99 = 200
"""With fewer times than this, the slowest one in a hundred is chance."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one thing: milliseconds of each request made one at a time, and requests a second at 8."""

    times: Sequence[float]
    at_once: float

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p99(self) -> float | None:
        """What 99 of 100 requests stay under; None where there were too few to say."""
        return percentile(self.times, 0.99) if len(self.times) >= ENOUGH_FOR_P99 else None

    @property
    def spread(self) -> float | None:
        """The p99 in medians."""
        return None if self.p99 is None else self.p99 / self.median

    @property
    def one_by_one(self) -> float:
        """Requests a second, one after the other."""
        return 1000 / statistics.fmean(self.times)

    def times_of(self, yardstick: "Figures") -> float:
        """How many times the yardstick's median."""
        return self.median / yardstick.median


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def pairs_alike(some: dict[str, int], others: dict[str, int], *, within: float = 0.1) -> list[tuple[str, str]]:
    """Names from both whose numbers differ by this share at most, each name in one pair, the nearest ones first."""
    candidates = sorted(
        (abs(one - other), name, other_name)
        for name, one in some.items()
        for other_name, other in others.items()
        if abs(one - other) <= within * max(one, other)
    )
    pairs, taken, others_taken = [], set(), set()
    for _difference, name, other_name in candidates:
        if name not in taken and other_name not in others_taken:
            pairs.append((name, other_name))
            taken.add(name)
            others_taken.add(other_name)
    return pairs
