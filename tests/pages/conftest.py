"""A whole site to look at: what ships, and the demonstration."""

import pytest
from django.core.management import call_command

from groups.search import vocabulary


@pytest.fixture(autouse=True)
def fresh_vocabulary():
    """Tests share a process, and a rolled-back transaction does not raise the revision."""
    vocabulary.forget()
    yield
    vocabulary.forget()


@pytest.fixture
def demonstration(db):
    """The site as `script/server` makes it."""
    call_command("load_shipped", verbosity=0)
    call_command("load_demo", verbosity=0)


@pytest.fixture
def clock(monkeypatch):
    """`clock(datetime)` sets what the views take for now: they are where the clock enters."""

    def set_to(moment):
        monkeypatch.setattr("groups.views.visit.timezone.now", lambda: moment)

    return set_to
