"""What sheets of paper have in common: meetings under true dates, as many as fit, and what stands below them."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.folding import fold
from groups.rules.sheet import Block, Paper, how_many_fit
from groups.rules.words import full_date, long_date, weekday_name
from groups.views.cards import Row

LOOKED_AT = 60
"""More meetings than any sheet can hold."""


@dataclass(frozen=True)
class Entry:
    """One meeting: its row, and what it is about with its marks in words.

    It says its weekday where it stands under a date, which may be in another column; else its whole day.
    """

    row: Row
    about: str
    weekday: str = ""
    day: str = ""


@dataclass(frozen=True)
class Section:
    """Meetings under one heading."""

    title: str
    entries: list[Entry]


def dated(rows: list[Row]) -> list[tuple[str, Entry]]:
    """Each row under its true date, in order; those without a date last."""
    with_dates = sorted((row for row in rows if row.span), key=lambda row: row.span[0])
    in_order = [*with_dates, *(row for row in rows if not row.span)]
    return [_under_its_date(row) for row in in_order]


def _under_its_date(row: Row) -> tuple[str, Entry]:
    if row.site_day is None:
        return _("Ask for dates"), Entry(row, _about(row))
    return long_date(row.site_day), Entry(row, _about(row), weekday=weekday_name(row.site_day.weekday()))


def as_asked(rows: list[Row], title: str) -> list[tuple[str, Entry]]:
    """The rows as they are, under one title; each then says its own day."""
    return [(title, Entry(row, _about(row), day=long_date(row.site_day) if row.site_day else "")) for row in rows]


def in_order(rows: list[Row], asked: MeetingSearch) -> list[tuple[str, Entry]]:
    """The rows under their dates, or in the other order that was asked for."""
    if asked.sort == "name":
        return as_asked(rows, _("By name"))
    if asked.sort == "nearest" and asked.near:
        return as_asked(rows, _("Nearest first"))
    return dated(rows)


def by_area(rows: list[Row]) -> list[tuple[str, Entry]]:
    """The rows under the areas they are in, each area by date; what is online alone comes last."""
    online = _("Online")
    entries = [entry for _title, entry in dated(rows)]
    entries.sort(key=lambda entry: (entry.row.area == online, fold(entry.row.area), entry.row.area))
    return [(entry.row.area, _with_its_day(entry)) for entry in entries]


def _with_its_day(entry: Entry) -> Entry:
    day = entry.row.site_day
    return replace(entry, weekday="", day=long_date(day) if day else "")


def laid_out(entries: list[tuple[str, Entry]], paper: Paper, *, with_freshness: bool) -> list[Section]:
    """As many as fit the paper, under their headings."""
    blocks = [Block(_texts(entry, with_freshness=with_freshness), title) for title, entry in entries]
    return in_sections(entries[: how_many_fit(blocks, paper)])


def in_sections(entries: list[tuple[str, Entry]]) -> list[Section]:
    """All of them, under their headings."""
    return [
        Section(title, [entry for _title, entry in some]) for title, some in groupby(entries, key=lambda one: one[0])
    ]


def shown(sections: list[Section]) -> int:
    """How many meetings stand on the sheet."""
    return sum(len(section.entries) for section in sections)


def foot_of_sheet(at: Moment, *, link: str, path: str) -> dict:
    """What stands on every sheet: the day it was printed, the link for its code, and addresses in words."""
    return {
        "printed_on": full_date(at.today),
        "link": link,
        "address": _in_words(path),
        "help_address": _in_words(reverse("help-now")),
    }


def _in_words(path: str) -> str:
    """An address as one would say it: `meetings.example.org/areas/woodbridge/`."""
    return f"{settings.SITE_URL.partition('://')[2]}{path}"


def _about(row: Row) -> str:
    return " · ".join(filter(None, [row.problem, row.kind_label, *(mark.text for mark in row.marks)]))


def _texts(entry: Entry, *, with_freshness: bool) -> list[str]:
    row = entry.row
    place = f"{row.place}  {row.distance}".strip()
    invented = _("Demonstration") if row.is_demo else ""
    about = " · ".join(filter(None, [invented, entry.about, row.freshness if with_freshness else ""]))
    said = [row.state_text, place, row.rule, row.who, row.caution, row.assurance]
    return list(filter(None, [row.name, entry.day, *said, about]))
