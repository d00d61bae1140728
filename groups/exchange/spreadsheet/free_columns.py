"""Where the list stands in a sheet of somebody's own, and what each of its columns means.

A sheet in which day, time or name stand nowhere, or twice, is refused with the headings that were seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.exchange.record import Column, Understood, Unreadable
from groups.exchange.spreadsheet.free_headings import KEPT_OUT, MEANS, field_of
from groups.exchange.spreadsheet.free_when import day_heading, holds_day, holds_time
from groups.exchange.spreadsheet.workbook import MOST_COLUMNS, Table
from groups.rules.folding import fold
from groups.rules.reading import one_line

LINES_ABOVE = 30
"""How far down the headings may stand, titles and blank lines above them."""
FEWEST_KNOWN = 2
LONGEST_HEADING_SHOWN = 60
MOST_HEADINGS_NAMED = 20

_CORE = {"name", "group", "when", "day", "start"}
_ONCE = ("when", "day", "start", "name")
_BARE_NAMES = {"name", "enw", "nombre", "nom", "namn", "meno"}
_WAYS_TO_REACH = {"phone", "email", "contact"}
_ZOOM_NUMBER = re.compile(r"\d{3}[\s-]?\d{3,4}[\s-]?\d{3,4}")


@dataclass(frozen=True)
class Line:
    """One line below the headings: its number as the program shows it, and its cells."""

    number: int
    cells: Sequence[str]

    @cached_property
    def alone(self) -> str:
        """The one cell that holds anything, where it is one alone; else nothing."""
        said = [cell for cell in self.cells if cell]
        return said[0] if len(said) == 1 else ""

    @cached_property
    def day(self) -> tuple[int, ...]:
        """The weekday, where the line is a heading over the meetings of that day: "MONDAY"."""
        return day_heading(self.alone)


@dataclass(frozen=True)
class Layout:
    """A list and its columns: the field of each one, which may be none, and its heading."""

    fields: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    has_day_lines: bool
    understood: Understood

    def cells_of(self, line: Line, field: str) -> Iterator[str]:
        """What a line says of a field, in the order of its columns."""
        return (line.cells[at] for at in self._places.get(field, ()) if at < len(line.cells) and line.cells[at])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, field in enumerate(self.fields):
            places.setdefault(field, []).append(at)
        return places


def lay_out(tables: Sequence[Table]) -> Layout:
    """The sheet that looks most like a list of meetings, with its columns understood."""
    found = [(table, *_header(table)) for table in tables if table.lines]
    if not found:
        raise Unreadable(_("The file is empty."))
    table, at, score = max(found, key=lambda one: (one[2], len(one[0].lines)))
    if score < FEWEST_KNOWN:
        seen = [cell for _number, cells in table.lines[:3] for cell in cells if cell]
        raise Unreadable(
            _("No line names the columns: Day, Time, Name, Venue and so on. It begins: %(seen)s.")
            % {"seen": _named(seen)}
        )
    number, header = table.lines[at]
    lines = [Line(*line) for line in table.lines[at + 1 :] if line[1] != header]  # printed lists repeat them
    if not lines:
        raise Unreadable(_("The file has no meeting below its headings."))
    has_day_lines = any(line.day for line in lines)
    fields = _settled(header, lines, has_day_lines=has_day_lines)
    others = sum(score >= FEWEST_KNOWN for _table, _at, score in found) - 1
    columns = tuple(_columns(header, fields, lines))
    return Layout(
        fields=tuple(fields),
        headings=tuple(one_line(cell, limit=LONGEST_HEADING_SHOWN) for cell in header),
        lines=tuple(lines),
        has_day_lines=has_day_lines,
        understood=Understood(_where(table.name, number, others), columns),
    )


def _header(table: Table) -> tuple[int, int]:
    """Which of the first lines names most of the columns, and how many it names."""
    scores = []
    for cells in (cells for _number, cells in table.lines[:LINES_ABOVE]):
        fields = {field_of(cell) for cell in cells} - {""}
        scores.append(len(fields) if fields & _CORE else 0)
    best = max(scores)
    return scores.index(best), best


def _where(name: str, number: int, others: int) -> str:
    where = _("Headings in row %(number)d.") % {"number": number}
    if name:
        where = _("Sheet “%(name)s”, headings in row %(number)d.") % {"name": name, "number": number}
    if others:
        where += " " + ngettext(
            "%(number)d other sheet looks like a list too, and is left out.",
            "%(number)d other sheets look like lists too, and are left out.",
            others,
        ) % {"number": others}
    return where


# --- What each column means


def _settled(header: Sequence[str], lines: Sequence[Line], *, has_day_lines: bool) -> list[str]:
    """The field of each column, once what they hold was looked at; Unreadable where that is not plain."""
    width = min(MOST_COLUMNS, max(len(line.cells) for line in lines))
    fields = [field_of(cell) for cell in [*header, *[""] * width][: max(width, len(header))]]
    samples = [_sample(lines, at) for at in range(len(fields))]
    fields = [field if some or field not in _ONCE else "" for field, some in zip(fields, samples, strict=True)]
    _without_people(header, fields)
    _whose_number(fields, samples)
    _when_and_where(fields, samples)
    for field in _ONCE:
        if fields.count(field) > 1:
            named = [heading for heading, own in zip(header, fields, strict=False) if own == field]
            raise Unreadable(
                _("More than one column may say the same (%(what)s): %(named)s. Take one out, or rename it. %(all)s")
                % {"what": MEANS[field], "named": _named(named), "all": _all_seen(header)}
            )
    _refuse_what_is_missing(header, fields, has_day_lines)
    return fields


def _sample(lines: Sequence[Line], at: int) -> list[str]:
    return [line.cells[at] for line in lines if at < len(line.cells) and line.cells[at] and not line.alone]


def _without_people(header: Sequence[str], fields: list[str]) -> None:
    """A bare "Name" beside a phone number is a person's, where another column names the meeting."""
    names = [at for at, field in enumerate(fields) if field in ("name", "group")]
    for at in names:
        is_bare = at < len(header) and fold(header[at]) in _BARE_NAMES
        if is_bare and len(names) > 1 and fields[at + 1 : at + 2] and fields[at + 1] in _WAYS_TO_REACH:
            fields[at] = "contact"


