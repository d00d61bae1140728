"""The addresses of all public pages, for search engines: one file, or where they are many an index of several.

A date of change is told only where one is kept: of articles and of listings that a search may find.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import Group, Meeting, Programme
from groups.search import area_tree
from groups.search.vocabulary import Vocabulary
from groups.views.visit import moment_of, vocabulary_of
from mutualaid.articles import articles_of

MOST = 50_000
"""So many addresses a file may hold (sitemaps.org)."""

HOUR = 60 * 60
SENT_AT_ONCE = 1000
PAGES = "pages"
"""The name of the file of everything but listings."""

LISTINGS = {"meetings": (Meeting, "groups:meeting-detail"), "groups": (Group, "groups:group-detail")}
ALWAYS_THERE = (
    "home",
    "groups:meeting-list",
    "groups:area-list",
    "groups:programme-list",
    "groups:embed",
    "groups:open-data",
    "help-now",
    "help-now-easy-read",
    "about",
    "privacy",
    "accessibility",
)
_SLUG = "SLUG"


class Address(NamedTuple):
    """A page, and when it last changed where that is known."""

    path: str
    changed_at: datetime | None = None


@cache_control(max_age=HOUR, public=True)
@require_safe
def sitemap(request):
    """Every address; or the files that hold them."""
    at, known = moment_of(request), vocabulary_of(request)
    parts, pages = _parts(known, at), _pages(request, known, at)
    if sum(parts.values()) + len(pages) > MOST:
        return _sent("sitemapindex", "sitemap", map(Address, map(_path_of, [PAGES, *parts])))
    return _sent("urlset", "url", _all(pages, parts, known, at))


@cache_control(max_age=HOUR, public=True)
@require_safe
def sitemap_part(request, part: str):
    """One file of those that the index names."""
    at, known = moment_of(request), vocabulary_of(request)
    if part == PAGES:
        return _sent("urlset", "url", _pages(request, known, at))
    if part not in _parts(known, at):
        raise Http404
    return _sent("urlset", "url", _listings(part, known, at))


def _parts(known: Vocabulary, at) -> dict[str, int]:
    """The files of listings, each with how many it holds; a listing stays in its file. Two queries a day."""

    def read():
        return {
            f"{kind}-{number}": count
            for kind, (model, _name) in LISTINGS.items()
            for number, count in model.objects.for_search_engines(on=at.today).in_files(MOST)
        }

    return known.keep("sitemap", (at.today, MOST), read)


def _pages(request, known: Vocabulary, at) -> list[Address]:
    """Everything but listings. One query, for the programmes."""
    articles = articles_of(request).values()
    areas = [branch for branch in area_tree.current(known, at).branches.values() if branch.count]
    return [
        *(Address(reverse(name)) for name in ALWAYS_THERE),
        *([Address(reverse("guidance"))] if articles else []),
        *(Address(article.url, article.changed_at) for article in articles),
        *(Address(article.easy_url, article.changed_at) for article in articles if article.easy_url),
        *_of_slugs("groups:programme-detail", ((slug, None) for slug in _programmes())),
        *_of_slugs("groups:area-detail", ((branch.slug, None) for branch in areas)),
    ]


def _all(pages: list[Address], parts: Iterable[str], known: Vocabulary, at) -> Iterator[Address]:
    yield from pages
    for part in parts:
        yield from _listings(part, known, at)


def _listings(part: str, known: Vocabulary, at) -> Iterator[Address]:
    """One query, read as it is sent."""
    kind, _dash, number = part.partition("-")
    model, name = LISTINGS[kind]
    found = model.objects.for_search_engines(on=at.today).in_file(int(number), MOST).with_change()
    return _of_slugs(name, found.values_list("slug", "row_changed_at").iterator(SENT_AT_ONCE))


def _programmes():
    return Programme.objects.order_by("slug").values_list("slug", flat=True)


def _of_slugs(name: str, slugs: Iterable[tuple[str, datetime | None]]) -> Iterator[Address]:
    """Their addresses: to ask for each by its name would take longer than to read them."""
    before, _slug, after = reverse(name, args=[_SLUG]).partition(_SLUG)
    return (Address(f"{before}{slug}{after}", changed_at) for slug, changed_at in slugs)


def _path_of(part: str) -> str:
    return reverse("sitemap-part", args=[part])


def _sent(root: str, element: str, addresses: Iterable[Address]) -> StreamingHttpResponse:
    return StreamingHttpResponse(_written(root, element, iter(addresses)), content_type="application/xml")


def _written(root: str, element: str, addresses: Iterator[Address]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    while some := list(islice(addresses, SENT_AT_ONCE)):
        yield "".join(_line(element, *address) for address in some)
    yield f"</{root}>\n"


def _line(element: str, path: str, changed_at: datetime | None) -> str:
    changed = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<{element}><loc>{escape(settings.SITE_URL + path)}</loc>{changed}</{element}>\n"
