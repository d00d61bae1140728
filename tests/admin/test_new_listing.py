"""A whole listing entered on one page, and the warning that it is here already."""

from datetime import UTC, date, datetime, time

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from groups.models import Confirmation, Deed, Grant, Group, Meeting, StaffRole, Venue
from groups.rules.choices import Role
from tests.admin.pages import errors, filled_in
from tests.factories import make_area, make_group, make_meeting, make_place, make_programme, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NEW = "/admin/groups/group/new/"


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


def typed(client, **more) -> dict:
    return filled_in(client.get(NEW), "small_form") | {
        "group-name": "Deben Nights", "times-0-when": "Tuesdays 7.30pm to 9", **more,
    }  # fmt: skip


def enter(client, **more):
    return client.post(NEW, typed(client, **more), follow=True)


def faults(response) -> dict:
    """What the page says is wrong, by field."""
    context = response.context
    found = {}
    for name in ("group_form", "place_form", "check_form"):
        form = context[name].form
        found |= {form.add_prefix(field): list(said) for field, said in form.errors.items()}
    for form in context["times"]:
        found |= {form.add_prefix(field): list(said) for field, said in form.errors.items()}
    if context["times"].non_form_errors():
        found["times"] = list(context["times"].non_form_errors())
    return found


def test_a_group_at_a_known_venue_is_listed_with_its_two_times(editor_client):
    hall, aa = make_venue(area=make_area("Woodbridge")), make_programme()

    answer = enter(
        editor_client,
        **{"group-programme": aa.pk, "place-venue": hall.pk, "place-room": "Upstairs", "times-1-when": "Fridays noon",
           "checked_by": "phone", "group-private_contact": "secretary@example.org"},
    )  # fmt: skip

    group = Group.objects.get()
    assert answer.redirect_chain == [(f"/admin/groups/group/{group.pk}/change/", 302)]
    assert (group.status, group.programme, group.area.name, group.slug) == ("listed", aa, "Woodbridge", "deben-nights")
    assert list(Meeting.objects.order_by("pk").values_list("weekday", "starts_at", "minutes", "room", "venue")) == [
        (1, time(19, 30), 90, "Upstairs", hall.pk), (4, time(12), None, "Upstairs", hall.pk),
    ]  # fmt: skip
    assert list(Confirmation.objects.values_list("group", "on", "by")) == [(group.pk, date(2026, 11, 23), "phone")]
    [deed] = Deed.objects.all()
    assert (deed.said, deed.by.username) == ("Deben Nights entered", "editor")


def test_a_new_venue_gets_its_point_from_its_postcode(editor_client):
    make_place("IP12 1AA", kind="postcode", lat=52.09, lng=1.32)

    enter(editor_client, **{"place-name": "St Mary’s", "place-town": "Woodbridge", "place-postcode": "ip121aa"})

    venue = Venue.objects.get()
    assert (venue.name, venue.postcode, venue.lat, venue.precision) == ("St Mary’s", "IP12 1AA", 52.09, "approximate")
    assert Meeting.objects.get().venue == venue


def test_an_online_group_needs_no_place(editor_client):
    enter(editor_client, **{"place-attendance": "online", "place-online_ask": "on", "status": "draft"})

    meeting = Meeting.objects.get()
    assert (meeting.attendance, meeting.venue, meeting.online_ask, meeting.status) == ("online", None, True, "draft")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, {"place-venue": ["A meeting in person needs a venue."]}),
        ({"group-name": "", "place-name": "Hall"}, {"group-name": ["This field is required."]}),
        ({"place-name": "Hall", "times-0-when": ""}, {"times": ["Enter at least one time."]}),
        ({"place-name": "Hall", "times-0-when": "Tuesdays"},
         {"times-0-starts_at": ["Enter the day and the time, or tick “By arrangement”."]}),
        ({"place-name": "Hall", "times-0-when": "when we can"},
         {"times-0-when": ["“when can” was not understood. Write it like “2nd and 4th Tuesdays 7.30pm to 9”."]}),
        ({"place-attendance": "online"},
         {"place-online_link": ["An online meeting needs a link, a phone number, or a tick at “Ask the group”."]}),
        ({"place-attendance": "online", "place-online_link": "https://zoom.us/j/1?pwd=2"},
         {"place-online_link": ["This link holds a passcode. Leave it out: people ask the group for it."]}),
        ({"place-postcode": "IP1 1AA"}, {"place-name": ["Enter the venue’s name, or its address."]}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(editor_client, sent, wrong):
    answer = enter(editor_client, **{"group-description": "Ring twice."}, **sent)

    found = faults(answer)
    assert {name: found.get(name) for name in wrong} == wrong
    assert filled_in(answer, "small_form")["group-description"] == ["Ring twice."]
    assert (Group.objects.count(), Venue.objects.count(), Meeting.objects.count()) == (0, 0, 0)


def test_the_dates_are_shown_before_anything_is_saved(editor_client):
    page = enter(editor_client, **{"place-name": "Hall", "_show_dates": "1"})

    assert faults(page) == {}
    assert page.context["times"].forms[0].fields["when"].widget.said["dates"][0] == "Tuesday 24 November 2026"
    kept = filled_in(page, "small_form")
    assert (kept["place-name"], kept["times-0-starts_at"]) == (["Hall"], ["19:30"])
    assert not Group.objects.exists()


# --- Who may


def editor_of(area, client):
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=area)
    client.force_login(editor)
    return client


