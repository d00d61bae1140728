"""Partials that are the same for everybody, drawn once for each language and for what they are given."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 500
"""So many drawings are kept, some kilobytes each."""


@register.simple_tag
def kept(partial: str, **given) -> SafeString:
    """A partial with these arguments: nothing else may have a part in it. While developing it is drawn each time."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(get_language(), partial, tuple(given.items()))


@lru_cache(maxsize=MOST)
def _drawn(_language: str, partial: str, given: tuple[tuple[str, object], ...]) -> SafeString:
    return render_to_string(partial, dict(given))
