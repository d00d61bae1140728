"""What a page says to search engines: JSON-LD in the words of schema.org, written in this one place."""

import json

from django import template
from django.utils.safestring import SafeString

register = template.Library()

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end the element or begin a comment, as JSON may say them too."""


@register.simple_tag
def structured(data: dict, **more) -> SafeString:
    """A script element that no browser runs. `more` is what the template knows and the view does not."""
    said = {"@context": "https://schema.org"} | data | more
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
