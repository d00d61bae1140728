"""A sheet as somebody would hand it in, and what is made of it."""

import csv
import io
from datetime import date

from groups.history import recording
from groups.models import Group, Meeting, Venue
from groups.rules.choices import DeedSource
from groups.upkeep.spreadsheet import files
from groups.upkeep.spreadsheet.resource import ListingsResource, Scope
from groups.upkeep.spreadsheet.writing import write

ON = date(2026, 11, 23)
NEW = {
    "Group": "Anchor", "Day": "Tuesday", "Time": "7:30pm to 8:30pm", "Attendance": "In person", "Venue": "Mill Hall",
    "Town": "Woodbridge", "Postcode": "IP12 1ZZ",
}  # fmt: skip


def everything(**fields):
    """What somebody sees who looks after all."""
    scope = {
        "meetings": Meeting.objects.all(),
        "groups": Group.objects.all(),
        "venues": Venue.objects.all(),
        "venues_seen": Venue.objects.all(),
        "may_hold": lambda area, programme: True,
    }
    return Scope(**scope | fields)


def sheet(*rows, **common):
    """CSV of rows by heading."""
    rows = [common | row for row in rows]
    headings = list(dict.fromkeys(name for row in rows for name in row))
    made = io.StringIO()
    writer = csv.DictWriter(made, headings)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def read(data, scope=None):
    """The resource that has read these bytes, and its result."""
    resource = ListingsResource(scope or everything(), on=ON)
    return resource, resource.read(files.read(data))


def take_in(data, scope=None):
    """Read and write; the result."""
    resource, result = read(data, scope)
    assert faults(result) == []
    with recording.deed(DeedSource.IMPORT, said="Spreadsheet"):
        write(resource.planning)
    return result


def faults(result):
    """(row, column, sentence) of each; errors of the whole are of no row."""
    whole = [(0, "", str(error.error)) for error in result.base_errors]
    broken = [(row.number, "", repr(error.error)) for row in result.error_rows for error in row.errors]
    rows = [
        (row.number + 1, name, sentence)
        for row in result.invalid_rows
        for name, sentences in row.error_dict.items()
        for sentence in sentences
    ]
    return [*whole, *broken, *rows]


def differences(result):
    """Of each row what differs: (kind, [(heading, before, after)])."""
    return [(row.import_type, row.diff) for row in result.rows if row.import_type in ("new", "update")]


def exported(meetings=None, *, file=files.Csv):
    resource = ListingsResource(everything(), on=ON)
    return file().export_data(resource.rows_of(Meeting.objects.all() if meetings is None else meetings))
