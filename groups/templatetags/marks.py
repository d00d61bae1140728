"""Small facts of a listing with their drawings: the problem, the kind by hue, shape and word, and how fresh it is.

They are written out here, because a list has them in every row.
"""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from groups.rules.choices import Freshness
from mutualaid.templatetags.drawings import icon

register = template.Library()

_FRESHNESS_ICONS = {Freshness.CHECKED: "check", Freshness.OLD: "unknown", Freshness.NEVER: "unknown"}


@register.simple_tag
@cache
def shape(kind: str) -> SafeString:
    """The shape of a kind."""
    place = static("img/icons.svg")
    return format_html('<svg width="14" height="14" aria-hidden="true"><use href="{}#kind-{}"/></svg>', place, kind)


@register.simple_tag
def kind_mark(kind: str, label: str) -> SafeString:
    """A kind by hue, shape and word."""
    return SafeString(f'<span class="kind kind--{escape(kind)}">{shape(kind)}{escape(label)}</span>')


@register.simple_tag
def about_line(problem: str, kind: str, label: str) -> SafeString:
    """The problem in a word, where one is known, and the kind."""
    about = f'<span class="about-line__problem">{escape(problem)}</span>' if problem else ""
    return SafeString(f'<p class="about-line">{about}{kind_mark(kind, label)}</p>')


@register.simple_tag
def freshness(text: str, state: str) -> SafeString:
    """When a listing was last checked."""
    drawing = icon(_FRESHNESS_ICONS.get(state, "clock"))
    return SafeString(f'<span class="freshness freshness--{escape(state)}">{drawing}{escape(text)}</span>')
