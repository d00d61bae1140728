"""Whoever opens what others look after reads so in the workplace, and learns nothing of what it is."""

import re

import pytest
from django.test import RequestFactory, override_settings

from groups.rules.choices import Role
from mutualaid.views import not_open
from tests.admin.test_desk_doors import World
from tests.admin.test_desk_doors import staff as make_staff

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def world(site):
    return World()


@pytest.fixture
def ines(client, world):
    client.force_login(world.editor)
    return client


def words(answer) -> str:
    main = answer.content.decode().partition('<main id="content-start"')[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main or answer.content.decode()).split())


def test_what_others_look_after_is_said_to_be_theirs_with_the_way_back(ines, world):
    answer = ines.get(f"/admin/groups/venue/{world.far_hall.pk}/point/")

    assert answer.status_code == 403
    assert "This belongs to others" in words(answer)
    assert "Others look after this, so it does not open for you." in words(answer)
    assert '<a class="button" href="/admin/">Back to the start page</a>' in answer.content.decode()
    assert "Pier Hall" not in answer.content.decode()


def test_it_is_a_page_of_the_workplace_and_is_kept_nowhere(ines, world):
    answer = ines.get(f"/admin/groups/venue/{world.far_hall.pk}/point/")

    assert "admin/staff/not_yours.html" in [template.name for template in answer.templates]
    assert "no-store" in answer["Cache-Control"]
    assert "Content-Security-Policy" in answer


def test_what_was_sent_to_it_changed_nothing_and_says_so(ines, world):
    answer = ines.post(f"/admin/groups/venue/{world.far_hall.pk}/point/", {"point": "52, 1", "precision": "exact"})

    world.far_hall.refresh_from_db()
    assert answer.status_code == 403
    assert "Others look after this, so nothing was changed." in words(answer)
    assert world.far_hall.lat == 52.056


def test_two_things_of_others_give_the_same_page(ines, world):
    pages = {
        words(ines.get(address))
        for address in (f"/admin/groups/venue/{world.far_hall.pk}/point/", "/admin/people/person/")
    }

    assert len(pages) == 1


def test_an_observer_reads_it_in_the_workplace_too(client, world):
    client.force_login(make_staff("otto", Role.OBSERVER))

    assert "This belongs to others" in words(client.get("/admin/groups/group/new/"))


def test_a_stranger_still_meets_the_door(client, world):
    answer = client.get(f"/admin/groups/venue/{world.far_hall.pk}/point/")

    assert answer.url.startswith("/admin/login/?next=")


@override_settings(STAFF_SECOND_FACTOR="required")
def test_who_has_not_shown_a_second_factor_meets_no_page_of_the_workplace(ines, world):
    request = RequestFactory().get("/admin/people/person/")
    request.user, request.session = world.editor, {}

    assert "This belongs to others" not in not_open(request, Exception()).content.decode()


def test_outside_the_workplace_the_public_page_is_shown(ines, world):
    request = RequestFactory().get("/meetings/")
    request.user, request.session = world.editor, {}

    assert "This page is not open to you" in not_open(request, Exception()).content.decode()