def _whose_number(fields: list[str], samples: list[list[str]]) -> None:
    """ "Meeting ID" is the number of an online room where it looks like one, and else the key of the row."""
    for at, field in enumerate(fields):
        if field == "meeting_id" and samples[at] and not any(_ZOOM_NUMBER.search(cell) for cell in samples[at]):
            fields[at] = "" if "id" in fields else "id"


def _when_and_where(fields: list[str], samples: list[list[str]]) -> None:
    """What a column of both may say beside one that says the one or the other."""

    def swap(one: str, other: str) -> None:
        fields[:] = [other if field == one else field for field in fields]

    def most(field: str, is_one) -> bool:
        cells = [cell for own, some in zip(fields, samples, strict=True) if own == field for cell in some]
        return bool(cells) and sum(map(is_one, cells)) * 2 >= len(cells)

    has = set(fields)
    if "when" in has and "start" in has and "day" not in has:
        swap("when", "day")
    elif "when" in has and "day" in has and "start" not in has:
        swap("when", "start")
    elif "day" in has and not has & {"when", "start"} and most("day", holds_time):
        swap("day", "when")
    elif "start" in has and not has & {"when", "day"} and most("start", holds_day):
        swap("start", "when")
    if "where" in has and "venue" in has:
        swap("where", "address")


def _refuse_what_is_missing(header: Sequence[str], fields: list[str], has_day_lines: bool) -> None:
    has = set(fields)
    missing = []
    if not has & {"name", "group"}:
        missing.append(_("what a meeting is called (Name, or Group)"))
    if not has & {"day", "when"} and not has_day_lines:
        missing.append(_("the day (Day, or When)"))
    if not has & {"start", "when"}:
        missing.append(_("the time (Time, Start, or When)"))
    if missing:
        raise Unreadable(
            _("No column says %(missing)s. %(all)s") % {"missing": "; ".join(missing), "all": _all_seen(header)}
        )
    if {"when", "day", "start"} <= has:
        raise Unreadable(
            _("More than one column may say the same (%(what)s): %(named)s. Take one out, or rename it. %(all)s")
            % {
                "what": MEANS["when"],
                "named": _named([h for h, own in zip(header, fields, strict=False) if own in ("when", "day", "start")]),
                "all": _all_seen(header),
            }
        )


def _all_seen(header: Sequence[str]) -> str:
    return _("Headings seen: %(named)s.") % {"named": _named([cell for cell in header if cell])}


def _named(words: Sequence[str]) -> str:
    shown = [f"“{one_line(word, limit=LONGEST_HEADING_SHOWN)}”" for word in words[:MOST_HEADINGS_NAMED]]
    return ", ".join(shown) + ("…" if len(words) > MOST_HEADINGS_NAMED else "")


# --- The preview


def _columns(header: Sequence[str], fields: Sequence[str], lines: Sequence[Line]) -> Iterator[Column]:
    """Each column that has a heading or holds anything."""
    for at, field in enumerate(fields):
        heading = one_line(header[at], limit=LONGEST_HEADING_SHOWN) if at < len(header) else ""
        if not heading and not _sample(lines, at):
            continue
        called = heading or _("Column %(letter)s") % {"letter": letter_of(at)}
        if field in MEANS:
            yield Column(called, str(MEANS[field]))
        elif field in KEPT_OUT:
            yield Column(called, why=str(KEPT_OUT[field]))
        elif not heading:
            yield Column(called, why=_("it has no heading, left out"))
        else:
            yield Column(called, why=_("not understood, left out"))


def letter_of(at: int) -> str:
    """The letters above a column: A for the first, AA for the 27th."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
