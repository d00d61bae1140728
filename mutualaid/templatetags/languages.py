"""The same page in other languages, and what a reader has to know of a translation."""

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_info, override

from groups.rules.planning.week_plan import PARAMETERS
from mutualaid import speaking

register = template.Library()


@register.simple_tag
def leave_url() -> str:
    """Where “Leave quickly” leads: a page about the weather, unless the site has chosen another."""
    return settings.LEAVE_URL


@register.inclusion_tag("partials/_languages.html", takes_context=True)
def languages(context) -> dict:
    """The switch: this page in each language that the site offers, with its question. Nothing where there is one."""
    request = context.get("request")
    offered = speaking.offered()
    if request is None or len(offered) < 2:
        return {"languages": []}
    here, path = speaking.taken_apart(request.path)
    question = _question(request.GET)
    own = get_language_info(settings.LANGUAGE_CODE)["name_local"]
    links = [
        {
            "tag": one.tag,
            "name": one.name,
            "is_here": one.tag == here,
            "url": speaking.in_language(path, one.tag) + (f"?{question}" if question else ""),
        }
        for one in offered
    ]
    is_unread = speaking.is_unreviewed()
    return {"languages": links, "is_unreviewed": is_unread, "own": {**links[0], "name": own} if is_unread else None}


def _question(asked: QueryDict) -> str:
    """What the page was asked, without the visitor's week: that is led on as on every link (`carrying`)."""
    asked = asked.copy()
    for name in PARAMETERS:
        asked.pop(name, None)
    return asked.urlencode()


@register.simple_tag
def alternates(canonical: str) -> SafeString:
    """For search engines: where a page that has an address for good is found in each language."""
    offered = speaking.offered()
    if not canonical or len(offered) < 2:
        return SafeString("")
    _here, path = speaking.taken_apart(canonical.removeprefix(settings.SITE_URL))
    addresses = [(one.tag, settings.SITE_URL + speaking.in_language(path, one.tag)) for one in offered]
    addresses.append(("x-default", settings.SITE_URL + path))
    return SafeString(
        "".join(format_html('<link rel="alternate" hreflang="{}" href="{}">', *address) for address in addresses)
    )


@register.simple_tag
def own_tongue() -> SafeString:
    """For what a listing says, which is in the site's own language whatever the page around it is in."""
    if speaking.is_own(get_language()):
        return SafeString("")
    own = get_language_info(settings.LANGUAGE_CODE)
    return format_html(' lang="{}" dir="{}"', settings.LANGUAGE_CODE, "rtl" if own["bidi"] else "ltr")


@register.filter
def dialled(number: str) -> str:
    """A number within a sentence: where that runs from right to left, held together from left to right."""
    return f"\u2066{number}\u2069" if get_language_bidi() else number


class _EnglishOf(template.Node):
    """Lines on which a life may hang, in English, where nobody has read their translation; nothing elsewhere."""

    def __init__(self, said: list[FilterExpression]):
        self.said = said

    def render(self, context):
        if not speaking.is_unreviewed():
            return ""
        with override(speaking.IN_ENGLISH):
            english = " ".join(str(one.resolve(context)) for one in self.said)
        return format_html('<span class="in-english" lang="en" dir="ltr">{}</span>', english)


@register.tag
def english_of(parser: Parser, token: Token) -> template.Node:
    """`{% english_of _("Call 999") _("Do not wait") %}`"""
    return _EnglishOf([parser.compile_filter(bit) for bit in token.split_contents()[1:]])


class _EnglishBeside(template.Node):
    """A part of a page, and where nobody has read its translation the same in English after it."""

    def __init__(self, part: template.NodeList):
        self.part = part

    def render(self, context):
        with context.push(in_english=""):
            here = self.part.render(context)
        if not speaking.is_unreviewed():
            return here
        with override(speaking.IN_ENGLISH), context.push(in_english="-in-english"):
            english = self.part.render(context)
        return here + render_to_string("partials/_in_english_too.html", {"part": english})


@register.tag
def english_beside(parser: Parser, token: Token) -> template.Node:
    """Around what may save a life. What has an id ends it with `{{ in_english }}`, which differs between the two."""
    part = parser.parse(("endenglish_beside",))
    parser.delete_first_token()
    return _EnglishBeside(part)
