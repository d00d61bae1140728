"""A served site with the demonstration in it, and a browser that tells what it met."""

import sqlite3
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from groups.search import vocabulary

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


@pytest.fixture
def told(page):
    """What the browser complains of, and what it asked for, while a test runs."""
    met = {"errors": [], "requests": []}
    page.on("console", lambda message: met["errors"].append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: met["errors"].append(str(error)))
    page.on("request", lambda request: met["requests"].append(request.url))
    return met
