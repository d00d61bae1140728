"""An import that is killed in the middle leaves exactly what was there."""

import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings

from tests.exchange.guide_rows import row

pytestmark = pytest.mark.sqlite

KILLS_ITSELF = """
import os, signal, django
django.setup()
from django.core.management import call_command
from groups.feeds import applying
writing = applying.insert_rows
def dies(model, rows):
    writing(model, rows)
    if model.__name__ == "Meeting":
        os.kill(os.getpid(), signal.SIGKILL)
applying.insert_rows = dies
call_command("import_feed", os.environ["SOURCE"], "--name", "killed")
"""


def test_a_killed_import_leaves_what_was_there(tmp_path):
    database, source = tmp_path / "site.sqlite3", tmp_path / "feed.json"
    surroundings = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "mutualaid.settings",
        "SOURCE": str(source),
    }

    def python(*arguments):
        return subprocess.run(
            [sys.executable, *arguments], cwd=settings.ROOT, env=surroundings, capture_output=True, text=True
        )

    source.write_text(json.dumps([row(slug=f"m{n}", name=f"Group {n}") for n in range(5)]))
    assert python("manage.py", "migrate", "-v0").returncode == 0
    assert python("manage.py", "import_feed", str(source), "--name", "killed").returncode == 0
    before = _everything(database)

    source.write_text(json.dumps([row(slug=f"m{n}", name=f"New {n}", time="20:00") for n in range(3, 9)]))
    assert python("-c", KILLS_ITSELF).returncode == -signal.SIGKILL
    assert _everything(database) == before

    again = python("manage.py", "import_feed", str(source), "--name", "killed")
    assert again.stdout.splitlines()[-1] == "added 4, changed 2, unchanged 0, gone 3, rejected 0"


def _everything(database):
    with sqlite3.connect(database) as connection:
        tables = ("groups_meeting", "groups_group", "groups_venue", "groups_feedrun", "groups_site")
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}
