"""Bringing in what ships with a release: helplines, field by field, and articles, each as a whole.

Helplines ship for one country, and so do some articles; every other country brings its own, from a folder.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guidance import help_file
from guidance.models import Helpline, Page
from guidance.rules.article import Article, Source, countries_of, for_country, read_article, read_sources, values_of
from mutualaid.shipped import Brought, bring_in, is_at_home, rows_of_the_country

HELPLINES = settings.ROOT / "fixtures" / "helplines.json"
ARTICLES = settings.ROOT / "fixtures" / "guidance"
SHIPPED_LANGUAGE = "en"


@transaction.atomic
def bring_in_helplines() -> Brought:
    """Add the lines that are new, follow the untouched ones, write the plain file; return what was brought."""
    help_file.write_after_this()
    return bring_in(Helpline, _shipped_lines() if is_at_home() else rows_of_the_country("helplines"))


def leave_out_other_countries() -> int:
    """Take away the numbers and articles of the country that ships where this is another, and return how many.

    What somebody here has edited or rung stays: a site that began in the wrong country must not lose work.
    """
    if is_at_home():
        return 0
    others = {row["slug"] for row in _shipped_lines()} - {row["slug"] for row in rows_of_the_country("helplines")}
    here = {(article.slug, article.language) for article in shipped_articles()}
    lines = [
        line
        for line in Helpline.objects.filter(slug__in=others).exclude(shipped={})
        if line.checked_on is None and not line.edited_fields
    ]
    pages = [
        page
        for page in Page.objects.exclude(shipped={})
        if (page.slug, page.language) not in here and not page.is_edited
    ]
    for row in (*lines, *pages):
        row.delete()
    return len(lines) + len(pages)


def shipped_articles() -> Iterator[Article]:
    """The articles of this release for this country, and those of its own folder, which come in the place of others.

    English stands in the folder itself, other languages in folders of their name; easy read beside its article.
    """
    own = settings.COUNTRY_FOLDER / "guidance"
    sources = {key: source for folder in (ARTICLES, own) for key, source in _sources_in(folder).items()}
    found = {_key(file, folder): file for folder in (ARTICLES, own) for file in sorted(folder.rglob("*.md"))}
    for (slug, language), file in found.items():
        text = file.read_text(encoding="utf-8")
        countries = countries_of(text)
        if not countries or settings.COUNTRY in countries:
            article = read_article(text, slug=slug, language=language, sources=sources, country=settings.COUNTRY)
            yield replace(article, easy_read=for_country(_easy_read_beside(file), settings.COUNTRY))


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


def _shipped_lines() -> list[dict]:
    return json.loads(HELPLINES.read_text(encoding="utf-8"))


def _sources_in(folder: Path) -> dict[str, Source]:
    file = folder / "sources.toml"
    return read_sources(file.read_text(encoding="utf-8")) if file.exists() else {}


def _easy_read_beside(article: Path) -> str:
    file = article.with_suffix(".easy-read.txt")
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _key(file: Path, folder: Path) -> tuple[str, str]:
    return file.stem, SHIPPED_LANGUAGE if file.parent == folder else file.parent.name
