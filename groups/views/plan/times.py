"""`/plan/times/`: what else is in the week, of both people."""

from dataclasses import replace

from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.planning import commitments
from groups.rules.planning.week_plan import WeekPlan
from groups.views.plan.asked import week_of
from groups.views.plan.presets import MINE, THEIRS
from groups.views.plan.taken_out import taken_out
from groups.views.plan.times_form import Column, columns_of, columns_sent
from groups.views.plan.wishes import address_with, hidden_fields, wishes_of
from groups.views.visit import moment_of

BUTTONS = {"fit": "plan-fit", "more": "plan-times", "week": "plan"}
"""Where each of its buttons leads."""


@cache_control(private=True)
@require_safe
def times(request):
    """The form as it stands; sent, the next page with the short address of what was entered."""
    asked, today = week_of(request), moment_of(request).today
    held = {MINE: asked.plan.mine, THEIRS: asked.plan.theirs}
    page = BUTTONS.get(request.GET.get("go", ""))
    if page is None:
        return _shown(request, asked, columns_of(held, today=today))
    columns = columns_sent(held, request.GET, today=today)
    if any(column.errors for column in columns):
        return _shown(request, asked, columns)
    return redirect(_next(page, asked.plan, columns, wishes_of(request.GET)))


def _next(page: str, plan: WeekPlan, columns: list[Column], wishes) -> str:
    mine, theirs = columns
    plan = replace(plan, mine=mine.holds, theirs=theirs.holds)
    out = {"out-busy": commitments.write(mine.out), "out-theirs": commitments.write(theirs.out)}
    return address_with(page, plan, wishes, **out)


def _shown(request, asked, columns: list[Column]):
    context = {
        "plan": asked.plan,
        "step": "times",
        "noindex": True,
        "mine": columns[0],
        "theirs": columns[1],
        "errors": [error for column in columns for error in column.errors],
        "misread": list(dict.fromkeys(one.why for one in asked.wrong if one.parameter in ("busy", "theirs"))),
        "hidden": hidden_fields(asked.plan, wishes_of(request.GET)),
        "taken_out": taken_out(request, asked.plan, "plan-times"),
        "week_url": address_with("plan", asked.plan, {}),
    }
    return render(request, "groups/plan/times.html", context)
