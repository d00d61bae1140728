"""A feed is run from its desk: looked at first, applied as it was looked at; and its fields can be followed again."""

import json
from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from groups.feeds import asking
from groups.feeds.fetching import Fetched
from groups.feeds.not_fetched import NotFetched
from groups.feeds.waiting import feeds_waiting
from groups.models import (
    DEMONSTRATION,
    Deed,
    Feed,
    FeedRun,
    Grant,
    Group,
    KeptFile,
    Meeting,
    Programme,
    StaffRole,
    Venue,
)
from groups.rules.choices import Role, RunOutcome, Status
from groups.upkeep.undoing import undo
from tests.admin.pages import page_of
from tests.exchange.bmlt_made import row as bmlt_row
from tests.factories import make_area, make_feed, make_tag
from tests.feeds.taking_in import record, take_in, the_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def feed():
    return make_feed("Suffolk AA", address="https://aa.example.org/meetings.json")


def row(number=1, **fields):
    return {
        "slug": f"anchor-{number}", "name": f"Anchor {number}", "day": 2, "time": "19:30", "end_time": "20:30",
        "location": "Mill Hall", "formatted_address": "1 Mill Lane, Woodbridge IP12 1ZZ, UK",
        "timezone": "Europe/London", **fields,
    }  # fmt: skip


def answer(*rows):
    return json.dumps(rows).encode()


def hand_in(client, feed, data):
    return client.post(f"/admin/groups/feed/{feed.pk}/run/", {"file": SimpleUploadedFile("feed.json", data)})


