"""Areas as a page names them: each with its link, its count, and its parts that have meetings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from groups.rules.folding import fold
from groups.search.area_tree import Branch

LONG_LIST = 40
"""A list of more names than this has a heading for each letter."""


@dataclass(frozen=True)
class Names:
    """Areas that stand together, under a letter where they are many."""

    letter: str
    areas: list["Shown"]


@dataclass(frozen=True)
class Shown:
    """One area as the tree shows it: `folds` are its parts that have parts of their own, `names` the others."""

    name: str
    url: str
    count: str
    meetings: str
    """`2,496` and `2,496 meetings`."""
    folds: list["Shown"]
    names: list[Names]


def meetings_words(count: int) -> str:
    """`2,496 meetings`."""
    return ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": f"{count:,}"}


def url_of(branch: Branch) -> str:
    """The page of an area."""
    return reverse("groups:area-detail", args=[branch.slug])


def shown(branch: Branch) -> Shown:
    """An area with those of its parts that have meetings."""
    parts = [shown(part) for part in branch.parts if part.count and part not in branch.above]
    return Shown(
        branch.name,
        url_of(branch),
        f"{branch.count:,}",
        meetings_words(branch.count),
        folds=[part for part in parts if part.folds or part.names],
        names=by_letter([part for part in parts if not (part.folds or part.names)]),
    )


def by_letter(areas: list[Shown]) -> list[Names]:
    """In one list, or in one for each letter where they are many."""
    if len(areas) <= LONG_LIST:
        return [Names("", areas)] if areas else []
    letters: dict[str, list[Shown]] = {}
    for area in areas:
        letters.setdefault(fold(area.name)[:1].upper(), []).append(area)
    return [Names(letter, some) for letter, some in sorted(letters.items())]
