"""A served site with the demonstration in it, and a browser that tells what it met."""

import pytest
from django.core.management import call_command

from groups.search import vocabulary


@pytest.fixture
def site(transactional_db, live_server):
    """The address of a site as `script/server` makes it."""
    vocabulary.forget()
    call_command("load_shipped", verbosity=0)
    call_command("load_demo", verbosity=0)
    yield live_server.url
    vocabulary.forget()


@pytest.fixture
def told(page):
    """What the browser complains of, and what it asked for, while a test runs."""
    met = {"errors": [], "requests": []}
    page.on("console", lambda message: met["errors"].append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: met["errors"].append(str(error)))
    page.on("request", lambda request: met["requests"].append(request.url))
    return met
