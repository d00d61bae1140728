"""Signing in: two steps, so many tries, the same sentence for everyone, and never off the site."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from mutualaid.staff import passes, second_factor
from tests.staff.people import PASSWORD, code_of, enrol, hidden, is_in, make_person, show_code, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

WRONG = (
    "Please enter the correct username and password for a staff account. Note that both fields may be case-sensitive."
)


def errors(response) -> list[str]:
    form = response.context["form"]
    return [*form.non_field_errors(), *(form.errors.get("code") or [])]


def test_a_name_and_a_password_are_enough_where_a_second_factor_is_only_offered(client, ines):
    answer = sign_in(client, "ines")

    assert answer.url == "/admin/"
    assert is_in(client)


def test_who_has_a_second_factor_must_show_it(client, ines):
    enrol(ines)

    page = sign_in(client, "ines")

    assert page.templates[0].name == "admin/staff/code.html"
    assert not is_in(client)
    assert Session.objects.count() == 0  # nothing is kept of one who is half-way
    assert show_code(client, page, code_of(ines)).url == "/admin/"
    assert is_in(client)


@pytest.mark.parametrize("code", ["", "000000", "abcde-fghij", "12345", "٣٤٥٦٧٨", "1" * 41, "\x00"])
def test_a_code_that_does_not_fit_leads_nowhere(client, ines, code):
    enrol(ines)

    answer = show_code(client, sign_in(client, "ines"), code)

    assert answer.templates[0].name == "admin/staff/code.html"
    assert not is_in(client)


def test_a_code_works_once(client, ines):
    enrol(ines)
    code = code_of(ines)
    show_code(client, sign_in(client, "ines"), code)

    other = Client()
    assert "does not fit" in errors(show_code(other, sign_in(other, "ines"), code))[0]


def test_a_recovery_code_works_once_however_it_is_typed(client, ines):
    codes = enrol(ines)
    typed = codes[3].upper().replace("-", " ")

    assert show_code(client, sign_in(client, "ines"), typed).url == "/admin/"
    assert second_factor.codes_left(ines) == 9
    other = Client()
    assert "does not fit" in errors(show_code(other, sign_in(other, "ines"), codes[3]))[0]
    assert not is_in(other)


def test_a_code_of_somebody_else_is_worth_nothing(client, ines, boss):
    enrol(ines)
    codes = enrol(boss)

    show_code(client, sign_in(client, "ines"), codes[0])

    assert not is_in(client)
    assert second_factor.codes_left(boss) == 10


def test_after_a_wrong_code_one_waits_and_is_told_how_long(client, ines):
    enrol(ines)
    page = show_code(client, sign_in(client, "ines"), "000000")

    again = show_code(client, page, code_of(ines))

    assert re.fullmatch(r"Too many tries\. Try again in 1 minute, at .+\.", errors(again)[0])
    assert not is_in(client)


def test_the_second_step_is_not_reached_without_the_first(client, ines):
    enrol(ines)

    for half_way in ("", "nonsense", passes.WELCOME.give(ines)):
        client.post("/admin/login/code/", {"half_way": half_way, "code": code_of(ines)})
        assert not is_in(client)
    assert client.get("/admin/login/code/").templates[0].name == "admin/staff/sign_in.html"


def test_the_second_step_is_open_for_ten_minutes(client, ines, monkeypatch):
    enrol(ines)
    page = sign_in(client, "ines")
    monkeypatch.setattr(passes, "HALF_WAY", None)  # the page's own pass is what counts
    stale = passes.Pass("half-way", timedelta(seconds=-1))
    monkeypatch.setattr("mutualaid.staff.sign_in.HALF_WAY", stale)

    answer = show_code(client, page, code_of(ines))

    assert answer.context["said"] == "That took longer than ten minutes. Start again."
    assert not is_in(client)


def test_the_second_step_closes_when_it_was_taken(client, ines):
    codes = enrol(ines)
    page = sign_in(client, "ines")
    show_code(client, page, codes[0])

    other = Client()
    assert show_code(other, page, codes[1]).templates[0].name == "admin/staff/sign_in.html"
    assert not is_in(other)


@pytest.mark.parametrize("name", ["ines", "left", "awaited", "visitor", "nobody"])
def test_nobody_learns_whose_account_there_is(client, ines, name):
    make_person("left", role="editor", is_active=False)
    make_person("awaited", role="editor", is_active=False).set_unusable_password()
    User.objects.create_user("visitor", password="something-else")

    assert errors(sign_in(client, name, "wrong-password")) == [WRONG]


@pytest.mark.parametrize("name", ["left", "visitor"])
def test_the_right_password_of_who_may_not_come_in_says_no_more(client, name):
    make_person("left", role="editor", is_active=False)
    User.objects.create_user("visitor", password=PASSWORD)

    assert errors(sign_in(client, name)) == [WRONG]


@pytest.mark.parametrize("name", ["ines", "nobody"])
def test_five_wrong_passwords_close_the_door_for_a_while_known_or_not(client, ines, name):
    for _time in range(5):
        assert errors(sign_in(client, name, "wrong-password")) == [WRONG]

    said = errors(sign_in(client, name, "wrong-password"))[0]

    assert re.fullmatch(r"Too many tries\. Try again in 15 minutes, at .+\.", said)


def test_the_right_password_does_not_open_a_closed_door(client, ines):
    for _time in range(5):
        sign_in(client, "ines", "wrong-password")

    assert "Too many tries" in errors(sign_in(client, "ines"))[0]
    assert not is_in(client)


@pytest.mark.parametrize("name", ["INES", " ines ", "ＩＮＥＳ"])
def test_a_name_written_otherwise_is_no_way_to_more_tries(client, ines, name):
    for _time in range(5):
        sign_in(client, "ines", "wrong-password")

    assert "Too many tries" in errors(sign_in(client, name))[0]


def test_a_closed_door_is_closed_to_one_place_and_open_to_its_owner_elsewhere(client, ines):
    for _time in range(5):
        sign_in(client, "ines", "wrong-password")

    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "ines").url == "/admin/"


def test_thirty_names_from_one_place_are_enough(client, ines):
    for number in range(30):
        sign_in(client, f"name-{number}", "wrong-password")

    assert "Too many tries" in errors(sign_in(client, "ines"))[0]


def test_a_household_has_one_count_however_many_addresses_it_has(ines):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number}"), "ines", "wrong-password")

    assert "Too many tries" in errors(sign_in(Client(REMOTE_ADDR="2001:db8:1:2::9"), "ines"))[0]


def test_fifty_tries_with_one_name_from_anywhere_are_enough(ines):
    for number in range(50):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "ines", "wrong-password")

    assert "Too many tries" in errors(sign_in(Client(REMOTE_ADDR="198.51.100.1"), "ines"))[0]


def test_who_signs_in_is_forgiven_their_mistakes(client, ines):
    for _round in range(3):
        for _time in range(4):
            sign_in(client, "ines", "wrong-password")
        assert sign_in(client, "ines").url == "/admin/"
        client.logout()


def test_a_success_does_not_pay_for_guesses_at_other_names(client, ines):
    for number in range(29):
        sign_in(client, f"name-{number}", "wrong-password")
    sign_in(client, "ines")
    client.logout()
    sign_in(client, "name", "wrong-password")

    assert "Too many tries" in errors(sign_in(client, "ines"))[0]


def test_codes_cannot_be_guessed_either(client, ines, monkeypatch):
    monkeypatch.setattr("django_otp.models.ThrottlingMixin.verify_is_allowed", lambda self: (True, None))
    enrol(ines)
    page = sign_in(client, "ines")
    for _time in range(10):
        show_code(client, page, "000000")

    assert re.match(r"Too many tries\. Try again in 15 minutes", errors(show_code(client, page, code_of(ines)))[0])
    assert not is_in(client)


def test_the_session_gets_a_new_key(client, ines):
    """Whoever planted a session in a browser knows nothing of the one that begins with signing in."""
    client.get("/admin/password_reset/MQ/token/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    sign_in(client, "ines")

    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_another_person_begins_a_session_of_their_own(client, ines, boss):
    sign_in(client, "ines")
    session = client.session
    session["typed"] = "of ines"
    session.save()

    sign_in(client, "boss")

    assert "typed" not in client.session
    assert client.session["_auth_user_id"] == str(boss.pk)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/admin/",
        "/\\evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "https:/admin/",
        "/",
        "/meetings/",
        "admin/",
        "\x00/admin/",
        "",
    ],
)
def test_signing_in_leads_nowhere_but_into_the_workplace(client, ines, elsewhere):
    enrol(ines)
    page = sign_in(client, "ines", next=elsewhere)

    assert show_code(client, page, code_of(ines)).url == "/admin/"


def test_it_leads_where_one_wanted_to_go(client, ines):
    enrol(ines)
    wanted = "/admin/groups/meeting/?q=ipswich&status=draft"
    first = client.get(wanted)
    assert first.url == "/admin/login/?next=%2Fadmin%2Fgroups%2Fmeeting%2F%3Fq%3Dipswich%26status%3Ddraft"
    page = client.get(first.url)
    page = sign_in(client, "ines", next=hidden(page)["next"])

    assert show_code(client, page, code_of(ines)).url == wanted


def test_who_is_in_already_is_led_on(client, ines):
    client.force_login(ines)

    assert client.get("/admin/login/?next=/admin/groups/group/").url == "/admin/groups/group/"
    assert client.get("/admin/login/?next=https://evil.example/").url == "/admin/"


def test_a_session_lasts_twelve_hours(client, ines):
    sign_in(client, "ines")

    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)


def test_logging_out_ends_it(client, ines):
    sign_in(client, "ines")
    assert client.post("/admin/logout/").status_code == 200

    assert not is_in(client)
    assert Session.objects.count() == 0
    assert client.post("/admin/logout/").url == "/admin/"


def test_no_page_of_the_door_is_kept_by_a_cache(client, ines):
    enrol(ines)
    for page in (
        client.get("/admin/login/"),
        sign_in(client, "ines"),
        client.post("/admin/groups/group/add/", {"a": 1}),
    ):
        assert "no-store" in page["Cache-Control"]


def test_tokens_in_addresses_are_not_logged():
    from mutualaid.logs import clean_path

    assert clean_path("/admin/welcome/secret/") == "/admin/welcome/"
    assert clean_path("/admin/password_reset/MQ/secret/") == "/admin/password_reset/"
