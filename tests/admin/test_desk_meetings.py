"""The desk of meetings: finding them, and what their rows and pages say."""

import re
from datetime import date, time

import pytest
from django.utils import timezone

from groups.models import AccessAnswer, AccessFeature, MeetingTag
from groups.rules.choices import Status
from groups.rules.schedule import FIRST, LAST
from tests.admin.pages import page_of
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_programme,
    make_tag,
    make_venue,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

DESK = "/admin/groups/meeting/"


@pytest.fixture
def at_noon(monkeypatch):
    """Monday 23 November 2026. Named before the client, whose session begins then."""
    noon = timezone.datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: noon)


def found(client, query: str) -> list[str]:
    return sorted(meeting.title for meeting in client.get(f"{DESK}?{query}").context["cl"].result_list)


@pytest.mark.parametrize("typed", ["IP12 1AA", "ip121aa", "IP12", "deben", "kettle", "trinity", "woodbridge", "AA"])
def test_a_meeting_is_found_by_what_callers_say(admin_client, typed):
    group = make_group("Kettle On", programme=make_programme(short_name="AA"))
    venue = make_venue("Trinity Hall", town="Woodbridge", postcode="IP12 1AA")
    make_meeting(name="Deben Steps", group=group, venue=venue)
    make_meeting(group=make_group("Other"), venue=make_venue("Quay", postcode="IP1 2AA"))

    assert found(admin_client, f"q={typed}") == ["Deben Steps"]


def test_the_filters_narrow_to_what_they_say(admin_client):
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    steps = make_group("Steps", programme=make_programme(slug="alcoholics-anonymous"), area=make_area("Norfolk"))
    feed = make_feed()
    make_meeting(group=steps, venue=make_venue(area=ipswich), feed=feed, feed_key="1")
    make_meeting(group=make_group("Kettle", area=ipswich), attendance="online", weekday=6)
    make_meeting(group=make_group("Café"), by_arrangement=True, weekday=6, status=Status.DRAFT)

    assert found(admin_client, "day=6") == ["Kettle"]
    assert found(admin_client, "day=by-arrangement") == ["Café"]
    assert found(admin_client, "attendance__exact=online") == ["Kettle"]
    assert found(admin_client, "programme=alcoholics-anonymous") == ["Steps"]
    assert found(admin_client, "kind=community") == ["Café", "Kettle"]
    assert found(admin_client, "in=suffolk") == ["Kettle", "Steps"]
    assert found(admin_client, "status__exact=draft") == ["Café"]
    assert found(admin_client, f"feed__id__exact={feed.pk}") == ["Steps"]


def test_a_row_says_when_and_where(admin_client):
    make_meeting(group=make_group("Harbour Lights"), weeks=LAST, weekday=4, starts_at=time(12), attendance="hybrid")

    page = admin_client.get(DESK).content.decode()

    assert "Last Friday of the month, midday" in page
    assert "Trinity Hall, Ipswich and online" in page


def test_a_page_says_the_rule_in_words_and_the_next_six_dates(at_noon, admin_client):
    meeting = make_meeting(weeks=FIRST | LAST, minutes=90, status=Status.DRAFT)
    make_exception(meeting, "cancelled", date(2026, 12, 7))
    make_exception(meeting, "moved", date(2026, 12, 28), to=date(2026, 12, 29))

    page = admin_client.get(page_of(meeting)).content.decode()

    assert "1st and last Mondays, 7:30pm to 9pm" in page
    coming = re.findall(r"<div><a [^>]*>([^<\n]*, 7:30pm[^<\n]*)</a></div>", page)
    assert coming == [
        "Monday 30 November, 7:30pm",
        "Tuesday 29 December, 7:30pm (moved here)",
        "Monday 4 January, 7:30pm",
        "Monday 25 January, 7:30pm",
        "Monday 1 February, 7:30pm",
        "Monday 22 February, 7:30pm",
    ]


def test_a_check_of_the_group_counts_for_its_meetings(admin_client):
    today = timezone.localdate()
    group = make_group("Kettle", confirmed_on=today, confirmed_by="phone")
    make_meeting(group=group, confirmed_on=date(2020, 1, 1))
    make_meeting(group=make_group("Old"), confirmed_on=date(2020, 1, 1))
    make_meeting(group=make_group("Never"))

    assert found(admin_client, "freshness=checked") == ["Kettle"]
    assert found(admin_client, "freshness=old") == ["Old"]
    assert found(admin_client, "freshness=never") == ["Never"]
    assert "Checked today by phone" in admin_client.get(DESK).content.decode()


def test_a_listed_meetings_page_leads_to_what_the_public_sees_and_a_drafts_does_not(admin_client):
    listed, draft = make_meeting(), make_meeting(status=Status.DRAFT)

    way = re.search(r'href="([^"]+)" class="viewsitelink"', admin_client.get(page_of(listed)).content.decode())[1]

    assert admin_client.get(way).url.endswith(listed.get_absolute_url())
    assert "viewsitelink" not in admin_client.get(page_of(draft)).content.decode()


def test_what_the_feed_left_for_staff_to_look_at_is_shown(admin_client):
    meeting = make_meeting(cautions="“Every other week” has no date to count from.")

    assert "has no date to count from." in admin_client.get(page_of(meeting)).content.decode()


@pytest.mark.parametrize("query", ["q=%00", "day=%00", "feed__id__exact=%00", "programme=%00", "day=²"])
def test_nonsense_in_the_address_is_no_failure(admin_client, query):
    assert admin_client.get(f"{DESK}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("number", ["9" * 20, "-1", "x"])
def test_a_feed_that_cannot_be_is_no_failure(admin_client, number):
    assert admin_client.get(f"{DESK}?feed__id__exact={number}").status_code in (200, 302)


def test_nonsense_typed_into_an_autocomplete_is_no_failure(admin_client):
    asked = {"term": "\x00", "app_label": "groups", "model_name": "meeting", "field_name": "group"}

    assert admin_client.get("/admin/autocomplete/", asked).status_code == 200


def test_tags_and_answers_that_differ_from_the_feed_are_said(admin_client):
    said = {"tags": "speaker:1 women", "access": "lift=yes", "starts_at": "19:30:00", "weekday": 0}
    meeting = make_meeting(feed=make_feed(), feed_key="m-1", feed_values=said)
    feature = AccessFeature.objects.create(slug="lift", label="Lift")
    AccessAnswer.objects.create(meeting=meeting, feature=feature, answer="yes")
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("speaker"), weeks=1)
    make_tag("women")

    page = admin_client.get(page_of(meeting)).content.decode()

    assert "<li>tags: here “Speaker, 1st”, in the feed “Speaker, 1st; Women”</li>" in page
    assert page.count("in the feed “") == 1


@pytest.mark.parametrize("own_way", [[], [{"kind": "cancelled", "first": "2026-12-25"}]])
def test_a_meeting_that_follows_its_feed_says_so(admin_client, own_way):
    said = {"starts_at": "19:30:00", "weekday": 0, "tags": "", "exceptions": own_way, "venue": None}
    meeting = make_meeting(feed=make_feed(), feed_key="m-1", feed_values=said, attendance="online")

    assert "No. Every field follows the feed." in admin_client.get(page_of(meeting)).content.decode()