def test_an_editor_enters_groups_of_their_area_alone(client):
    ipswich, norwich = make_area("Ipswich"), make_area("Norwich")
    client = editor_of(ipswich, client)

    page = client.get(NEW)
    assert page.context["group_form"].form["area"].value() == ipswich.pk
    refused = enter(client, **{"group-area": norwich.pk, "place-name": "Hall"})
    assert list(faults(refused)) == ["group-area"]
    enter(client, **{"place-name": "Hall"})

    assert list(Group.objects.values_list("area", flat=True)) == [ipswich.pk]


def test_an_observer_enters_nothing(observer_client):
    assert observer_client.get(NEW).status_code == 403
    assert observer_client.post(NEW, {"group-name": "x"}).status_code == 403


def test_the_page_asks_a_fixed_number_of_questions(admin_client, django_assert_num_queries):
    admin_client.get(NEW)
    with django_assert_num_queries(5):
        admin_client.get(NEW)


# --- Is it here already?


def test_a_group_that_seems_to_be_here_is_named_and_the_tick_lets_it_pass(editor_client):
    hall = make_venue()
    known = make_meeting(group=make_group("Deben Nights"), venue=hall).group

    page = enter(editor_client, **{"place-venue": hall.pk})

    assert f'<a href="/admin/groups/group/{known.pk}/change/">Deben Nights</a>' in page.content.decode()
    assert Group.objects.count() == 1
    enter(editor_client, **{"place-venue": hall.pk, "another_one": "1"})
    assert Group.objects.count() == 2


def test_a_new_venue_that_seems_to_be_here_is_named_too(editor_client):
    make_venue("Trinity Hall", postcode="IP1 1AA")

    page = enter(editor_client, **{"place-name": "Trinity Hall", "place-postcode": "IP1 1AA"})

    assert "It is another one, save it" in page.content.decode()
    assert Venue.objects.count() == 1


@pytest.mark.parametrize(
    ("desk", "sent"),
    [
        ("group", {"name": "Harbour Lights"}),
        ("venue", {"name": "Trinity Hall", "postcode": "IP1 1AA"}),
        ("meeting", {"weekday": "0", "starts_at": "19:30", "attendance": "in-person"}),
    ],
)
def test_the_ordinary_pages_warn_as_well(editor_client, desk, sent):
    there = make_meeting(venue=make_venue("Trinity Hall", postcode="IP1 1AA"))
    if desk == "meeting":
        sent = sent | {"group": there.group.pk, "venue": there.venue.pk}
    table = {"group": Group, "venue": Venue, "meeting": Meeting}[desk]
    add = f"/admin/groups/{desk}/add/"
    form = filled_in(editor_client.get(add), f"{desk}_form") | sent
    form |= {"meetings-TOTAL_FORMS": "0"} if desk == "group" else {}

    page = editor_client.post(add, form)

    assert table.objects.count() == 1
    assert list(errors(page)) == ["__all__"]
    assert editor_client.post(add, form | {"another_one": "1"}).status_code == 302
    assert table.objects.count() == 2


def test_who_may_not_see_the_other_one_is_not_told_of_it(client):
    ipswich = make_area("Ipswich")
    hidden = make_venue("Trinity Hall", postcode="IP1 1AA", precision="hidden")
    make_meeting(group=make_group(area=make_area("Norwich")), venue=hidden)
    client = editor_of(ipswich, client)

    enter(client, **{"place-name": "Trinity Hall", "place-postcode": "IP1 1AA"})

    assert Venue.objects.count() == 2
