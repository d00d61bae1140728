"""OS Code-Point Open: the postcodes of Great Britain that are in use. A zip of CSVs without header, or one of them.

https://www.ordnancesurvey.co.uk/products/code-point-open. Columns: postcode, quality of the position (10 best, 90
none), easting, northing, country, two of the NHS, county, district, ward. Northern Ireland's grid is another one, so a
row of its postcodes is refused: the ONS Postcode Directory has them in degrees.
"""

import csv
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from groups.feeds.places.files import TextFile
from groups.feeds.places.record import (
    NO_POINT,
    NO_POSTCODE,
    TOO_SHORT,
    BadRow,
    PlaceFormat,
    PlaceRecord,
    Row,
    Skipped,
    mostly,
)
from groups.rules.choices import PlaceKind
from groups.rules.grid import point_of
from groups.rules.postcodes import tidy

WIDTH = 10
NO_POSITION = "90"
IRISH_GRID = _("it is of Northern Ireland, whose grid is another one")


def recognises(lines: list[str]) -> bool:
    """By the shape of its rows."""
    return mostly(_is_row, lines)


def _is_row(line: str) -> bool:
    row = next(csv.reader([line]), [])
    return (
        len(row) == WIDTH
        and tidy(row[0]) is not None
        and all(cell.strip().isdigit() for cell in row[1:4])
        and row[4][:1] in "ESW"
    )


def read(file: TextFile) -> Iterator[Row]:
    """Each postcode of the file."""
    rows = csv.reader(file.lines())
    for row in rows:
        if not row:
            continue
        try:
            yield _record(row)
        except BadRow as bad:
            yield Skipped(rows.line_num, str(bad))


def _record(row: list[str]) -> PlaceRecord:
    if len(row) < WIDTH:
        raise BadRow(TOO_SHORT)
    name = tidy(row[0])
    if name is None:
        raise BadRow(NO_POSTCODE)
    if name.startswith("BT"):
        raise BadRow(IRISH_GRID)
    if row[1].strip() == NO_POSITION:
        return PlaceRecord(name, PlaceKind.POSTCODE, None, None, country="GB")
    return PlaceRecord(name, PlaceKind.POSTCODE, *on_grid(row[2], row[3]), country="GB")


def on_grid(east: str, north: str) -> tuple[float, float]:
    """Latitude and longitude of a place on the National Grid, to a tenth of a metre; BadRow where it is not on it."""
    try:
        point = point_of(float(east), float(north))
    except ValueError as error:
        raise BadRow(NO_POINT) from error
    return round(point.lat, 6), round(point.lng, 6)


FORMAT = PlaceFormat("code-point-open", "OS Code-Point Open", recognises, read)
