"""The sheet as a file: CSV as spreadsheets of all countries save it, and XLSX; nothing in it is ever a formula."""

import csv
import io
import zipfile
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError

import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats

from groups.exchange.record import Unreadable
from groups.exchange.spreadsheet.csv_text import characters, separator
from groups.exchange.spreadsheet.workbook import cell_text
from groups.rules.cells import defused, fused
from groups.upkeep.spreadsheet.columns import HEADINGS, HELP

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
MOST_LINES = 5000
MOST_COLUMNS = 100

_BROKEN = (
    zipfile.BadZipFile, ZlibError, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""What openpyxl answers to a file that is none."""


class Csv(base_formats.CSV):
    """With commas, semicolons or tabs, in UTF-8, UTF-16 or Windows’ own letters."""

    def create_dataset(self, in_stream: bytes, **kwargs):
        text = characters(in_stream)
        if text.lstrip()[:1] == "<":
            raise Unreadable(_("The file is a web page, not a spreadsheet."))
        try:
            lines = list(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator(text)))
        except csv.Error as error:
            raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
        return _dataset(lines)

    def export_data(self, dataset, **kwargs) -> bytes:
        made = io.StringIO(newline="")
        writer = csv.writer(made)
        writer.writerow(dataset.headers)
        writer.writerows([defused(cell) for cell in row] for row in dataset)
        return made.getvalue().encode("utf-8-sig")  # without its mark Excel takes the letters for others


class Xlsx(base_formats.XLSX):
    """The first sheet of a workbook; dates and times in their cells are read as such."""

    def create_dataset(self, in_stream: bytes):
        import openpyxl  # it takes a while, and most requests never need it

        try:
            with zipfile.ZipFile(io.BytesIO(in_stream)) as packed:
                if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                    raise Unreadable(_("The file is too large once it is unpacked."))
            book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
            lines = [[cell_text(cell) for cell in row] for row in rows]
        except _BROKEN as error:
            raise Unreadable(_("The file is damaged, or no Excel workbook (XLSX).")) from error
        return _dataset(lines)

    def export_data(self, dataset, **kwargs) -> bytes:
        import openpyxl
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font

        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Listings"
        _fill(sheet, [dataset.headers, *dataset], ILLEGAL_CHARACTERS_RE)
        help_sheet = book.create_sheet("How to fill it in")
        said = [[HEADINGS[name], str(words)] for name, words in HELP.items() if HEADINGS[name] in dataset.headers]
        _fill(help_sheet, [["Column", "What to write"], *said], ILLEGAL_CHARACTERS_RE)
        for one, widths in ((sheet, _WIDTHS), (help_sheet, (24, 90))):
            one.freeze_panes = "A2"
            for number, cell in enumerate(one[1]):
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
                width = widths[number] if number < len(widths) else 18
                one.column_dimensions[cell.column_letter].width = width
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()


_WIDTHS = (10, 28, 24, 18, 22, 12, 20, 22)


def read(data: bytes) -> tablib.Dataset:
    """The rows of an uploaded file, all cells as text; Unreadable says why there are none."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file has more than %(most)d MB.") % {"most": MOST_BYTES >> 20})
    if data[:2] == b"PK":
        return Xlsx().create_dataset(data)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable(_("This is an old Excel file (XLS). Save it as XLSX or CSV."))
    return Csv().create_dataset(data)


def _dataset(lines: list[list[str]]) -> tablib.Dataset:
    """Columns without a heading, and lines after the last that holds anything, are left out."""
    lines = [[fused(cell).strip() for cell in line] for line in lines]
    while lines and not any(lines[-1]):
        lines.pop()
    if not lines:
        raise Unreadable(_("The file is empty."))
    kept = [number for number, heading in enumerate(lines[0]) if heading]
    dataset = tablib.Dataset(headers=[lines[0][number] for number in kept])
    for line in lines[1:]:
        dataset.append([line[number] if number < len(line) else "" for number in kept])
    return dataset


def _fill(sheet, rows, unprintable) -> None:
    """Every cell as text: what begins with = would be a formula."""
    for at, row in enumerate(rows, start=1):
        for number, value in enumerate(row, start=1):
            if value:
                cell = sheet.cell(row=at, column=number)
                cell.value = unprintable.sub("", value)
                cell.data_type = "s"
                cell.number_format = "@"
