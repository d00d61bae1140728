"""One's own account: what it says, and what changing a password or a second factor does to other sessions."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Grant
from mutualaid.staff import second_factor
from mutualaid.staff.models import Person
from tests.factories import make_area, make_programme
from tests.staff.people import PASSWORD, code_for, code_of, enrol, hidden, is_in, make_person, show_code, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

ACCOUNT = "/admin/account/"
FACTOR = "/admin/account/second-factor/"
CODES = "/admin/account/recovery-codes/"
NONE = "/admin/account/second-factor/none/"


def signed_in(person, code="") -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    page = sign_in(client, person.username)
    if code:
        show_code(client, page, code)
    assert is_in(client)
    return client


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2]))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("administrator", "Administrator: does everything, and invites others"),
        ("editor", "Editor: changes the listings that they look after"),
        ("observer", "Observer: looks, and changes nothing"),
        ("", "None: may sign in, and do nothing"),
    ],
)
def test_it_says_what_somebody_is(client, role, said):
    client.force_login(make_person("ines", role=role))

    assert f"Role {said}" in words(client.get(ACCOUNT))


def test_it_says_which_listings_somebody_looks_after(client, ines):
    area = make_area("Ipswich")
    Grant.objects.create(user=ines, area=area, programme=make_programme("Al-Anon"))
    Grant.objects.create(user=ines, area=area)
    client.force_login(ines)

    assert "Listings you look after Al-Anon in Ipswich everything in Ipswich" in words(client.get(ACCOUNT))


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_however_many_grants_there_are(client, ines, count):
    for _number in range(count):
        Grant.objects.create(user=ines, area=make_area(), programme=make_programme())
    client.force_login(ines)
    client.get(ACCOUNT)

    with CaptureQueriesContext(connection) as queries:
        client.get(ACCOUNT)

    assert len(queries) == 9


def test_other_sessions_are_ended(ines):
    here, there = signed_in(ines), signed_in(ines)
    other = signed_in(make_person("other", role="editor"))
    assert "In another browser" in words(here.get(ACCOUNT))

    here.post("/admin/account/sessions/end/")

    assert "1 other session has ended." in words(here.get(ACCOUNT))
    assert [is_in(client) for client in (here, there, other)] == [True, False, True]


def test_nothing_is_ended_by_a_link(ines):
    here, there = signed_in(ines), signed_in(ines)

    assert here.get("/admin/account/sessions/end/").status_code == 405
    assert is_in(there)


def test_a_new_password_ends_the_other_sessions(ines):
    here, there = signed_in(ines), signed_in(ines)
    sent = {"old_password": PASSWORD, "new_password1": "lantern-harbour", "new_password2": "lantern-harbour"}

    assert here.post("/admin/password_change/", sent).url == "/admin/password_change/done/"

    assert [is_in(client) for client in (here, there)] == [True, False]


def test_a_new_password_keeps_the_second_factor_of_the_session(ines):
    codes = enrol(ines)
    here = signed_in(ines, codes[0])
    sent = {"old_password": PASSWORD, "new_password1": "lantern-harbour", "new_password2": "lantern-harbour"}

    here.post("/admin/password_change/", sent)

    assert is_in(here)


def test_a_second_factor_is_set_up_with_the_key_in_a_picture_and_in_letters(ines):
    here, there = signed_in(ines), signed_in(ines)

    page = here.get(FACTOR)
    text = page.content.decode()
    assert '<svg class="qr" role="img" aria-label="The key of your second factor, to scan"' in text
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.context["key"])
    assert page.context["address"].startswith("otpauth://totp/127.0.0.1%3Aines?secret=")
    assert here.get(FACTOR).context["key"] == page.context["key"]  # the same when it is opened again
    wrong = here.post(FACTOR, {"code": "000000"})
    assert "does not fit" in wrong.context["form"].errors["code"][0]
    assert wrong.context["key"] == page.context["key"]
    assert second_factor.of(Person.objects.get(pk=ines.pk)) is None

    codes = here.post(FACTOR, {"code": code_for(page.context["key"])}).context["codes"]

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", code) for code in codes)
    assert [is_in(client) for client in (here, there)] == [True, False]
    assert signed_in(ines, codes[0])


def test_the_code_that_set_it_up_does_not_sign_in(ines):
    here = signed_in(ines)
    code = code_for(here.get(FACTOR).context["key"])
    here.post(FACTOR, {"code": code})
    other = Client()

    show_code(other, sign_in(other, "ines"), code)

    assert not is_in(other)


def test_recovery_codes_are_seen_once_and_kept_as_hashes(ines):
    codes = enrol(ines)
    here = signed_in(ines, codes[0])

    for page in (ACCOUNT, CODES, FACTOR):
        text = here.get(page).content.decode()
        assert not any(code in text for code in codes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM otp_static_statictoken")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert not any(code.replace("-", "") in kept or code in kept for code in codes)
    assert "9 recovery codes are left." in words(here.get(ACCOUNT))


def test_new_recovery_codes_take_the_place_of_the_old(ines):
    old = enrol(ines)
    here = signed_in(ines, old[0])
    assert "This is not your password." in words(here.post(CODES, {"password": "wrong-password"}))

    new = here.post(CODES, {"password": PASSWORD}).context["codes"]

    assert set(new).isdisjoint(old)
    assert signed_in(ines, new[0])
    other = Client()
    show_code(other, sign_in(other, "ines"), old[1])
    assert not is_in(other)


def test_another_telephone_takes_the_place_of_the_old_for_the_password(ines):
    codes = enrol(ines)
    before = code_of(ines, ahead=1)
    here, there = signed_in(ines, codes[0]), signed_in(ines, codes[1])
    sent = {"code": code_for(here.get(FACTOR).context["key"])}

    for word in ({}, {"password": ""}, {"password": "wrong-password"}):
        assert here.post(FACTOR, sent | word).templates[0].name == "admin/staff/second_factor.html"
        assert second_factor.codes_left(ines) == 8

    assert len(here.post(FACTOR, sent | {"password": PASSWORD}).context["codes"]) == 10
    assert [is_in(client) for client in (here, there)] == [True, False]
    other = Client()
    show_code(other, sign_in(other, "ines"), before)
    assert not is_in(other)


def test_one_does_without_a_second_factor_where_it_is_offered(ines, at_once):
    codes = enrol(ines)
    here, there = signed_in(ines, codes[0]), signed_in(ines, codes[1])
    here.post(NONE, {"password": "wrong-password"})
    assert second_factor.codes_left(ines) == 8

    assert here.post(NONE, {"password": PASSWORD}).url == ACCOUNT

    assert [is_in(client) for client in (here, there)] == [True, False]
    assert signed_in(ines)
    assert LogEntry.objects.get().change_message == "Took the second factor away."
    assert mail.outbox[0].to == ["ines@example.org"]


def test_nobody_does_without_where_it_is_required(ines, settings):
    codes = enrol(ines)
    here = signed_in(ines, codes[0])
    settings.STAFF_SECOND_FACTOR = "required"

    here.post(NONE, {"password": PASSWORD})

    assert second_factor.of(Person.objects.get(pk=ines.pk)) is not None
    assert "Do without" not in words(here.get(ACCOUNT))


def test_a_password_is_not_guessed_at_a_screen_that_was_left_open(ines):
    codes = enrol(ines)
    here = signed_in(ines, codes[0])
    for _time in range(5):
        here.post(CODES, {"password": "wrong-password"})

    assert "Too many tries. Try again in 15 minutes" in words(here.post(CODES, {"password": PASSWORD}))
    assert second_factor.codes_left(ines) == 9


def test_who_lost_everything_is_let_back_in_by_command(ines, capsys):
    codes = enrol(ines)
    here = signed_in(ines, codes[0])

    call_command("let_back_in", "ines")

    said = capsys.readouterr().out
    assert "ines has no second factor now, and is signed out everywhere." in said
    assert not is_in(here)
    assert LogEntry.objects.get().change_message == "Let back in by command."
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", said)[1]
    browser = Client()
    chosen = {"new_password1": "lantern-harbour", "new_password2": "lantern-harbour"}
    page = browser.get(link, follow=True)
    browser.post(page.redirect_chain[-1][0], chosen)
    assert sign_in(browser, "ines", "lantern-harbour").url == "/admin/"
    assert Client().get(link).context["validlink"] is False


@pytest.mark.parametrize("name", ["nobody", "left"])
def test_nobody_else_is_let_in_by_command(name):
    make_person("left", role="editor", is_active=False)

    with pytest.raises(CommandError, match=f"Nobody called {name} may sign in here."):
        call_command("let_back_in", name)


def test_a_session_that_ran_out_is_none(ines):
    here = signed_in(ines)
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")

    assert not is_in(here)
    assert hidden(here.post("/admin/groups/group/add/", {"name": "x"}))["held"]
