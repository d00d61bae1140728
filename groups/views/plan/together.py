"""`/plan/together/`: a page for two, and a sheet to write on."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.views.plan.asked import week_of


@cache_control(private=True)
@require_safe
def together(request):
    """The page."""
    asked = week_of(request)
    return render(request, "groups/plan/together.html", {"plan": asked.plan, "step": "together", "noindex": True})
