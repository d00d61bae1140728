"""A small site that has something of everything."""

import pytest
from django.utils import timezone

from groups.models import Site
from groups.search import index
from tests import factories


@pytest.fixture
def site(db):
    """One meeting, with something of all kinds of columns around it."""
    Site.objects.create(pk=1, name="Suffolk groups", logo=b"\x89PNG\x00\xff", logo_name="ours.png", revision=40)
    meeting = factories.make_meeting(group=factories.make_group("Harbour Lights", private_contact="x@example.org"))
    factories.make_exception(meeting, "cancelled", timezone.localdate())
    factories.make_place()
    index.rebuild()
    return meeting
