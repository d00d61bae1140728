"""The GeoNames gazetteer: the settlements of a country (`GB.zip`) or of the world (`cities500.zip`), tab-separated.

https://download.geonames.org/export/dump/ (readme.txt, table 'geoname'). The names of counties stand in rows of their
own in a country's file; for the others, in admin1CodesASCII.txt and admin2Codes.txt, read where they lie beside it.
"""

from collections.abc import Iterator

from groups.feeds.places.files import TextFile
from groups.feeds.places.geonames_postal import SECOND_LEVEL
from groups.feeds.places.record import (
    ASIDE,
    NO_NAME,
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
from groups.rules.folding import fold

WIDTH = 19
NAME, ASCII_NAME, LAT, LNG, FEATURES, FEATURE, COUNTRY, ADMIN1, ADMIN2, POPULATION = 1, 2, 4, 5, 6, 7, 8, 10, 11, 14
_LEVELS = {"ADM1": (COUNTRY, ADMIN1), "ADM2": (COUNTRY, ADMIN1, ADMIN2)}
NAMES_OF_COUNTIES = ("admin1CodesASCII.txt", "admin2Codes.txt")
_GONE = {"PPLH", "PPLCH", "PPLQ", "PPLW", "STLMT"}
_PARTS = {"PPLX": PlaceKind.SUBURB, "PPLL": PlaceKind.HAMLET, "PPLF": PlaceKind.HAMLET}
_SEATS = {"PPLA", "PPLA2"}
A_CITY, A_TOWN = 100_000, 5_000


def recognises(lines: list[str]) -> bool:
    """By the shape of its rows."""
    return mostly(_is_row, lines)


def _is_row(line: str) -> bool:
    row = line.split("\t")
    try:
        degrees(row[LAT], row[LNG])
    except (BadRow, IndexError):
        return False
    return len(row) == WIDTH and row[0].isdigit() and len(row[FEATURES]) == 1 and len(row[COUNTRY]) in (0, 2)


def read(file: TextFile) -> Iterator[Row]:
    """Each settlement of the file; twice, where its plain letters are not those of its name without marks."""
    counties = dict(_counties_beside(file)) or dict(_counties_inside(file))
    for number, line in enumerate(file.lines(), 1):
        if not line.strip():
            continue
        try:
            yield from _records(line.rstrip("\r\n").split("\t"), counties)
        except BadRow as bad:
            yield Skipped(number, str(bad))


def _counties_beside(file: TextFile) -> Iterator[tuple[str, str]]:
    for name in NAMES_OF_COUNTIES:
        for line in file.beside(name):
            code, _tab, rest = line.partition("\t")
            yield code, as_county(rest.partition("\t")[0])


def _counties_inside(file: TextFile) -> Iterator[tuple[str, str]]:
    for line in file.lines():
        if "\tADM" in line:
            row = line.split("\t")
            if len(row) == WIDTH and row[FEATURE] in _LEVELS:
                yield ".".join(row[place] for place in _LEVELS[row[FEATURE]]), as_county(row[NAME])


def _records(row: list[str], counties: dict[str, str]) -> Iterator[Row]:
    if len(row) < WIDTH:
        raise BadRow(TOO_SHORT)
    if row[FEATURES] != "P" or row[FEATURE] in _GONE:
        yield ASIDE
        return
    name, point, country = readable(row[NAME]), degrees(row[LAT], row[LNG]), as_country(row[COUNTRY])
    if not fold(name):
        raise BadRow(NO_NAME)
    kind = _kind(row[FEATURE], row[POPULATION])
    first = f"{country}.{row[ADMIN1]}"
    county = counties.get(first, "")
    if country in SECOND_LEVEL:
        county = counties.get(f"{first}.{row[ADMIN2]}", "") or county
    record = PlaceRecord(name, kind, *point, county, country)
    yield record
    plain = row[ASCII_NAME]
    if plain and fold(plain) not in ("", fold(name)):
        yield record._replace(spelled=readable(plain), again=True)


def _kind(feature: str, population: str) -> PlaceKind:
    if feature in _PARTS:
        return _PARTS[feature]
    people = int(population) if population.isdecimal() else 0
    if feature == "PPLC" or people >= A_CITY:
        return PlaceKind.CITY
    return PlaceKind.TOWN if people >= A_TOWN or feature in _SEATS else PlaceKind.VILLAGE


FORMAT = PlaceFormat("geonames", "GeoNames gazetteer", recognises, read)
