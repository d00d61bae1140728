"""Line icons and drawings, for the eye alone. They are written out here, because a page has a hundred of them."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, *, turns: bool = False) -> SafeString:
    """A symbol of `icons.svg`; `turns` where it points along the line, so that it is mirrored from right to left."""
    return format_html(
        '<svg class="icon{}" width="20" height="20" aria-hidden="true"><use href="{}#{}"/></svg>',
        " icon--turns" if turns else "",
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def drawing(name: str) -> SafeString:
    """A symbol of `easy.svg`, beside a line in easy read."""
    return format_html(
        '<svg class="easy__drawing" width="96" height="96" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("img/easy.svg"),
        name,
    )
