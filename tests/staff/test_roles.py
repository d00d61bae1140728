"""What each role may do: the whole table, and nothing besides it."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User

from groups.models import Grant, StaffRole
from groups.rules.choices import Role
from mutualaid.roles import MAY, role_of
from mutualaid.staff.models import Person
from tests.factories import make_area
from tests.staff.people import make_person

pytestmark = pytest.mark.django_db

SEEN_BY_ALL = {
    *("group", "meeting", "venue", "area", "programme", "tag", "accessfeature", "place", "placeload", "code"),
    *("feed", "feedrun", "site", "confirmation", "deed", "change", "linkcheck"),
}


def permissions() -> set[str]:
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    return {f"{app}.{name}" for app, name in rows}


def may(person) -> set[str]:
    """What somebody may do, asked one by one as the desks ask."""
    person = User.objects.get(pk=person.pk)
    return {name for name in permissions() if person.has_perm(name)}


def test_an_observer_looks_and_changes_nothing_and_reads_nobodys_words():
    see = {f"groups.view_{name}" for name in SEEN_BY_ALL}

    guidance = {"guidance.view_page", "guidance.view_helpline", "guidance.view_safetyreading"}
    assert may(make_person("o", role="observer")) == see | guidance


def test_a_moderator_handles_suggestions_besides():
    more = may(make_person("m", role="moderator")) - may(make_person("o", role="observer"))

    assert more == {"groups.view_suggestion", "groups.change_suggestion"}


def test_an_editor_changes_listings_and_writes_letters_besides():
    more = may(make_person("e", role="editor")) - may(make_person("m", role="moderator"))

    assert more == {
        *(f"groups.{verb}_{name}" for verb in ("add", "change") for name in ("group", "meeting", "venue")),
        "groups.view_letter",
        "groups.add_letter",
        "groups.change_letter",
    }


def test_an_editor_of_everything_keeps_what_belongs_to_no_area_right():
    part, whole = make_person("part", role="editor"), make_person("whole", role="editor")
    Grant.objects.create(user=part, area=make_area())
    Grant.objects.create(user=whole)

    more = may(whole) - may(part)

    shared = ("area", "programme", "tag", "accessfeature", "place", "code")
    assert more == {
        *(f"groups.{verb}_{name}" for verb in ("add", "change") for name in shared),
        *(f"guidance.{verb}_{name}" for verb in ("add", "change") for name in ("page", "helpline")),
    }


def test_an_administrator_may_do_everything():
    assert may(make_person("a", role="administrator")) == permissions()


def test_nobody_but_an_administrator_deletes_or_meets_people():
    for role in Role.values:
        rights = may(make_person(role, role=role))
        assert not [name for name in rights if ".delete_" in name]
        assert not [name for name in rights if name.startswith(("auth.", "people.", "otp_", "admin.", "sessions."))]


def test_every_permission_of_the_table_is_one_that_there_is():
    assert set().union(*MAY.values()) <= permissions()


@pytest.mark.parametrize("active", [True, False])
def test_rows_of_permissions_count_for_nothing(active):
    person = make_person("old", is_active=active)
    person.user_permissions.set(Permission.objects.all())

    assert may(person) == set()


@pytest.mark.parametrize("role", [*Role.values, "administrator"])
def test_a_closed_account_may_do_nothing(role):
    assert may(make_person("left", role=role, is_active=False)) == set()


def test_who_is_not_signed_in_may_do_nothing():
    assert not AnonymousUser().has_perm("groups.view_group")
    assert not AnonymousUser().has_module_perms("groups")


@pytest.mark.parametrize(
    ("role", "app", "sees"), [("editor", "groups", True), ("editor", "people", False), ("", "groups", False)]
)
def test_which_parts_of_the_workplace_there_are_for_somebody(role, app, sees):
    assert make_person("p", role=role).has_module_perms(app) == sees


def test_a_role_is_asked_for_once_and_comes_with_the_person(client, django_assert_num_queries):
    ines = make_person("ines", role="editor")
    fresh, known = User.objects.get(pk=ines.pk), Person.objects.with_standing().get(pk=ines.pk)

    with django_assert_num_queries(1):
        assert [role_of(fresh) for _time in range(3)] == ["editor"] * 3
    with django_assert_num_queries(0):
        assert role_of(known) == "editor"


def test_another_role_counts_from_the_next_request_on(client):
    ines = make_person("ines", role="editor")
    client.force_login(ines)
    assert client.get("/admin/groups/group/add/").status_code == 200

    StaffRole.objects.update(role="observer")

    assert client.get("/admin/groups/group/add/").status_code == 403
