"""A new town, without a developer: every line is done, ticked or put aside in the browser alone."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from groups.models import Feed, Group, Meeting, Place, Site
from groups.upkeep import demonstration
from guidance.models import Helpline
from tests.factories import make_group, make_meeting

PAGE = "/admin/first-steps/"
CODE_POINT = "IP11AA,10,616000,244500,E92000001,E19000003,E18000007,E10000029,E07000202,E05007164\n"


@pytest.fixture(autouse=True)
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Mutual aid near you"})[0]


def states(client) -> dict[str, str]:
    return {line.step.name: line.state for line in client.get(PAGE).context["lines"]}


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_in_the_beginning_every_step_that_needs_somebody_is_open(admin_client):
    Helpline.objects.create(name="Samaritans", slug="samaritans", number="116 123")

    assert states(admin_client) == {
        "site": "", "demonstration": "done", "places": "", "helplines": "", "safety": "",
        "mail": "", "group": "", "people": "",
    }  # fmt: skip


def test_a_step_is_ticked_put_aside_and_taken_up_again(admin_client):
    admin_client.post(PAGE, {"step": "places", "state": "aside"})
    admin_client.post(PAGE, {"step": "mail", "state": "done"})
    assert [states(admin_client)[name] for name in ("places", "mail")] == ["aside", "done"]

    admin_client.post(PAGE, {"step": "places", "state": ""})
    assert states(admin_client)["places"] == ""


@pytest.mark.parametrize("step", ["", "x", "site\x00"])
def test_what_is_no_step_changes_nothing(admin_client, step):
    assert admin_client.post(PAGE, {"step": step, "state": "done"}).status_code == 302
    assert Site.objects.get().first_steps == {}


def test_what_the_tables_say_needs_no_tick(admin_client):
    Site.objects.update(name="Suffolk", run_by="Beacon Hub", email="hello@example.org", area_covered="Suffolk")
    make_group()
    User.objects.create_user("ines", is_staff=True)

    assert [name for name, state in states(admin_client).items() if state == "done"] == [
        "site", "demonstration", "helplines", "group", "people",
    ]  # fmt: skip


def test_only_an_administrator_takes_the_first_steps(observer_client):
    for address in ("", "demonstration/", "places/", "helplines/", "mail/", "group/"):
        assert observer_client.get(PAGE + address).status_code == 403


# --- The demonstration


def test_what_goes_with_the_demonstration_is_shown_and_nothing_gone_before_the_button(admin_client):
    demonstration.load(date(2026, 11, 23))
    mine = make_meeting()
    groups, meetings = Group.objects.count() - 1, Meeting.objects.count() - 1

    page = admin_client.get(f"{PAGE}demonstration/").content.decode()
    assert f"{groups} invented groups, {meetings} invented meetings" in page
    assert Group.objects.count() == groups + 1

    admin_client.post(f"{PAGE}demonstration/")
    assert list(Meeting.objects.values_list("pk", flat=True)) == [mine.pk]
    assert not Feed.objects.exists()
    assert said(admin_client.get(f"{PAGE}demonstration/", follow=True))[-1] == "There is no demonstration here."


# --- Places


def upload(client, name: str, content: bytes, **fields):
    return client.post(f"{PAGE}places/", {"file": SimpleUploadedFile(name, content), **fields}, follow=True)


def test_a_file_of_places_is_brought_in_through_the_browser(admin_client):
    answer = upload(admin_client, "ip.csv", CODE_POINT.encode())

    assert said(answer) == ["OS Code-Point Open: 2 places are known now."]
    assert Place.objects.shown().filter(name="IP1 1AA").exists()
    assert states(admin_client)["places"] == "done"


def test_a_zip_will_do_too(admin_client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Data/CSV/ip.csv", CODE_POINT)

    assert said(upload(admin_client, "../codepo.zip", packed.getvalue())) == [
        "OS Code-Point Open: 2 places are known now."
    ]


@pytest.mark.parametrize(("name", "content"), [("me.jpg", b"\xff\xd8\xff"), ("x.csv", b"a,b\n1,2\n"), ("x.zip", b"PK")])
def test_what_is_no_file_of_places_gets_a_sentence_and_changes_nothing(admin_client, name, content):
    answer = upload(admin_client, name, content)

    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert not Place.objects.exists()


def test_only_what_is_near_the_point_is_kept(admin_client):
    answer = upload(admin_client, "ip.csv", CODE_POINT.encode(), miles="5", around="57.15, -2.1")

    assert "all is as it was before" in answer.context["form"].errors["file"][0]


@pytest.mark.parametrize("typed", [{"miles": "5", "around": ""}, {"miles": "5", "around": "Ipswich"}])
def test_a_point_that_cannot_be_read_is_said_beside_its_field(admin_client, typed):
    assert "around" in upload(admin_client, "ip.csv", CODE_POINT.encode(), **typed).context["form"].errors


# --- Helplines


def test_each_helpline_is_ticked_as_it_was_rung(admin_client):
    line = Helpline.objects.create(name="Samaritans", slug="samaritans", number="116 123")

    answer = admin_client.post(f"{PAGE}helplines/", {"line": line.pk}, follow=True)

    assert said(answer) == ["“Samaritans” is noted as checked today."]
    assert Helpline.objects.get().checked_on is not None
    assert states(admin_client)["helplines"] == "done"


def test_nobody_is_asked_to_ring_an_emergency_number(admin_client):
    Helpline.objects.create(name="Samaritans", slug="samaritans", number="116 123", topics=["crisis"])
    Helpline.objects.create(name="Emergency", slug="emergency", number="999", topics=["emergency"])
    Helpline.objects.create(name="Shout", slug="shout", text_number="85258", text_to="SHOUT", topics=["crisis"])

    html = admin_client.get(f"{PAGE}helplines/").content.decode()

    buttons = re.findall(r'<button class="button">([^<]+)<span class="visually-hidden">: ([^<]+)<', html)
    assert buttons == [("I looked it up", "Emergency"), ("I rang it", "Samaritans"), ("I tried it", "Shout")]
    assert re.findall(r'href="tel:(\d+)"', html) == ["116123"]


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30])
def test_a_helpline_that_is_not_there_is_not_found(admin_client, number):
    assert admin_client.post(f"{PAGE}helplines/", {"line": number}).status_code == 404


# --- Mail


def test_a_test_letter_is_sent_and_the_step_ticked_when_it_came(admin_client, mailoutbox):
    answer = admin_client.post(f"{PAGE}mail/", {"to": "rosa@example.org"})
    assert [letter.to for letter in mailoutbox] == [["rosa@example.org"]]
    assert "rosa@example.org" in answer.content.decode()
    assert states(admin_client)["mail"] == ""

    admin_client.post(f"{PAGE}mail/", {"arrived": "yes"})
    assert states(admin_client)["mail"] == "done"


def test_a_mail_server_that_is_not_there_is_said_in_a_sentence(admin_client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = admin_client.post(f"{PAGE}mail/", {"to": "rosa@example.org"})

    assert answer.context["form"].errors["to"] == [
        "Nothing answers at the mail server 127.0.0.1:9: see the host and port in EMAIL_URL."
    ]