def apply(client, feed, page, **also):
    posted = {"token": page.context["token"], "seen": page.context["seen"]} | also
    return client.post(f"/admin/groups/feed/{feed.pk}/apply/", posted, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def member(role, *areas):
    person = User.objects.create_user(f"{role}-{User.objects.count()}", password="harbour-lights", is_staff=True)
    StaffRole.objects.create(user=person, role=role)
    for area in areas:
        Grant.objects.create(user=person, area=area)
    return person


# --- Look, and apply


def test_a_feeds_page_leads_to_running_it(admin_client, feed):
    page = admin_client.get(page_of(feed)).content.decode()

    assert f'href="/admin/groups/feed/{feed.pk}/run/"' in page
    assert f'href="/admin/groups/feed/{feed.pk}/pinned/"' in page


def test_the_demonstration_is_not_run(admin_client):
    feed = make_feed(DEMONSTRATION)

    assert "/run/" not in admin_client.get(page_of(feed)).content.decode()
    assert admin_client.get(f"/admin/groups/feed/{feed.pk}/run/").status_code == 404


def test_codes_that_nobody_here_knows_are_named_with_their_number(admin_client, feed):
    page = hand_in(admin_client, feed, answer(row(types=["QQ", "ZZ"]), row(2, types=["ZZ"])))

    assert "Codes that nobody here knows: QQ (1), ZZ (2)" in page.content.decode()


def test_what_a_feed_answers_is_looked_at_first_and_nothing_is_written(admin_client, feed, monkeypatch):
    monkeypatch.setattr(asking, "ask", lambda feed, **limits: Fetched(answer(row(), row(2, time="half past"))))

    page = admin_client.post(f"/admin/groups/feed/{feed.pk}/run/", {"fetch": "1"})

    assert page.context["plan"].counts == {"added": 1, "changed": 0, "unchanged": 0, "gone": 0, "rejected": 1}
    [added] = page.context["shown"].added
    assert (added.called, added.about) == ("Anchor 1", "Tuesday 7:30pm to 8:30pm, Mill Hall, Woodbridge")
    assert "The time “half past” cannot be read." in page.content.decode()
    assert (Meeting.objects.count(), FeedRun.objects.count(), Deed.objects.count()) == (0, 0, 0)


def test_it_is_fetched_within_a_request(admin_client, feed, monkeypatch):
    asked = []

    def notes(feed, **limits):
        asked.append((feed.address, limits))
        return Fetched(answer(row()))

    monkeypatch.setattr(asking, "ask", notes)

    admin_client.post(f"/admin/groups/feed/{feed.pk}/run/", {"fetch": "1"})

    limits = {"seconds": 30.0, "further_seconds": 30.0, "most_bytes": 16 * 1024 * 1024}
    assert asked == [("https://aa.example.org/meetings.json", limits)]


def test_the_plan_is_applied_as_it_was_looked_at_by_that_person(admin_client, admin_user, feed):
    page = hand_in(admin_client, feed, answer(row()))

    response = apply(admin_client, feed, page)

    applied, way_back = said(response)
    assert applied == "Applied: added 1, changed 0, unchanged 0, gone 0, rejected 0."
    assert f"/admin/groups/deed/{Deed.objects.get().pk}/" in way_back
    assert Meeting.objects.get().starts_at == time(19, 30)
    assert FeedRun.objects.get().outcome == RunOutcome.APPLIED
    assert Deed.objects.values_list("by", "said").get() == (
        admin_user.pk,
        "Feed Suffolk AA: added 1, changed 0, gone 0",
    )
    assert not KeptFile.objects.exists()


def test_each_change_is_shown_field_by_field(admin_client, feed):
    apply(admin_client, feed, hand_in(admin_client, feed, answer(row(), row(2))))

    page = hand_in(
        admin_client,
        feed,
        answer(
            row(
                time="20:00",
                end_time="21:00",
                location="Quay House",
                formatted_address="9 Quay, Woodbridge IP12 9ZZ, UK",
            )
        ),
    )

    changed = {one.called: [tuple(line) for line in one.lines] for one in page.context["shown"].changed}
    assert ("starts", "7:30pm", "8pm") in changed["Anchor 1"]
    assert ("venue", "Mill Hall, Woodbridge", "Quay House, Woodbridge") in changed["Anchor 1"]
    gone = {(one.table, one.called): [tuple(line) for line in one.lines] for one in page.context["shown"].gone}
    assert gone["meeting", "Anchor 2"] == [("status", "Listed", "Closed"), ("reason", "", "Left its feed")]


def test_a_plan_that_closes_too_much_needs_a_tick(admin_client, feed):
    apply(admin_client, feed, hand_in(admin_client, feed, answer(*(row(number) for number in range(8)))))
    page = hand_in(admin_client, feed, answer(row()))

    refused = apply(admin_client, feed, page)
    assert "It would close 7 of the feed’s 8 listings: nothing is changed." in refused.content.decode()
    assert Meeting.objects.filter(status=Status.LISTED).count() == 8

    apply(admin_client, feed, refused, force="on")
    assert Meeting.objects.filter(status=Status.LISTED).count() == 1


def test_an_answer_without_meetings_cannot_be_applied_at_all(admin_client, feed):
    page = hand_in(admin_client, feed, answer({"name": "x", "day": "Someday"}))

    assert "Apply this plan" not in page.content.decode()
    apply(admin_client, feed, page, force="on")
    assert FeedRun.objects.get().outcome == RunOutcome.REFUSED


def test_a_plan_that_is_another_one_by_now_is_looked_at_again(admin_client, feed):
    apply(admin_client, feed, hand_in(admin_client, feed, answer(row())))
    page = hand_in(admin_client, feed, answer(row(time="20:00", end_time="21:00")))
    Meeting.objects.update(starts_at=time(18))

    response = apply(admin_client, feed, page)

    assert response.context["why"].startswith("A listing was changed in the meantime")
    assert Meeting.objects.get().starts_at == time(18)
    assert FeedRun.objects.count() == 1


def test_a_change_elsewhere_does_not_disturb_a_plan(admin_client, feed):
    other = make_feed("other")
    take_in(other, record())
    page = hand_in(admin_client, feed, answer(row()))
    take_in(other, record(minutes=75))

    assert said(apply(admin_client, feed, page))[0] == "Applied: added 1, changed 0, unchanged 0, gone 0, rejected 0."


def test_an_answer_is_kept_for_an_hour_and_for_one_person(client, admin_client, feed):
    page = hand_in(admin_client, feed, answer(row()))
    KeptFile.objects.update(at=timezone.now() - timedelta(minutes=61))

    assert said(apply(admin_client, feed, page)) == [
        "The answer was kept for an hour. Run the feed again: nothing was changed."
    ]
    page = hand_in(admin_client, feed, answer(row()))
    client.force_login(User.objects.create_superuser("other"))
    apply(client, feed, page)
    assert not Meeting.objects.exists()


def test_a_yes_is_posted(admin_client, feed):
    page = hand_in(admin_client, feed, answer(row()))

    admin_client.get(f"/admin/groups/feed/{feed.pk}/apply/", {"token": page.context["token"], "seen": "x"})

    assert not Meeting.objects.exists()


def test_what_cannot_be_had_or_read_is_said(admin_client, feed, monkeypatch):
    def nothing(feed, **limits):
        raise NotFetched("aa.example.org cannot be reached, or broke off.")

    monkeypatch.setattr(asking, "ask", nothing)

    page = admin_client.post(f"/admin/groups/feed/{feed.pk}/run/", {"fetch": "1"})
    assert "aa.example.org cannot be reached, or broke off." in page.content.decode()
    assert (
        "The answer is a web page, not a list of meetings." in hand_in(admin_client, feed, b"<html>").content.decode()
    )


def test_what_a_feed_says_is_harmless_on_the_page(admin_client, feed):
    page = hand_in(admin_client, feed, answer(row(name="A &lt;script&gt;alert(1)&lt;/script&gt;", types=["<i>"])))

    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_looking_asks_as_often_whatever_changes(admin_client, feed, count, django_assert_num_queries):
    apply(admin_client, feed, hand_in(admin_client, feed, answer(*(row(number) for number in range(count)))))
    later = answer(*(row(number, time="20:00", end_time="21:00") for number in range(count)))

    with django_assert_num_queries(26):
        hand_in(admin_client, feed, later)


# --- Who may


@pytest.mark.parametrize("address", ["run", "apply", "pinned"])
@pytest.mark.parametrize("role", ["observer", "moderator", "editor of an area"])
def test_feeds_are_run_by_who_looks_after_all(client, feed, address, role):
    area = make_area() if role == "editor of an area" else None
    client.force_login(member(role.split()[0], area))

    assert client.get(f"/admin/groups/feed/{feed.pk}/{address}/").status_code == 403
    assert client.post(f"/admin/groups/feed/{feed.pk}/{address}/", {"fetch": "1"}).status_code == 403


def test_an_editor_of_everything_runs_feeds(client, feed):
    client.force_login(member(Role.EDITOR, None))

    apply(client, feed, hand_in(client, feed, answer(row())))

    assert Meeting.objects.count() == 1
    assert "/run/" in client.get(page_of(feed)).content.decode()


# --- Following again


@pytest.fixture
def pinned(feed):
    """A meeting that staff put half an hour earlier, with another tag, and a group that they renamed."""
    take_in(feed, record())
    Meeting.objects.update(starts_at=time(19))
    Group.objects.update(name="Lanterns")
    the_meeting().meeting_tags.create(tag=make_tag("women"))
    return the_meeting()


def test_a_feeds_differences_stand_side_by_side(admin_client, feed, pinned):
    page = admin_client.get(f"/admin/groups/feed/{feed.pk}/pinned/")

    units = {
        unit["name"]: [tuple(line) for line in unit["lines"]]
        for one in page.context["records"]
        for unit in one["units"]
    }
    assert units == {
        f"group-{pinned.group_id}-name": [("name", "Lanterns", "Harbour Lights")],
        f"meeting-{pinned.pk}-starts_at": [("starts", "7pm", "7:30pm")],
        f"meeting-{pinned.pk}-tags": [("tags", "Women", "")],
    }


def follow(client, feed, unit, **also):
    return client.post(f"/admin/groups/feed/{feed.pk}/follow/", {"follow": unit} | also, follow=True)


def test_a_field_follows_its_feed_again_and_that_can_be_taken_back(admin_client, feed, pinned):
    response = follow(admin_client, feed, f"meeting-{pinned.pk}-starts_at", back="pinned")

    assert the_meeting().starts_at == time(19, 30)
    assert said(response) == ["Lanterns follows the feed there again."]
    deed = Deed.objects.first()
    assert deed.said == "Lanterns follows its feed again: starts"
    take_in(feed, record(starts_at=time(20)))
    assert the_meeting().starts_at == time(20)
    undo(deed)
    take_in(feed, record(starts_at=time(20)))


def test_tags_follow_too(admin_client, feed, pinned):
    follow(admin_client, feed, f"meeting-{pinned.pk}-tags")

    assert not the_meeting().meeting_tags.exists()


def test_a_status_follows_as_a_whole(admin_client, feed):
    take_in(feed, record())
    Meeting.objects.update(status=Status.PAUSED, status_reason="Repairs", paused_until="2027-01-01")

    follow(admin_client, feed, f"meeting-{the_meeting().pk}-status")

    meeting = the_meeting()
    assert (meeting.status, meeting.status_reason, meeting.paused_until) == (Status.LISTED, "", None)


def test_what_a_rule_forbids_stays_and_is_said(admin_client, feed):
    take_in(feed, record())
    Meeting.objects.update(attendance="online", venue=None, online_ask=True)

    response = follow(admin_client, feed, f"meeting-{the_meeting().pk}-attendance")

    assert said(response) == ["Harbour Lights: A meeting in person needs a venue."]
    assert the_meeting().attendance == "online"


def test_a_records_own_page_leads_back_to_the_feed(admin_client, feed, pinned):
    page = admin_client.get(page_of(pinned)).content.decode()

    assert (
        f'formaction="/admin/groups/feed/{feed.pk}/follow/" name="follow" value="meeting-{pinned.pk}-starts_at"' in page
    )


@pytest.mark.parametrize("unit", ["meeting-{}-weekday", "meeting-{}-slug", "meeting-0-name", "area-1-name", "", "x"])
def test_what_does_not_differ_does_not_follow(admin_client, feed, pinned, unit):
    response = follow(admin_client, feed, unit.format(pinned.pk))

    assert response.status_code == 404 or said(response) == ["Lanterns: This follows the feed already."]


def test_an_editor_lets_their_own_listings_follow_and_no_others(client, feed, pinned):
    ipswich = make_area("Ipswich")
    client.force_login(member(Role.EDITOR, ipswich))

    assert follow(client, feed, f"meeting-{pinned.pk}-starts_at").status_code == 403
    Group.objects.update(area=ipswich)
    follow(client, feed, f"meeting-{pinned.pk}-starts_at")
    assert the_meeting().starts_at == time(19, 30)


def test_following_is_posted(admin_client, feed, pinned):
    unit = f"meeting-{pinned.pk}-starts_at"

    assert admin_client.get(f"/admin/groups/feed/{feed.pk}/follow/", {"follow": unit}).status_code == 405
    assert the_meeting().starts_at == time(19)


@pytest.mark.parametrize("count", [1, 3])
def test_differences_ask_as_often_whatever_their_number(admin_client, feed, count, django_assert_num_queries):
    take_in(feed, *(record(f"meeting-{number}", starts_at=time(number)) for number in range(count)))
    Meeting.objects.update(starts_at=time(19))
    Venue.objects.update(town="Melton")

    with django_assert_num_queries(14):
        admin_client.get(f"/admin/groups/feed/{feed.pk}/pinned/")


# --- What waits


def test_feeds_that_wait_for_somebody(feed):
    cache.clear()
    late = make_feed("late", address="https://example.org/b", answered_at=NOW - timedelta(hours=49))
    make_feed("a file")
    Feed.objects.filter(pk=feed.pk).update(answered_at=NOW)
    FeedRun.objects.create(feed=feed, started_at=NOW, ended_at=NOW, outcome=RunOutcome.APPLIED)
    FeedRun.objects.create(feed=late, started_at=NOW - timedelta(days=1), ended_at=NOW, outcome=RunOutcome.REFUSED)
    take_in(feed, record(), now=NOW)
    Meeting.objects.update(starts_at=time(19), minutes=90)

    waiting = feeds_waiting(now=NOW)

    assert (waiting.failed, waiting.late, waiting.pinned) == ([late], [late], {feed.pk: 2})


def test_no_feed_waits_where_there_is_none():
    cache.clear()
    make_feed(DEMONSTRATION, address="https://example.org")

    assert not feeds_waiting(now=NOW)


# --- BMLT


def test_a_bmlt_feed_is_run_from_its_desk_without_a_list_of_formats_beside_it(admin_client, feed):
    call_command("load_shipped", stdout=StringIO())
    feed.programme = Programme.objects.get(slug="narcotics-anonymous")
    feed.save()
    first = answer(bmlt_row(formats="O1,Sp1", lang_enum="de"))
    apply(admin_client, feed, hand_in(admin_client, feed, first))

    page = hand_in(admin_client, feed, answer(bmlt_row(formats="OL,Sp1,Sp3", lang_enum="de")))

    (changed,) = page.context["shown"].changed
    assert [tuple(line[:3]) for line in changed.lines] == [
        ("weeks in which anyone can come", "1st", "last"),
        ("tags", "Speaker, 1st", "Speaker, 1st, 3rd"),
    ]
