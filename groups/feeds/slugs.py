"""The addresses of what a feed brings: readable, stable, each its own."""

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import time
from typing import TypeVar

from django.utils.text import slugify

from groups.models import OldSlug
from groups.rules.choices import Weekday

LONGEST_SLUG = 90
"""Leaves room in the columns for a number behind it."""

_IS_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MADE_KEY = re.compile(r"made-[0-9a-f]{20}")
_CHUNK = 500

Key = TypeVar("Key", bound=Hashable)


def meeting_slug(key: str, name: str, weekday: int | None, starts_at: str | None) -> str:
    """The feed's own slug where it is one that people can read, else name, day and time."""
    is_readable = _IS_SLUG.fullmatch(key) and re.search("[a-z]", key) and not _MADE_KEY.fullmatch(key)
    if is_readable and len(key) <= LONGEST_SLUG:
        return key
    words = slugify(name)
    day = Weekday(weekday).name.lower() if weekday is not None else ""
    clock = f"{time.fromisoformat(starts_at):%I-%M%p}".lower().lstrip("0").replace("-00", "") if starts_at else ""
    ending = "-".join(filter(None, ("" if day in words.split("-") else day, clock)))
    start = words[: LONGEST_SLUG - len(ending) - 1].strip("-")
    return "-".join(filter(None, (start, ending))) or "meeting"


def group_slug(name: str) -> str:
    """Its name."""
    return slugify(name)[:LONGEST_SLUG].strip("-") or "group"


def settle(wanted: Mapping[Key, str], taken: Callable[[list[str]], set[str]]) -> dict[Key, str]:
    """A slug of its own for each key: the one wanted, or with `-2`, `-3` … behind it.

    `taken` says which of some slugs are taken already; it is asked for many at once.
    """
    waiting: dict[str, list[Key]] = {}
    for key, slug in wanted.items():
        waiting.setdefault(slug, []).append(key)
    settled: dict[Key, str] = {}
    given: set[str] = set()
    first, last = 1, 1
    while waiting:
        tries = {base: [_numbered(base, n) for n in range(first, last + len(keys))] for base, keys in waiting.items()}
        free = _free([slug for slugs in tries.values() for slug in slugs], taken)
        for base, slugs in tries.items():
            for slug in slugs:
                if waiting[base] and slug in free and slug not in given:
                    given.add(slug)
                    settled[waiting[base].pop(0)] = slug
        waiting = {base: keys for base, keys in waiting.items() if keys}
        first, last = last + 1, last * 4
    return settled


def taken_in(model) -> Callable[[list[str]], set[str]]:
    """Which slugs a table has, or had: an old one leads to where it went, for ever."""

    def taken(slugs: list[str]) -> set[str]:
        here = model.objects.filter(slug__in=slugs).values_list("slug", flat=True)
        were = OldSlug.objects.filter(kind=model._meta.model_name, slug__in=slugs).values_list("slug", flat=True)
        return {*here, *were}

    return taken


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


def _free(slugs: list[str], taken: Callable[[list[str]], set[str]]) -> set[str]:
    free = set(slugs)
    for start in range(0, len(slugs), _CHUNK):
        free -= taken(slugs[start : start + _CHUNK])
    return free
