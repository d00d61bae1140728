"""An editor of one area neither sees nor touches another’s listings through any door; an observer changes nothing."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from groups.admin import rights
from groups.models import Grant, Group, Meeting, StaffRole, Venue
from groups.rules.choices import Precision, Role, Status
from groups.upkeep.confirming import confirm
from tests.admin.pages import errors, filled_in, form_of, save
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.usefixtures("site")


class World:
    """Two towns of one county, a programme, and an editor of the one town."""

    def __init__(self):
        self.county = make_area("Suffolk", kind="county")
        self.ipswich = make_area("Ipswich", parent=self.county)
        self.lowestoft = make_area("Lowestoft", parent=self.county)
        self.aa = make_programme("Alcoholics Anonymous")
        self.hall = make_venue("Trinity Hall", area=self.ipswich)
        self.far_hall = make_venue("Pier Hall", area=self.lowestoft)
        self.hidden = make_venue("Secret House", area=self.lowestoft, precision=Precision.HIDDEN)
        self.mine = make_group("Harbour Lights", area=self.ipswich, programme=self.aa)
        self.my_meeting = make_meeting(group=self.mine, venue=self.hall)
        self.other = make_group("Far Away", area=self.lowestoft, programme=self.aa, private_contact="sam@example.org")
        self.others_meeting = make_meeting(group=self.other, venue=self.hidden, name="Candlelight")
        self.editor = staff("ines", Role.EDITOR)
        self.grant = Grant.objects.create(user=self.editor, area=self.ipswich)


def staff(name: str, role: str) -> User:
    person = User.objects.create_user(name, is_staff=True)
    StaffRole.objects.create(user=person, role=role)
    return person


@pytest.fixture
def world(site):
    return World()


@pytest.fixture
def ines(client, world):
    client.force_login(world.editor)
    return client


def stood() -> list:
    """All listings, to be compared."""
    return [list(model.objects.order_by("pk").values()) for model in (Group, Meeting, Venue)]


def text(response) -> str:
    return response.content.decode()


# --- What a person looks after


def theirs(person, *grants) -> set[str]:
    Grant.objects.filter(user=person).delete()
    for area, programme in grants:
        Grant.objects.create(user=person, area=area, programme=programme)
    return set(rights.groups(User.objects.get(pk=person.pk)).values_list("name", flat=True))


def test_both_halves_of_a_grant_must_hold_and_grants_add_up(world):
    na = make_programme("Narcotics Anonymous")
    make_group("Clean Slate", area=world.ipswich, programme=na)
    make_group("Online NA", programme=na)
    make_group("Village Café", area=world.ipswich)
    person = world.editor

    assert theirs(person) == set()
    assert theirs(person, (world.ipswich, world.aa)) == {"Harbour Lights"}
    assert theirs(person, (world.county, world.aa)) == {"Harbour Lights", "Far Away"}
    assert theirs(person, (world.ipswich, None)) == {"Harbour Lights", "Clean Slate", "Village Café"}
    assert theirs(person, (None, na)) == {"Clean Slate", "Online NA"}
    assert theirs(person, (world.ipswich, world.aa), (None, na)) == {"Harbour Lights", "Clean Slate", "Online NA"}
    assert theirs(person, (None, None)) == {"Harbour Lights", "Far Away", "Clean Slate", "Online NA", "Village Café"}


def test_an_area_that_stands_in_a_circle_is_no_trap(world):
    world.county.parent = world.ipswich
    world.county.save()

    assert theirs(world.editor, (world.ipswich, None)) >= {"Harbour Lights"}


# --- Lists, filters, autocompletes


@pytest.mark.parametrize(
    "address",
    [
        "group/", "meeting/", "group/?q=Far", "meeting/?q=Candle", "group/?in=suffolk", "group/?id__exact=2",
        "group/?private_contact__startswith=sam", "meeting/?group__private_contact__startswith=sam", "group/?o=-1",
        "confirmation/", "suggestion/", "letter/", "deed/", "venue/", "venue/?q=Secret", "group/?all=", "meeting/?p=1",
    ],
)  # fmt: skip
def test_no_list_and_no_filter_in_its_address_shows_anothers_listing(ines, world, address):
    confirm(on=date(2026, 11, 1), by="phone", groups=[world.other], meetings=[world.others_meeting])

    answer = text(ines.get(f"/admin/groups/{address}", follow=True))

    for word in ("Far Away", "Candlelight", "Secret House", "sam@example.org"):
        assert word not in answer


@pytest.mark.parametrize(("model", "field", "term"), [("meeting", "group", "Far"), ("meeting", "venue", "Secret")])
def test_no_autocomplete_offers_what_is_anothers(ines, world, model, field, term):
    asked = {"app_label": "groups", "model_name": model, "field_name": field, "term": term}

    assert ines.get("/admin/autocomplete/", asked).json()["results"] == []


def test_venues_of_everywhere_are_seen_and_chosen_but_hidden_ones_not(ines, world):
    asked = {"app_label": "groups", "model_name": "meeting", "field_name": "venue", "term": "Hall"}

    found = {row["text"].partition(",")[0] for row in ines.get("/admin/autocomplete/", asked).json()["results"]}

    assert found == {"Trinity Hall", "Pier Hall"}


# --- Pages


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_no_page_of_anothers_listing_opens(ines, world, page):
    for record in (world.other, world.others_meeting, world.hidden):
        address = f"/admin/groups/{record._meta.model_name}/{record.pk}/{page}/"
        assert ines.get(address).status_code in (302, 403, 404)


def test_the_public_page_of_anothers_draft_is_not_found_by_its_number(ines, world):
    Group.objects.filter(pk=world.other.pk).update(status=Status.DRAFT)
    kind = ContentType.objects.get_for_model(Group).pk

    assert ines.get(f"/admin/r/{kind}/{world.other.pk}/").status_code == 404


def test_a_form_of_ones_own_posted_to_anothers_address_changes_nothing(ines, world):
    before = stood()

    for mine, other in ((world.mine, world.other), (world.my_meeting, world.others_meeting)):
        form = form_of(ines, mine, name="Taken over")
        ines.post(f"/admin/groups/{other._meta.model_name}/{other.pk}/change/", form)

    assert stood() == before


def test_a_line_inside_a_group_cannot_be_anothers_meeting(ines, world):
    before = stood()
    form = form_of(ines, world.mine, **{"meetings-0-id": world.others_meeting.pk, "meetings-0-name": "Taken over"})

    ines.post(f"/admin/groups/group/{world.mine.pk}/change/", form)

    assert stood() == before


def test_a_meeting_goes_to_no_group_and_no_hidden_venue_of_others(ines, world):
    assert set(errors(save(ines, world.my_meeting, group=world.other.pk))) == {"group"}
    assert set(errors(save(ines, world.my_meeting, venue=world.hidden.pk))) == {"venue"}
    assert errors(save(ines, world.my_meeting, venue=world.far_hall.pk)) == {}


def test_a_group_leaves_neither_for_another_area_nor_for_none(ines, world):
    for area in (world.lowestoft.pk, ""):
        assert set(errors(save(ines, world.mine, area=area))) == {"area"}
    assert Group.objects.get(pk=world.mine.pk).area == world.ipswich


def test_a_group_cannot_be_added_elsewhere_and_the_sentence_says_where_it_can(ines, world):
    page = ines.get("/admin/groups/group/add/")
    assert page.context["adminform"].form.initial["area"] == world.ipswich.pk

    form = filled_in(page, "group_form") | {"name": "New", "area": world.lowestoft.pk}
    answer = ines.post("/admin/groups/group/add/", form)

    assert errors(answer)["area"] == [
        "You look after these: Ipswich, any programme. Choose an area and a programme that are among them."
    ]
    assert not Group.objects.filter(name="New").exists()


def test_a_venue_is_changed_within_ones_areas_alone(ines, world):
    assert ines.get(f"/admin/groups/venue/{world.far_hall.pk}/change/").context["has_change_permission"] is False
    assert ines.post(f"/admin/groups/venue/{world.far_hall.pk}/change/", {"name": "Mine now"}).status_code == 403
    assert errors(save(ines, world.hall, directions="Ring twice.")) == {}


def test_a_venue_names_the_groups_of_others_by_their_number_alone(ines, world):
    make_meeting(group=world.other, venue=world.hall)

    page = text(ines.get(f"/admin/groups/venue/{world.hall.pk}/change/"))

    assert "Harbour Lights, 1 group of others" in page
    assert "Far Away" not in page


def test_a_hidden_venue_where_ones_own_group_meets_may_be_chosen(ines, world):
    make_meeting(group=world.mine, venue=world.hidden, weekday=3)

    assert errors(save(ines, world.my_meeting, venue=world.hidden.pk)) == {}


# --- Actions


@pytest.mark.parametrize("select_across", ["0", "1"])
@pytest.mark.parametrize("action", ["publish", "reopen", "confirm_phone", "delete_selected"])
def test_no_action_reaches_anothers_listing(ines, world, action, select_across):
    before = stood()
    for record in (world.other, world.others_meeting):
        sent = {"action": action, "_selected_action": [record.pk], "select_across": select_across}
        ines.post(f"/admin/groups/{record._meta.model_name}/?id__exact={record.pk}", sent)

    now = stood()
    for model, rows in enumerate(before):
        theirs_now = [row for row in now[model] if row["id"] not in (world.mine.pk, world.my_meeting.pk)]
        assert theirs_now == [row for row in rows if row["id"] not in (world.mine.pk, world.my_meeting.pk)]


def test_only_an_administrator_deletes(ines, world):
    for record in (world.my_meeting, world.mine, world.hall):
        address = f"/admin/groups/{record._meta.model_name}/{record.pk}/delete/"
        assert ines.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("desk", ["feed/", "feedrun/", "site/1/change/"])
def test_what_speaks_of_listings_everywhere_is_for_who_looks_after_all(ines, world, desk):
    answer = ines.get(f"/admin/groups/{desk}")

    assert answer.status_code == 403 or answer.context["has_change_permission"] is False


# --- Observers and moderators


def test_an_observer_changes_nothing_by_any_address_of_the_workplace(client, world):
    client.force_login(staff("otto", Role.OBSERVER))
    before = stood()

    for record in (world.mine, world.my_meeting, world.hall):
        desk = f"/admin/groups/{record._meta.model_name}/"
        assert client.get(f"{desk}{record.pk}/change/").context["has_change_permission"] is False
        assert client.post(f"{desk}{record.pk}/change/", {"name": "x"}).status_code == 403
        assert client.post(f"{desk}add/", {"name": "x"}).status_code == 403
        assert client.post(f"{desk}{record.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(desk, {"action": "confirm_phone", "_selected_action": [record.pk]})

    assert stood() == before


def test_an_observer_is_told_nobodys_private_contact(client, world):
    client.force_login(staff("otto", Role.OBSERVER))

    assert "sam@example.org" not in text(client.get(f"/admin/groups/group/{world.other.pk}/change/"))
    guess = client.get("/admin/groups/group/?private_contact__startswith=sam", follow=True)
    assert guess.status_code in (400, 403) or len(guess.context["cl"].result_list) != 1


def test_a_moderator_reads_listings_and_changes_none_by_form(client, world):
    moderator = staff("mona", Role.MODERATOR)
    Grant.objects.create(user=moderator, area=world.ipswich)
    client.force_login(moderator)

    assert "Harbour Lights" in text(client.get("/admin/groups/group/"))
    assert "Far Away" not in text(client.get("/admin/groups/group/"))
    assert client.post(f"/admin/groups/group/{world.mine.pk}/change/", {"name": "x"}).status_code == 403


def test_who_has_no_role_has_nothing(client, world):
    client.force_login(User.objects.create_user("nemo", is_staff=True))

    assert client.get("/admin/groups/group/").status_code == 403


def test_a_right_that_is_taken_away_is_gone_with_the_next_page(ines, world):
    assert "Harbour Lights" in text(ines.get("/admin/groups/group/"))

    world.grant.delete()

    assert "Harbour Lights" not in text(ines.get("/admin/groups/group/"))


def test_who_looks_after_a_programme_anywhere_may_change_venues_anywhere(world):
    world.grant.delete()
    Grant.objects.create(user=world.editor, programme=world.aa)
    person = User.objects.get(pk=world.editor.pk)

    assert set(rights.venues(person)) >= {world.hall, world.far_hall}
