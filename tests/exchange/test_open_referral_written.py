"""Every service that we write, and every place of one, keeps to the standard."""

import pytest
from hypothesis import given, settings

from groups.exchange.open_referral.service import places_of
from tests.exchange.open_referral_facts import faults, page_faults
from tests.exchange.open_referral_made import WRITER, services

pytestmark = pytest.mark.sqlite


def places(service):
    """All that its meetings have."""
    return {
        place
        for one in service.meetings
        for place in places_of(
            service.number, one.of.number, one.of.venue, is_hidden=one.is_hidden, attendance=one.of.attendance
        )
    }


@settings(deadline=None)
@given(services())
def test_every_service_keeps_to_the_standard(service):
    written = WRITER.service(service)
    short = WRITER.service_in_short(service)

    assert faults(written, "service") == []
    assert faults(short, "service") == []
    assert short.items() <= written.items()
    assert page_faults(page_of(short), "service") == []


@settings(deadline=None)
@given(services())
def test_every_place_keeps_to_the_standard(service):
    for place in places(service):
        assert faults(WRITER.place(service, place), "service_at_location") == []
        assert page_faults(page_of(WRITER.place_in_short(service, place)), "service_at_location") == []


def page_of(one):
    return {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True,
            "empty": False, "contents": [one]}  # fmt: skip


@settings(deadline=None)
@given(services())
def test_every_schedule_leads_to_its_place(service):
    written = WRITER.service(service)
    there = {place["id"] for place in written["service_at_locations"]}

    assert all(schedule["service_at_location_id"] in there for schedule in written.get("schedules", ()))
