"""Bringing in the shipped vocabularies: programmes, tags, features of access, and what foreign codes mean."""

import json

from django.conf import settings
from django.db import transaction

from groups.models import AccessFeature, Code, Programme, Tag
from groups.rules.choices import ABOUT_ANYTHING, ABOUT_BY_SLUG
from groups.search import index
from mutualaid.shipped import Brought, bring_in

FOLDER = settings.ROOT / "fixtures" / "vocabularies"
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
    """The rows of one file, as they stand there."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def about_mask(about: list[str]) -> int:
    """The problems of a file's list as a mask; none is 0, `any` is all."""
    if ANYTHING in about:
        return ABOUT_ANYTHING
    return sum(ABOUT_BY_SLUG[slug] for slug in set(about))


def _in_their_order(rows: list[dict]) -> list[dict]:
    return [row | {"position": position} for position, row in enumerate(rows, start=1)]
