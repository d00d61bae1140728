"""The start page: what needs doing today, each number a link to the list of just these."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import DEMONSTRATION, Feed, FeedRun, Grant, Site, Suggestion
from groups.rules.choices import Status, SuggestionKind
from guidance.models import Helpline
from mutualaid.workplace import start
from tests.factories import make_area, make_feed, make_group, make_meeting

NO_HOLIDAY_NEAR = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def site(db):
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


def shown(client) -> dict[str, list[str]]:
    answer = client.get(reverse("admin:index"))
    return {part.heading: [thing.text for thing in part.things] for part in answer.context["start"].parts}


def suggest(kind=SuggestionKind.CHANGE, days=0, **fields):
    """What somebody sent at midday, so many days ago."""
    # Today is asked here and not once for the file: a run that goes on past midnight would be a day late.
    day = timezone.localdate() - timedelta(days=days)
    sent_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    number = Suggestion.objects.count()
    group = fields["meeting"].group
    return Suggestion.objects.create(kind=kind, nonce=f"n{number}", sent_at=sent_at, group=group, **fields)


def test_nothing_waits_is_said(editor_client):
    Helpline.objects.all().delete()

    assert "Nothing is waiting." in editor_client.get("/admin/").content.decode()


def test_suggestions_say_how_long_the_oldest_has_waited(editor_client):
    meeting = make_meeting()
    suggest(days=5, meeting=meeting)
    suggest(days=1, meeting=meeting)

    assert shown(editor_client)["People are waiting"] == ["2 suggestions are waiting: the oldest came 5 days ago"]


def test_what_worried_somebody_comes_first_and_to_administrators_alone(admin_client, editor_client):
    suggest(SuggestionKind.WORRY, meeting=make_meeting())

    assert "People are waiting" not in shown(editor_client)


def test_an_administrator_reads_of_a_worry(admin_client):
    suggest(SuggestionKind.WORRY, days=1, meeting=make_meeting())

    assert shown(admin_client)["People are waiting"] == ["Something worried 1 person: yesterday"]


def test_every_link_leads_to_a_page(admin_client):
    make_group(status=Status.DRAFT)
    make_meeting(status=Status.DRAFT)
    suggest(meeting=make_meeting())
    suggest(SuggestionKind.WORRY, meeting=make_meeting())
    Helpline.objects.create(name="A", slug="a")
    Helpline.objects.create(name="B", slug="b", checked_on=date(2020, 1, 1))

    context = admin_client.get("/admin/").context["start"]
    things = [thing for part in context.parts for thing in part.things]
    links = [thing.url for thing in things] + [cell.url for row in context.areas for cell in row.cells]

    assert [thing.text for thing in things if "draft" in thing.text] == ["1 group is a draft", "1 meeting is a draft"]
    assert [thing.text for thing in things if "rung" in thing.text] == [
        "1 helpline was never rung",
        "1 helpline was rung more than a year ago",
    ]
    for link in links:
        assert admin_client.get(link).status_code == 200, link


def test_groups_to_check_are_counted_by_area_and_each_number_is_its_list(admin_client):
    county = make_area("Suffolk", kind="county")
    today = timezone.localdate()
    town = make_area("Ipswich", parent=county)
    make_group("Never", area=county)
    make_group("Due", area=town, confirmed_on=today - timedelta(days=100))
    make_group("Overdue", area=town, confirmed_on=today - timedelta(days=300))
    make_group("Fresh", area=town, confirmed_on=today)
    make_group("Nowhere", confirmed_on=today - timedelta(days=900))
    make_group("Closed", area=town, status=Status.CLOSED)
    make_group("Invented", area=town, feed=make_feed(DEMONSTRATION))

    areas = admin_client.get("/admin/").context["start"].areas

    assert [(row.area, [cell.number for cell in row.cells]) for row in areas] == [
        ("Suffolk", [1, 1, 0, 1]),
        ("Ipswich", [1, 1, 0, 0]),
        ("No area", [0, 0, 1, 0]),
    ]
    listed = admin_client.get(areas[0].cells[1].url).context["cl"].result_list
    assert [group.name for group in listed] == ["Overdue"]
    assert [group.name for group in admin_client.get(areas[2].cells[2].url).context["cl"].result_list] == ["Nowhere"]


@pytest.mark.parametrize("count", [1, 4])
def test_the_start_page_asks_the_same_however_much_waits(
    editor_client, django_user_model, count, django_assert_num_queries
):
    for number in range(count):
        meeting = make_meeting(group=make_group(area=make_area(f"Town {number}")), status=Status.DRAFT)
        suggest(meeting=meeting)
    person = django_user_model.objects.get(username="editor")
    start.parts(person, now=NO_HOLIDAY_NEAR)  # the checks of the data are kept from here on

    with django_assert_num_queries(18):
        start.parts(person, now=NO_HOLIDAY_NEAR)


def test_the_next_bank_holiday_is_asked_for_in_time(editor_client, django_user_model):
    make_meeting(weekday=4)
    person = django_user_model.objects.get(username="editor")

    [part] = [
        part for part in start.parts(person, now=datetime(2026, 12, 1, 12, tzinfo=UTC)) if part.heading == "Dates"
    ]

    assert part.things == [
        start.Thing(
            "1 meeting has no answer for Christmas Day, Friday 25 December",
            "/admin/groups/meetingexception/holidays/?date=2026-12-25",
        )
    ]


def test_a_feed_that_failed_is_named_to_who_looks_after_all(editor_client, django_user_model):
    feed = make_feed("aa")
    FeedRun.objects.create(feed=feed, started_at=NO_HOLIDAY_NEAR, ended_at=NO_HOLIDAY_NEAR, outcome="failed")

    assert shown(editor_client)["Feeds"] == ["The feed aa failed at its last run: it has never given a good answer"]

    Feed.objects.update(answered_at=timezone.now() - timedelta(days=3))
    assert shown(editor_client)["Feeds"] == ["The feed aa failed at its last run: its last good answer came 3 days ago"]

    Grant.objects.update(area=make_area("Ipswich"))
    assert "Feeds" not in shown(editor_client)


def test_parts_in_which_nothing_waits_are_left_out(editor_client, django_user_model):
    person = django_user_model.objects.get(username="editor")

    assert start.parts(person, now=timezone.now()) == []
