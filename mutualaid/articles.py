"""The articles to which other pages lead: those shown in the reader's language, read once a minute."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from groups.views.visit import moment_of, vocabulary_of
from guidance.models import Page
from guidance.views.articles import in_language


@dataclass(frozen=True)
class Article:
    """What another page says of an article."""

    slug: str
    title: str
    summary: str
    url: str
    kinds: frozenset[str]
    """The kinds of meeting that it explains."""
    changed_at: datetime
    easy_url: str
    """Where it stands in easy read; empty where it does not."""


def articles_of(request) -> dict[str, Article]:
    """Every article that is shown, by slug, in the order of the guidance.

    One query; kept for a minute, so a page that staff hide is still linked to for as long.
    """
    key = (moment_of(request).in_this_minute.now, get_language())
    return vocabulary_of(request).keep("articles", key, _read)


def _read() -> dict[str, Article]:
    pages = in_language(Page.objects.only("slug", "title", "summary", "explains", "updated_at", "easy_read"))
    return {
        page.slug: Article(
            page.slug,
            page.title,
            page.summary,
            page.get_absolute_url(),
            frozenset(page.explains.split()),
            page.updated_at,
            page.get_easy_read_url(),
        )
        for page in pages
    }
