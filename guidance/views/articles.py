"""The guidance: the list of articles, and each beside listings that fit it."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guidance.models import Helpline, Page
from guidance.rendering import Heading, inline
from guidance.rendering import render as rendered
from guidance.rules.article import Source, sources_in
from guidance.rules.choices import Part
from guidance.views.lines import named, shown
from guidance.views.structured import article_of

ALL_SOURCES = "sources"
"""The slug of the article below which the sources of all others stand."""

FEWEST_HEADINGS = 4
"""A page with so many sections has a list of them."""

FALLBACK = "en"


@require_safe
def page_list(request):
    """Every article, part by part."""
    pages = list(in_language(Page.objects.only("slug", "language", "title", "summary", "part", "easy_read")))
    parts = [{"title": Part(part).label, "pages": list(some)} for part, some in groupby(pages, lambda page: page.part)]
    return render(
        request,
        "guidance/page_list.html",
        {
            "parts": parts,
            "easy_to_read": [page for page in pages if page.easy_read],
            "language": wanted(),
            "canonical_url": _canonical(request),
        },
    )


@require_safe
def page_detail(request, slug: str):
    """One article. Its listings are asked for by the template, with the search that the page carries."""
    others = list(in_language(Page.objects.only("slug", "language", "title", "summary", "part", "sources")))
    page = in_language(Page.objects.filter(slug=slug)).first()
    if page is None:
        raise Http404
    context = article_context(page, others) | {"canonical_url": _canonical(request)}
    context["is_untranslated"] = page.language != wanted()
    context["structured"] = article_of(page, sources_in(page.sources))
    return render(request, "guidance/page_detail.html", context)


def article_context(page: Page, others: list[Page]) -> dict:
    """What the template shows of an article, saved or not. One query, for the helplines that it names."""
    lines = {line.slug: line for line in Helpline.objects.all()}
    article = rendered(page.body, tuple(named(line) for line in lines.values()))
    sources = _all_sources(others) if page.slug == ALL_SOURCES else sources_in(page.sources)
    return {
        "page": page,
        "html": article.html,
        "contents": _contents(article.headings),
        "sources": [{"key": one.key, "text": inline(one.text), "url": one.url, "found": one.found} for one in sources],
        "helplines": [shown(lines[slug]) for slug in article.helplines if slug in lines],
        "before": _beside(page, others, -1),
        "after": _beside(page, others, +1),
    }


def in_language(pages):
    """Those shown, each in the language of the request; one that nobody has translated, in English."""
    language = wanted()
    return pages.shown(FALLBACK) if language == FALLBACK else pages.shown_or_else(language, FALLBACK)


def wanted() -> str:
    """The language of the request, as articles name theirs."""
    return (get_language() or FALLBACK).partition("-")[0]


def _contents(headings: Iterable[Heading]) -> list[Heading]:
    sections = [heading for heading in headings if heading.level == 2]
    return sections if len(sections) >= FEWEST_HEADINGS else []


def _all_sources(pages: Iterable[Page]) -> list[Source]:
    """Those of every article, each once, by their authors."""
    found = {source.key: source for page in pages for source in sources_in(page.sources)}
    return sorted(found.values(), key=lambda source: (source.text.lower(), source.key))


def _beside(page: Page, others: list[Page], step: int) -> Page | None:
    place = next((n for n, other in enumerate(others) if other.slug == page.slug), None)
    if place is None or not 0 <= place + step < len(others):
        return None
    return others[place + step]


def _canonical(request) -> str:
    return settings.SITE_URL + request.path
