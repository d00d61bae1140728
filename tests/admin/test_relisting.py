"""The button above the page of what is not listed: publish it, or list it again. One press."""

from datetime import date

import pytest

from groups.models import Deed
from groups.rules.choices import Status
from tests.admin.pages import page_of
from tests.factories import make_group, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def address(record) -> str:
    return page_of(record).replace("/change/", "/list/")


def label(client, record) -> str:
    return client.get(page_of(record)).context.get("relist", {}).get("label", "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": Status.DRAFT}, "Publish"),
        ({"status": Status.PAUSED, "paused_until": date(2027, 1, 31)}, "List again"),
        ({"status": Status.CLOSED, "status_reason": "It no longer meets."}, "List again"),
        ({"status": Status.LISTED}, ""),
        ({"status": Status.DRAFT, "status_reason": "The group asked to be taken off."}, ""),
    ],
)
def test_the_button_says_what_it_does_and_stands_where_it_can(editor_client, fields, said):
    assert label(editor_client, make_group(**fields)) == said
    assert label(editor_client, make_meeting(**fields)) == said


def test_a_press_lists_again_and_names_the_way_back(editor_client):
    group = make_group("Harbour Lights", status=Status.CLOSED, status_reason="It no longer meets.")

    response = editor_client.post(address(group), follow=True)

    group.refresh_from_db()
    assert (group.status, group.status_reason) == (Status.LISTED, "")
    assert Deed.objects.get().said == "Harbour Lights listed"
    assert next(str(message) for message in response.context["messages"]) == "Listed now: Harbour Lights."
    assert response.redirect_chain == [(page_of(group), 302)]


def test_a_group_that_is_published_brings_its_drafted_meetings(editor_client):
    meeting = make_meeting(group=make_group(status=Status.DRAFT), status=Status.DRAFT)

    editor_client.post(address(meeting.group))

    meeting.refresh_from_db()
    assert (meeting.status, meeting.group.status) == (Status.LISTED, Status.LISTED)


def test_what_was_taken_off_on_request_is_not_published_by_a_press(editor_client):
    group = make_group(status=Status.DRAFT, status_reason="The group asked to be taken off.")

    editor_client.post(address(group))

    group.refresh_from_db()
    assert group.status == Status.DRAFT


def test_an_observer_lists_nothing(observer_client):
    group = make_group(status=Status.DRAFT)

    assert label(observer_client, group) == ""
    assert observer_client.post(address(group)).status_code == 403
