"""A row of a list, drawn from its template once for as long as it is kept."""

from dataclasses import replace
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from groups.views.cards import Row
from groups.views.plan.held import week_held

register = template.Library()

_HOLE = "\ue000"
"""A sign that no language writes: it holds the place of the distance, which differs from search to search."""


@register.simple_tag(takes_context=True)
def meeting_row(context, row: Row) -> SafeString:
    """The row as `partials/_meeting_row.html` lays it out."""
    in_week = is_in_week(context, row.number)
    looks = (row.on_now, bool(row.distance), in_week)
    if looks not in row.drawn:
        blank = replace(row, distance=_HOLE) if row.distance else row
        row.drawn[looks] = render_to_string("partials/_meeting_row.html", {"row": blank, "in_week": in_week}).split(
            _HOLE
        )
    return SafeString(escape(row.distance).join(row.drawn[looks]))


@register.simple_tag(takes_context=True)
def is_in_week(context, number: int) -> bool:
    """Whether a meeting is in the visitor's week. (Behind `only` a context still knows its request.)"""
    request = getattr(context, "request", None)
    return request is not None and number in week_held(request).numbers
