"""What meetings somebody wishes for in their week: a search's own parameters, which the planner's pages hand on."""

from urllib.parse import urlencode

from django.http import QueryDict

from groups.rules.planning.week_plan import WeekPlan
from groups.views.plan.links import address

FILTERS = ("kind", "programme", "for", "about", "who", "access", "attend", "within")
"""The filters of the search that a week can be found by. Where and when are told by the week itself."""

ANEW = "anew"
"""`anew=yes`: the meetings that are in the week already need not stay."""

Wishes = dict[str, list[str]]


def wishes_of(asked: QueryDict) -> Wishes:
    """Those that an address holds."""
    said = {name: [value for value in asked.getlist(name) if value] for name in (*FILTERS, ANEW)}
    return {name: values for name, values in said.items() if values}


def address_with(page: str, plan: WeekPlan, wishes: Wishes, **further: str) -> str:
    """The address of a page for this week and these wishes. A link to it is marked `data-no-week`."""
    known = address(page, plan, **{name: value for name, value in further.items() if value})
    asked = urlencode({name: values for name, values in wishes.items() if values}, doseq=True)
    return f"{known}{'&' if '?' in known else '?'}{asked}" if asked else known


def hidden_fields(plan: WeekPlan, wishes: Wishes, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What a form that states the whole week itself sends along, beside the fields that it sets."""
    pairs = [*plan.parameters().items(), *((name, value) for name, values in wishes.items() for value in values)]
    return [(name, value) for name, value in pairs if name not in without]
