"""Who reaches which address of the workplace: every one that the resolver knows is tried."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver

from groups.models import Group, Site
from mutualaid.staff import sessions
from tests.factories import make_area, make_group, make_meeting, make_programme
from tests.staff.people import code_for, enrol, is_in, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

OPEN = {
    "/admin/login/",
    "/admin/login/code/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/chosen/",
    "/admin/password_reset/1/1/",
    "/admin/welcome/1/",
}
ENROLMENT = {"/admin/account/second-factor/"}


def addresses(patterns, start="/") -> set[str]:
    """Every address under /admin/, with a 1 wherever it takes an argument."""
    found = set()
    for one in patterns:
        path = start + _plain(one.pattern)
        if isinstance(one, URLPattern):
            found.add(path)
        elif path.startswith("/admin/"):
            found |= addresses(one.url_patterns, path)
    return {path for path in found if path.startswith("/admin/")}


def _plain(pattern) -> str:
    """The pattern as an address."""
    route = str(pattern)
    if "(?P" in route:
        return "groups/" if "app_label" in route else "nothing-here/"
    return re.sub(r"<[^>]+>", "1", route)


ALL = sorted(addresses(get_resolver().url_patterns))


def test_the_walk_finds_the_desks_and_the_doors():
    assert set(ALL) >= OPEN | ENROLMENT
    assert {"/admin/", "/admin/groups/group/", "/admin/groups/group/1/change/", "/admin/autocomplete/"} <= set(ALL)
    assert {"/admin/r/1/1/", "/admin/jsi18n/", "/admin/password_change/", "/admin/people/person/add/"} <= set(ALL)
    assert len(ALL) > 100
    assert not [path for path in ALL if path.startswith(("/admin/auth/", "/admin/otp_"))]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_reaches_no_page_of_the_workplace(client, method):
    for address in sorted(set(ALL) - OPEN - {"/admin/logout/"}):
        answer = getattr(client, method)(address)
        led = answer.status_code == 302 and answer.url.startswith("/admin/login/")
        assert led or answer.templates[0].name == "admin/staff/sign_in.html", address


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["administrator", "editor"])
def test_who_must_enrol_and_has_not_reaches_no_page_of_the_workplace(client, settings, method, role):
    settings.STAFF_SECOND_FACTOR = "required"
    client.force_login(make_person("ines", role=role))

    for address in sorted(set(ALL) - OPEN - ENROLMENT - {"/admin/logout/"}):
        answer = getattr(client, method)(address)
        led = answer.status_code == 302 and answer.url == "/admin/account/second-factor/"
        assert led or answer.templates[0].name == "admin/staff/second_factor.html", address
        assert answer.status_code == 302 or answer.context["available_apps"] == [], address


def test_who_has_not_shown_the_second_factor_reaches_no_page_of_the_workplace(client, ines):
    enrol(ines)
    client.force_login(ines)  # as a session from before

    for address in sorted(set(ALL) - OPEN - {"/admin/logout/"}):
        answer = client.get(address)
        assert (answer.status_code, answer.url[:14]) == (302, "/admin/login/?"), address


def test_what_was_shown_of_another_telephone_counts_no_more(client, ines):
    enrol(ines)
    client.force_login(ines)
    session = client.session
    session[sessions.PASSED] = 10**6
    session.save()

    assert not is_in(client)


def test_where_it_is_required_one_sets_it_up_before_all_else(client, ines, settings):
    settings.STAFF_SECOND_FACTOR = "required"

    page = sign_in(client, "ines", next="/admin/groups/meeting/")
    assert page.templates[0].name == "admin/staff/second_factor.html"
    assert client.get("/admin/").url == "/admin/account/second-factor/"

    sent = {"code": code_for(page.context["key"]), "next": page.context["next"]}
    codes = client.post("/admin/account/second-factor/", sent)

    assert len(codes.context["codes"]) == 10
    assert codes.context["next"] == "/admin/groups/meeting/"
    assert is_in(client)


def test_where_it_is_offered_the_start_page_offers_it(client, ines):
    client.force_login(ines)
    assert "Set up a second factor" in client.get("/admin/").content.decode()

    page = client.get("/admin/account/second-factor/")
    client.post("/admin/account/second-factor/", {"code": code_for(page.context["key"])})

    assert "Set up a second factor" not in client.get("/admin/").content.decode()


def test_somebody_of_the_staff_with_no_role_meets_nothing(client):
    nobody = make_person("nobody")
    nobody.user_permissions.set(Permission.objects.all())  # as an account of old may have
    client.force_login(nobody)

    assert client.get("/admin/").context["app_list"] == []
    assert client.get("/admin/account/").status_code == 200
    for address in ALL:
        if address.startswith(("/admin/groups/", "/admin/guidance/", "/admin/people/")) and "1" not in address:
            assert client.get(address, follow=True).status_code in (403, 404), address


def test_an_account_that_is_not_of_the_staff_is_a_stranger(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor"))

    assert client.get("/admin/").url.startswith("/admin/login/")


@pytest.mark.parametrize("role", ["editor", "moderator", "observer"])
def test_people_are_for_administrators_alone(client, role, boss):
    client.force_login(make_person("ines", role=role))

    for address in [path for path in ALL if path.startswith("/admin/people/person/")]:
        address = address.replace("/1/", f"/{boss.pk}/")
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code == 403 or answer.url.startswith("/admin/people/person/"), address
    assert "/admin/people/" not in client.get("/admin/").content.decode()
    assert client.get("/admin/people/").status_code == 404


def the_door(record) -> str:
    return f"/admin/r/{ContentType.objects.get_for_model(record).pk}/{record.pk}/"


def test_the_way_to_a_public_page_is_for_who_meets_the_record(client, ines):
    mine, theirs = (make_group(area=make_area(name), status=status) for name, status in
                    (("Ipswich", "listed"), ("Norwich", "draft")))  # fmt: skip
    ines.grants.create(area=mine.area)
    client.force_login(ines)

    assert client.get(the_door(mine)).url == mine.get_absolute_url()
    assert client.get(the_door(theirs)).status_code == 404


def test_the_way_to_a_public_page_leads_to_no_other_table(client, boss):
    client.force_login(boss)
    make_meeting()

    for address in (the_door(Site.objects.get()), the_door(boss), "/admin/r/1/1/", "/admin/r/999999/1/"):
        assert client.get(address).status_code == 404
    for address in ("/admin/r/x/1/", f"/admin/r/{10**25}/1/", f"{the_door(make_group())[:-2]}{10**25}/"):
        assert client.get(address).status_code == 404


def test_an_autocomplete_answers_with_what_the_desk_shows(client, ines):
    mine, _theirs = make_group("Mine", area=make_area("Ipswich")), make_group("Theirs", area=make_area("Norwich"))
    ines.grants.create(area=mine.area)
    client.force_login(ines)

    asked = {"app_label": "groups", "model_name": "meeting", "field_name": "group", "term": ""}
    found = client.get("/admin/autocomplete/", asked)

    assert [row["text"] for row in found.json()["results"]] == ["Mine"]
    assert Group.objects.count() == 2


def test_the_desk_of_people_is_no_source_of_names(client, ines):
    ines.grants.create(programme=make_programme())
    client.force_login(ines)

    asked = {"app_label": "groups", "model_name": "grant", "field_name": "user", "term": ""}
    assert client.get("/admin/autocomplete/", asked).status_code == 403
