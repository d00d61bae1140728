"""The ONS Postcode Directory: every postcode of the UK, those that ended too. A CSV, or a zip of one.

https://geoportal.statistics.gov.uk/ (the user guide of each release). The names of its columns hold years and were all
changed in May 2025, so each is known by a pattern. The NSPL of the same office reads alike.
"""

import csv
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from groups.feeds.places.files import TextFile, Unreadable
from groups.feeds.places.record import NO_POSTCODE, TOO_SHORT, BadRow, PlaceFormat, PlaceRecord, Row, Skipped, degrees
from groups.rules.choices import PlaceKind
from groups.rules.postcodes import tidy

_PATTERNS = {
    "postcode": (r"pcds", r"pcd\d?"),
    "ended": (r"doterm",),
    "lat": (r"lat(itude)?",),
    "lng": (r"long?(itude)?", r"lng"),
    "user": (r"usertype", r"usrtypind"),
    "country": (r"ctry(\d\dcd)?",),
}
NEEDED = ("postcode", "ended", "lat", "lng")
_NOWHERE = "99.9"  # 99.999999 north: no place on earth
LARGE_USER = "1"
_ISLANDS = {"JE": "JE", "GY": "GG", "IM": "IM"}


def columns_of(header: list[str]) -> dict[str, int]:
    """Where each of our columns stands, by name; those that are not there are left out."""
    names = [name.strip().strip('"').lower() for name in header]
    found = {}
    for ours, patterns in _PATTERNS.items():
        places = (i for pattern in patterns for i, name in enumerate(names) if re.fullmatch(pattern, name))
        place = next(places, None)
        if place is not None:
            found[ours] = place
    return found


def recognises(lines: list[str]) -> bool:
    """By its header."""
    return bool(lines) and {"postcode", "ended"} <= columns_of(next(csv.reader(lines[:1]))).keys()


def read(file: TextFile) -> Iterator[Row]:
    """Each postcode of the file."""
    rows = csv.reader(file.lines())
    columns = columns_of(next(rows, []))
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Unreadable(
            _("%(file)s looks like the ONS Postcode Directory, but has no column for %(columns)s.")
            % {"file": file.path, "columns": ", ".join(missing)}
        )
    at = [columns.get(name) for name in _PATTERNS]
    width = max(place for place in at if place is not None)
    for row in rows:
        if not row:
            continue
        try:
            if len(row) <= width:
                raise BadRow(TOO_SHORT)
            yield _record(*(row[place] if place is not None else "" for place in at))
        except BadRow as bad:
            yield Skipped(rows.line_num, str(bad))


def _record(postcode: str, ended: str, lat: str, lng: str, user: str, country: str) -> PlaceRecord:
    name = tidy(postcode)
    if name is None:
        raise BadRow(NO_POSTCODE)
    north, east = (None, None) if not lat.strip() or lat.startswith(_NOWHERE) else degrees(lat, lng)
    return PlaceRecord(
        name,
        PlaceKind.POSTCODE,
        north,
        east,
        country=_ISLANDS.get(name[:2], "GB") if country[:1] in "LM" else "GB",
        ended=bool(ended.strip()),
        one_address=user == LARGE_USER,
    )


FORMAT = PlaceFormat("onspd", "ONS Postcode Directory", recognises, read)
