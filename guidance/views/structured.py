"""An article in the words of schema.org."""

from collections.abc import Iterable
from html import unescape

from django.conf import settings
from django.utils.html import strip_tags

from guidance.models import Page
from guidance.rendering import inline
from guidance.rules.article import Source


def article_of(page: Page, sources: Iterable[Source]) -> dict:
    """A saved page and what it rests on. Who publishes it, the template knows."""
    address = settings.SITE_URL + page.get_absolute_url()
    return {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": page.language,
        "dateModified": page.updated_at.isoformat(timespec="seconds"),
        "isAccessibleForFree": True,
        "citation": [_work(source) for source in sources],
    }


def _work(source: Source) -> dict:
    work = {"@type": "CreativeWork", "name": unescape(strip_tags(inline(source.text)))}
    return work | {"url": source.url} if source.url else work
