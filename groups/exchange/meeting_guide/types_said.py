"""The type codes that a listing gets in Meeting Guide: what it is, said as its fellowship's readers say it.

A code is written only where whoever reads it within that fellowship reads the same; a code for less than is meant
(Alateen for young people) is not written at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from groups.exchange.listing import Listing
from groups.exchange.meeting_guide.codes import ONLINE, VENUE_CLOSED
from groups.rules.choices import CodeMeaning
from groups.rules.schedule import EVERY_WEEK

SCHEME = "meeting-guide"
_MOST_KEPT = 5000


class CodeRow(NamedTuple):
    """What a code means within its fellowship; an empty one is every fellowship."""

    fellowship: str
    code: str
    label: str
    means: str
    value: str


Meaning = tuple[str, str]


class GuideTypes:
    """Looks up the codes of listings; those of listings that are alike once."""

    def __init__(self, codes: Iterable[CodeRow]):
        rows = [row for row in codes if row.code not in (ONLINE, VENUE_CLOSED) and " " not in row.code]
        self._general = [row for row in rows if not row.fellowship]
        self._own: dict[str, list[CodeRow]] = defaultdict(list)
        for row in rows:
            if row.fellowship:
                self._own[row.fellowship].append(row)
        self._by_fellowship: dict[str, Mapping[Meaning, str]] = {}
        self._kept: dict[tuple, list[str]] = {}

    def of(self, listing: Listing) -> list[str]:
        """The codes of a listing, in order. What it is in some weeks alone is none."""
        of = listing.of
        alike = (of.programme, of.who, of.slip, of.children, of.languages, of.access_yes, listing.tags)
        codes = self._kept.get(alike)
        if codes is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            codes = self._kept[alike] = self._of(listing)
        return codes

    def _of(self, listing: Listing) -> list[str]:
        known = self.of_fellowship(listing.of.programme or "")
        return sorted({code for meaning in _meanings(listing) if (code := known.get(meaning))})

    def of_fellowship(self, slug: str) -> Mapping[Meaning, str]:
        """What is meant → how it is written."""
        if slug not in self._by_fellowship:
            own = self._own.get(slug, ())
            taken = {row.code.casefold() for row in own}
            general = [row for row in self._general if row.code.casefold() not in taken]
            self._by_fellowship[slug] = {**_chosen(general), **_chosen(own)}
        return self._by_fellowship[slug]


def _chosen(rows: Iterable[CodeRow]) -> dict[Meaning, str]:
    by_meaning: dict[Meaning, list[CodeRow]] = defaultdict(list)
    for row in rows:
        by_meaning[row.means, row.value].append(row)
    found = ((meaning, _widest(meaning, some)) for meaning, some in by_meaning.items())
    return {meaning: row.code for meaning, row in found if row}


def _widest(meaning: Meaning, rows: list[CodeRow]) -> CodeRow | None:
    """Of several codes for a tag the one that is called so; the others speak of a part of it."""
    means, value = meaning
    if len(rows) == 1 or means != CodeMeaning.TAG:
        return rows[0]
    return next((row for row in rows if _is_called(row, value)), None)


def _is_called(row: CodeRow, slug: str) -> bool:
    words = slug.replace("-", " ")
    label = row.label.casefold()
    return row.code.casefold().startswith(slug) or words.startswith(label) or label.startswith(words)


def _meanings(listing: Listing) -> Iterable[Meaning]:
    of = listing.of
    for field in ("who", "slip", "children"):
        yield CodeMeaning.FIELD, f"{field}={getattr(of, field)}"
    for slug in of.access_yes.split():
        yield CodeMeaning.ACCESS, slug
    for tag in listing.tags:
        if tag.weeks == EVERY_WEEK:
            yield CodeMeaning.TAG, tag.slug
    for language in of.languages.casefold().split():
        yield CodeMeaning.LANGUAGE, language
        yield CodeMeaning.LANGUAGE, language.partition("-")[0]
