"""What staff see of how a feed does: in the list of feeds, on its page, and on the page of a run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from groups.admin import feed_health
from groups.models import DEMONSTRATION, Feed, FeedRun, StaffRole
from groups.rules.choices import Role, RunOutcome
from tests.admin.pages import errors, page_of, save
from tests.factories import make_feed

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_run(feed, outcome, at=NOON, **fields):
    return FeedRun.objects.create(feed=feed, started_at=at, ended_at=at, outcome=outcome, **fields)


def the_feed(**fields):
    make_feed("Suffolk AA", address="https://aa.example.org/meetings.json", **fields)
    return feed_health.with_last_run(Feed.objects.all()).get()


def test_a_feed_goes_well_once_it_was_taken_in():
    assert feed_health.how_it_goes(the_feed()) == "Never taken in yet"

    Feed.objects.update(answered_at=NOON)
    assert feed_health.how_it_goes(feed_health.with_last_run(Feed.objects.all()).get()) == "Goes well"


@pytest.mark.parametrize(
    ("failures", "said"),
    [
        (1, "Fails since 21 November: aa.example.org answers with status 500."),
        (4, "Fails since 21 November, 4 times: aa.example.org answers with status 500."),
    ],
)
def test_a_feed_that_fails_says_since_when_how_often_and_why(failures, said):
    feed = the_feed(failures=failures, failing_since=NOON - timedelta(days=2), answered_at=NOON - timedelta(days=3))
    a_run(feed, RunOutcome.APPLIED, NOON - timedelta(days=3))
    a_run(feed, RunOutcome.FAILED, why="aa.example.org answers with status 500.")

    assert feed_health.how_it_goes(feed_health.with_last_run(Feed.objects.all()).get()) == said


def test_a_run_by_hand_that_brought_nothing_in_is_said_too():
    feed = the_feed(answered_at=NOON)
    a_run(feed, RunOutcome.REFUSED, why="It would close 6 of the feed’s 8 listings: nothing is changed.")

    assert feed_health.how_it_goes(feed_health.with_last_run(Feed.objects.all()).get()) == (
        "Its last run brought nothing in: It would close 6 of the feed’s 8 listings: nothing is changed."
    )


@pytest.mark.parametrize(
    ("answered_at", "said"), [(None, "never"), (NOON - timedelta(days=3), "20 Nov 2026, 12:00 (3 days ago)")]
)
def test_the_age_of_its_listings_is_said(answered_at, said):
    assert feed_health.listings_as_of(the_feed(answered_at=answered_at), now=NOON) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "at the next run"),
        ({"answered_at": NOON}, "24 Nov 2026, 12:00"),
        ({"answered_at": NOON - timedelta(days=2)}, "at the next run"),
        ({"answered_at": NOON, "tried_at": NOON, "failures": 3}, "23 Nov 2026, 16:00"),
        ({"address": ""}, "when somebody hands a file in"),
        ({"name": DEMONSTRATION}, ""),
    ],
)
def test_its_next_run_is_said(fields, said):
    feed = Feed(**{"name": "Suffolk AA", "address": "https://aa.example.org/"} | fields)

    assert feed_health.next_run(feed, now=NOON) == said


def test_a_run_that_failed_says_why_beside_its_feed(admin_client):
    feed = make_feed()
    a_run(feed, RunOutcome.FAILED, why="aa.example.org answers with status 500.")

    assert (
        "</a>: Failed. aa.example.org answers with status 500.</div>"
        in admin_client.get(page_of(feed)).content.decode()
    )


def test_the_list_of_feeds_tells_those_that_fail_from_the_others(admin_client):
    make_feed("fails", address="https://a.example.org", failures=2, failing_since=NOON)
    a_run(make_feed("refused"), RunOutcome.REFUSED)
    a_run(make_feed("well", answered_at=timezone.now()), RunOutcome.SAME)
    make_feed("new")

    def listed(answers):
        page = admin_client.get(f"/admin/groups/feed/?answers={answers}")
        return [feed.name for feed in page.context["cl"].result_list]

    assert (listed("no"), listed("yes")) == (["fails", "refused"], ["well"])


def test_the_list_holds_no_address_for_it_may_hold_a_key(admin_client):
    make_feed("Suffolk AA", address="https://aa.example.org/?key=harbour-lights")

    assert "harbour-lights" not in admin_client.get("/admin/groups/feed/").content.decode()


def test_a_run_shows_its_plan_in_short_and_makes_it_harmless(admin_client):
    run = a_run(make_feed(), RunOutcome.APPLIED, plan=["Changed: <b>Quay</b> (quay): minutes 60 → 75"])

    page = admin_client.get(page_of(run)).content.decode()
    assert "<div>Changed: &lt;b&gt;Quay&lt;/b&gt; (quay): minutes 60 → 75</div>" in page


def test_a_run_that_found_nothing_new_is_shown_beside_its_feed(admin_client):
    feed = make_feed()
    a_run(feed, RunOutcome.SAME, unchanged=40)

    page = admin_client.get(page_of(feed)).content.decode()
    assert "23 November 2026, 12:00</a>: Nothing new. added 0, changed 0, unchanged 40, gone 0, rejected 0" in page


@pytest.mark.parametrize("key", ["two words", "clé", "a\tb"])
def test_a_key_is_one_that_can_be_sent(admin_client, key):
    assert "key" in errors(save(admin_client, make_feed(address="https://example.org/"), key=key))


def test_an_address_with_a_place_for_a_key_wants_one(admin_client):
    feed = make_feed(address="https://example.org/")

    assert "key" in errors(save(admin_client, feed, address="https://example.org/?key={key}", key=""))
    assert errors(save(admin_client, feed, address="https://example.org/?key={key}", key="harbour-lights")) == {}


def test_who_only_looks_sees_it_and_no_key(client):
    feed = make_feed("Suffolk AA", address="https://example.org/", key="harbour-lights", answered_at=NOON)
    person = User.objects.create_user("observer", is_staff=True)
    StaffRole.objects.create(user=person, role=Role.OBSERVER)
    client.force_login(person)

    page = client.get(page_of(feed)).content.decode()

    assert "Goes well" in page
    assert "harbour-lights" not in page
