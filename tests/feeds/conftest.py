"""A feed, and the codes of a small vocabulary."""

import pytest

from groups.models import AccessFeature, Code
from tests.factories import make_feed, make_tag


@pytest.fixture
def feed(db):
    return make_feed("sussex")


@pytest.fixture
def codes(db):
    make_tag("speaker")
    make_tag("women")
    AccessFeature.objects.create(slug="step-free", label="Step-free access")
    for code, means, value in [
        ("SP", "tag", "speaker"),
        ("W", "tag", "women"),
        ("X", "access", "step-free"),
        ("O", "field", "who=anyone"),
        ("C", "field", "who=members"),
        ("TC", "field", "status=paused"),
        ("ONL", "field", "attendance=online"),
        ("PL", "language", "pl"),
        ("EN", "language", "en"),
    ]:
        Code.objects.create(scheme="meeting-guide", code=code, label=code, means=means, value=value)
