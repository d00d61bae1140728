"""Recent changes and histories: who did what to which listing, field by field, with the way back."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from groups.history import recording
from groups.models import Change, Deed, Grant, Group, Meeting, StaffRole
from groups.rules.choices import DeedSource, Role, Status
from tests.admin.pages import save
from tests.factories import make_area, make_group, make_meeting

pytestmark = pytest.mark.usefixtures("site")
DEEDS = "/admin/groups/deed/"


def page(deed=None) -> str:
    return f"{DEEDS}{(deed or Deed.objects.get()).pk}/change/"


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def of_ipswich(client):
    """An editor of one town, with a listing there; and another's listing elsewhere."""
    editor = User.objects.create_user("ines", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=make_area("Ipswich"))
    client.force_login(editor)
    return client


def test_the_list_is_headed_by_its_name_and_a_moment_is_written_without_am_or_pm(admin_client):
    deed = Deed.objects.create(source=DeedSource.COMMAND, said="Tidied up")
    Deed.objects.filter(pk=deed.pk).update(at=datetime(2026, 11, 23, 16, 5, tzinfo=UTC))

    answer = admin_client.get(DEEDS)

    assert answer.context["title"] == "Recent changes"
    assert "23 November 2026, 16:05" in answer.content.decode()


def test_a_saved_form_stands_among_the_recent_changes_with_who_and_what(admin_client):
    meeting = make_meeting(group=make_group("Harbour Lights"))
    save(admin_client, meeting, room="Upstairs")

    answer = admin_client.get(DEEDS).content.decode()
    assert "Harbour Lights" in answer and "a form" in answer and ">admin<" in answer

    answer = admin_client.get(page())
    assert [(line.field, line.before, line.after) for line in answer.context["changes"][0]["lines"]] == [
        ("room", "", "Upstairs")
    ]


def test_an_action_is_one_deed_that_leads_to_its_undo(admin_client):
    groups = [make_group(f"Group {number}") for number in range(3)]

    answer = admin_client.post(
        "/admin/groups/group/",
        {"action": "confirm_phone", "_selected_action": [group.pk for group in groups]},
        follow=True,
    )

    deed = Deed.objects.get()
    assert (deed.source, deed.said, deed.changes.count()) == (
        DeedSource.ACTION, "Confirm as still running, today: by phone", 3,
    )  # fmt: skip
    assert any(page(deed) in message for message in said(answer))


def test_one_press_takes_a_deed_back_and_a_second_that(admin_client):
    meeting = make_meeting()
    save(admin_client, meeting, room="Upstairs")
    deed = Deed.objects.get()

    answer = admin_client.post(f"{DEEDS}{deed.pk}/undo/", follow=True)
    assert (Meeting.objects.get().room, said(answer)[-1]) == ("", "1 record is as it was.")
    assert "This has been undone." in answer.content.decode()

    admin_client.post(f"{DEEDS}{Deed.objects.get(undoes=deed).pk}/undo/")
    assert Meeting.objects.get().room == "Upstairs"


def test_to_open_the_address_of_an_undo_takes_nothing_back(admin_client):
    save(admin_client, make_meeting(), room="Upstairs")

    assert admin_client.get(f"{DEEDS}{Deed.objects.get().pk}/undo/").status_code == 403
    assert Meeting.objects.get().room == "Upstairs"


def test_a_deleted_listing_comes_back_from_the_recent_changes(admin_client):
    meeting = make_meeting(slug="candlelight")
    admin_client.post(f"/admin/groups/meeting/{meeting.pk}/delete/", {"post": "yes"})
    assert not Meeting.objects.exists()

    admin_client.post(f"{DEEDS}{Deed.objects.get().pk}/undo/")

    assert Meeting.objects.get().slug == "candlelight"


