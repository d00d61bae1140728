"""Two people at one listing: nobody's work is overwritten unseen, and what was typed is never lost."""

from datetime import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from groups.models import Meeting, Venue
from tests.admin.pages import errors, filled_in, form_of, page_of, save
from tests.factories import make_group, make_meeting, make_venue

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def rosa(db):
    client = Client()
    client.force_login(User.objects.create_superuser("rosa"))
    return client


def test_the_second_is_told_who_saved_what_and_keeps_what_they_typed(admin_client, rosa):
    meeting = make_meeting(room="Upstairs")
    opened = form_of(admin_client, meeting, note="Ring twice.")
    save(rosa, meeting, room="Cellar")

    answer = admin_client.post(page_of(meeting), opened)

    assert errors(answer)["stood"] == [
        "rosa has saved this since you opened it (room). What you typed stands below. "
        "Save again to put it in place of theirs, or open the page anew."
    ]
    assert "rosa has saved this" in answer.content.decode()
    assert filled_in(answer, "meeting_form")["note"] == ["Ring twice."]
    assert Meeting.objects.values_list("room", "note").get() == ("Cellar", "")


def test_to_save_again_is_to_know_what_one_does(admin_client, rosa):
    meeting = make_meeting(room="Upstairs")
    opened = form_of(admin_client, meeting, note="Ring twice.")
    save(rosa, meeting, room="Cellar")
    told = admin_client.post(page_of(meeting), opened)

    again = admin_client.post(page_of(meeting), filled_in(told, "meeting_form"))

    assert errors(again) == {}
    assert Meeting.objects.values_list("room", "note").get() == ("Upstairs", "Ring twice.")


def test_a_meeting_changed_meanwhile_is_told_on_its_groups_page_too(admin_client, rosa):
    group = make_group()
    meeting = make_meeting(group=group)
    opened = form_of(admin_client, group, phone="0800 1")
    save(rosa, meeting, starts_at=time(20, 0))

    assert set(errors(admin_client.post(page_of(group), opened))) == {"stood"}


def test_who_was_alone_is_told_nothing(admin_client):
    venue = make_venue()

    assert errors(save(admin_client, venue, directions="Ring twice.")) == {}
    assert errors(save(admin_client, venue, directions="Ring thrice.")) == {}
    assert Venue.objects.get().directions == "Ring thrice."


@pytest.mark.parametrize("stood", ["", "x", "-1", "9" * 40])
def test_whatever_stands_in_the_hidden_field_breaks_nothing(admin_client, stood):
    assert errors(save(admin_client, make_venue(), directions="Ring twice.", stood=stood)) == {}
