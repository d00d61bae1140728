"""Lists that somebody keeps in a sheet of their own (CSV or XLSX): headings matched by meaning, cells as people type.

There is no standard for them; docs/importing.md, "A list of your own", says what is understood.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from groups.exchange.meeting_guide.rows import read_rows
from groups.exchange.record import Coded, MeetingRecord, Name, Problem, SheetRows, Unreadable
from groups.exchange.spreadsheet.csv_text import SEPARATORS, cells_of, characters, separator
from groups.exchange.spreadsheet.free_columns import LINES_ABOVE, lay_out
from groups.exchange.spreadsheet.free_headings import field_of
from groups.exchange.spreadsheet.free_rows import SCHEME, Beside, SheetRow, rows_of, says_weekly
from groups.exchange.spreadsheet.workbook import MOST_COLUMNS, MOST_LINES, Table, is_workbook, tables
from groups.rules.cells import fused
from groups.rules.choices import GroupNameFrom
from groups.rules.folding import fold
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK

_HEAD = 16_384
_FEWEST_TO_RECOGNISE = 3


def read(data: bytes, *, group_name_from: str = GroupNameFrom.AUTO, allow_private: Collection[str] = ()) -> SheetRows:
    """Each line as records or a problem, with how the columns were understood; Unreadable where there is no telling."""
    layout = lay_out(tables(data) if is_workbook(data) else [_table(data)])
    read_ones = list(rows_of(layout))
    return SheetRows(_records(read_ones, group_name_from, allow_private), layout.understood)


def recognises(data: bytes) -> bool:
    """Whether one of the first lines names columns of such a list; a workbook is looked at once it is read."""
    if is_workbook(data):
        return True
    text = characters(data[:_HEAD], may_be_cut=True)
    if text.lstrip()[:1] in ("", "{", "[", "<"):
        return False
    return _columns_named(text, _separator(text)) >= _FEWEST_TO_RECOGNISE


def _separator(text: str) -> str:
    """What stands between the cells: the sign that parts most headings from each other, else as the first line has."""
    usual = separator(text)
    return max(SEPARATORS, key=lambda sign: (_columns_named(text[:_HEAD], sign), sign == usual))


def _columns_named(text: str, sign: str) -> int:
    """How many columns one of the first lines names."""
    try:
        lines = cells_of(text, sign)
    except csv.Error:
        return 0
    return max((len({field_of(cell) for cell in cells} - {""}) for cells in lines[: 2 * LINES_ABOVE]), default=0)


def _table(data: bytes) -> Table:
    text = characters(data)
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    if text.lstrip().startswith("<"):
        raise Unreadable(_("The file is a web page, not a spreadsheet."))
    try:
        lines = cells_of(text, _separator(text))
    except csv.Error as error:
        raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
    numbered = [
        (number, [fused(cell).strip() for cell in cells[:MOST_COLUMNS]]) for number, cells in enumerate(lines, start=1)
    ]
    kept = [(number, cells) for number, cells in numbered if any(cells)]
    if len(kept) > MOST_LINES:
        raise Unreadable(_("The sheet has more than %(most)d lines.") % {"most": MOST_LINES})
    return Table("", kept)


# --- Rows of Meeting Guide's fields, and what stands beside them


def _records(
    read_ones: Iterable[SheetRow | Problem], group_name_from: str, allow_private: Collection[str]
) -> Iterator[MeetingRecord | Problem]:
    rows = [one for one in read_ones if isinstance(one, SheetRow)]
    problems = [one for one in read_ones if isinstance(one, Problem)]
    beside = {one.number: one.beside for one in rows}
    made = read_rows(
        [one.row for one in rows],
        group_name_from=group_name_from,
        allow_private=allow_private,
        lines=[one.number for one in rows],
    )
    full = (_with(one, beside[one.line]) if isinstance(one, MeetingRecord) else one for one in made)
    yield from sorted([*problems, *full], key=lambda one: one.line)


def _with(record: MeetingRecord, beside: Beside) -> MeetingRecord:
    """A record with what its line says besides; weeks that could not be read leave it by arrangement."""
    cautions = [*record.cautions, *beside.cautions]
    is_plain = (record.weeks, record.interval, record.months, record.first) == (EVERY_WEEK, 1, EVERY_MONTH, None)
    words = beside.dates or ("" if says_weekly(beside.weeks) else beside.weeks)
    unread = bool(words) and is_plain and not record.by_arrangement
    if unread:
        cautions.append(_("By arrangement, for its dates cannot be read: “%(words)s”.") % {"words": words})
    return replace(
        record,
        programme=beside.programme,
        group_key=f"{fold(record.group)} ({fold(beside.programme)})" if beside.programme else "",
        codes=(*map(_known_here, record.codes), *beside.codes),
        paused=record.paused or beside.paused,
        by_arrangement=record.by_arrangement or unread,
        cautions=tuple(dict.fromkeys(cautions)),
    )


def _known_here(code: str) -> Coded:
    """A code or a word: people write more words than Meeting Guide has names."""
    return Coded(code, (Name("meeting-guide", code), Name(SCHEME, code)))
