"""The gazetteer that ships: the towns, villages and outward codes of Suffolk, on which the demonstration stands."""

import json
from collections import defaultdict

from django.conf import settings
from django.db import transaction

from groups.models import Place
from groups.rules.folding import fold
from groups.rules.geo import Point, kilometres

FILE = settings.ROOT / "fixtures" / "places" / "suffolk.json"
SOURCE = "shipped-suffolk"
SAME_PLACE_KM = 10
"""Two sources mean one place where its name is the same and their centres lie no farther apart than this."""


@transaction.atomic
def load_gazetteer() -> int:
    """Bring the places of this source up to date; return how many they are. What another source knows is left to it."""
    rows = [row | {"key": fold(row["name"])} for row in json.loads(FILE.read_text(encoding="utf-8"))]
    known = _points_of_other_sources({row["key"] for row in rows})
    wanted = [row for row in rows if not _is_among(known[row["key"]], row)]
    loaded = Place.objects.filter(source=SOURCE)
    if sorted(loaded.values_list(*rows[0])) != sorted(tuple(row.values()) for row in wanted):
        loaded.delete()
        Place.objects.bulk_create([Place(**row, source=SOURCE) for row in wanted])
    return len(wanted)


def _points_of_other_sources(keys: set[str]) -> dict[str, list[Point]]:
    points = defaultdict(list)
    others = Place.objects.exclude(source=SOURCE).filter(key__in=keys, lat__isnull=False, lng__isnull=False)
    for key, lat, lng in others.values_list("key", "lat", "lng"):
        points[key].append(Point(lat, lng))
    return points


def _is_among(points: list[Point], row: dict) -> bool:
    return any(kilometres(point, Point(row["lat"], row["lng"])) <= SAME_PLACE_KM for point in points)
