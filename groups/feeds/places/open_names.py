"""OS Open Names: the settlements and postcodes of Great Britain, among its roads and rivers. A zip or folder of CSVs.

https://www.ordnancesurvey.co.uk/products/os-open-names. The header stands in a file of its own; without it the columns
are taken in the order in which it has had them since the first release.
"""

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from groups.feeds.places.code_point import on_grid
from groups.feeds.places.files import TextFile, Unreadable
from groups.feeds.places.record import (
    ASIDE,
    NO_POSTCODE,
    TOO_SHORT,
    BadRow,
    PlaceFormat,
    PlaceRecord,
    Row,
    Skipped,
    as_county,
    mostly,
    readable,
)
from groups.rules.choices import PlaceKind
from groups.rules.postcodes import tidy

HEADER_FILE = "OS_Open_Names_Header.csv"
_HEADER_LINE = (
    "ID NAMES_URI NAME1 NAME1_LANG NAME2 NAME2_LANG TYPE LOCAL_TYPE GEOMETRY_X GEOMETRY_Y MOST_DETAIL_VIEW_RES"
    " LEAST_DETAIL_VIEW_RES MBR_XMIN MBR_YMIN MBR_XMAX MBR_YMAX POSTCODE_DISTRICT POSTCODE_DISTRICT_URI"
    " POPULATED_PLACE POPULATED_PLACE_URI POPULATED_PLACE_TYPE DISTRICT_BOROUGH DISTRICT_BOROUGH_URI"
    " DISTRICT_BOROUGH_TYPE COUNTY_UNITARY COUNTY_UNITARY_URI COUNTY_UNITARY_TYPE REGION REGION_URI COUNTRY COUNTRY_URI"
    " RELATED_SPATIAL_OBJECT SAME_AS_DBPEDIA SAME_AS_GEONAMES"
)
HEADER = _HEADER_LINE.split()
_WANTED = (
    "NAME1", "NAME2", "LOCAL_TYPE", "GEOMETRY_X", "GEOMETRY_Y", "COUNTY_UNITARY", "DISTRICT_BOROUGH", "REGION"
)  # fmt: skip
_THEMES = {"populatedPlace", "transportNetwork", "landcover", "landform", "hydrography", "other"}
_KINDS = {
    "City": PlaceKind.CITY,
    "Town": PlaceKind.TOWN,
    "Village": PlaceKind.VILLAGE,
    "Suburban Area": PlaceKind.SUBURB,
    "Hamlet": PlaceKind.HAMLET,
    "Other Settlement": PlaceKind.HAMLET,
}
POSTCODE = "Postcode"


def recognises(lines: list[str]) -> bool:
    """By the theme and grid reference that stand in every row, or by the names of its columns."""
    return mostly(_is_row, [line for line in lines if not _is_header(line)])


def _is_header(line: str) -> bool:
    names = {name.strip().upper() for name in next(csv.reader([line]), [])}
    return {"NAME1", "LOCAL_TYPE", "GEOMETRY_X", "GEOMETRY_Y"} <= names


def _is_row(line: str) -> bool:
    row = next(csv.reader([line]), [])
    if len(row) < HEADER.index("COUNTRY"):
        return False
    east, north = row[HEADER.index("GEOMETRY_X")], row[HEADER.index("GEOMETRY_Y")]
    return row[HEADER.index("TYPE")] in _THEMES and east.replace(".", "").isdigit() and north.replace(".", "").isdigit()


def read(file: TextFile) -> Iterator[Row]:
    """Each settlement (under both its names, where it has a Welsh or Gaelic one) and postcode of the file."""
    at = _columns(next(csv.reader(file.beside(HEADER_FILE)), HEADER), file)
    rows = csv.reader(file.lines())
    for row in rows:
        if not row or (rows.line_num == 1 and _is_header(",".join(row))):
            continue
        try:
            if len(row) <= max(at):
                raise BadRow(TOO_SHORT)
            yield from _records(*(row[place] for place in at))
        except BadRow as bad:
            yield Skipped(rows.line_num, str(bad))


def _columns(header: list[str], file: TextFile) -> list[int]:
    names = [name.strip().upper() for name in header]
    missing = [name for name in _WANTED if name not in names]
    if missing:
        raise Unreadable(
            _("The header beside %(file)s has no column %(columns)s.")
            % {"file": file.path, "columns": ", ".join(missing)}
        )
    return [names.index(name) for name in _WANTED]


def _records(
    name: str, other: str, local_type: str, east: str, north: str, county: str, district: str, region: str
) -> Iterator[Row]:
    if local_type == POSTCODE:
        postcode = tidy(name)
        if postcode is None:
            raise BadRow(NO_POSTCODE)
        yield PlaceRecord(postcode, PlaceKind.POSTCODE, *on_grid(east, north), country="GB")
        return
    kind = _KINDS.get(local_type)
    if kind is None:
        yield ASIDE
        return
    point = on_grid(east, north)
    record = PlaceRecord(readable(name), kind, *point, as_county(county or district or region), "GB")
    yield record
    if other and other != name:
        yield record._replace(name=readable(other), again=True)


FORMAT = PlaceFormat("open-names", "OS Open Names", recognises, read)
