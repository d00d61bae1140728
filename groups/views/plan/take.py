"""`/plan/take/`: the week as a calendar, on paper, as words and as a code to scan."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.views.plan.asked import week_of


@cache_control(private=True)
@require_safe
def take(request):
    """The page."""
    asked = week_of(request)
    return render(request, "groups/plan/take.html", {"plan": asked.plan, "step": "take", "noindex": True})
