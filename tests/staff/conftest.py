"""People of the staff, with and without a second factor."""

import pytest
from django.core.cache import cache

from groups.models import Site
from mutualaid.staff import letters
from tests.staff.people import make_person


@pytest.fixture(autouse=True)
def nothing_counted(db):
    """What is counted of sign-ins outlives a test that writes for real."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


@pytest.fixture
def ines(db):
    """An editor."""
    return make_person("ines", role="editor", email="ines@example.org")


@pytest.fixture
def boss(db):
    """An administrator."""
    return make_person("boss", role="administrator", email="boss@example.org")


@pytest.fixture
def at_once(monkeypatch):
    """Letters are sent before the answer, so that a test finds them."""
    monkeypatch.setattr(letters, "apart", letters._send)
