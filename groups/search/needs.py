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
EVERYWHERE = "en"
"""Understood on the pages of every language: names of groups and places are in it, and many people mix."""

WRITTEN = frozenset(file.name.split(".")[1] for file in FOLDER.glob("grammar.*.json"))
"""The languages whose words ship."""


class ProgrammeRow(Protocol):
    """What is asked of a programme."""

    slug: str
    name: str
    said_in_short: str
    short_name: str
    other_names: Sequence[str]
    audience: str

    def said(self, field: str) -> str: ...


class LabelledRow(Protocol):
    """What is asked of a tag and of a feature of access."""

    slug: str
    label: str

    def said(self, field: str) -> str: ...


def language(tag: str | None = None) -> Language:
    """The words of a language (`cy`, `en-gb`), and the English ones, which are understood everywhere."""
    base = (tag or EVERYWHERE).partition("-")[0]
    return _language(base if base in WRITTEN else EVERYWHERE)


@lru_cache
def _language(tag: str) -> Language:
    needs = _both("needs", tag)
    # Who is in danger types in the language they think in, on whichever page they are.
    dangers = [_file("danger", one) for one in dict.fromkeys((tag, EVERYWHERE, *sorted(WRITTEN)))]
    return Language(
        grammar=Grammar(_merged(_both("grammar", tag))),
        sets=_joined(needs, "sets"),
        needs=tuple(_need(row) for file in needs for row in file["needs"]),
        dangers=tuple(
            Danger(row["kind"], tuple(row["says"]), tuple(row["unless"]), tuple(row["always"]))
            for rows in zip(*(file["dangers"] for file in dangers), strict=True)  # of each kind, what is said in any
            for row in rows
        ),
        danger_sets=_joined(dangers, "sets"),
        not_programmes=frozenset(slug for file in needs for slug in file["not_programmes"]),
        not_names=frozenset(name for file in needs for name in file["not_names"]),
        family_of=_joined(needs, "family_of"),
    )


def _both(name: str, tag: str) -> list[dict]:
    """A language's own file, and the English one behind it."""
    return [_file(name, one) for one in dict.fromkeys((tag, EVERYWHERE))]


def _merged(grammars: list[dict]) -> dict:
    """What plays each part in either language: lists behind each other, tables value by value."""
    roles: dict = {}
    for grammar in grammars:
        for role, said in grammar.items():
            if isinstance(said, list):
                roles[role] = [*roles.get(role, ()), *said]
            else:
                known = roles.setdefault(role, {})
                roles[role] = known | {value: [*known.get(value, ()), *words] for value, words in said.items()}
    return roles


def _joined(files: list[dict], part: str) -> dict:
    """A table of both files. Their names do not meet: those of a language other than English begin with its tag."""
    return {name: words for file in files for name, words in file[part].items()}


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
    said = row.said("label")
    return Named(row.slug, said, tuple(dict.fromkeys((said, row.label))))


def _programme(row: ProgrammeRow) -> Named:
    names = (row.name, row.said("name"), row.short_name, row.said("short_name"), *row.other_names)
    return Named(
        row.slug,
        row.said_in_short,
        tuple(name for name in dict.fromkeys(names) if name),
        row.audience,
    )


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
