"""Which choices any listing has at all: nobody needs to look far and wide for the others."""

from dataclasses import dataclass

from groups.models import SearchRow


@dataclass(frozen=True)
class InUse:
    """What the derived rows hold."""

    kinds: int
    programmes: frozenset[int]
    tags: frozenset[str]
    access: frozenset[str]
    languages: frozenset[str]
    """In lower case, as they are stated; one that states none has none here."""


def read() -> InUse:
    """What all rows together hold. Five queries, each over the whole table: kept with the vocabulary."""
    kinds = 0
    for mask in _values("kinds"):
        kinds |= mask
    return InUse(
        kinds=kinds,
        programmes=frozenset(_values("programme")),
        tags=_words("tags"),
        access=_words("access"),
        languages=_words("languages"),
    )


def _values(column: str):
    return SearchRow.objects.order_by().values_list(column, flat=True).distinct()


def _words(column: str) -> frozenset[str]:
    return frozenset(word for text in _values(column) for word in text.split())
