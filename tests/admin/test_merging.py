"""Merging two groups or two venues, their fields side by side."""

import pytest
from django.contrib.auth.models import User

from groups.models import Deed, Grant, Group, Meeting, StaffRole, Venue
from groups.rules.choices import Role
from groups.upkeep import joining, undoing
from tests.admin.pages import filled_in
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def merge(one, other) -> str:
    return f"/admin/groups/{one._meta.model_name}/merge/?one={one.pk}&other={other.pk}"


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_only_what_differs_is_asked_and_what_is_empty_gives_way(editor_client):
    one = make_group("Harbour Lights", description="Ring twice.", about=1)
    other = make_group("Harbour Light", website="https://example.org/", about=1, programme=make_programme())

    form = editor_client.get(merge(one, other)).context["form"]

    assert {name: (field.choices, field.initial) for name, field in form.fields.items()} == {
        "name": ([("one", "Harbour Lights"), ("other", "Harbour Light")], "one"),
        "programme": ([("one", "nothing"), ("other", "Alcoholics Anonymous")], "other"),
        "description": ([("one", "Ring twice."), ("other", "nothing")], "one"),
        "website": ([("one", "nothing"), ("other", "https://example.org/")], "other"),
    }


def test_two_ticks_lead_to_the_page_and_one_press_merges(editor_client):
    one, other = make_group("Harbour Lights"), make_group("Harbour Light", website="https://example.org/")
    meeting = make_meeting(group=other)
    sent = {"action": "merge", "_selected_action": [one.pk, other.pk]}

    page = editor_client.post("/admin/groups/group/", sent, follow=True)
    assert page.redirect_chain[-1][0] == merge(one, other)
    answer = editor_client.post(merge(one, other), filled_in(page, "small_form"), follow=True)

    one.refresh_from_db()
    assert answer.redirect_chain[-1][0] == f"/admin/groups/group/{one.pk}/change/"
    assert (one.name, one.website) == ("Harbour Lights", "https://example.org/")
    assert (Group.objects.get(), Meeting.objects.get(pk=meeting.pk).group) == (one, one)
    [deed] = Deed.objects.all()
    assert (deed.said, deed.by.username) == ("Harbour Light merged into Harbour Lights", "editor")
    undoing.undo(deed)
    assert Group.objects.count() == 2


def test_venues_are_merged_the_same_way(editor_client):
    one, other = make_venue("Trinity Hall", lat=None, lng=None), make_venue("Trinity Church Hall")
    meeting = make_meeting(venue=other)

    page = editor_client.get(merge(one, other))
    assert page.context["form"].fields["point"].choices == [
        ("one", "nothing"), ("other", "52.05600, 1.15000 (Exact)"),
    ]  # fmt: skip
    editor_client.post(merge(one, other), filled_in(page, "small_form"))

    assert (Venue.objects.get().name, Venue.objects.get().lat) == ("Trinity Hall", 52.056)
    assert Meeting.objects.get(pk=meeting.pk).venue == one


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_two(editor_client, count):
    groups = [make_group() for _number in range(3)]
    sent = {"action": "merge", "_selected_action": [group.pk for group in groups[:count]]}

    answer = editor_client.post("/admin/groups/group/", sent, follow=True)

    assert Group.objects.count() == 3
    assert said(answer)[0] == "Tick the two that are the same."


def test_two_venues_of_one_feed_are_refused_with_the_reason(editor_client):
    feed = make_feed()
    one, other = make_venue(feed=feed, feed_key="1"), make_venue(feed=feed, feed_key="2")

    answer = editor_client.get(merge(one, other), follow=True)

    assert said(answer)[0].startswith("Both come from feeds")
    assert Venue.objects.count() == 2


def test_two_groups_of_feeds_become_one_and_both_feeds_go_on(editor_client):
    one, other = (make_group(name, feed=make_feed(), feed_key="1") for name in ("Harbour Lights", "Harbour Light"))
    venue = make_venue()
    for group in (one, other):
        make_meeting(group=group, venue=venue)

    page = editor_client.get(merge(one, other))
    assert "Both come from feeds, and both feeds go on." in page.content.decode()
    assert "One pair of their meetings is probably one meeting" in page.content.decode()
    editor_client.post(merge(one, other), filled_in(page, "small_form"))

    assert Group.objects.get(pk=other.pk).same_as == one
    assert one.meetings.count() == 2


def test_a_group_behind_another_says_so_takes_no_new_meeting_and_is_shown_again_in_one_press(editor_client):
    one, other = (make_group(name, feed=make_feed(), feed_key="1") for name in ("Harbour Lights", "Harbour Light"))
    joining.join_groups(one, other)

    page = editor_client.get(f"/admin/groups/group/{other.pk}/change/")
    assert page.context["same"]["through"] == one
    assert 'name="meetings-MAX_NUM_FORMS" value="0"' in page.content.decode()
    new = editor_client.post("/admin/groups/meeting/add/", {"group": other.pk})
    assert new.context["adminform"].form.errors["group"] == [
        "“Harbour Light” is the same as “Harbour Lights”: choose that one."
    ]
    editor_client.post(f"/admin/groups/group/{other.pk}/apart/")

    assert Group.objects.get(pk=other.pk).same_as is None


@pytest.mark.parametrize(
    "query", ["", "?one=1", "?one=x&other=2", "?one=1&other=99999999999999999999", "?one=%00&other=1"]
)
def test_an_address_that_names_no_two_is_no_page(editor_client, query):
    assert editor_client.get(f"/admin/groups/group/merge/{query}").status_code == 404


def test_only_who_may_change_both_may_merge_them(client):
    ipswich = make_area("Ipswich")
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    ours, others = make_group(area=ipswich), make_group(area=make_area("Norwich"))

    assert client.get(merge(ours, others)).status_code == 404
    assert client.post(merge(others, ours), {"name": "one"}).status_code == 404
    assert Group.objects.count() == 2


def test_an_observer_merges_nothing(observer_client):
    one, other = make_group(), make_group()
    assert observer_client.post(merge(one, other), {}).status_code == 403


def test_the_page_asks_a_fixed_number_of_questions(admin_client, django_assert_num_queries):
    one, other = make_group("Harbour Lights"), make_group("Harbour Light")
    for day in range(3):
        make_meeting(group=other, weekday=day)
    admin_client.get(merge(one, other))

    with django_assert_num_queries(11):
        admin_client.get(merge(one, other))
