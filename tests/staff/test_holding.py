"""An ended session gives back what was typed: through both steps of signing in, to whoever signs in, and only here."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from groups.models import Group
from mutualaid.staff import holding
from tests.factories import make_area, make_group
from tests.staff.people import PASSWORD, code_for, code_of, enrol, hidden, show_code, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/groups/group/add/"
TYPED = {"name": 'Harbour "Lights" & <b>friends</b> 😀', "description": "One\r\n\r\nTwo's", "audience": ["", "self"]}
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def fields_of(page) -> list[tuple[str, str]]:
    """The hidden fields of a page, as a browser would send them."""
    found = FIELD.findall(page if isinstance(page, str) else page.content.decode())
    return [(html.unescape(name), html.unescape(value)) for name, value in found]


def test_what_was_typed_goes_through_both_steps_and_is_offered_again(client, site, boss):
    enrol(boss)

    page = client.post(f"{ADD}?_changelist_filters=q%3Dx", TYPED)
    assert page.templates[0].name == "admin/staff/sign_in.html"
    assert "what you typed is kept on this page" in page.context["said"]
    page = sign_in(client, "boss", **hidden(page))
    page = show_code(client, page, code_of(boss))

    assert page.templates[0].name == "admin/staff/give_back.html"
    assert f'action="{ADD}?_changelist_filters=q%3Dx"' in page.content.decode()
    assert [field for field in fields_of(page) if field[0] in TYPED] == [
        ("name", TYPED["name"]),
        ("description", TYPED["description"]),
        ("audience", ""),
        ("audience", "self"),
    ]
    assert Group.objects.count() == 0  # it is only offered


def test_a_wrong_password_and_a_wrong_code_lose_nothing(client, site, boss, monkeypatch):
    monkeypatch.setattr("django_otp.models.ThrottlingMixin.verify_is_allowed", lambda self: (True, None))
    enrol(boss)
    page = sign_in(client, "boss", "wrong-password", **hidden(client.post(ADD, TYPED)))
    page = sign_in(client, "boss", **hidden(page))
    page = show_code(client, page, "000000")

    page = show_code(client, page, code_of(boss))

    assert ("name", TYPED["name"]) in fields_of(page)


def test_it_goes_through_setting_up_a_second_factor_too(client, site, boss, settings):
    settings.STAFF_SECOND_FACTOR = "required"
    page = sign_in(client, "boss", **hidden(client.post(ADD, TYPED)))
    sent = hidden(page) | {"code": code_for(page.context["key"])}
    page = client.post("/admin/account/second-factor/", sent)

    page = client.post("/admin/account/again/", hidden(page))

    assert ("name", TYPED["name"]) in fields_of(page)


def test_nothing_of_it_is_kept_here(client, site, boss):
    sign_in(client, "boss", **hidden(client.post(ADD, TYPED)))

    assert "Harbour" not in repr([session.get_decoded() for session in Session.objects.all()])


def test_who_may_not_do_it_is_offered_it_and_refused(client, site, ines):
    theirs = make_group("Before", area=make_area("Norwich"))
    address = f"/admin/groups/group/{theirs.pk}/change/"
    page = sign_in(client, "ines", **hidden(client.post(address, TYPED)))
    assert page.templates[0].name == "admin/staff/give_back.html"

    answer = client.post(address, dict(fields_of(page)))

    assert answer.status_code in (302, 403, 404)
    assert Group.objects.get().name == "Before"


def test_a_forged_form_is_not_held(site, boss):
    """A page of another site gets no token right: its form meets a refusal, and nothing of it comes back."""
    client = Client(enforce_csrf_checks=True)

    answer = client.post(ADD, TYPED)

    assert answer.status_code == 403
    assert "Harbour" not in answer.content.decode()


@pytest.mark.parametrize("sent_from", ["cross-site", "same-site", "none", ""])
def test_a_form_with_an_old_token_comes_back_only_if_the_browser_says_that_it_is_ours(site, boss, sent_from):
    client = Client(enforce_csrf_checks=True)
    client.force_login(boss)

    ours = client.post(ADD, TYPED, headers={"Sec-Fetch-Site": "same-origin"})
    other = client.post(ADD, TYPED, headers={"Sec-Fetch-Site": sent_from} if sent_from else {})

    assert ("name", TYPED["name"]) in fields_of(ours)
    assert Group.objects.count() == 0
    assert other.status_code == 403
    assert "Harbour" not in other.content.decode()


def test_a_sign_in_page_with_an_old_token_is_opened_anew(site, boss):
    client = Client(enforce_csrf_checks=True)
    sent = {"username": "boss", "password": PASSWORD}

    answer = client.post("/admin/login/", sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.url == "/admin/login/"


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/admin/",
        "//evil.example/admin/",
        "/meetings/",
        "/administration/",
        "/admin/login/",
        "/admin/logout/",
        "/admin/password_change/",
        "/admin/account/second-factor/",
        "/admin/welcome/x/",
    ],
)
def test_it_is_sent_nowhere_but_to_a_desk_of_this_site(client, site, boss, to):
    word = signing.dumps([to, [["name", "x"]], False], salt=holding.SALT, compress=True)

    assert holding.read(word) is None
    assert sign_in(client, "boss", held=word).url == "/admin/"


@pytest.mark.parametrize("word", ["", "nonsense", signing.dumps([ADD, [], False])])
def test_what_this_server_did_not_write_is_not_given_back(client, site, boss, word):
    assert holding.read(word) is None
    assert sign_in(client, "boss", held=word).url == "/admin/"


def test_passwords_are_not_held(client, site):
    sent = {"old_password": "harbour-lights", "new_password1": "x", "new_password2": "x"}

    for address in ("/admin/password_change/", "/admin/account/second-factor/none/"):
        answer = client.post(address, sent)
        assert answer.url == "/admin/login/?next=%2Fadmin%2F"


def test_files_are_not_held_and_it_says_so(client, site, boss):
    sent = {"name": "Suffolk", "new_logo": SimpleUploadedFile("logo.png", b"\x89PNG pixels")}

    page = sign_in(client, "boss", **hidden(client.post("/admin/groups/site/1/change/", sent)))

    assert ("name", "Suffolk") in fields_of(page)
    assert "Files could not be kept" in page.content.decode()


def test_what_is_too_much_is_not_held_and_it_says_so(client, site, monkeypatch):
    monkeypatch.setattr(holding, "MOST_LETTERS", 100)

    page = client.post(ADD, TYPED)

    assert "too much to be carried" in page.context["said"]
    assert "held" not in hidden(page)


def test_the_admins_own_fields_are_carried_and_not_shown():
    held = holding.Held(
        ADD, (("_save", "Save"), ("meetings-TOTAL_FORMS", "1"), ("meetings-0-room", "Hall"), ("name", ""))
    )

    assert held.typed == [("Meetings 1: room", "Hall")]


# what no browser sends: a newline of one letter (it sends two), a NUL, halves of a letter
texts = st.text(st.characters(exclude_characters="\x00\r\n", exclude_categories=["Cs"])).map(str) | st.lists(
    st.sampled_from(["a", '"', "'", "<script>", "&amp;", "\r\n", "😀", "{{ x }}", "%20", "\t", " "])
).map("".join)


@given(st.lists(st.tuples(texts.filter(lambda name: name != "csrfmiddlewaretoken"), texts), max_size=12))
def test_any_fields_come_back_as_they_went(fields):
    sent = QueryDict(mutable=True)
    for name, value in fields:
        sent.appendlist(name, value)
    request = RequestFactory().post(ADD)
    request.POST = sent

    held = holding.read(holding.hold(request))
    page = render_to_string("admin/staff/_fields.html", {"fields": held.fields})
    back = QueryDict(mutable=True)
    for name, value in fields_of(page):
        back.appendlist(name, value)

    assert {name: back.getlist(name) for name in back} == {name: sent.getlist(name) for name in sent}
