"""GeoNames postal codes: about a hundred countries, tab-separated without header. For the UK, `GB.zip` has the first
parts of postcodes alone, `GB_full.csv.zip` whole ones.

https://download.geonames.org/export/zip/ (readme.txt). Columns: country, code, place, then name and code of three
levels of administration, latitude, longitude, accuracy.
"""

from collections.abc import Iterator

from groups.feeds.places.files import TextFile
from groups.feeds.places.record import (
    NO_POSTCODE,
    TOO_SHORT,
    BadRow,
    PlaceFormat,
    PlaceRecord,
    Row,
    Skipped,
    as_country,
    as_county,
    degrees,
    mostly,
    readable,
)
from groups.rules.choices import PlaceKind
from groups.rules.postcodes import outward, tidy

WIDTH = 12
LIKE_THE_UK = ("GB", "JE", "GG", "IM")
SECOND_LEVEL = ("GB", "IE", "FR", "IT", "ES")
"""Countries whose people name the second level of administration, not the first: Suffolk, not England."""


def recognises(lines: list[str]) -> bool:
    """By the shape of its rows."""
    return mostly(_is_row, lines)


def _is_row(line: str) -> bool:
    row = line.split("\t")
    try:
        degrees(row[9], row[10])
    except (BadRow, IndexError):
        return False
    return len(row) in (WIDTH - 1, WIDTH) and len(row[0]) == 2 and row[0].isupper() and bool(row[1])


def read(file: TextFile) -> Iterator[Row]:
    """Each code of the file."""
    for number, line in enumerate(file.lines(), 1):
        if not line.strip():
            continue
        try:
            yield _record(line.rstrip("\r\n").split("\t"))
        except BadRow as bad:
            yield Skipped(number, str(bad))


def _record(row: list[str]) -> PlaceRecord:
    if len(row) < WIDTH - 1:
        raise BadRow(TOO_SHORT)
    country = as_country(row[0])
    kind, name = PlaceKind.POSTCODE, readable(row[1])
    if country in LIKE_THE_UK:
        whole, first = tidy(name), outward(name)
        if first is None:
            raise BadRow(NO_POSTCODE)
        kind, name = (PlaceKind.POSTCODE, whole) if whole else (PlaceKind.OUTWARD, first)
    county = (row[5] if country in SECOND_LEVEL else row[3]) or row[3]
    return PlaceRecord(name, kind, *degrees(row[9], row[10]), as_county(county), country)


FORMAT = PlaceFormat("geonames-postal", "GeoNames postal codes", recognises, read)
