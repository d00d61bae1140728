"""Every answer of the API keeps to the standard: on the demonstration, and on listings of every make."""

import pytest

from tests.exchange.open_referral_facts import faults, page_faults
from tests.pages.open_referral.asking import get

pytestmark = pytest.mark.django_db
LISTS = {
    "/services": "service",
    "/service_at_locations": "service_at_location",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
}


def test_the_demonstration_keeps_to_the_standard(client, demonstration):
    assert faults(get(client, "/"), "meta") == []
    for path, kind in LISTS.items():
        first = get(client, path, per_page=200)
        assert page_faults(first, kind) == []
        assert first["contents"]
        for one in first["contents"][:25]:
            assert faults(get(client, f"{path}/{one['id']}"), kind) == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"id": "7"}, "service.id: badly formed hexadecimal UUID string"),
        ({"name": "", "status": "open"}, "service: no id"),
        ({"name": "", "status": "open"}, "service.name: empty"),
        ({"name": "", "status": "open"}, "service.status: 'open'"),
        ({"email": None}, "service.email: empty"),
        ({"schedules": [{"freq": "DAILY"}]}, "service.schedules[0].freq: 'DAILY'"),
        ({"hours": 1}, "service.hours: not known"),
    ],
)
def test_a_fault_is_found(value, fault):
    assert fault in faults(value, "service")
