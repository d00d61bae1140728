"""Rows that ship with a release and that staff may edit: what both apps need to tell the two apart.

A row remembers what a release last wrote into each field. A field that still holds that value follows the next
release; one that differs was edited by staff, and stays.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SHIPPED_FOR = "GB"
"""The country whose helplines, words and articles ship; every other brings its own: docs/another-country.md."""


def is_at_home() -> bool:
    """Whether this site is in the country for which all that ships was written."""
    return settings.COUNTRY == SHIPPED_FOR


def rows_of_the_country(name: str) -> list[dict]:
    """The rows of a file in the country's own folder; none where it has no such file."""
    file = settings.COUNTRY_FOLDER / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


class Shipped(models.Model):
    """A row that a release may bring and staff may edit."""

    shipped = models.JSONField(_("as shipped"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def edited_fields(self) -> list[str]:
        """The fields that staff have changed since a release wrote them."""
        return [name for name, value in self.shipped.items() if getattr(self, name) != value]


class Translated(models.Model):
    """A record whose words may be held in further languages: `{"cy": {"label": "…"}}`."""

    translations = models.JSONField(_("in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    def said(self, field: str) -> str:
        """A field in the reader's language where it has been translated, else as it stands."""
        language = (get_language() or "").split("-")[0]
        return self.translations.get(language, {}).get(field) or getattr(self, field)


class Brought(NamedTuple):
    """The rows that a release added, and those that it changed."""

    added: list[Shipped]
    changed: list[Shipped]


def bring_in(model: type[Shipped], rows: Iterable[Mapping], *, key: tuple[str, ...] = ("slug",)) -> Brought:
    """Add the rows that are new, bring the untouched fields of known ones up to date; return both.

    `rows` hold plain JSON values by field name; `key` names the fields that tell which row is meant.
    """
    known = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    added, changed = [], []
    for values in rows:
        row = known.get(tuple(values[name] for name in key))
        if row is None:
            added.append(model(**values, shipped=_without(values, key)))
        elif _follow(row, _without(values, key)):
            changed.append(row)
    model._default_manager.bulk_create(added)
    for row in changed:
        row.save()
    return Brought(added, changed)


def _without(values: Mapping, key: tuple[str, ...]) -> dict:
    return {name: value for name, value in values.items() if name not in key}


def _follow(row: Shipped, values: dict) -> bool:
    if row.shipped == values:
        return False
    for name, value in values.items():
        untouched = name not in row.shipped or getattr(row, name) == row.shipped[name]
        if untouched:
            setattr(row, name, value)
    row.shipped = values
    return True
