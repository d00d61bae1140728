"""`/plan/`: the visitor's own week."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.views.plan.asked import week_of


@cache_control(private=True)
@require_safe
def plan(request):
    """The page."""
    asked = week_of(request)
    return render(request, "groups/plan/week.html", {"plan": asked.plan, "step": "week", "noindex": True})
