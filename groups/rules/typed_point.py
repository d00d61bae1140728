"""A point as people paste it: "52.05, 1.15", "52.05N 1.15E", the address of a map."""

import re

from groups.rules.geo import Point

LONGEST = 500
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
_PAIR = re.compile(
    rf"^\(?\s*(?P<lat>{_NUMBER})\s*°?\s*(?P<ns>[NS])?\s*[,;\s]\s*(?P<lng>{_NUMBER})\s*°?\s*(?P<ew>[EW])?\s*\)?$",
    re.IGNORECASE,
)
_IN_ADDRESSES = (
    re.compile(rf"[?&#]mlat=(?P<lat>{_NUMBER})&mlon=(?P<lng>{_NUMBER})"),
    re.compile(rf"#map=[0-9.]+/(?P<lat>{_NUMBER})/(?P<lng>{_NUMBER})"),
    re.compile(rf"!3d(?P<lat>{_NUMBER})!4d(?P<lng>{_NUMBER})"),
    re.compile(rf"/@(?P<lat>{_NUMBER}),(?P<lng>{_NUMBER})"),
    re.compile(rf"[?&](?:q|ll|query|daddr)=(?P<lat>{_NUMBER})(?:,|%2C)(?P<lng>{_NUMBER})"),
)
"""Where the maps of the web keep the point: the pin before the middle of the picture."""


def read(words: str) -> Point | None:
    """The point; None where there is no reading it. Degrees, latitude first."""
    words = words.strip()
    if len(words) > LONGEST:
        return None
    patterns = _IN_ADDRESSES if words.startswith(("http://", "https://")) else (_PAIR,)
    found = next((found for pattern in patterns if (found := pattern.search(words))), None)
    if found is None:
        return None
    said = found.groupdict()
    lat, lng = float(said["lat"]), float(said["lng"])
    if (said.get("ns") or "").upper() == "S":
        lat = -lat
    if (said.get("ew") or "").upper() == "W":
        lng = -lng
    try:
        return Point(lat, lng)
    except ValueError:
        return None


def words(point: Point) -> str:
    """`52.05600, 1.15000`: to about a metre."""
    return f"{point.lat:.5f}, {point.lng:.5f}"
