"""Every address of the workplace, whoever made it: an observer changes nothing there, and no odd number breaks it."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver

from groups.models import Deed, Feed, Grant, Letter, StaffRole, Suggestion
from groups.rules.choices import Role, SuggestionKind
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_programme

pytestmark = pytest.mark.usefixtures("site")

NOT_COMPARED = {"sessions.session"}
"""A session is looked after at every request."""

OWN_ACCOUNT = ("account/", "login/", "logout/", "password_change/", "password_reset/", "welcome/", "jsi18n/")
"""What everybody does with their own account, and the doors before it: tests/staff tries these."""


def patterns(resolver=None, before=""):
    """Every address below /admin/ with the names of what varies in it."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        elif isinstance(one, URLPattern) and path.startswith("admin/"):
            yield path


def addresses(number: str) -> list[str]:
    """Each with a number in every place that varies."""
    found = set()
    for path in patterns():
        address = re.sub(r"<[^>]+>", number, path)
        address = re.sub(r"\(\?P<\w+>[^)]*\)|\\Z|\^|\$", "", address)
        if not address.removeprefix("admin/").startswith(OWN_ACCOUNT):
            found.add("/" + address)
    return sorted(found)


def everything() -> dict[str, list]:
    """All rows of all tables."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_COMPARED and model._meta.managed
    }


@pytest.fixture
def a_little_of_everything(site):
    area = make_area("Ipswich")
    group = make_group(area=area, programme=make_programme(), private_contact="sam@example.org")
    meeting = make_meeting(group=group)
    make_exception(meeting, "cancelled", "2026-12-25")
    make_feed("aa", address="http://127.0.0.1:9/")
    Suggestion.objects.create(
        kind=SuggestionKind.CLOSED, meeting=meeting, group=group, nonce="n", sent_at="2026-11-01T12:00Z"
    )
    letter = Letter.objects.create(to="sam@example.org", code="c", written_at="2026-11-01T12:00Z")
    letter.groups.add(group)
    Deed.objects.create(source="form", said="Something")
    assert Feed.objects.exists()
    return meeting


def signed_in(client, role):
    person = User.objects.create_user("otto", is_staff=True)
    StaffRole.objects.create(user=person, role=role)
    if role != Role.OBSERVER:
        Grant.objects.create(user=person, area=make_area("Elsewhere"))
    client.force_login(person)
    return client


SENT = {
    "_save": "1", "post": "yes", "name": "Taken over", "action": "delete_selected", "_selected_action": "1",
    "confirm": "1", "apply": "1", "one": "1", "other": "1", "before": "1", "step": "mail", "state": "done",
}  # fmt: skip


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EDITOR, Role.MODERATOR])
def test_who_may_not_changes_nothing_by_posting_to_any_address(client, a_little_of_everything, role):
    """An observer looks after all and may only look; the others look after another town."""
    signed_in(client, role)
    client.raise_request_exception = False
    first = str(a_little_of_everything.pk)
    before = everything()

    answers = {address: client.post(address, SENT).status_code for address in addresses(first)}

    assert {address: code for address, code in answers.items() if code >= 500} == {}
    now = everything()
    assert {name: rows for name, rows in now.items() if rows != before[name]} == {}


@pytest.mark.parametrize("number", ["1", "0", "x", "9" * 25, "a\x00b", "_5F"])
def test_no_number_in_an_address_breaks_it(admin_client, a_little_of_everything, number):
    admin_client.raise_request_exception = False

    answers = {address: admin_client.get(address).status_code for address in addresses(number)}

    assert {address: code for address, code in answers.items() if code >= 500} == {}


def test_the_addresses_are_really_walked():
    walked = addresses("1")

    assert {"/admin/groups/group/1/change/", "/admin/groups/deed/1/undo/", "/admin/first-steps/"} <= set(walked)
    assert len(walked) > 100
