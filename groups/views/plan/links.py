"""Addresses of the planner's pages for a week: with a week that differs from the one a page was asked for."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from groups.rules.planning.week_plan import WeekPlan

IN_A_CODE = 600
"""A longer link would need a code too fine to be read off paper or another screen."""


def address(page: str, plan: WeekPlan, **further: str) -> str:
    """The address of a page (`plan`, `plan-times` …) for this very week. Mark the link with `data-no-week`.

    Otherwise what the page's own address holds would be carried along, though the week may hold less.
    """
    asked = urlencode(plan.parameters() | further)
    path = reverse(f"groups:{page}")
    return f"{path}?{asked}" if asked else path


def to_send(plan: WeekPlan, page: str = "plan") -> str:
    """The whole address for somebody else: without the home place."""
    return f"{settings.SITE_URL}{address(page, plan.without_home())}"
