"""All meetings as a file, format by format: how long, how large, and how much memory it takes at most.

Run for one database: DATABASE_URL says which; it must be empty. The yardstick, in turn with Meeting Guide JSON in the
same process, reads the same columns of the same meetings with a plain `values_list`, and makes JSON of them with
nothing but `orjson.dumps`.
"""

import argparse
import gc
import io
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import django

MEETINGS, SEED, TIMES = 20_000, 1, 7
AIM = 3
"""How many times the yardstick Meeting Guide JSON may take."""
FORMATS = {"json": "guide", "csv": "sheet", "geojson": "geo", "rss": "rss", "ics": "ics"}
FEWER = {"ics": {"day": "tue"}}
"""A calendar writes every rule whole, which takes a millisecond each: a part of them will do."""


def main(meetings: int, times: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    django.setup()
    _fill(meetings)
    print(f"{meetings:,} meetings as files, {times} times each; the yardstick reads the same columns and dumps them")
    ours, plain = [], []
    for _time in range(times + 1):
        ours.append(_took(lambda: _size(_pieces("json"))))
        plain.append(_took(_read_and_dump))
    (ours, own), (plain, plain_own) = (_medians(took[1:]) for took in (ours, plain))  # the first fills what is kept
    print(
        f"Meeting Guide JSON {1000 * ours:.0f} ms, yardstick {1000 * plain:.0f} ms: {ours / plain:.2f} times",
        flush=True,
    )
    print(f"of the process's own work {1000 * own:.0f} ms and {1000 * plain_own:.0f} ms: {own / plain_own:.2f} times")
    print(f"the aim is at most {AIM} times")
    print(f"{'':10}{'meetings':>10}{'MB':>8}{'seconds':>10}{'memory MB':>12}")
    for name in FORMATS:
        seconds, _own = _took(lambda: _size(_pieces(name)))  # noqa: B023 - called at once
        size, peak = _peak(name)
        print(f"{name:10}{_found(name):10,}{size / 1e6:8.1f}{seconds:10.2f}{peak / 1e6:12.1f}", flush=True)


def _fill(meetings: int) -> None:
    from django.core.management import call_command

    from groups.models import Meeting

    call_command("prepare", stdout=io.StringIO())
    if Meeting.objects.count() == meetings:
        return
    if Meeting.objects.exists():
        raise SystemExit("The database holds listings already: this bench begins with none.")
    call_command("make_listings", meetings, seed=SEED, stdout=io.StringIO(), stderr=io.StringIO())


def _asked(name: str):
    from django.test import RequestFactory

    from groups.views.files import asking

    return asking.read(RequestFactory().get(f"/meetings.{name}", FEWER.get(name, {})))


def _pieces(name: str):
    from importlib import import_module

    return import_module(f"groups.views.files.{FORMATS[name]}").pieces(_asked(name))


def _found(name: str) -> int:
    from groups.views.files import asking

    asked = _asked(name)
    weekly = (lambda rows: rows.that_meets_weekly(on=asked.at.today)) if name == "json" else (lambda rows: rows)
    return len(asking.keys_of(asked, narrowed=weekly))


def _read_and_dump() -> int:
    """The same columns of the same meetings, in the same order."""
    import orjson

    from groups.exchange.outgoing.listings import COLUMNS
    from groups.models import Meeting

    asked = _asked("json")
    found = Meeting.objects.matching(asked.wanted, at=asked.at).that_meets_weekly(on=asked.at.today)
    return len(orjson.dumps(list(found.values_list(*COLUMNS).iterator(2000)), default=str))


def _size(pieces) -> int:
    return sum(len(piece) for piece in pieces)


def _took(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall, and of this process's own work. Old rubbish is out first."""
    gc.collect()
    began, own = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - began, time.process_time() - own


def _medians(took: list[tuple[float, float]]) -> tuple[float, float]:
    walls, own = zip(*took, strict=True)
    return statistics.median(walls), statistics.median(own)


def _peak(name: str) -> tuple[int, int]:
    """How large the file is, and the most memory that Python held for it at any time."""
    gc.collect()
    tracemalloc.start()
    size = _size(_pieces(name))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size, peak


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--meetings", type=int, default=MEETINGS)
    arguments.add_argument("--times", type=int, default=TIMES)
    options = arguments.parse_args()
    main(options.meetings, options.times)
