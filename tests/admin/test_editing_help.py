"""The help for editors, the links to it, and the way from a public page to its desk."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User

from groups.models import Grant, StaffRole
from groups.rules.choices import Role
from groups.search import vocabulary
from tests.admin.pages import page_of
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_the_help_is_the_document_and_every_page_leads_to_it(observer_client):
    page = observer_client.get("/admin/help/")

    text = page.content.decode()
    assert '<h2 id="what-never-to-publish">What never to publish</h2>' in text
    assert '<a href="#when-it-meets">When it meets</a>' in text
    assert "<table>" in text
    assert 'href="/admin/help/"' in observer_client.get("/admin/").content.decode()


def test_the_help_is_for_staff(client):
    assert client.get("/admin/help/").status_code in (302, 403)


def test_a_new_listing_is_a_press_from_the_start_page_and_from_the_list(editor_client):
    for page in ("/admin/", "/admin/groups/group/"):
        assert 'href="/admin/groups/group/new/"' in editor_client.get(page).content.decode()


def test_who_may_add_nothing_is_led_to_no_new_listing(observer_client):
    for page in ("/admin/", "/admin/groups/group/"):
        assert 'href="/admin/groups/group/new/"' not in observer_client.get(page).content.decode()


def test_each_meeting_on_the_page_of_its_group_has_what_is_done_most(editor_client):
    meeting = make_meeting()

    text = editor_client.get(page_of(meeting.group)).content.decode()

    for page in ("change", "copy", "venue", "pause", "close"):
        assert f'href="/admin/groups/meeting/{meeting.pk}/{page}/"' in text
    assert "Cancel or change a date" in text


def edit_link(client, path: str) -> str:
    found = re.search(r'href="([^"]+)" rel="nofollow">For staff: edit', client.get(path).content.decode())
    return found[1]


@pytest.fixture
def listing():
    """Also for whatever this process has kept of areas."""
    vocabulary.forget()
    area = make_area("Woodbridge", slug="woodbridge")
    group = make_group(slug="harbour", area=area, programme=make_programme(slug="aa"))
    return make_meeting(slug="harbour-monday", group=group, venue=make_venue(area=area))


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("/meetings/harbour-monday/", lambda meeting: meeting),
        ("/groups/harbour/", lambda meeting: meeting.group),
        ("/areas/woodbridge/", lambda meeting: meeting.group.area),
        ("/programmes/aa/", lambda meeting: meeting.group.programme),
    ],
)
def test_the_link_at_the_foot_leads_by_way_of_sign_in_to_the_records_own_page(client, listing, path, record):
    link = edit_link(client, path)
    assert link == page_of(record(listing))

    assert client.get(link)["Location"] == f"/admin/login/?{urlencode({'next': link})}"
    User.objects.create_superuser("boss", password="harbour lights")
    client.force_login(User.objects.get(username="boss"))
    assert client.get(link).status_code == 200


def test_who_does_not_look_after_it_is_told_so_at_the_start_page(client, listing):
    editor = User.objects.create_user("norwich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=make_area("Norwich"))
    client.force_login(editor)

    answer = client.get(page_of(listing), follow=True)

    assert answer.redirect_chain == [("/admin/", 302)]
    assert "Harbour" not in answer.content.decode()
