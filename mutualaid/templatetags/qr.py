"""A code to scan (QR) for an address of this site, drawn here as SVG; and the address in words."""

from functools import lru_cache

import segno
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

MOST = 500
QUIET_ZONE = 4
"""The white border that a reader needs, in modules."""


@register.simple_tag
def qr(address: str, name: str = "") -> SafeString:
    """The code of an address; one that begins with `/` is of this site.

    It is a picture with a name, for a screen reader. That of a page is kept; that of a search is not, because what
    somebody asked for is kept nowhere.
    """
    whole = f"{settings.SITE_URL}{address}" if address.startswith("/") else address
    draw = _drawn.__wrapped__ if "?" in whole else _drawn
    name = name or _("Code to scan for this page")
    return format_html('<svg class="qr" role="img" aria-label="{}"{}', name, draw(whole))


@register.simple_tag
def in_words(path: str) -> str:
    """An address of this site as one would say it: `meetings.example.org/guidance/sources/`."""
    return f"{settings.SITE_URL.partition('://')[2]}{path}"


@lru_cache(maxsize=MOST)
def _drawn(address: str) -> SafeString:
    """The drawing from its first measure on."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    drawn = code.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    return mark_safe(drawn.removeprefix("<svg"))  # safe: segno draws measures and a path, no word of the address
