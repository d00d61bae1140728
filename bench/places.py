"""Places at scale: how long a load of them takes, in how much memory, and how long a look-up among them.

Run for one database: DATABASE_URL says which. The yardstick of a look-up is a single row fetched by its primary key in
the same process. `--rows 2700000` is the whole of the UK.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import django

ROWS, SETTLEMENTS, SEED = 250_000, 45_000, 1
MEGABYTE = 1024  # ru_maxrss counts kilobytes
TIMES = 200
_AREAS = [one + two for one in "BCDGLMNPRSTW" for two in "ABDEHLNRST"]
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_INWARDS = [f"{number}{one}{two}" for number in range(10) for one in _LETTERS[:6] for two in _LETTERS]
_BEGINNINGS = (
    "Ald", "Ash", "Bar", "Brad", "Brook", "Bur", "Car", "Ches", "Col", "Comb", "Den", "Dun", "East", "Ed",
    "Fram", "Glen", "Had", "Hart", "Ips", "Kel", "Lang",
)  # fmt: skip
_MIDDLES = (
    "", "ing", "er", "le", "en", "ma", "wor", "burn", "ches", "der",
)  # fmt: skip
_ENDS = (
    "bridge", "bury", "by", "combe", "dale", "field", "ford", "ham", "ley", "mouth", "port", "stead", "ton",
    "wick", "wich", "wood", "worth", "market",
)  # fmt: skip


def main(rows: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from groups.feeds.places.loading import load

    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}: {rows:,} postcodes and {SETTLEMENTS:,} settlements", flush=True)
    _timed("first load of the postcodes", rows, lambda: load(_postcodes(rows), source="onspd", clock=timezone.now))
    _timed("again, in the place of those", rows, lambda: load(_postcodes(rows), source="onspd", clock=timezone.now))
    load(_settlements(), source="open-names", clock=timezone.now)
    _look_ups()


def _postcodes(count: int) -> Iterator:
    from groups.feeds.places.record import PlaceRecord
    from groups.rules.choices import PlaceKind

    made = 0
    for number in range(1, 100):
        for place, area in enumerate(_AREAS):
            lat, lng = 50 + place % 10 * 0.8 + number / 200, -5 + place // 10 * 0.5 + number / 300
            for inward in _INWARDS:
                if made == count:
                    return
                made += 1
                name = f"{area}{number} {inward}"
                yield PlaceRecord(name, PlaceKind.POSTCODE, lat, lng, country="GB", ended=made % 3 == 0)


def _settlements() -> Iterator:
    from groups.feeds.places.record import PlaceRecord
    from groups.rules.choices import PlaceKind

    chance = Random(SEED)
    for number in range(SETTLEMENTS):
        name = chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
        kind = PlaceKind.TOWN if number % 30 == 0 else PlaceKind.VILLAGE
        yield PlaceRecord(name, kind, 50 + 8 * chance.random(), -5 + 6 * chance.random(), f"County {number % 90}", "GB")
    yield PlaceRecord("Woodbridge", PlaceKind.TOWN, 52.09, 1.32, "Suffolk", "GB")


def _timed(name: str, rows: int, run) -> None:
    wall, own = time.perf_counter(), time.process_time()
    run()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    print(
        f"  {name:<40} {wall:6.1f} s ({own:.1f} of its own), {rows / wall:7,.0f} rows/s, peak {peak:.0f} MB", flush=True
    )


def _look_ups() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from groups.models import Place
    from groups.search.places import PlaceNotFound, find

    def look_up(typed: str) -> None:
        with suppress(PlaceNotFound):
            find(typed)

    some = Place.objects.values_list("pk", flat=True).first()
    yardstick = _milliseconds(lambda: Place.objects.get(pk=some))
    print(f"  {'yardstick: one row by its key':<40} {statistics.median(yardstick):7.2f} ms")
    looked_up = {
        "a postcode": "BA1 1AB",
        "the first part of one": "ba1",
        "an unknown postcode": "BA1 9ZZ",
        "O for 0": "BAI 1AB",
        "a town": "Woodbridge",
        "a town and its county": "woodbridge suffolk",
        "one of many of its name": "Ashton",
        "a misspelt town": "woodbrige",
        "nothing that is known": "Nowhere at all",
    }
    for name, typed in looked_up.items():
        with CaptureQueriesContext(connection) as queries:
            look_up(typed)
        took = sorted(_milliseconds(lambda typed=typed: look_up(typed)))
        print(
            f"  {name:<40} {statistics.median(took):7.2f} ms, p99 {took[int(len(took) * 0.99)]:7.2f} ms,"
            f" {len(queries)} queries"
        )


def _milliseconds(run) -> list[float]:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        run()
        took.append((time.perf_counter() - began) * 1000)
    return took


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    main(arguments.parse_args().rows)
