"""The Markdown of an article as HTML that is safe to show, with its headings and the helplines that it names.

HTML that is typed stays text; what the Markdown library writes is cleaned once more by another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from urllib.parse import urlsplit

import nh3
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mutualaid.speaking import in_language

HELPLINE = "helpline:"
SOURCE = "#source-"
LINE = "#line-"
_OF_THE_PAGE = ("main", "numbers", "sources", "listings-beside", "beside-near")
"""Names that the page around an article has for its own parts."""

_TAGS = {
    "a", "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "hr", "br", "code", "pre", "div",
    "table", "thead", "tbody", "tr", "th", "td", "span",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "span": {"class"},
    "th": {"scope"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in (2, 3, 4)},
}


@dataclass(frozen=True)
class Line:
    """What an article shows of a helpline where it names it."""

    slug: str
    name: str
    number: str
    tel: str
    is_checked: bool
    is_emergency: bool = False
    """One that nobody may ring to check."""


def tel(number: str) -> str:
    """A number as a telephone dials it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Heading:
    """A heading of an article: 2 is a section, 3 a part of one."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Rendered:
    """An article as HTML; its headings, the helplines it names and the sources it cites, each once, in its order."""

    html: SafeString
    headings: tuple[Heading, ...]
    helplines: tuple[str, ...]
    cited: tuple[str, ...]


def render(text: str, lines: tuple[Line, ...] = ()) -> Rendered:
    """The article of this Markdown. A helpline that `lines` lacks is named without a number.

    Its links to pages of the site lead to them in the reader's language.
    """
    return _rendered(text, lines, get_language())


@lru_cache(maxsize=128)
def _rendered(text: str, lines: tuple[Line, ...], _language: str | None) -> Rendered:
    tokens = _MARKDOWN.parse(text)
    headings = tuple(_anchored(tokens))
    hrefs = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    numbers = _Numbers(lines)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_linked(token.children, numbers))
        elif token.type == "th_open":
            token.attrs["scope"] = "col"
    html = nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    # Safe, because nh3 has just cleaned it.
    return Rendered(mark_safe(html), headings, _after(HELPLINE, hrefs), _after(SOURCE, hrefs))


def plain_words(text: str) -> str:
    """What a reader would hear of this Markdown: its words without marks or addresses."""
    tokens = _MARKDOWN.parse(text)
    return "\n".join(_said(token) if token.type == "inline" else token.content for token in tokens if token.content)


def inline(text: str) -> SafeString:
    """One line of Markdown, such as a source: emphasis and links."""
    # Safe for the same reason.
    return mark_safe(nh3.clean(_MARKDOWN.renderInline(text), tags={"em", "strong", "a"}, link_rel="noreferrer"))


def _anchored(tokens: list[Token]) -> Iterator[Heading]:
    """Headings begin below the title, and each gets an anchor of its own."""
    taken = set(_OF_THE_PAGE)
    for opening, token, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        level = min(max(int(opening.tag[1]), 2), 4)
        opening.tag = closing.tag = f"h{level}"
        anchor = _free(slugify(_said(token)) or "part", taken)
        opening.attrs["id"] = anchor
        yield Heading(level, anchor, _said(token))


def _free(anchor: str, taken: set[str]) -> str:
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    taken.add(free)
    return free


def _said(token: Token) -> str:
    return "".join(" " if child.type.endswith("break") else child.content for child in token.children or ())


def _linked(children: list[Token], numbers: "_Numbers") -> Iterator[Token]:
    """Links made into what they mean; one to anywhere else than the site or the web stays words."""
    places = iter(children)
    for child in places:
        if child.type != "link_open":
            yield child
            continue
        href = str(child.attrs["href"])
        within = list(takewhile(lambda one: one.type != "link_close", places))  # no link stands inside another
        if href.startswith(HELPLINE):
            yield from numbers.named(href.removeprefix(HELPLINE), within)
        elif not _is_fine(href):
            yield from within
        else:
            if href.startswith("/"):
                child.attrs["href"] = in_language(href)
            if href.startswith(SOURCE):
                child.attrs["class"] = "cites"
            elif urlsplit(href).scheme:
                child.attrs["rel"] = "noreferrer"
            yield from (child, *within, Token("link_close", "a", -1))


def _is_fine(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:  # such as half an IPv6 address
        return False
    return parts.scheme in ("http", "https", "mailto") or (not parts.scheme and not parts.netloc)


class _Numbers:
    """Helplines as an article names them: each with its number, and once with a word on whether it was rung."""

    def __init__(self, lines: tuple[Line, ...]):
        self.lines = {line.slug: line for line in lines}
        self.told: set[str] = set()

    def named(self, slug: str, name: list[Token]) -> Iterator[Token]:
        """The name of a helpline and its number; without a name, or with one that holds the number, that alone."""
        line = self.lines.get(slug)
        words = "".join(child.content for child in name)
        if line is None or not line.number:
            yield from name or [_without_number(line)]
        elif not words or line.number in words:
            yield _written('<a class="number" href="tel:{}">{}</a>', line.tel, words or line.number)
        else:
            yield from name
            yield _written(' <a class="number" href="tel:{}">{}</a>', line.tel, line.number)
        if line and line.number and not line.is_checked and not line.is_emergency and slug not in self.told:
            self.told.add(slug)
            yield _written(' <a class="number-note" href="{}{}">({})</a>', LINE, slug, _("not rung by us yet"))


def _without_number(line: Line | None) -> Token:
    """What stands where a sentence wants a number that there is none of."""
    return _written('<a href="{}">{}</a>', reverse("help-now"), line.name if line else _("Get help now"))


def _written(form: str, *values: str) -> Token:
    token = Token("html_inline", "", 0)
    token.content = format_html(form, *values)
    return token


def _after(start: str, hrefs: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(href.removeprefix(start) for href in hrefs if href.startswith(start)))


def _table_open(*_args) -> str:
    return format_html('<div class="table-wide" tabindex="0" role="group" aria-label="{}"><table>\n', _("Table"))


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
    reader.add_render_rule("table_open", _table_open)
    reader.add_render_rule("table_close", lambda *_args: "</table></div>\n")
    reader.add_render_rule("blockquote_open", lambda *_args: '<div class="key-box">\n')
    reader.add_render_rule("blockquote_close", lambda *_args: "</div>\n")
    return reader


_MARKDOWN = _reader()
