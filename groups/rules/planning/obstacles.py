"""What stands in the way of a week most, and what a page says of it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Weeks

MINE, THEIRS, LATEST = "mine", "theirs", "latest"

_NUMBERS = (
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
)


@dataclass(frozen=True)
class Obstacle:
    """The one thing without which a week would hold most more meetings."""

    commitment: Commitment | None
    """None: the latest time home."""
    whose: str
    """`MINE`, `THEIRS` or `LATEST`."""
    frees: int
    """How many more a week there is room for without it; rounded up where that differs between the weeks."""
    in_two_weeks: int
    """How many more in the two weeks together."""

    @property
    def every_week(self) -> bool:
        """Whether it frees the same in each week."""
        alternates = self.commitment is not None and self.commitment.weeks is not Weeks.EVERY
        return not alternates and self.in_two_weeks == 2 * self.frees


def obstacle_words(obstacle: Obstacle) -> str:
    """A sentence: `Moving Thursday training would make room for two more.`"""
    count = obstacle.frees if obstacle.every_week else obstacle.in_two_weeks
    return _sentence(obstacle, count) % {
        "what": _called(obstacle),
        "number": _NUMBERS[count - 1] if count <= len(_NUMBERS) else count,
    }


def _called(obstacle: Obstacle) -> str:
    """What is to move, in a sentence; empty for the latest time home."""
    one = obstacle.commitment
    if one is None or one.called:
        return one.said if one else ""
    name = _("your busy time (%(days)s)") if obstacle.whose == MINE else _("the time you are needed (%(days)s)")
    return name % {"days": one.said}


def _sentence(obstacle: Obstacle, count: int) -> str:
    if obstacle.commitment is None and obstacle.every_week:
        return ngettext(
            "A later time home would make room for %(number)s more.",
            "A later time home would make room for %(number)s more.",
            count,
        )
    if obstacle.commitment is None:
        return ngettext(
            "A later time home would make room for %(number)s more every two weeks.",
            "A later time home would make room for %(number)s more every two weeks.",
            count,
        )
    if obstacle.every_week:
        return ngettext(
            "Moving %(what)s would make room for %(number)s more.",
            "Moving %(what)s would make room for %(number)s more.",
            count,
        )
    return ngettext(
        "Moving %(what)s would make room for %(number)s more every two weeks.",
        "Moving %(what)s would make room for %(number)s more every two weeks.",
        count,
    )
