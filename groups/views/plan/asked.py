"""What the address of a planner's page holds: the week, the place it starts from, and what could not be read."""

from dataclasses import dataclass, field, replace

from groups.rules.criteria import Near
from groups.rules.geo import Point
from groups.rules.planning import week_plan
from groups.rules.planning.week_plan import Misread, WeekPlan
from groups.search import places, settlements
from groups.views.plan.followed import followed
from groups.views.visit import vocabulary_of


@dataclass(frozen=True)
class Asked:
    """A week as it was asked for. The home place in `plan` is rounded; `near` is the place it stands for."""

    plan: WeekPlan
    near: Near | None = None
    wrong: tuple[Misread, ...] = ()
    place_names: tuple[str, ...] = field(default=())
    """What to ask for instead, where the place is more than one, or nearly one."""
    followed: tuple[str, ...] = ()
    """What is to be said of meetings that are listed as others now, and stand in `plan` as these."""

    def sentence(self, parameter: str) -> str:
        """What was wrong with a parameter, as a sentence; empty where nothing was."""
        return next((one.why for one in self.wrong if one.parameter == parameter), "")


def week_of(request) -> Asked:
    """The week that an address holds. From here on it is the one that the page's links carry, its home rounded.

    No query without a home, but what `followed` may ask; with one, what a search for a place costs.
    """
    plan, wrong = week_plan.read(request.GET)
    plan, said = followed(plan, vocabulary_of(request))
    asked = with_home(plan, tuple(wrong)) if plan.home else Asked(plan, wrong=tuple(wrong))
    asked = replace(asked, followed=said)
    request.week = asked.plan
    return asked


def with_home(plan: WeekPlan, wrong: tuple[Misread, ...] = ()) -> Asked:
    """The same week from its home, which is looked up and rounded; what was wrong before is kept."""
    nowhere = replace(plan, home="")
    try:
        near = places.find(plan.home)
    except places.PlaceNotFound as error:
        said = Misread("home", plan.home, str(error))
        return Asked(nowhere, wrong=(*wrong, said), place_names=tuple(getattr(error, "names", ())))
    home = week_plan.rounded(near.point)
    point = Point(*map(float, home.split(",")))
    called = near.in_titles or settlements.town_by(near.point)
    return Asked(replace(plan, home=home), replace(near, name=called, point=point, about=True), wrong)
