"""A forgotten password: a letter with a link, and no word about whose address is known."""

import re

import pytest
from django.core import mail
from django.test import Client

from mutualaid.staff import letters
from tests.staff.people import enrol, is_in, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "at_once")]

ASK = "/admin/password_reset/"
CHOSEN = {"new_password1": "lantern-harbour", "new_password2": "lantern-harbour"}


def link() -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/admin/\S+)", mail.outbox[-1].body)[1]


def test_the_sign_in_page_leads_there(client):
    assert f'<a href="{ASK}">' in client.get("/admin/login/").content.decode()
    assert client.get(ASK).status_code == 200


def test_a_letter_leads_to_a_new_password(client, ines):
    before = Client()
    sign_in(before, "ines")

    client.post(ASK, {"email": "Ines@Example.org"})

    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["ines@example.org"], "Choose a new password")
    assert "your account at Suffolk. Your user name is ines." in letter.body
    page = client.get(link(), follow=True)
    assert client.post(page.redirect_chain[-1][0], CHOSEN).url == "/admin/password_reset/chosen/"
    assert not is_in(before)
    assert not is_in(client)
    assert sign_in(client, "ines", "lantern-harbour").url == "/admin/"


def test_the_letter_leads_to_the_site_and_not_to_what_a_request_calls_itself(settings, ines):
    settings.ALLOWED_HOSTS = ["*"]

    Client(headers={"Host": "evil.example"}).post(ASK, {"email": "ines@example.org"})

    assert "evil" not in mail.outbox[0].body
    assert "http://127.0.0.1:8000/admin/password_reset/" in mail.outbox[0].body


def test_a_link_works_once(client, ines):
    client.post(ASK, {"email": "ines@example.org"})
    page = client.get(link(), follow=True)
    client.post(page.redirect_chain[-1][0], CHOSEN)

    assert Client().get(link(), follow=True).context["validlink"] is False


def test_a_new_password_does_not_go_round_the_second_factor(client, ines):
    enrol(ines)
    client.post(ASK, {"email": "ines@example.org"})
    client.post(client.get(link(), follow=True).redirect_chain[-1][0], CHOSEN)

    assert sign_in(client, "ines", "lantern-harbour").templates[0].name == "admin/staff/code.html"
    assert not is_in(client)


@pytest.mark.parametrize("email", ["ines@example.org", "nobody@example.org", "left@example.org", "awaited@example.org"])
def test_every_address_gets_the_same_answer(client, ines, email):
    make_person("left", role="editor", email="left@example.org", is_active=False)
    awaited = make_person("awaited", role="editor", email="awaited@example.org", is_active=False)
    awaited.set_unusable_password()
    awaited.save()

    answer = client.post(ASK, {"email": email})

    assert answer.url == "/admin/password_reset/done/"
    assert "If an account has this address" in client.get(answer.url).content.decode()
    assert len(mail.outbox) == (1 if email == "ines@example.org" else 0)


def test_the_answer_does_not_wait_for_the_letter(client, ines, monkeypatch):
    """A server for mail takes its time, and that time would tell."""
    begun = []
    monkeypatch.undo()
    monkeypatch.setattr(letters, "Thread", lambda target, args: begun.append((target, args)) or Begun())

    client.post(ASK, {"email": "ines@example.org"})

    assert len(begun) == 1
    assert mail.outbox == []


class Begun:
    """A thread that was begun."""

    def start(self):
        """Not in a test."""


def test_a_letter_that_fails_is_logged_without_the_address(client, ines, monkeypatch, caplog):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("to ines@")))

    assert client.post(ASK, {"email": "ines@example.org"}).url == "/admin/password_reset/done/"
    assert caplog.messages == ["A letter could not be sent: OSError"]


def test_nobody_gets_more_than_three_letters_an_hour_and_nobody_is_told(ines):
    for number in range(5):
        answer = Client(REMOTE_ADDR=f"192.0.2.{number}").post(ASK, {"email": "ines@example.org"})
        assert answer.url == "/admin/password_reset/done/"

    assert len(mail.outbox) == 3


def test_nobody_asks_for_more_than_ten_letters_an_hour(client):
    for number in range(10):
        client.post(ASK, {"email": f"person-{number}@example.org"})

    page = client.post(ASK, {"email": "ines@example.org"})

    assert re.match(r"Too many tries\. Try again in 60 minutes", page.context["form"].non_field_errors()[0])
    assert mail.outbox == []


def test_a_new_password_opens_a_door_that_guesses_had_closed(client, ines):
    for number in range(50):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "ines", "wrong-password")
    client.post(ASK, {"email": "ines@example.org"})
    client.post(client.get(link(), follow=True).redirect_chain[-1][0], CHOSEN)

    assert sign_in(client, "ines", "lantern-harbour").url == "/admin/"


def test_nothing_of_it_reaches_a_public_page(client):
    assert client.get(ASK).cookies["csrftoken"]["path"] == "/admin/"
