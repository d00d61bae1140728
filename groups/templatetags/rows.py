"""A row of a list, drawn from its template once for as long as it is kept."""

from dataclasses import replace
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from groups.views.cards import Row

register = template.Library()

_HOLE = "\ue000"
"""A sign that no language writes: it holds the place of the distance, which differs from search to search."""


@register.simple_tag
def meeting_row(row: Row) -> SafeString:
    """The row as `partials/_meeting_row.html` lays it out."""
    looks = (row.on_now, bool(row.distance))
    if looks not in row.drawn:
        blank = replace(row, distance=_HOLE) if row.distance else row
        row.drawn[looks] = render_to_string("partials/_meeting_row.html", {"row": blank}).split(_HOLE)
    return SafeString(escape(row.distance).join(row.drawn[looks]))
