"""The buttons above a listing's page: checked today by phone, on its website, by a visit. One press each."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from groups.models import Confirmation, Deed, Grant, StaffRole
from groups.rules.choices import DeedSource, Role, Status
from tests.admin.pages import page_of
from tests.factories import make_area, make_group, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def checked(record) -> str:
    return page_of(record).replace("/change/", "/checked/")


def check_of(client, record) -> dict | None:
    return client.get(page_of(record)).context.get("check")


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_group_has_a_button_for_each_way_in_which_staff_check(editor_client):
    group = make_group()

    assert check_of(editor_client, group) == {
        "url": f"/admin/groups/group/{group.pk}/checked/",
        "last": "Not checked yet",
        "ways": [("phone", "by phone"), ("website", "on its website"), ("visit", "by a visit")],
    }


@pytest.mark.parametrize("by", ["phone", "website", "visit"])
def test_a_press_writes_a_group_s_check_down_and_comes_back_to_its_page(editor_client, by):
    group = make_group()

    response = editor_client.post(checked(group), {"by": by}, follow=True)

    group.refresh_from_db()
    assert (group.confirmed_on, group.confirmed_by) == (timezone.localdate(), by)
    assert Confirmation.objects.values_list("group", "by", "role").get() == (group.pk, by, "editor")
    assert response.redirect_chain == [(page_of(group), 302)]


def test_the_page_says_what_was_written_down_and_how_to_take_it_back(editor_client):
    group = make_group("Harbour Lights")

    response = editor_client.post(checked(group), {"by": "phone"}, follow=True)

    deed = Deed.objects.get()
    assert (deed.said, deed.source) == ("Harbour Lights: checked by phone", DeedSource.ACTION)
    assert messages(response) == [
        "Written down: checked today by phone.",
        f'<a href="/admin/groups/deed/{deed.pk}/change/">See what was changed, or undo it</a>',
    ]
    assert response.context["check"]["last"] == "Checked today by phone"


def test_a_meeting_is_checked_for_itself(editor_client):
    meeting = make_meeting()
    other = make_meeting(group=meeting.group, weekday=2)

    editor_client.post(checked(meeting), {"by": "visit"})

    meeting.refresh_from_db()
    other.refresh_from_db()
    assert (meeting.confirmed_on, meeting.confirmed_by) == (timezone.localdate(), "visit")
    assert (other.confirmed_on, meeting.group.confirmed_on) == (None, None)


def test_what_is_closed_has_nothing_to_check(editor_client):
    assert check_of(editor_client, make_group(status=Status.CLOSED, status_reason="It no longer meets.")) is None


def test_looking_at_the_address_or_another_word_writes_nothing_down(editor_client):
    group = make_group()

    assert editor_client.get(checked(group)).url == page_of(group)
    assert editor_client.post(checked(group), {"by": "feed"}).url == page_of(group)

    assert not Confirmation.objects.exists()


def test_an_observer_has_no_buttons_and_no_press(observer_client):
    group = make_group()

    assert check_of(observer_client, group) is None
    assert observer_client.post(checked(group), {"by": "phone"}).status_code == 403
    assert not Confirmation.objects.exists()


def test_somebody_else_s_listing_is_not_there(client):
    editor = User.objects.create_user("ines", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=make_area("Ipswich"))
    client.force_login(editor)

    assert client.post(checked(make_group(area=make_area("Lowestoft"))), {"by": "phone"}).status_code == 404
    assert not Confirmation.objects.exists()


def test_a_press_from_another_site_is_refused(editor_client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor_client.cookies
    group = make_group()

    assert strict.post(checked(group), {"by": "phone"}).status_code == 403
    assert not Confirmation.objects.exists()
