"""`/plan/missed/`: when it slips, the next meeting today."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.views.plan.asked import week_of


@cache_control(private=True)
@require_safe
def missed(request):
    """The page."""
    asked = week_of(request)
    return render(request, "groups/plan/missed.html", {"plan": asked.plan, "step": "missed", "noindex": True})
