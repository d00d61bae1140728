"""The import of a large feed: rows a second, memory, the longest time it keeps others from writing; and its yardstick.

Run for one database: DATABASE_URL says which; it must be empty. The yardstick is a plain `bulk_create` of the same
rows in the same process.
"""

import argparse
import io
import json
import os
import resource
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import django

ROWS, SEED = 20_000, 1
MEGABYTE = 1024  # ru_maxrss counts kilobytes


@dataclass(frozen=True)
class Took:
    """How long something took: by the wall, and of this process's own work, which is steadier on a busy machine."""

    wall: float
    own: float

    def __str__(self):
        return f"{self.wall:5.1f} s ({self.own:4.1f} of its own)"


@contextmanager
def _timing():
    """Yields a list that holds what the block took, once it is over."""
    took, wall, own = [], time.perf_counter(), time.process_time()
    yield took
    took.append(Took(time.perf_counter() - wall, time.process_time() - own))


def main(rows: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_shipped", stdout=io.StringIO())
    print(f"{connection.vendor}: import of {rows:,} rows of Meeting Guide JSON, in one process", flush=True)
    feed = _Feed(rows)
    runs = {
        "first import": feed.run("first import", feed.data),
        "nothing changed": feed.run("again: nothing changed", feed.data),
        "all changed": feed.run("again: each row newly checked, a tenth an hour later", feed.a_day_later()),
    }
    yardstick = _bulk_create_the_same()
    print(f"  {'yardstick: bulk_create of the same records':<53}{yardstick}")
    for name, took in runs.items():
        by_wall, by_own = took.wall / yardstick.wall, took.own / yardstick.own
        print(f"  {name + ', beside the yardstick':<53}{by_wall:5.2f}   ({by_own:4.2f} of its own)")


class _Feed:
    """One feed in its states, and how long each takes to come in."""

    def __init__(self, rows: int):
        from bench.rows import feed_json

        self.rows = rows
        self.data = feed_json(rows, seed=SEED, on=date(2026, 11, 23))
        self.before = _peak()

    def a_day_later(self) -> bytes:
        meetings = json.loads(self.data)
        for number, row in enumerate(meetings):
            row["updated"] = "2026-11-23 10:00:00"
            if number % 10 == 0:
                row["time"] = f"{(int(row['time'][:2]) + 1) % 24:02}{row['time'][2:]}"
        return json.dumps(meetings).encode()

    def run(self, name: str, data: bytes) -> Took:
        from django.utils import timezone

        from groups.feeds import importing
        from groups.models import Feed, Programme

        feed = Feed.objects.filter(name="bench").first() or Feed(
            name="bench", programme=Programme.objects.get(slug="alcoholics-anonymous")
        )
        with _timing_transactions() as transactions, _timing() as took:
            plan = importing.run(feed, lambda: data, clock=timezone.now)
        print(
            f"  {name:<53}{took[0]} {self.rows / took[0].wall:6,.0f} rows/s, longest write {max(transactions):3.1f} s, "
            f"peak {_peak():.0f} MB ({self.before:.0f} before)\n    {plan}",
            flush=True,
        )
        return took[0]


def _peak() -> float:
    """The most memory this process has ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


@contextmanager
def _timing_transactions():
    """The lengths of the transactions inside the block, in seconds."""
    from django.db import connection

    lengths, began = [], []
    turn = connection.set_autocommit

    def turn_and_note(autocommit, *args, **named):
        if not autocommit:
            began.append(time.perf_counter())
        turn(autocommit, *args, **named)
        if autocommit and began:
            lengths.append(time.perf_counter() - began.pop())

    connection.set_autocommit = turn_and_note
    try:
        yield lengths
    finally:
        connection.set_autocommit = turn


def _bulk_create_the_same() -> Took:
    """Take the imported records out, and put them back with nothing but `bulk_create`."""
    from django.db import transaction

    from groups.models import AccessAnswer, Confirmation, FeedRun, Group, Meeting, MeetingTag, Posting, SearchRow, Venue

    models = (Venue, Group, Meeting, MeetingTag, AccessAnswer, Confirmation)
    FeedRun.objects.all().delete()
    records = {model: list(model.objects.all()) for model in models}
    for model in (Posting, SearchRow, *reversed(models)):
        model.objects.all()._raw_delete(using="default")
    with _timing() as took, transaction.atomic():
        for model in models:
            model.objects.bulk_create(records[model])
    return took[0]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    main(arguments.parse_args().rows)
