"""Two meetings that are one: from the finding or from a meeting's page to the two side by side, and back."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from groups.models import Deed, FeedRun, Grant, Meeting, StaffRole
from groups.rules.choices import Role
from groups.upkeep import listing, sameness, undoing
from tests.admin.pages import filled_in
from tests.factories import make_area, make_exception, make_feed, make_group, make_meeting, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

QUALITY = "/admin/groups/linkcheck/quality"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def both():
    """One meeting as the intergroup's feed tells it, and as staff entered it; the feed's was checked."""
    venue = make_venue()
    fed = make_meeting(
        group=make_group("Harbour Lights"),
        slug="lights",
        venue=venue,
        feed=make_feed("intergroup"),
        feed_key="1",
        last_seen=datetime(2026, 11, 20, 12, tzinfo=UTC),
        confirmed_on=date(2026, 11, 1),
        confirmed_by="feed",
        minutes=90,
    )
    own = make_meeting(group=make_group("Harbour Light"), slug="light", venue=venue, door="Green door", room="Upstairs")
    return fed, own


def pair(one, other) -> str:
    return f"/admin/groups/meeting/same/?one={one.pk}&other={other.pk}"


def change(meeting) -> str:
    return f"/admin/groups/meeting/{meeting.pk}/change/"


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def told_apart(page) -> dict[str, tuple[str, str]]:
    """The lines in which the two differ."""
    return {side.label: (side.one, side.other) for side in page.context["sides"] if side.differs}


# --- The way there


def test_the_finding_leads_there(editor_client, both):
    fed, own = both

    page = editor_client.get(f"{QUALITY}/same-meetings/{fed.pk}/{own.pk}/")

    assert page.context["merge"] == (pair(fed, own), "They are one meeting")


def test_a_meetings_own_page_leads_to_the_likely_ones(editor_client, both):
    fed, own = both
    assert "The same as another" in text(editor_client.get(change(fed)))

    page = editor_client.get(f"/admin/groups/meeting/{fed.pk}/same/")

    assert page.context["likely"] == [
        (pair(fed, own), "Harbour Light (Every Monday, 7:30pm)", "Trinity Hall, Ipswich"),
    ]


@pytest.mark.parametrize(
    "typed",
    ["{pk}", "/meetings/light/", "https://suffolk.example/meetings/light", "/admin/groups/meeting/{pk}/change/"],
)
def test_any_other_is_named_by_its_address_or_number(editor_client, both, typed):
    fed, own = both

    answer = editor_client.post(f"/admin/groups/meeting/{fed.pk}/same/", {"other": typed.format(pk=own.pk)})

    assert (answer.status_code, answer["Location"]) == (302, pair(fed, own))


@pytest.mark.parametrize("typed", ["", "0", "9" * 30, "x", "http://[", "/meetings/nowhere/", "²"])
def test_what_names_no_other_is_asked_for_again(editor_client, both, typed):
    page = editor_client.post(f"/admin/groups/meeting/{both[0].pk}/same/", {"other": typed})

    assert list(page.context["form"].errors) == ["other"]


def test_two_ticks_lead_there_and_one_does_not(editor_client, both):
    fed, own = both
    keys = [fed.pk, own.pk]

    answer = editor_client.post("/admin/groups/meeting/", {"action": "same", "_selected_action": keys})
    assert answer["Location"] == pair(fed, own)
    one_tick = {"action": "same", "_selected_action": keys[:1]}
    assert said(editor_client.post("/admin/groups/meeting/", one_tick, follow=True))[0] == "Tick the two that are one."


# --- Side by side


def test_each_fact_of_both_stands_there_and_where_they_differ(editor_client, both):
    fed, own = both
    make_exception(own, "cancelled", "2026-12-28", note="Christmas")

    page = editor_client.get(pair(fed, own))

    assert told_apart(page) == {
        "when": ("Every Monday, 7:30pm to 9pm", "Every Monday, 7:30pm"),
        "group": ("Harbour Lights", "Harbour Light"),
        "room": ("", "Upstairs"),
        "which door": ("", "Green door"),
        "exceptions": ("", "Does not meet, 28 December 2026, 28 December 2026, Christmas"),
    }
    (one, _url, marks), (other, _other_url, other_marks) = page.context["both"]
    assert one.source.startswith("From the feed “intergroup”, last seen there ")
    assert (other.source, other.checked) == ("Entered by staff", "Not checked yet")
    assert (marks, other_marks) == (["checked last"], ["says more"])


def test_what_was_checked_last_is_offered_first_and_one_press_makes_them_one(editor_client, both):
    fed, own = both
    page = editor_client.get(pair(own, fed))
    assert page.context["form"]["kept"].value() == str(fed.pk)

    answer = editor_client.post(pair(own, fed), filled_in(page, "small_form"), follow=True)

    assert answer.redirect_chain[-1][0] == change(fed)
    assert said(answer)[1] == (
        f'They are one now: visitors see this one, and <a href="{change(own)}">the other one</a> is kept behind it.'
    )
    assert Meeting.objects.get(pk=own.pk).same_as == fed
    [deed] = Deed.objects.all()
    assert (deed.said, deed.by.username) == (
        "Harbour Light (Every Monday, 7:30pm) is the same as Harbour Lights (Every Monday, 7:30pm)",
        "editor",
    )
    undoing.undo(deed)
    assert Meeting.objects.get(pk=own.pk).same_as is None


def test_staff_choose_the_other(editor_client, both):
    fed, own = both

    editor_client.post(pair(fed, own), {"kept": own.pk})

    assert Meeting.objects.get(pk=fed.pk).same_as == own


def test_what_is_not_listed_cannot_be_chosen(editor_client, both):
    fed, own = both
    listing.close(fed, reason="Ended")

    page = editor_client.get(pair(fed, own))

    assert [key for key, _label in page.context["form"].fields["kept"].choices] == [str(own.pk)]
    assert "kept" in editor_client.post(pair(fed, own), {"kept": fed.pk}).context["form"].errors


def test_where_neither_is_listed_there_is_nothing_to_choose(editor_client, both):
    for one in both:
        listing.close(one, reason="Ended")

    answer = editor_client.get(pair(*both), follow=True)

    assert said(answer) == [
        "Visitors would find nothing: “Harbour Lights” is not listed. List it first, or keep the other one."
    ]


def test_the_group_that_is_left_without_a_meeting_is_asked_about(editor_client, both):
    fed, own = both

    answer = editor_client.post(pair(fed, own), {"kept": fed.pk}, follow=True)

    address = f"/admin/groups/group/merge/?one={fed.group.pk}&amp;other={own.group.pk}"
    link = f'<a href="{address}">is the group the same too?</a>'
    assert said(answer)[2] == f"No meeting of “Harbour Light” is shown by itself any more: {link}."


@pytest.mark.parametrize(
    "query", ["", "?one=1", "?one=x&other=2", "?one=1&other=99999999999999999999", "?one=%00&other=1"]
)
def test_an_address_that_names_no_two_is_no_page(editor_client, query):
    assert editor_client.get(f"/admin/groups/meeting/same/{query}").status_code == 404


def test_the_page_asks_a_fixed_number_of_questions(admin_client, both, django_assert_num_queries):
    fed, own = both
    for day in range(3):
        make_exception(own, "cancelled", f"2026-12-0{day + 1}")
    admin_client.get(pair(fed, own))

    with django_assert_num_queries(18):
        admin_client.get(pair(fed, own))


# --- Afterwards


@pytest.fixture
def one(both):
    sameness.make_one(*both)
    return both


def test_each_says_what_has_become_of_it(editor_client, one):
    fed, own = one

    behind, shown = editor_client.get(change(own)), editor_client.get(change(fed))

    assert 'Visitors see <a href="/meetings/lights/">Harbour Lights</a> in its place' in text(behind)
    assert shown.context["same"] == {"stands_for": [(change(own), "Harbour Light (Every Monday, 7:30pm)")]}
    assert "/admin/r/" not in text(behind)
    assert "The same as another" not in text(behind)
    assert "Shown through another" in text(editor_client.get("/admin/groups/meeting/"))


@pytest.mark.parametrize(("asked", "names"), [("yes", ["light"]), ("no", ["lights"]), ("x", ["light", "lights"])])
def test_the_list_finds_what_is_shown_through_another(editor_client, one, asked, names):
    rows = editor_client.get("/admin/groups/meeting/", {"double": asked}).context["cl"].result_list

    assert sorted(row.slug for row in rows) == names


def test_one_press_shows_it_again(editor_client, one):
    _fed, own = one

    answer = editor_client.post(f"/admin/groups/meeting/{own.pk}/apart/", follow=True)

    assert Meeting.objects.get(pk=own.pk).same_as is None
    assert "Visitors see it again, at its own address: Harbour Light (Every Monday, 7:30pm)." in said(answer)


def test_looking_at_that_address_shows_nothing_again(editor_client, one):
    _fed, own = one

    editor_client.get(f"/admin/groups/meeting/{own.pk}/apart/")

    assert Meeting.objects.get(pk=own.pk).same_as is not None


def test_where_what_visitors_see_is_gone_one_press_on_the_list_shows_the_other_again(editor_client, one):
    fed, own = one
    listing.close(fed, reason="Left its feed")

    page = editor_client.get(f"{QUALITY}/out-of-sight/")
    [line] = page.context["lines"]
    assert line.again == f"/admin/groups/meeting/{own.pk}/apart/"
    assert "Show it again" in text(page)
    assert "Show the first one again" in text(editor_client.get(line.compare))
    editor_client.post(line.again)

    assert Meeting.objects.get(pk=own.pk).same_as is None


def test_the_start_page_counts_it(editor_client, one):
    listing.close(one[0], reason="Left its feed")

    assert "1 listing is shown through another that is gone" in text(editor_client.get("/admin/"))


# --- Who


def test_only_who_may_change_both_may_say_so(client, both):
    fed, own = both
    ipswich = make_area("Ipswich")
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    fed.group.area = ipswich
    fed.group.save()

    for one, other in ((fed, own), (own, fed)):
        assert client.get(pair(one, other)).status_code == 404
        assert client.post(pair(one, other), {"kept": fed.pk}).status_code == 404
    page = client.post(f"/admin/groups/meeting/{fed.pk}/same/", {"other": str(own.pk)})
    assert list(page.context["form"].errors) == ["other"]
    assert client.get(f"/admin/groups/meeting/{fed.pk}/same/").context["likely"] == []
    assert not Meeting.objects.exclude(same_as=None).exists()


def test_what_stands_for_ones_own_is_named_and_nothing_of_others_is_led_to(client, one):
    fed, own = one
    ipswich = make_area("Ipswich")
    editor = User.objects.create_user("ipswich", is_staff=True)
    StaffRole.objects.create(user=editor, role=Role.EDITOR)
    Grant.objects.create(user=editor, area=ipswich)
    client.force_login(editor)
    for mine in (fed, own):
        type(fed.group).objects.update(area=None)
        mine.group.area = ipswich
        mine.group.save()
        same = client.get(change(mine)).context["same"]
        assert same == {"stands_for": []} or same["through"] == fed


def test_an_observer_says_nothing(observer_client, both, one):
    fed, own = both

    assert observer_client.get(pair(fed, own)).status_code == 403
    assert observer_client.post(f"/admin/groups/meeting/{own.pk}/apart/").status_code == 403
    assert Meeting.objects.get(pk=own.pk).same_as == fed


# --- What a run brought


@pytest.fixture
def run(both):
    fed, _own = both
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return FeedRun.objects.create(feed=fed.feed, started_at=now, ended_at=now, outcome="applied", may_be_here=[fed.pk])


def test_the_page_of_a_run_says_how_many_may_be_listed_already(admin_client, run):
    page = text(admin_client.get(f"/admin/groups/feedrun/{run.pk}/change/"))

    assert (
        "1 of these meetings may be listed already: "
        f'<a href="{QUALITY}/same-meetings/?run={run.pk}">look at it</a>' in page
    )


def test_its_list_holds_these_alone(admin_client, both, run):
    venue = make_venue("Quay Place", lat=52.2)
    for name in ("Deben", "Deben Group"):
        make_meeting(group=make_group(name), venue=venue)

    page = admin_client.get(f"{QUALITY}/same-meetings/?run={run.pk}")

    assert [[record.pk for record in line.finding.records] for line in page.context["lines"]] == [
        [one.pk for one in both]
    ]
    assert "Only what the run of “intergroup” on" in text(page)
    assert len(admin_client.get(f"{QUALITY}/same-meetings/?run=x").context["lines"]) == 2


def test_what_stands_for_another_is_not_deleted_and_the_page_names_which(admin_client, one):
    fed, own = one

    page = admin_client.get(f"/admin/groups/meeting/{fed.pk}/delete/")
    assert [str(record) for record in page.context["protected"]] == [
        f'Meeting: <a href="{change(own)}">Harbour Light</a>'
    ]
    admin_client.post(f"/admin/groups/meeting/{fed.pk}/delete/", {"post": "yes"})

    assert Meeting.objects.filter(pk=fed.pk).exists()
