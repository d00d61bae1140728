"""Two sites in other countries, each begun and visited once in a process with settings of its own."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
POLAND = {
    "COUNTRY": "PL", "LANGUAGE_CODE": "pl", "LANGUAGES": "pl,en", "TIME_ZONE": "Europe/Warsaw", "HOLIDAYS": "PL",
    "WEEK_START": "sun", "DISTANCE_UNIT": "km",
}  # fmt: skip
"""Everything is said, and Sunday comes first, so that it is seen to."""

IRELAND = {"COUNTRY": "IE", "LANGUAGE_CODE": "en", "TIME_ZONE": "Europe/Dublin"}
"""Only what has no default elsewhere: the rest follows from the country."""


class Told(NamedTuple):
    """What a site said: to who followed its links, to who asked for something, to staff, and where it failed."""

    pages: dict
    asked: dict
    staff: dict
    broken: dict


@cache
def visited(tables: Path, asked: tuple[str, ...], **country: str) -> Told:
    """The site that begins on a copy of these tables, with the data in the country's folder here."""
    folder = HERE / country["COUNTRY"]
    settings = {
        "SECRET_KEY": "only-for-tests",
        "DEBUG": "yes",
        "ALLOWED_HOSTS": "testserver",
        "STAFF_SECOND_FACTOR": "offered",
        "DATABASE_URL": f"sqlite:///{tables}",
        "COUNTRY_FOLDER": str(folder),
        "CACHE_URL": "locmem://",
        "DJANGO_SETTINGS_MODULE": "mutualaid.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, str(HERE / "visit.py"), str(folder), str(tables.with_suffix(".help-now.html"))],
        input=json.dumps(asked), env={"PATH": os.environ["PATH"], **settings, **country},
        capture_output=True, text=True, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return Told(**json.loads(done.stdout))
