"""Axe finds nothing on the desks of the workplace: lists, pages, pages to add, the start page, histories."""

import pytest
from django.contrib import admin
from django.urls import reverse

from groups.history import recording
from groups.models import Meeting, MeetingTag
from groups.rules.choices import DeedSource
from tests import axe
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_programme, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filled(site):
    """Something on every desk."""
    meeting = make_meeting(group=make_group(area=make_area("Ipswich"), programme=make_programme()), name="Candlelight")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("women"))
    make_exception(meeting, "cancelled", "2026-12-25")
    make_feed("aa")
    with recording.deed(DeedSource.FORM, said="Something"), recording.changing(meeting):
        Meeting.objects.update(room="Upstairs")
    return meeting


def addresses() -> list[str]:
    """Every list, every page to add a record, and the first record's page and history."""
    found = [reverse("admin:index"), reverse("first-steps")]
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        if (
            model._meta.app_label == "groups"
            and desk.__class__.has_add_permission is admin.ModelAdmin.has_add_permission
        ):
            found.append(reverse(f"{name}_add"))
        first = model._default_manager.first()
        if first is not None and model._meta.app_label != "people":
            found += [reverse(f"{name}_change", args=[first.pk]), reverse(f"{name}_history", args=[first.pk])]
    return found


def test_axe_finds_nothing_on_any_desk(page, live_server, admin_client, filled):
    cookie = admin_client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": f"{live_server.url}/admin/"}])
    found = {}
    for address in addresses():
        page.goto(f"{live_server.url}{address}")
        for one in axe.faults(page):
            found.setdefault(one["id"], []).append((address, one["nodes"][0]["html"][:160], len(one["nodes"])))

    assert found == {}
