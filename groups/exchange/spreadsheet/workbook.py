"""A workbook of Excel, LibreOffice or Google Sheets (XLSX) as plain text in cells, and no more of it than is safe."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from groups.exchange.record import Unreadable
from groups.rules.schedule import MINUTES_IN_A_DAY

MOST_PARTS = 500
MOST_UNPACKED = 48 * 1024 * 1024
MOST_SHEETS = 20
MOST_COLUMNS = 100
MOST_LINES = 50_000
"""Lines that hold anything, in all sheets together: no volunteer keeps more, and other programs have other formats."""
MOST_LINES_WALKED = 1_200_000
"""Blank ones too: a format on a whole column makes a million of them."""

_PACKED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_HEAD_OF_A_PART = 2048
_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, NotImplementedError, RuntimeError, OverflowError, AssertionError,
)  # fmt: skip
"""What openpyxl answers to a file that is none."""
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}


class Table(NamedTuple):
    """One sheet: its name, and its lines that hold anything, each with its number as the program shows it."""

    name: str
    lines: list[tuple[int, list[str]]]


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a workbook does, of today or of old."""
    return data[:4] in (_PACKED, _OLD_EXCEL)


def tables(data: bytes) -> list[Table]:
    """Every sheet of a workbook; Unreadable where it is none, or too large."""
    if data[:4] == _OLD_EXCEL:
        raise Unreadable(_("This is an old Excel file (XLS). Save it as XLSX or CSV."))
    try:
        _refuse_bombs(data)
        return list(_tables(data))
    except _BROKEN as error:
        raise Unreadable(_("The file is damaged, or no Excel workbook (XLSX).")) from error


def _refuse_bombs(data: bytes) -> None:
    """Small files that unpack into large ones, in either of the two ways there are: by their packing, or in XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(_("The file is too large once it is unpacked."))
        if "xl/workbook.xml" not in packed.namelist():
            raise zipfile.BadZipFile
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    head = opened.read(_HEAD_OF_A_PART).replace(b"\x00", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise zipfile.BadZipFile


def _tables(data: bytes) -> Iterator[Table]:
    import openpyxl  # it takes a while, and most feeds never need it

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    walked = kept = 0
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        lines = []
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            walked += 1
            cells = [cell_text(cell) for cell in row] if any(cell is not None for cell in row) else []
            if any(cells):
                lines.append((number, cells))
                kept += 1
            if walked > MOST_LINES_WALKED or kept > MOST_LINES:
                raise Unreadable(_("The workbook has more than %(most)d lines.") % {"most": MOST_LINES})
        yield Table(str(sheet.title), lines)


def cell_text(value: object) -> str:
    """What a cell holds, as one would type it."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60) % MINUTES_IN_A_DAY
        value = time(*divmod(minutes, 60))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
