"""The words that a visitor's phrase is understood by, read from the shipped files of each language.

The rules stay pure: this reads the files and the site's own rows, and hands the rules one frozen value.
"""

import json
from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from groups.rules.phrase.vocabulary import Danger, Grammar, Language, Named, Need, Pair, SiteWords, Words

FOLDER = settings.ROOT / "fixtures" / "vocabularies"
WRITTEN = ("en",)
"""The languages whose words ship. A visitor who reads the site in another one may still type in these."""


class ProgrammeRow(Protocol):
    """What is asked of a programme."""

    slug: str
    name: str
    short_name: str
    other_names: Sequence[str]
    audience: str


class LabelledRow(Protocol):
    """What is asked of a tag and of a feature of access."""

    slug: str
    label: str


def language(tag: str = WRITTEN[0]) -> Language:
    """The words of a language; the first that ships where there are none for it."""
    return _language(tag if tag in WRITTEN else WRITTEN[0])


@lru_cache
def _language(tag: str) -> Language:
    needs, danger = _file("needs", tag), _file("danger", tag)
    return Language(
        grammar=Grammar(_file("grammar", tag)),
        sets=needs["sets"],
        needs=tuple(_need(row) for row in needs["needs"]),
        dangers=tuple(
            Danger(row["kind"], tuple(row["says"]), tuple(row["unless"]), tuple(row["always"]))
            for row in danger["dangers"]
        ),
        danger_sets=danger["sets"],
        not_programmes=frozenset(needs["not_programmes"]),
        not_names=frozenset(needs["not_names"]),
        family_of=needs["family_of"],
    )


def words(
    spoken: Language,
    *,
    programmes: Iterable[ProgrammeRow],
    who: Iterable[LabelledRow],
    access: Iterable[LabelledRow],
    unit: str = "mi",
    known: Container[str] = frozenset(),
    names: Container[str] = frozenset(),
    counties: Container[str] = frozenset(),
    bank_holidays: Sequence[date] = (),
) -> Words:
    """A language's words with the site's own rows."""
    return Words(
        site=_site_words(
            spoken, tuple(map(_programme, programmes)), tuple(map(_named, who)), tuple(map(_named, access))
        ),
        unit=unit,
        known=known,
        names=names,
        counties=counties,
        bank_holidays=tuple(bank_holidays),
    )


_site_words = lru_cache(maxsize=8)(SiteWords)
"""Kept as long as the rows say the same, whatever else of the listings changes: its tables cost."""


def _named(row: LabelledRow) -> Named:
    return Named(row.slug, row.label, (row.label,))


def _programme(row: ProgrammeRow) -> Named:
    names = tuple(name for name in (row.name, row.short_name, *row.other_names) if name)
    return Named(row.slug, row.short_name or row.name, names, row.audience)


def _need(row: dict) -> Need:
    return Need(
        says=tuple(row["says"]),
        means=_pairs(row.get("means", {})),
        instead=_pairs(row.get("instead", {})),
        as_typed=row.get("as_typed", False),
    )


def _pairs(means: dict) -> tuple[Pair, ...]:
    """`{"kind": ["smart", "other"]}` is two pairs."""
    return tuple(
        (parameter, value)
        for parameter, values in means.items()
        for value in (values if isinstance(values, list) else [values])
    )


def _file(name: str, tag: str):
    return json.loads((FOLDER / f"{name}.{tag}.json").read_text(encoding="utf-8"))
