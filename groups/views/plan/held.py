"""The visitor's week that the address of any page holds: read once for a request, and only where there is one."""

from groups.rules.planning import week_plan
from groups.rules.planning.week_plan import WeekPlan


def is_held(request) -> bool:
    """Whether the address holds anything of a week, be it readable or not."""
    return any(name in request.GET for name in week_plan.PARAMETERS)


def week_held(request) -> WeekPlan:
    """The week that this page's links carry: what its view made of it, else what its address says; else an empty one.

    A view that sets `request.week` may have rounded a home place, or want nothing carried. No query.
    """
    if getattr(request, "week", None) is None:
        request.week = week_plan.read(request.GET)[0] if is_held(request) else WeekPlan()
    return request.week