def test_the_history_of_a_listing_leads_back_to_each_of_its_states(admin_client):
    meeting = make_meeting(room="A")
    for room in "BCD":
        save(admin_client, meeting, room=room)
    history = f"/admin/groups/meeting/{meeting.pk}/history/"
    to_c = Change.objects.get(after={"room": "C"})

    answer = admin_client.get(history)
    assert [row["lines"][0].after for row in answer.context["changes"]] == ["D", "C", "B"]

    admin_client.post(history, {"before": to_c.pk})
    assert Meeting.objects.get().room == "B"


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40])
def test_what_is_no_change_of_the_listing_brings_nothing_back(admin_client, number):
    meeting = make_meeting()

    answer = admin_client.post(f"/admin/groups/meeting/{meeting.pk}/history/", {"before": number})

    assert answer.status_code == 403


@pytest.mark.parametrize("count", [1, 4])
def test_recent_changes_ask_the_same_however_many_there_are(admin_client, count, django_assert_num_queries):
    for _ in range(count):
        with recording.deed(DeedSource.FORM), recording.changing() as changing:
            changing.also(make_group())

    with django_assert_num_queries(8):
        admin_client.get(DEEDS)


@pytest.mark.parametrize("count", [1, 4])
def test_a_deed_asks_the_same_however_much_it_changed(admin_client, count, django_assert_num_queries):
    meetings = [make_meeting() for _ in range(count)]
    with recording.deed(DeedSource.FORM), recording.changing(*meetings):
        Meeting.objects.update(room="Upstairs")

    with django_assert_num_queries(10):
        admin_client.get(page())


# --- Who sees and undoes what


def test_an_observer_sees_what_was_done_and_takes_nothing_back(observer_client):
    with recording.deed(DeedSource.FORM), recording.changing(group := make_group("Beacon")):
        Group.objects.update(phone="0800 1")

    answer = observer_client.get(page())
    assert "Undo" not in answer.content.decode()
    assert observer_client.post(f"{DEEDS}{Deed.objects.get().pk}/undo/").status_code == 403
    assert observer_client.post(f"/admin/groups/group/{group.pk}/history/", {"before": 1}).status_code == 403


def test_an_editor_meets_no_deed_of_others_listings(of_ipswich):
    other = make_meeting(group=make_group("Far Away"))
    with recording.deed(DeedSource.ACTION, said="Closed"), recording.changing(other):
        Meeting.objects.update(status=Status.CLOSED)
    deed = Deed.objects.get()

    assert "Closed" not in of_ipswich.get(DEEDS).content.decode()
    assert of_ipswich.get(page(deed)).status_code == 404
    assert of_ipswich.post(f"{DEEDS}{deed.pk}/undo/").status_code == 404
    assert of_ipswich.get(f"/admin/groups/meeting/{other.pk}/history/").status_code == 302


def test_of_a_deed_that_touched_others_too_an_editor_sees_their_part_and_cannot_undo_it(of_ipswich):
    mine = make_meeting(name="Mine", group=make_group(area=Grant.objects.get().area))
    other = make_meeting(name="Other", group=make_group("Far Away"))
    with recording.deed(DeedSource.ACTION, said="Closed"), recording.changing(mine, other):
        Meeting.objects.update(status=Status.CLOSED)

    answer = of_ipswich.get(page())

    assert [row["called"] for row in answer.context["changes"]] == ["Mine"]
    assert "Other" not in answer.content.decode() and "Far Away" not in answer.content.decode()
    assert of_ipswich.post(f"{DEEDS}{Deed.objects.get().pk}/undo/").status_code == 403


def test_an_editor_undoes_what_was_done_to_their_own(of_ipswich):
    mine = make_meeting(group=make_group(area=Grant.objects.get().area))
    with recording.deed(DeedSource.ACTION), recording.changing(mine):
        Meeting.objects.update(status=Status.CLOSED)

    of_ipswich.post(f"{DEEDS}{Deed.objects.get().pk}/undo/")

    assert Meeting.objects.get().status == Status.LISTED
