"""The desk of people: invited by a letter, given a role and grants, never deleted, one administrator at least."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Grant, StaffRole
from mutualaid.staff import letters, passes, second_factor
from mutualaid.staff.models import Person
from tests.admin.pages import errors, filled_in
from tests.factories import make_area, make_programme
from tests.staff.people import PASSWORD, enrol, is_in, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

DESK = "/admin/people/person/"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/admin/\S+/)")
NEW = {"username": "ines", "new_password1": "lantern-harbour", "new_password2": "lantern-harbour"}


@pytest.fixture
def desk(client, boss):
    """The client of an administrator."""
    client.force_login(boss)
    return client


def invite(desk, email="ines@example.org", role="editor", **fields):
    form = filled_in(desk.get(f"{DESK}add/"), "person_form") | {"email": email, "role": role, **fields}
    return desk.post(f"{DESK}add/", form)


def change(desk, person, **fields):
    address = f"{DESK}{person.pk}/change/"
    return desk.post(address, filled_in(desk.get(address), "person_form") | fields)


def link() -> str:
    """The address in the last letter."""
    return LINK.search(mail.outbox[-1].body)[1]


def columns(desk) -> list[list[str]]:
    """The rows of the list, in words."""
    page = desk.get(DESK).content.decode()
    rows = re.findall(r"<tr>(<th class=\"field-name.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd] class=\"field-.*?>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    words = [[re.sub(r"<div>", "; ", cell) for cell in row] for row in cells]
    alt = [[re.sub(r'<img[^>]*alt="(\w+)"[^>]*>', r"\1", cell) for cell in row] for row in words]
    return [[re.sub(r"<[^>]+>", "", cell).strip("; ") for cell in row] for row in alt]


def test_the_list_says_who_is_what(desk, boss):
    ines = make_person("ines", role="editor", email="ines@example.org")
    Grant.objects.create(user=ines, area=make_area("Ipswich"), programme=make_programme("Al-Anon"))
    Grant.objects.create(user=ines, area=Grant.objects.get().area)
    enrol(ines)
    make_person("left", role="observer", is_active=False)

    assert columns(desk) == [
        ["boss", "boss@example.org", "Administrator", "everything", "False", columns(desk)[0][5], "Yes"],
        ["ines", "ines@example.org", "Editor", "Al-Anon in Ipswich; everything in Ipswich", "True", "-", "Yes"],
        ["left", "-", "Observer", "-", "False", "-", "No: account closed"],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(desk, count):
    for number in range(count):
        person = make_person(f"person-{number}", role="editor")
        Grant.objects.create(user=person, area=make_area())
    desk.get(DESK)

    with CaptureQueriesContext(connection) as queries:
        desk.get(DESK)

    assert len(queries) == 7


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_however_many_grants_there_are(desk, ines, count):
    for _number in range(count):
        Grant.objects.create(user=ines, area=make_area(), programme=make_programme())
    desk.get(f"{DESK}{ines.pk}/change/")

    with CaptureQueriesContext(connection) as queries:
        desk.get(f"{DESK}{ines.pk}/change/")

    assert len(queries) == 9


def test_somebody_is_invited_by_a_letter_and_comes(desk):
    area, programme = make_area("Ipswich"), make_programme("Al-Anon")

    answer = invite(desk, **{"grants-TOTAL_FORMS": "1", "grants-0-area": area.pk, "grants-0-programme": programme.pk})

    assert answer.url == DESK
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["ines@example.org"], "You are invited")
    assert "help keep the listings of Suffolk right" in letter.body
    person = Person.objects.get(email="ines@example.org")
    assert (person.is_active, person.is_staff, person.is_superuser, person.is_awaited) == (False, True, False, True)
    assert columns(desk)[1][:4] == ["(not come yet)", "ines@example.org", "Editor", "Al-Anon in Ipswich"]
    assert re.fullmatch(r"Invited on \d+ \w+ \d{4}, has not come yet", columns(desk)[1][6])

    browser = Client()
    assert "letter to ines@example.org" in browser.get(link()).content.decode()
    assert browser.post(link(), NEW).url == "/admin/"

    assert is_in(browser)
    came = Person.objects.get(username="ines")
    assert (came.pk, came.is_active, came.check_password("lantern-harbour")) == (person.pk, True, True)
    assert StaffRole.objects.get(user=came).role == "editor"


def test_who_comes_sets_up_a_second_factor_where_it_is_required(desk, settings):
    invite(desk)
    settings.STAFF_SECOND_FACTOR = "required"
    browser = Client()

    page = browser.post(link(), NEW)

    assert page.templates[0].name == "admin/staff/second_factor.html"
    assert not is_in(browser)


def test_an_invitation_works_once(desk):
    invite(desk)
    Client().post(link(), NEW)

    other = Client()
    assert other.get(link()).status_code == 410
    assert other.post(link(), NEW | {"username": "other"}).status_code == 410
    assert not is_in(other)


def test_opening_an_invitation_changes_nothing(desk):
    invite(desk)
    for _time in range(3):
        Client().get(link())
        Client().head(link())

    assert Client().post(link(), NEW).status_code == 302


def test_an_invitation_lasts_seven_days(desk, monkeypatch):
    assert passes.WELCOME.lasts == timedelta(days=7)
    invite(desk)
    monkeypatch.setattr("mutualaid.staff.welcome.WELCOME", passes.Pass("welcome", timedelta(seconds=-1)))

    assert Client().get(link()).status_code == 410


def test_inviting_again_makes_the_letter_before_worthless(desk):
    invite(desk)
    first = link()
    person = Person.objects.get(email="ines@example.org")

    page = desk.get(f"{DESK}{person.pk}/invite-again/")
    assert len(mail.outbox) == 1
    assert "gets another letter" in page.content.decode()
    assert desk.post(f"{DESK}{person.pk}/invite-again/").url == DESK

    assert len(mail.outbox) == 2
    assert Client().get(first).status_code == 410
    assert Client().post(link(), NEW).status_code == 302


def test_another_address_makes_the_letter_before_worthless(desk):
    invite(desk, "wrong@example.org")
    person = Person.objects.get(email="wrong@example.org")

    assert errors(change(desk, person, email="ines@example.org")) == {}

    assert Client().get(link()).status_code == 410


def test_who_has_come_is_not_invited_again(desk, ines):
    desk.post(f"{DESK}{ines.pk}/invite-again/")

    assert mail.outbox == []
    assert Person.objects.get(pk=ines.pk).is_active


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"username": "Boss"}, "Somebody has this name already. Choose another."),
        ({"new_password2": "other"}, "The two password fields didn’t match."),
        ({"new_password1": "password123", "new_password2": "password123"}, "This password is too common."),
        ({"username": "a b"}, "Enter a valid username."),
    ],
)
def test_a_name_and_a_password_are_checked(desk, sent, said):
    invite(desk)

    page = Client().post(link(), NEW | sent)

    assert said in " ".join(error for errors in page.context["form"].errors.values() for error in errors)
    assert Person.objects.filter(is_active=True).count() == 1


def test_without_mail_the_address_is_shown_to_hand_over(desk, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)

    page = invite(desk)

    assert "admin/staff/invited.html" in [template.name for template in page.templates]
    assert "This site sends no letters yet" in page.content.decode()
    address = LINK.search(page.context["address"] + "/")[1].removesuffix("/")
    assert Client().get(address).status_code == 200


def test_a_letter_that_fails_loses_no_invitation(desk, monkeypatch):
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("refused")))

    page = invite(desk)

    assert "The letter could not be sent." in page.content.decode()
    assert Person.objects.filter(email="ines@example.org").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": ""}, {"email": ["This field is required."]}),
        ({"email": "BOSS@example.org"}, {"email": ["Somebody else here has this address."]}),
        ({"role": ""}, {"role": ["This field is required."]}),
        ({"role": "king"}, {"role": ["Select a valid choice. king is not one of the available choices."]}),
    ],
)
def test_an_invitation_that_cannot_be_sent_is_refused_beside_its_field(desk, fields, said):
    assert errors(invite(desk, **fields)) == said
    assert mail.outbox == []
    assert User.objects.count() == 1


def test_no_second_address_is_smuggled_into_a_letter(desk):
    assert set(errors(invite(desk, "a@example.org\nBcc: b@example.org"))) == {"email"}
    assert mail.outbox == []


@pytest.mark.parametrize("role", ["editor", "moderator", "observer", "administrator"])
def test_a_role_is_given_and_counts_from_the_next_request(desk, role):
    person = make_person("ines", role="observer")
    browser = Client()
    browser.force_login(person)

    assert errors(change(desk, person, role=role)) == {}

    came = Person.objects.with_standing().get(pk=person.pk)
    assert came.is_superuser == (role == "administrator")
    assert list(StaffRole.objects.filter(user=person).values_list("role", flat=True)) == (
        [] if role == "administrator" else [role]
    )
    assert (browser.get("/admin/groups/group/add/").status_code == 200) == (role in ("editor", "administrator"))


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ("administrator", "editor", False),
        ("editor", "moderator", False),
        ("moderator", "observer", False),
        ("observer", "editor", True),
        ("editor", "administrator", True),
        ("editor", "editor", True),
    ],
)
def test_who_loses_rights_is_signed_out(desk, before, after, stays):
    person = make_person("ines", role=before)
    browser = Client()
    browser.force_login(person)

    change(desk, person, role=after)

    assert is_in(browser) == stays


def test_a_closed_account_is_signed_out_and_can_be_opened_again(desk, ines):
    browser = Client()
    browser.force_login(ines)

    form = filled_in(desk.get(f"{DESK}{ines.pk}/change/"), "person_form")
    form.pop("is_active")
    desk.post(f"{DESK}{ines.pk}/change/", form)

    assert not is_in(browser)
    assert Session.objects.count() == 1
    change(desk, ines, is_active="on")
    assert Person.objects.get(pk=ines.pk).is_active


def test_nobody_is_deleted(desk, ines, boss):
    assert desk.get(f"{DESK}{ines.pk}/delete/").status_code == 403
    assert desk.post(f"{DESK}{ines.pk}/delete/", {"post": "yes"}).status_code == 403
    desk.post(DESK, {"action": "delete_selected", "_selected_action": [ines.pk], "post": "yes"})

    assert User.objects.count() == 2


@pytest.mark.parametrize("fields", [{"role": "editor"}, {"is_active": None}])
def test_the_last_administrator_stays_one(desk, boss, fields):
    make_person("closed", role="administrator", is_active=False)
    address = f"{DESK}{boss.pk}/change/"
    form = filled_in(desk.get(address), "person_form") | fields
    form = {name: value for name, value in form.items() if value is not None}

    answer = desk.post(address, form)

    assert "This is the last administrator. Make somebody else one first." in answer.content.decode()
    boss.refresh_from_db()
    assert (boss.is_superuser, boss.is_active) == (True, True)


def test_an_administrator_steps_down_where_there_is_another(desk, boss):
    make_person("second", role="administrator")

    change(desk, boss, role="editor")

    boss = Person.objects.get(pk=boss.pk)
    assert (boss.is_superuser, boss.is_staff) == (False, True)


def test_a_pair_is_not_given_twice(desk, ines):
    area = make_area()
    two = {"grants-TOTAL_FORMS": "2", "grants-0-area": area.pk, "grants-1-area": area.pk, "grants-1-id": "", "grants-1-user": ines.pk}  # fmt: skip  # noqa: E501

    answer = change(desk, ines, **two)

    assert "This person looks after these already." in answer.content.decode()
    assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ({}, ["-"]),
        ({"grants-0-everything": "on"}, ["everything"]),
        ({"grants-0-area": "area"}, ["everything in Ipswich"]),
        ({"grants-0-programme": "programme"}, ["Al-Anon everywhere"]),
    ],
)
def test_a_line_says_what_somebody_looks_after(desk, ines, line, given):
    rows = {"area": make_area("Ipswich").pk, "programme": make_programme("Al-Anon").pk, "on": "on"}

    change(desk, ines, **{"grants-TOTAL_FORMS": "1", **{name: rows[value] for name, value in line.items()}})

    assert columns(desk)[1][3] == "; ".join(given)


def test_everything_is_not_given_by_half(desk, ines):
    both = {"grants-TOTAL_FORMS": "1", "grants-0-everything": "on", "grants-0-area": make_area().pk}

    assert "not both" in change(desk, ines, **both).content.decode()
    assert Grant.objects.count() == 0


def test_an_administrator_takes_anothers_second_factor_away(desk, ines, at_once):
    enrol(ines)
    browser = Client()
    browser.force_login(ines)
    address = f"{DESK}{ines.pk}/second-factor/"

    assert "you are sure that it is they who ask" in desk.get(address).content.decode()
    assert second_factor.of(Person.objects.get(pk=ines.pk)) is not None
    desk.post(address)

    ines = Person.objects.get(pk=ines.pk)
    assert (second_factor.of(ines), second_factor.codes_left(ines)) == (None, 0)
    assert Session.objects.count() == 1
    assert LogEntry.objects.get().change_message == "Took the second factor away."
    assert mail.outbox[0].subject == "Your second factor was taken away"


def test_an_administrator_does_not_take_their_own_away_in_passing(desk, boss, client):
    enrol(boss)
    session = client.session
    session["second_factor"] = Person.objects.with_standing().get(pk=boss.pk).second_factor
    session.save()

    assert desk.post(f"{DESK}{boss.pk}/second-factor/").url == "/admin/account/"
    assert second_factor.of(Person.objects.get(pk=boss.pk)) is not None


def test_what_is_written_of_people_names_no_password(desk):
    invite(desk)
    Client().post(link(), NEW)
    page = desk.get(f"{DESK}{Person.objects.get(username='ines').pk}/change/").content.decode()

    assert "password" not in page.lower().replace("forgotten password", "").replace("change password", "")
    assert PASSWORD not in page


@pytest.mark.parametrize(
    ("backend", "goes"),
    [("smtp", True), ("locmem", True), ("filebased", False), ("console", False), ("dummy", False)],
)
def test_whether_letters_go_out(settings, backend, goes):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"

    assert letters.go_out() == goes
