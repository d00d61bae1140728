"""`/plan/take/`: the week as a calendar, on paper, as words and as a code to scan."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.criteria import Moment
from groups.views.plan.asked import Asked, week_of
from groups.views.plan.going import going_of
from groups.views.plan.plain_list import plain_list
from groups.views.plan.together import sent
from groups.views.visit import moment_of


@cache_control(private=True)
@require_safe
def take(request):
    """The page. With `discreet=yes` its list names no meeting."""
    asked, at = week_of(request), moment_of(request)
    is_discreet = request.GET.get("discreet") == "yes"
    context = {
        "plan": asked.plan,
        "step": "take",
        "noindex": True,
        "wrong": [one.why for one in asked.wrong],
        "is_discreet": is_discreet,
    }
    context |= _taken(asked, at, discreet=is_discreet) | sent(asked)
    return render(request, "groups/plan/take.html", context)


def _taken(asked: Asked, at: Moment, *, discreet: bool) -> dict:
    """The meetings as text, and what of the address a calendar needs: it is told of nothing else."""
    going, gone = going_of(asked.plan, asked.near, at=at)
    text = plain_list(going, asked.plan, asked.near, at=at, discreet=discreet) if going else ""
    return {
        "text": text,
        "rows": text.count("\n") + 2,
        "has_gone": bool(gone),
        "picks": asked.plan.parameters().get("plan", ""),
    }
