"""A served site with the demonstration in it, and a browser that tells what it met."""

import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command
from django.db import connection

from bench import serving
from groups.search import vocabulary
from tests.factories import make_group, make_meeting

AS_SHIPPED = {
    "DJANGO_SETTINGS_MODULE": "tests.browser.as_shipped",
    "LANGUAGES": "en,cy,pl,ar",
    "MAP_TILES_URL": "https://tiles.example.org/{z}/{x}/{y}.png",
}

NOT_INVENTED = "not-invented"
"""The slug of a group and its meeting that are no part of the demonstration: only of such may anything be reported."""

_loaded: dict[date, sqlite3.Connection] = {}
"""The database with all that a new site has, in memory, by the day on which it was loaded: its dates follow the day."""


@pytest.fixture
def site(transactional_db, live_server):
    """The address of a site as `script/server` makes it."""
    vocabulary.forget()
    _put_in_all_that_a_new_site_has()
    yield live_server.url
    vocabulary.forget()


def _put_in_all_that_a_new_site_has():
    """Loaded for the first test of a run: seconds in each would be minutes in all."""
    today = date.today()
    connection.ensure_connection()
    if today in _loaded:
        _loaded[today].backup(connection.connection)
        return
    call_command("load_shipped", verbosity=0)
    call_command("load_demo", verbosity=0)
    if connection.vendor == "sqlite":
        _loaded[today] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(_loaded[today])


@pytest.fixture(scope="session")
def production(tmp_path_factory):
    """`production()`: starts the site as script/server does, once in a run, with what the database holds then."""
    with ExitStack() as until_the_end:

        @cache
        def start() -> str:
            make_meeting(slug=NOT_INVENTED, group=make_group(slug=NOT_INVENTED))
            folder = tmp_path_factory.mktemp("as-shipped")
            surroundings = {**AS_SHIPPED, "AS_SHIPPED": str(folder)}
            _pack_files(surroundings)
            with closing(sqlite3.connect(folder / "site.db")) as copy:
                connection.connection.backup(copy)
            server = serving.site(f"sqlite:///{folder}/site.db", **surroundings)
            return f"http://127.0.0.1:{until_the_end.enter_context(server)}"

        yield start


@pytest.fixture
def shipped(site, production):
    """The address of `site` as it ships: gunicorn, and files named by their content and packed."""
    return production()


def _pack_files(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "collectstatic", "--verbosity=0", "--no-input"]
    subprocess.run(command, cwd=serving.ROOT, env={**os.environ, **surroundings}, check=True)


@pytest.fixture
def told(page):
    """What the browser complains of, and what it asked for, while a test runs."""
    met = {"errors": [], "requests": []}
    page.on("console", lambda message: met["errors"].append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: met["errors"].append(str(error)))
    page.on("request", lambda request: met["requests"].append(request.url))
    return met
