"""The inside of one site, for a bench: fills its database, says what to ask for, looks at answers, changes listings.

A process of its own, for its database is settled when it starts (DATABASE_URL). `Inside` starts it and asks; each
question and each answer is a line of JSON.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Inside:
    """The process, from outside."""

    def __init__(self, address: str):
        ours = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "mutualaid.settings", "DEMO": ""}
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=ROOT,
            env={**os.environ, **ours},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Inside":
        return self

    def __exit__(self, *_exception) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def ask(self, question: str, *details):
        """The answer to one of the questions below."""
        self._process.stdin.write(json.dumps([question, *details]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"The bench could not {question.replace('_', ' ')}: see above.")
        return json.loads(answer)


def database() -> str:
    """Which it is, in its version."""
    import sqlite3

    from django.db import connection

    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    connection.ensure_connection()
    number = connection.pg_version
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def fill(count: int) -> bool:
    """Bring the database up to this release, with so many meetings; whether any had to be made."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from groups.feeds.places.loading import load
    from groups.feeds.places.record import PlaceRecord
    from groups.feeds.synthetic import towns
    from groups.models import Meeting
    from groups.rules.choices import PlaceKind

    call_command("prepare", stdout=io.StringIO())
    there = Meeting.objects.count()
    if there == count:
        return False
    if there:
        raise SystemExit(f"The database that was kept holds {there:,} meetings instead of {count:,}: take it away.")
    places = (PlaceRecord(town.name, PlaceKind.TOWN, town.lat, town.lng, town.county, "GB") for town in towns())
    load(places, source="bench", clock=timezone.now)
    call_command("make_listings", count, stdout=sys.stderr)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM (ANALYZE)"
            )  # what its own housekeeping would soon do, in the middle of a measurement
    return True


def addresses_of_all_pages() -> dict[str, list[str]]:
    """What to ask for, page by page."""
    from bench import asked
    from groups.feeds.synthetic import towns
    from groups.models import Area, Meeting
    from groups.rules.choices import AreaKind, Status

    known = towns()
    places = asked.drawn([town.name for town in known], [town.thousands for town in known])
    slugs = list(Meeting.objects.filter(status=Status.LISTED).order_by("pk").values_list("slug", flat=True))
    some = slugs[:: max(len(slugs) // asked.PLACES, 1)][: asked.PLACES]
    areas = dict(Area.objects.filter(kind=AreaKind.TOWN).values_list("name", "slug"))
    shown = [f"/areas/{areas[place]}/" for place in places if place in areas]
    meetings = [f"/meetings/{slug}/" for slug in some]
    return {page.name: asked.addresses(page, places, meetings=meetings, areas=shown) for page in asked.PAGES.values()}


def look(targets: list[str]) -> list[dict]:
    """What each answer is made of, once all is warm: the queries it took, and how many meetings it says were found."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(targets[0])
    found = []
    for target in targets:
        with CaptureQueriesContext(connection) as queries:
            response = _get(target)
        found.append({"queries": len(queries), "found": _found(response)})
    return found


def searches_that_find(fewest: int, most: int, enough: int) -> dict[str, int]:
    """So many searches near different places, each as wide as it must be to find so many meetings; and how many."""
    from bench import asked
    from groups.feeds.synthetic import towns

    searches = {}
    for town in sorted(towns(), key=lambda town: -town.thousands)[::2]:
        for within in asked.DISTANCES:
            target = asked.search(near=town.name, within=str(within))
            found = _found(_get(target))
            if found >= fewest:
                if found <= most:
                    searches[target] = found
                break
        if len(searches) == enough:
            break
    return searches


def change_listings() -> None:
    """What every change of a listing does to what is kept ready."""
    from groups.models import Site

    Site.objects.listings_changed()


def _get(target: str):
    from django.test import Client

    response = Client(SERVER_NAME="127.0.0.1").get(target)
    if response.status_code != 200:
        raise SystemExit(f"{target} was answered {response.status_code}")
    return response


def _found(response) -> int | None:
    return (response.context or {}).get("total")


def _answer_questions() -> None:
    import django
    from django.test.utils import setup_test_environment

    answers, sys.stdout = sys.stdout, sys.stderr  # whatever else is printed is no answer
    sys.path.insert(0, str(ROOT))
    django.setup()
    setup_test_environment()  # so that an answer tells what it was made from
    questions = {
        function.__name__: function
        for function in (database, fill, addresses_of_all_pages, look, searches_that_find, change_listings)
    }
    for line in sys.stdin:
        question, *details = json.loads(line)
        print(json.dumps(questions[question](*details)), file=answers, flush=True)


if __name__ == "__main__":
    _answer_questions()
