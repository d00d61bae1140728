"""How long it takes to get to a meeting: so many minutes for each mile in a straight line, and some to spare. Pure.

The figures are our own reckoning, stated on the page. Roads in England are 1.4 times the straight line (Ballou and
others, Selected country circuity factors, 2002). On the road: on foot 3 miles an hour (20 minutes a mile), by bicycle
and by bus with its stops 10 (6 minutes), by car in a town 20 (3 minutes). To spare is the time to lock up, to park, to
wait.
"""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext_lazy

from groups.rules.geo import KM_IN

ROUNDED_TO = 5
"""Nobody knows it to the minute: journeys are said and counted in steps of so many minutes, rounded up."""


@dataclass(frozen=True)
class Travel:
    """One way to travel. `reach` is how far one would go at most where nobody said (miles in a straight line)."""

    slug: str
    label: str
    minutes_per_mile: int
    margin: int
    reach: int

    def minutes(self, km: float) -> int:
        """How long one way takes (minutes), for so many kilometres in a straight line."""
        exact = km / KM_IN["mi"] * self.minutes_per_mile + self.margin
        return ceil(exact / ROUNDED_TO) * ROUNDED_TO


WAYS = (
    Travel("walk", gettext_lazy("On foot"), 28, 5, 2),
    Travel("cycle", gettext_lazy("By bicycle"), 9, 5, 5),
    Travel("bus", gettext_lazy("By bus"), 9, 15, 10),
    Travel("car", gettext_lazy("By car"), 4, 10, 25),
)
BY_SLUG = {way.slug: way for way in WAYS}
USUAL = BY_SLUG["bus"]
"""What is reckoned with where nobody said how they travel: who has a car is early, and who has none is not late."""
