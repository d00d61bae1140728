"""The small pages beside the desks: copies on other days, another venue, a pause and a close with a reason."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from groups.models import Deed, Grant, Group, Meeting, StaffRole
from groups.rules.choices import Role
from groups.upkeep import undoing
from tests.factories import make_area, make_group, make_meeting, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def small(record, name: str) -> str:
    return f"/admin/groups/{record._meta.model_name}/{record.pk}/{name}/"


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def ipswich_client(client):
    """An editor of Ipswich alone."""
    ipswich = make_area("Ipswich", slug="ipswich")
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    client.ipswich = ipswich
    return client


# --- Who may


@pytest.mark.parametrize(("model", "name"), [
    ("meeting", "copy"), ("meeting", "venue"), ("meeting", "pause"), ("meeting", "close"),
    ("group", "venue"), ("group", "pause"), ("group", "close"),
])  # fmt: skip
def test_every_page_is_for_who_may_change_the_record(model, name, client, ipswich_client, django_user_model):
    ours = make_meeting(group=make_group(area=client.ipswich))
    others = make_meeting(group=make_group(area=make_area("Norwich")))
    pick = (lambda meeting: meeting) if model == "meeting" else (lambda meeting: meeting.group)

    assert client.get(small(pick(ours), name)).status_code == 200
    assert client.get(small(pick(others), name)).status_code == 404
    assert client.post(small(pick(others), name), {"ready": "It no longer meets.", "days": "2"}).status_code == 404
    assert Deed.objects.count() == 0


@pytest.mark.parametrize("name", ["copy", "venue", "pause", "close"])
def test_an_observer_meets_none_of_them(observer_client, name):
    meeting = make_meeting()

    assert observer_client.get(small(meeting, name)).status_code == 403
    page = observer_client.get(f"/admin/groups/meeting/{meeting.pk}/change/")
    assert page.context["tools"] == []


def test_the_page_of_a_meeting_leads_to_all_of_them(editor_client):
    meeting = make_meeting()

    page = editor_client.get(f"/admin/groups/meeting/{meeting.pk}/change/")

    links = [(tool.label, tool.url) for tool in page.context["tools"]]
    assert {("Copy to other days", small(meeting, "copy")), ("Change the venue", small(meeting, "venue")),
            ("Pause", small(meeting, "pause")), ("Close", small(meeting, "close"))} <= set(links)  # fmt: skip
    assert all(f'href="{url}"' in page.content.decode() for _label, url in links)


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("name", "asked"), [("copy", 7), ("venue", 7), ("pause", 6), ("close", 6)])
def test_a_page_asks_the_same_however_many_meetings_the_group_has(
    admin_client, name, asked, count, django_assert_num_queries
):
    group = make_group()
    meetings = [make_meeting(group=group, weekday=day) for day in range(count)]
    admin_client.get(small(meetings[0], name))

    with django_assert_num_queries(asked):
        admin_client.get(small(meetings[0], name))


# --- Copies


def test_two_ticks_make_two_meetings_under_one_deed(editor_client):
    meeting = make_meeting()

    answer = editor_client.post(small(meeting, "copy"), {"days": ["2", "4"], "starts_at": "noon"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/admin/groups/group/{meeting.group_id}/change/"
    assert [f"{one.weekday} {one.starts_at:%H:%M}" for one in Meeting.objects.order_by("pk")] == [
        "0 19:30", "2 12:00", "4 12:00",
    ]  # fmt: skip
    [deed] = Deed.objects.all()
    assert (deed.said, deed.by.username) == ("Harbour Lights copied to Wednesday, Friday", "editor")
    assert "Every Wednesday, midday" in said(answer)[1]
    undoing.undo(deed)
    assert Meeting.objects.filter(status="listed").count() == 1


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, {"days": ["Tick at least one day."]}),
        ({"days": "9"}, {"days": ["Select a valid choice. 9 is not one of the available choices."]}),
        ({"days": "0"}, {"days": ["It meets at that time on Monday already."]}),
        ({"days": "2", "starts_at": "soon"}, {"starts_at": ["Enter a time such as 7:30pm or 19:30."]}),
    ],
)
def test_a_copy_that_cannot_be_says_why_and_keeps_what_was_typed(editor_client, sent, errors):
    answer = editor_client.post(small(make_meeting(), "copy"), sent)

    assert answer.context["form"].errors == errors
    assert Meeting.objects.count() == 1
    assert sent.get("starts_at", "") in answer.content.decode()


def test_a_name_with_a_day_in_it_is_pointed_at(editor_client):
    answer = editor_client.post(small(make_meeting(name="Monday Step"), "copy"), {"days": "1"}, follow=True)
    assert said(answer)[2] == "The name “Monday Step” holds a day: look whether it is still right on the copies."


# --- Another venue


def test_only_this_one_or_all_that_meet_there(editor_client):
    hall, chapel = make_venue("Trinity Hall", town=""), make_venue("Chapel", town="")
    group = make_group()
    first = make_meeting(group=group, venue=hall, room="2")
    second = make_meeting(group=group, venue=hall, weekday=3)
    elsewhere = make_meeting(group=group, venue=make_venue("Library"), weekday=5)

    page = editor_client.get(small(first, "venue"))
    assert page.context["form"].fields["which"].choices == [
        (f"m{first.pk}", "Only this one: Every Monday, 7:30pm"),
        (f"v{hall.pk}", "All 2 of this group that meet at Trinity Hall"),
    ]
    answer = editor_client.post(small(first, "venue"), {"which": f"v{hall.pk}", "venue": chapel.pk}, follow=True)

    assert said(answer)[1] == "2 meetings now meet at Chapel."
    assert {one.venue for one in Meeting.objects.filter(pk__in=[first.pk, second.pk])} == {chapel}
    assert Meeting.objects.get(pk=elsewhere.pk).venue.name == "Library"
    undoing.undo(Deed.objects.get())
    assert (Meeting.objects.get(pk=first.pk).venue, Meeting.objects.get(pk=first.pk).room) == (hall, "2")


def test_from_the_group_there_are_all_sets_to_choose_from(editor_client):
    hall, library = make_venue("Trinity Hall", town=""), make_venue("Library", town="")
    group = make_group()
    one, two, three = (
        make_meeting(group=group, venue=venue, weekday=day) for day, venue in enumerate([hall, hall, library])
    )

    page = editor_client.get(small(group, "venue"))

    assert page.context["form"].fields["which"].choices == [
        (f"v{hall.pk}", "All 2 of this group that meet at Trinity Hall"),
        ("all", "All 3 of this group"),
        (f"m{one.pk}", "Only this one: Every Monday, 7:30pm, at Trinity Hall"),
        (f"m{two.pk}", "Only this one: Every Tuesday, 7:30pm, at Trinity Hall"),
        (f"m{three.pk}", "Only this one: Every Wednesday, 7:30pm, at Library"),
    ]


def test_a_hidden_venue_of_others_is_not_to_be_chosen(ipswich_client):
    meeting = make_meeting(group=make_group(area=ipswich_client.ipswich))
    hidden = make_meeting(group=make_group(area=make_area("Norwich")), venue=make_venue(precision="hidden")).venue

    answer = ipswich_client.post(small(meeting, "venue"), {"which": f"m{meeting.pk}", "venue": hidden.pk})

    assert list(answer.context["form"].errors) == ["venue"]
    assert Meeting.objects.get(pk=meeting.pk).venue == meeting.venue


def test_a_group_that_is_only_online_is_told_so(editor_client):
    page = editor_client.get(small(make_meeting(attendance="online").group, "venue"))
    assert "None of its meetings is at a venue." in page.content.decode()


# --- Pausing and closing


def act(client, action: str, *records, **more):
    sent = {"action": action, "_selected_action": [record.pk for record in records], **more}
    return client.post(f"/admin/groups/{records[0]._meta.model_name}/", sent, follow=True)


def test_the_action_asks_for_a_reason_before_it_does_anything(editor_client):
    groups = [make_group("Harbour Lights"), make_group("Deben Nights")]

    page = act(editor_client, "close", *groups)

    assert set(Group.objects.values_list("status", flat=True)) == {"listed"}
    assert page.context["title"] == "Close 2 listings"
    assert sorted(page.context["records"]) == ["Deben Nights", "Harbour Lights"]
    answer = act(editor_client, "close", *groups, reason_given="1", ready="It has joined another group.")
    assert said(answer)[0] == "2 listings closed."
    assert set(Group.objects.values_list("status", "status_reason")) == {("closed", "It has joined another group.")}
    undoing.undo(Deed.objects.get())
    assert set(Group.objects.values_list("status", "status_reason")) == {("listed", "")}


def test_ones_own_words_count_before_the_ready_made(editor_client):
    sent = {"reason_given": "1", "ready": "It no longer meets.", "own": "The lease has ended."}
    act(editor_client, "close", make_group(), **sent)
    assert Group.objects.get().status_reason == "The lease has ended."


def test_to_close_without_a_reason_is_refused(editor_client):
    page = act(editor_client, "close", make_group(), reason_given="1")

    assert page.context["form"].errors == {"ready": ["Choose a reason, or write one."]}
    assert Group.objects.get().status == "listed"


def test_a_pause_has_its_last_day(editor_client):
    meeting = make_meeting()
    until = timezone.localdate() + timedelta(weeks=2)

    answer = editor_client.post(
        small(meeting, "pause"), {"until": until.isoformat(), "ready": "A break over the holidays."}, follow=True
    )

    meeting.refresh_from_db()
    assert said(answer)[0] == "Paused: Harbour Lights (Every Monday, 7:30pm)."
    assert Deed.objects.get().said == "Harbour Lights paused"
    assert (meeting.status, meeting.paused_until, meeting.status_reason) == (
        "paused", until, "A break over the holidays.",
    )  # fmt: skip


def test_a_pause_may_be_until_told_but_not_until_yesterday(editor_client):
    meeting = make_meeting()
    yesterday = timezone.localdate() - timedelta(days=1)

    page = editor_client.post(small(meeting, "pause"), {"until": yesterday.isoformat(), "own": "Paint."})
    assert page.context["form"].errors == {"until": ["This day has passed."]}
    assert "Paint." in page.content.decode()
    editor_client.post(small(meeting, "pause"), {"own": "Paint."})

    meeting.refresh_from_db()
    assert (meeting.status, meeting.paused_until, meeting.status_reason) == ("paused", None, "Paint.")


def test_what_is_closed_already_is_left_as_it_is(editor_client):
    meeting = make_meeting(status="closed", status_reason="The venue has closed.")

    answer = editor_client.post(small(meeting, "close"), {"ready": "It no longer meets."}, follow=True)

    assert said(answer) == ["Nothing to do: it is closed already."]
    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason) == ("closed", "The venue has closed.")


def test_the_pages_hold_no_script_or_style_of_their_own(editor_client):
    meeting = make_meeting()
    for name in ("copy", "venue", "pause", "close"):
        page = editor_client.get(small(meeting, name))
        assert "style=" not in page.content.decode()
        assert "onclick=" not in page.content.decode()
