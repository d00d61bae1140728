"""Who may do what at the desks, and that their pages keep to the site's policy."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from groups.models import AccessAnswer, AccessFeature, Confirmation, Group, Meeting, MeetingTag, Site
from guidance.models import Helpline
from tests.admin.pages import errors, page_of, save
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_place,
    make_programme,
    make_tag,
)

pytestmark = pytest.mark.django_db

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
LISTING_DESKS = ("group", "meeting", "venue", "area", "programme", "tag", "accessfeature", "feed")


@pytest.fixture
def everything():
    """One of each record, as full as it gets; the pages of all."""
    Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    group = make_group(programme=make_programme(), area=make_area(), feed=make_feed(), feed_values={"name": "Other"})
    meeting = make_meeting(group=group)
    make_exception(meeting, "cancelled", "2026-11-30")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag())
    AccessAnswer.objects.create(meeting=meeting, feature=feature, answer="yes")
    records = [group, meeting, meeting.venue, group.area, group.programme, group.feed, feature, make_place()]
    records += [Confirmation.objects.create(group=group, on="2026-11-01", by="phone")]
    records += [Helpline.objects.create(name="Samaritans", slug="samaritans"), Site.objects.get()]
    return records


def test_no_page_of_the_admin_holds_script_or_style_of_its_own(admin_client, everything):
    pages = [page_of(record) for record in everything]
    pages += [page_of(record).replace("change", "history") for record in everything]
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pages += [reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")]
    pages += ["/admin/", "/admin/groups/", f"/admin/groups/group/{Group.objects.get().pk}/delete/"]

    for page in pages:
        response = admin_client.get(page, follow=True)
        assert response.status_code in (200, 403), page
        assert INLINE.findall(response.content.decode()) == [], page
        assert "'unsafe" not in response["Content-Security-Policy"], page


def test_an_editor_may_open_every_page_and_delete_nothing(editor_client, everything):
    for record in everything:
        page = editor_client.get(page_of(record))
        assert page.status_code == 200
        assert 'class="deletelink"' not in page.content.decode()
        assert editor_client.get(page_of(record).replace("change", "delete")).status_code == 403


def test_an_editor_is_offered_no_deletion_in_bulk(editor_client, everything):
    group = Group.objects.get()

    editor_client.post("/admin/groups/group/", {"action": "delete_selected", "_selected_action": [group.pk]})

    assert Group.objects.exists()
    assert "delete_selected" not in editor_client.get("/admin/groups/group/").content.decode()


def test_an_observer_may_look_at_everything_and_change_nothing(observer_client, everything):
    for record in everything:
        page = observer_client.get(page_of(record))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert observer_client.post(page_of(record), {"name": "Changed"}).status_code == 403


@pytest.mark.parametrize("action", ["publish", "pause", "close", "reopen", "confirm_phone", "return_to_shipped"])
def test_an_observer_is_offered_no_action(observer_client, action):
    meeting = make_meeting(status="draft")

    for desk, record in (("meeting", meeting), ("group", meeting.group)):
        observer_client.post(f"/admin/groups/{desk}/", {"action": action, "_selected_action": [record.pk]})

    assert Meeting.objects.get().status == "draft"
    assert not Confirmation.objects.exists()


def test_an_administrator_deletes_a_group_with_its_checks(admin_client):
    group = make_group()
    Confirmation.objects.create(group=group, on="2026-11-01", by="phone")
    before = Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0].revision

    admin_client.post(page_of(group).replace("change", "delete"), {"post": "yes"})

    assert not Group.objects.exists()
    assert Site.objects.get().revision == before + 1


def test_deleting_in_bulk_raises_the_revision(admin_client):
    before = Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0].revision
    sent = {"action": "delete_selected", "_selected_action": [make_group().pk, make_group().pk], "post": "yes"}

    admin_client.post("/admin/groups/group/", sent)

    assert not Group.objects.exists()
    assert Site.objects.get().revision == before + 1


@pytest.mark.parametrize("desk", LISTING_DESKS)
def test_a_save_at_any_desk_of_listings_raises_the_revision(admin_client, everything, desk):
    records = [*everything, *[row.tag for row in MeetingTag.objects.all()]]
    record = next(record for record in records if record._meta.model_name == desk)
    before = Site.objects.get().revision

    assert errors(save(admin_client, record)) == {}
    assert Site.objects.get().revision == before + 1


def test_a_failed_save_leaves_the_revision(admin_client, everything, monkeypatch):
    """What raises the revision stands in the transaction of the save."""
    before = Site.objects.get().revision
    monkeypatch.setattr("groups.admin.group.GroupDesk.log_change", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save(admin_client, Group.objects.get(), name="Changed")

    assert (Site.objects.get().revision, Group.objects.get().name) == (before, "Harbour Lights")


def test_the_private_contact_is_on_no_list_and_in_no_history(admin_client):
    group = make_group(private_contact="secretary@example.org")
    save(admin_client, group, private_contact="another@example.org")

    for page in ("/admin/groups/group/", page_of(group).replace("change", "history"), "/admin/"):
        text = admin_client.get(page).content.decode()
        assert "secretary@" not in text
        assert "another@" not in text
