"""Rows of a list under headings: the days they are on, in any list that is in the order of time."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.words import day_title, long_date
from groups.views.cards import Row


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    title: str
    note: str
    rows: list[Row]
    part: str = ""
    """What stands above this section and those like it; nothing above the first part."""


def by_day(rows: list[Row], at: Moment) -> list[Section]:
    """Rows in the order of time, under the days they are on."""
    return sections(rows, MeetingSearch(), at)


def sections(rows: list[Row], asked: MeetingSearch, at: Moment) -> list[Section]:
    """Rows under the dates they are on, then Ask for dates; one section in any other order.

    What has the words of the search in its names comes first; then, as a part of its own, what mentions them elsewhere.
    """
    if asked.sort == "name" or (asked.sort == "nearest" and asked.near):
        title = _("By name") if asked.sort == "name" else _("Nearest first")
        return [Section(title, "", rows)] if rows else []
    parts = groupby(rows, lambda row: (row.is_mention, _heading(row, asked, at)))
    mentioned = _("Found in the place or the notes")
    return [
        replace(_section(key, list(some), asked, at), part=mentioned if is_mention else "")
        for (is_mention, key), some in parts
    ]


def _heading(row: Row, asked: MeetingSearch, at: Moment):
    if row.site_day is None:
        return "ask"
    if asked.has_dates and row.is_over:
        return "over"
    return max(row.site_day, at.today) if not asked.has_dates else row.site_day


def _section(key, rows: list[Row], asked: MeetingSearch, at: Moment) -> Section:
    if key == "ask":
        return Section(_("Ask for dates"), "", rows)
    if key == "over":
        return Section(_("Earlier"), long_date(rows[0].site_day, today=at.today), rows)
    all_evening = all(row.starts_iso[-5:] >= "17:00" for row in rows)
    title = _("Tonight") if key == at.today and all_evening else day_title(key, today=at.today)
    return Section(title, long_date(key) if (key - at.today).days in (0, 1) else "", rows)
