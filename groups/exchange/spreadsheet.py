"""Spreadsheets as CSV: the columns that the plugin 12-step-meeting-list exports, in any order and case.

Spec: the columns of https://github.com/code4recovery/12-step-meeting-list and of its Google Sheet template.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from groups.exchange import own_sheet_reading
from groups.exchange.record import Format, MeetingRecord, Problem, Unreadable
from groups.exchange.tsml_rows import read_rows
from groups.rules.choices import GroupNameFrom

_ALIASES = {
    "id": "slug",
    "meeting": "name",
    "meeting_name": "name",
    "title": "name",
    "start_time": "time",
    "start": "time",
    "starts": "time",
    "end": "end_time",
    "ends": "end_time",
    "weekday": "day",
    "days": "day",
    "location_name": "location",
    "venue": "location",
    "full_address": "formatted_address",
    "street": "address",
    "street_address": "address",
    "town": "city",
    "zip": "postal_code",
    "zip_code": "postal_code",
    "postcode": "postal_code",
    "post_code": "postal_code",
    "subregion": "sub_region",
    "type": "types",
    "note": "notes",
    "time_zone": "timezone",
    "group_name": "group",
    "lat": "latitude",
    "lng": "longitude",
    "lon": "longitude",
    "last_updated": "updated",
}
"""Other headings of the same columns, which count where the usual one is not there or says nothing in that row."""
_USUAL = {"name", "time", "day", "types", "location", "address", "formatted_address", "group", "region", "slug"}
_FEWEST_USUAL = 3
_SEPARATORS = (",", ";", "\t")
_HEAD = 16_384


def read(
    data: bytes, *, group_name_from: str = GroupNameFrom.AUTO, allow_private: Collection[str] = ()
) -> Iterator[MeetingRecord | Problem]:
    """Each row as records or a problem; Unreadable at once where the whole is no such spreadsheet."""
    if own_sheet_reading.recognises(data):
        return own_sheet_reading.read(data, allow_private=allow_private)
    return read_rows(_rows(data), group_name_from=group_name_from, allow_private=allow_private)


def recognises(data: bytes) -> bool:
    """Whether the first line has such columns."""
    text = characters(data[:_HEAD], may_be_cut=True)
    if text.lstrip()[:1] in ("", "{", "[", "<"):
        return False
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)), [])
    except csv.Error:
        return False
    return len(_USUAL & set(_fields(header))) >= _FEWEST_USUAL


def _rows(data: bytes) -> list[dict[str, str]]:
    text = characters(data)
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    if text.lstrip().startswith("<"):
        raise Unreadable(_("The file is a web page, not a spreadsheet."))
    try:
        header, *lines = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator(text))
    except csv.Error as error:
        raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
    fields = _fields(header)
    if "name" not in fields and len(_USUAL & set(fields)) < _FEWEST_USUAL:
        raise Unreadable(_("The first line does not name the columns: Name, Day, Time, Location, Address and so on."))
    rows = [_row(header, fields, cells) for cells in lines]
    rows = [row for row in rows if row]
    if not rows:
        raise Unreadable(_("The file has no meeting below its first line."))
    return rows


def _row(header: list[str], fields: list[str], cells: list[str]) -> dict[str, str]:
    """What the cells of a line say, by the names of Meeting Guide; empty where all of them are."""
    row: dict[str, str] = {}
    for heading, field, cell in zip(header, fields, cells, strict=False):
        value = cell.strip()
        is_usual = _slugged(heading) == field
        if value and (is_usual or field not in row):
            row[field] = value
    return row


def _fields(header: list[str]) -> list[str]:
    return [_ALIASES.get(_slugged(heading), _slugged(heading)) for heading in header]


def _slugged(heading: str) -> str:
    """`"Sub Region"` is `sub_region`."""
    return re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")


def separator(text: str) -> str:
    """What stands between the cells of the first line: a comma, or what spreadsheets put in other countries."""
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_SEPARATORS, key=first_line.count)


def characters(data: bytes, *, may_be_cut: bool = False) -> str:
    """The text of a file as spreadsheets save it; of its beginning alone a last character may be cut in two."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_cut = may_be_cut and error.start > len(data) - 4
        text = data.decode("utf-8-sig", errors="ignore") if is_cut else data.decode("cp1252", errors="replace")
    return text.replace("\x00", "")


FORMAT = Format("csv", "Spreadsheet (CSV)", "text/csv", read=read, recognises=recognises)
