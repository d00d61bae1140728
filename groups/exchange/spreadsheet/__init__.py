"""Spreadsheets: the columns that the plugin 12-step-meeting-list exports, our own, and lists that people keep.

Spec: the columns of https://github.com/code4recovery/12-step-meeting-list. Which of the three a file is, its headings
say; whatever is not plainly the first or the second is read as a sheet of somebody's own, also as a workbook (XLSX).
"""

import csv
import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from groups.exchange.meeting_guide.rows import read_rows
from groups.exchange.record import Format, MeetingRecord, Problem, Unreadable
from groups.exchange.spreadsheet import free as free_sheet
from groups.exchange.spreadsheet import own_reading as own_sheet_reading
from groups.exchange.spreadsheet.csv_text import cells_of, characters, separator
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
_THE_PLUGINS = {
    "types", "region", "regions", "sub_region", "location_notes", "group_notes", "conference_url", "conference_phone",
    "conference_url_notes", "attendance_option", "formatted_address", "timezone", "district", "feedback_url",
}  # fmt: skip
"""Headings that the plugin has and hardly anybody else: two of them are a sign of it, as is `slug` alone."""
_FEWEST_OF_THE_PLUGIN = 2
_HEAD = 16_384


def read(
    data: bytes, *, group_name_from: str = GroupNameFrom.AUTO, allow_private: Collection[str] = ()
) -> Iterator[MeetingRecord | Problem]:
    """Each row as records or a problem; Unreadable at once where the whole is no such spreadsheet."""
    if own_sheet_reading.recognises(data):
        return own_sheet_reading.read(data, allow_private=allow_private)
    if not is_the_plugins(data):
        return free_sheet.read(data, group_name_from=group_name_from, allow_private=allow_private)
    return read_rows(_rows(data), group_name_from=group_name_from, allow_private=allow_private)


def recognises(data: bytes) -> bool:
    """Whether one of its first lines has such columns, or it is a workbook."""
    return own_sheet_reading.recognises(data) or is_the_plugins(data) or free_sheet.recognises(data)


def is_the_plugins(data: bytes) -> bool:
    """Whether the first line has the columns of the plugin."""
    text = characters(data[:_HEAD], may_be_cut=True).lstrip("\r\n")
    if text.lstrip()[:1] in ("", "{", "[", "<") or data[:2] == b"PK":
        return False
    try:
        header = cells_of(text, separator(text))[0]
    except (csv.Error, IndexError):
        return False
    headings = {_slugged(heading) for heading in header}
    is_of_it = "slug" in headings or len(_THE_PLUGINS & headings) >= _FEWEST_OF_THE_PLUGIN
    return is_of_it and len(_USUAL & set(_fields(header))) >= _FEWEST_USUAL


def _rows(data: bytes) -> list[dict[str, str]]:
    text = characters(data).lstrip("\r\n")
    try:
        header, *lines = cells_of(text, separator(text))
    except csv.Error as error:
        raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
    fields = _fields(header)
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


FORMAT = Format("csv", "Spreadsheet (CSV)", "text/csv", read=read, recognises=recognises)
