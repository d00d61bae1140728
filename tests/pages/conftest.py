"""A whole site to look at: what ships, and the demonstration."""

import pytest

from groups.search import vocabulary
from tests import loading


@pytest.fixture(autouse=True)
def fresh_vocabulary():
    """Tests share a process, and a rolled-back transaction does not raise the revision."""
    vocabulary.forget()
    yield
    vocabulary.forget()


@pytest.fixture
def demonstration(db):
    """The site as `script/server` makes it."""
    loading.a_new_site()


@pytest.fixture
def clock(monkeypatch):
    """`clock(datetime)` sets what the views take for now: they are where the clock enters."""

    def set_to(moment):
        monkeypatch.setattr("groups.views.visit.timezone.now", lambda: moment)

    return set_to
