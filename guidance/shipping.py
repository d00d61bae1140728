"""Bringing in what ships with a release: helplines, field by field, and articles, each as a whole."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guidance import help_file
from guidance.models import Helpline, Page
from guidance.rules.article import Article, read_article, read_sources, values_of
from mutualaid.shipped import Brought, bring_in

HELPLINES = settings.ROOT / "fixtures" / "helplines.json"
ARTICLES = settings.ROOT / "fixtures" / "guidance"
SHIPPED_LANGUAGE = "en"


@transaction.atomic
def bring_in_helplines() -> Brought:
    """Add the lines that are new, follow the untouched ones, write the plain file; return what was brought."""
    help_file.write_after_this()
    return bring_in(Helpline, json.loads(HELPLINES.read_text(encoding="utf-8")))


def shipped_articles() -> Iterator[Article]:
    """The articles of this release. English stands in the folder itself, other languages in folders of their name."""
    sources = read_sources((ARTICLES / "sources.toml").read_text(encoding="utf-8"))
    for file in sorted(ARTICLES.rglob("*.md")):
        yield read_article(
            file.read_text(encoding="utf-8"), slug=file.stem, language=_language_of(file), sources=sources
        )


@transaction.atomic
def bring_in_pages() -> Brought:
    """Add the articles that are new, and put the new text where nobody had edited the old one.

    An edited page keeps its words; it remembers what the release says, so that staff can compare and take it.
    """
    known = {(page.slug, page.language): page for page in Page.objects.select_for_update()}
    added, changed = [], []
    for article in shipped_articles():
        page = known.get((article.slug, article.language))
        if page is None:
            page = Page(slug=article.slug, language=article.language)
            added.append(page)
        elif page.shipped == values_of(article):
            continue
        else:
            changed.append(page)
        _follow(page, values_of(article))
    return Brought(added, changed)


def _follow(page: Page, values: dict[str, object]) -> None:
    untouched = page.pk is None or not page.is_edited
    page.shipped = values
    if untouched or page.texts == page.shipped_texts:  # staff may have written the very same
        page.write(values)
        page.save()
    else:
        page.save(update_fields=["shipped"])  # what visitors read is as it was, and so is the date of its change


@transaction.atomic
def return_to_shipped(page: Page, *, by=None) -> None:
    """Put the newest shipped text in the place of what staff wrote, which its history keeps with who did it."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    page._history_user = by
    page.write(page.shipped)
    page.full_clean()
    page.save()


def _language_of(file: Path) -> str:
    return SHIPPED_LANGUAGE if file.parent == ARTICLES else file.parent.name
