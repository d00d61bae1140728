"""The staff's start page: what waits for them, with numbers that are links."""

from typing import NamedTuple

from django import template
from django.utils import timezone

from groups.admin.due_by_area import SHOWN, Row, due_by_area
from groups.models import Site
from mutualaid.workplace import first_steps, start

register = template.Library()


class Start(NamedTuple):
    """What the start page shows to one person."""

    parts: list[start.Part]
    classes: list[str]
    areas: list[Row]
    steps_left: int


@register.simple_tag(takes_context=True)
def what_needs_doing(context) -> Start:
    """What the person who looks may do something about. A fixed number of queries, however much there is."""
    user, now = context["request"].user, timezone.now()
    areas = due_by_area(user, today=timezone.localdate(now)) if user.has_perm("groups.view_group") else []
    return Start(start.parts(user, now=now), [one.label for one in SHOWN], areas, _steps_left(user))


def _steps_left(user) -> int:
    """How many of the first steps wait for an administrator; none once all were ticked or put aside."""
    site = Site.objects.the_one()
    if not user.is_superuser or first_steps.are_over(site):
        return 0
    return sum(line.is_open for line in first_steps.standing(site))
