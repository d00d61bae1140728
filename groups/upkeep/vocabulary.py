"""Bringing in the shipped vocabularies: programmes, tags, features of access, and what foreign codes mean."""

import json

from django.conf import settings
from django.db import transaction

from groups.models import AccessFeature, Code, Programme, Tag
from groups.rules.choices import ABOUT_ANYTHING, ABOUT_BY_SLUG
from groups.search import index
from mutualaid.shipped import Brought, bring_in, is_at_home, rows_of_the_country

FOLDER = settings.ROOT / "fixtures" / "vocabularies"
ELSEWHERE = settings.ROOT / "fixtures" / "elsewhere"
ANYTHING = "any"


@transaction.atomic
def bring_in_vocabularies() -> dict[str, Brought]:
    """Add what is new and follow what staff left untouched: what was added and changed, by name."""
    index.hold()
    brought = {
        "programmes": bring_in(Programme, [row | {"about": about_mask(row["about"])} for row in rows_of("programmes")]),
        "tags": bring_in(Tag, rows_of("tags")),
        "access features": bring_in(AccessFeature, _in_their_order(rows_of("access_features"))),
        "codes": bring_in(Code, rows_of("codes"), key=("scheme", "fellowship", "code")),
    }
    if any(added or changed for added, changed in brought.values()):
        index.changed(*(row for _added, changed in brought.values() for row in changed))  # listings show these words
    return brought


def rows_of(name: str) -> list[dict]:
    """The rows of one file. Outside the country for which it was written, as `fixtures/elsewhere` changes them.

    Then come those of the country's own folder: a row of a known slug says what differs, another one is new.
    """
    rows = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    changed = ELSEWHERE / f"{name}.json"
    if not is_at_home() and changed.exists():
        rows = _changed(rows, json.loads(changed.read_text(encoding="utf-8")))
    own = rows_of_the_country(name)
    return _changed(rows, own) + _new(rows, own) if own else rows


def _changed(rows: list[dict], changes: list[dict]) -> list[dict]:
    """Each row with what is said of its slug; without those that are said to be left out."""
    by_slug = {change["slug"]: change for change in changes}
    merged = [row | by_slug.get(row["slug"], {}) for row in rows]
    return [row for row in merged if not row.pop("left_out", False)]


def _new(rows: list[dict], own: list[dict]) -> list[dict]:
    known = {row["slug"] for row in rows}
    return [row for row in own if row["slug"] not in known]


def about_mask(about: list[str]) -> int:
    """The problems of a file's list as a mask; none is 0, `any` is all."""
    if ANYTHING in about:
        return ABOUT_ANYTHING
    return sum(ABOUT_BY_SLUG[slug] for slug in set(about))


def _in_their_order(rows: list[dict]) -> list[dict]:
    return [row | {"position": position} for position, row in enumerate(rows, start=1)]
