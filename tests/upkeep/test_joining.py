"""Two groups, or two venues, that were entered twice become one: nothing is lost, no import brings the other back."""

from datetime import UTC, date, datetime

import pytest

from groups.feeds import importing
from groups.history import recording
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Confirmation,
    Deed,
    Feed,
    Group,
    Meeting,
    OldSlug,
    SearchRow,
    Site,
    Suggestion,
    Venue,
)
from groups.rules.choices import DeedSource
from groups.upkeep import undoing
from groups.upkeep.joining import NotToBeJoined, join_groups, join_venues
from tests.factories import make_exception, make_feed, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def site():
    return Site.objects.update_or_create(pk=1, defaults={"name": "Suffolk"})[0]


# --- Groups


def two_groups(**gone):
    kept = make_group(
        "Harbour Lights", slug="harbour-lights", website="https://example.org/", private_contact="a@x.org"
    )
    return kept, make_group("Harbour Light", slug="harbour-light", **gone)


def test_all_that_hangs_on_the_other_group_hangs_on_this_one_and_its_address_leads_here():
    kept, gone = two_groups(confirmed_on=date(2026, 11, 1), confirmed_by="phone")
    meeting = make_meeting(group=gone)
    Confirmation.objects.create(group=gone, on=date(2026, 11, 1), by="phone")
    Suggestion.objects.create(kind="change", group=gone, nonce="1", sent_at=NOW)

    join_groups(kept, gone, taken=["name"])

    kept.refresh_from_db()
    assert (kept.name, kept.slug, kept.website) == ("Harbour Light", "harbour-lights", "https://example.org/")
    assert (kept.confirmed_on, kept.confirmed_by) == (date(2026, 11, 1), "phone")
    assert [*kept.meetings.all()] == [meeting]
    assert (Confirmation.objects.get().group, Suggestion.objects.get().group) == (kept, kept)
    assert list(OldSlug.objects.values_list("kind", "slug", "leads_to")) == [
        ("group", "harbour-light", "harbour-lights")
    ]
    assert list(Group.objects.all()) == [kept]
    assert SearchRow.objects.get().pk == meeting.pk


def test_the_public_is_led_from_the_address_that_was(client):
    kept, gone = two_groups()
    join_groups(kept, gone)

    answer = client.get("/groups/harbour-light/")

    assert (answer.status_code, answer["Location"]) == (301, "/groups/harbour-lights/")


def test_what_goes_together_is_taken_together():
    kept, gone = two_groups(status="paused", paused_until=date(2027, 1, 1), status_reason="Summer break")

    join_groups(kept, gone, taken=["status"])

    kept.refresh_from_db()
    assert (kept.status, kept.paused_until, kept.status_reason) == ("paused", date(2027, 1, 1), "Summer break")


def test_an_undo_gives_both_groups_back_with_their_meetings_and_addresses():
    kept, gone = two_groups(feed=make_feed(), feed_key="harbour light", feed_values={"name": "Harbour Light"})
    number, meeting = gone.pk, make_meeting(group=gone)
    Confirmation.objects.create(group=gone, on=date(2026, 11, 1), by="phone")
    with recording.deed(DeedSource.FORM):
        join_groups(kept, gone, taken=["name"])

    undone = undoing.undo(Deed.objects.latest("pk"))

    assert undone.left == []
    kept.refresh_from_db()
    back = Group.objects.get(pk=number)
    assert (kept.name, kept.feed, kept.feed_key) == ("Harbour Lights", None, "")
    assert (back.name, back.slug, back.feed_key, back.feed_values) == (
        "Harbour Light", "harbour-light", "harbour light", {"name": "Harbour Light"},
    )  # fmt: skip
    assert Meeting.objects.get(pk=meeting.pk).group == back
    assert not OldSlug.objects.exists()
    assert back.confirmations.count() == 1


# --- Feeds


CSV = b"""Name,Slug,Day,Time,Location,Address,City,Postal Code
Harbour Light,a1,Monday,19:30,Trinity Hall,1 Elm Street,Ipswich,IP1 1AA
Deben Nights,a2,Tuesday,19:30,St Mary's,2 Oak Street,Woodbridge,IP12 1AA
"""


def take_in(feed: Feed, data: bytes = CSV):
    return importing.run(feed, lambda: data, clock=lambda: NOW)


def counted(plan) -> tuple[int, int, int]:
    return plan.counts["added"], plan.counts["changed"], plan.counts["gone"]


def test_a_feeds_group_merged_into_one_of_our_own_does_not_come_back():
    feed = make_feed()
    take_in(feed)
    kept, gone = make_group("Harbour Lights"), Group.objects.get(name="Harbour Light")

    join_groups(kept, gone)

    assert counted(take_in(feed)) == (0, 0, 0)
    kept.refresh_from_db()
    assert (kept.name, kept.feed, kept.meetings.count()) == ("Harbour Lights", feed, 1)
    assert Group.objects.count() == 2


def test_the_feed_goes_on_with_what_staff_did_not_decide():
    feed = make_feed()
    take_in(feed)
    kept = make_group("Harbour Lights")
    join_groups(kept, Group.objects.get(name="Harbour Light"))

    take_in(feed, CSV.replace(b"19:30,Trinity", b"20:00,Trinity"))

    assert f"{kept.meetings.get().starts_at:%H:%M}" == "20:00"


def test_of_two_groups_of_feeds_the_second_stays_behind_for_its_feed_to_find():
    feed = make_feed()
    take_in(feed)
    kept, gone = Group.objects.order_by("pk")

    join_groups(kept, gone)

    assert counted(take_in(feed)) == (0, 0, 0)
    assert Group.objects.get(pk=gone.pk).same_as == kept
    assert kept.meetings.count() == 2


def test_after_an_undo_the_feed_knows_its_group_again():
    feed = make_feed()
    take_in(feed)
    kept, gone = make_group("Harbour Lights"), Group.objects.get(name="Harbour Light")
    number = gone.pk
    with recording.deed(DeedSource.FORM):
        join_groups(kept, gone)
    undoing.undo(Deed.objects.latest("pk"))

    assert counted(take_in(feed))[0] == 0
    assert Group.objects.get(pk=number).meetings.count() == 1


def test_the_demonstration_is_not_mixed_with_what_is_real():
    kept, gone = two_groups(feed=make_feed("demonstration"), feed_key="1")

    with pytest.raises(NotToBeJoined) as refused:
        join_groups(kept, gone)

    assert str(refused.value) == "One of them belongs to the demonstration, and goes with it."


# --- Venues


def test_meetings_exceptions_and_answers_move_to_the_venue_that_stays():
    lift, loop = (AccessFeature.objects.create(slug=slug, label=slug) for slug in ("lift", "loop"))
    kept, gone = make_venue("Trinity Hall"), make_venue("Trinity Church Hall", lat=52.1, precision="exact")
    AccessAnswer.objects.create(venue=kept, feature=lift, answer="no")
    AccessAnswer.objects.create(venue=gone, feature=lift, answer="yes")
    AccessAnswer.objects.create(venue=gone, feature=loop, answer="yes")
    meeting, visitor = make_meeting(venue=gone), make_meeting()
    make_exception(visitor, "moved", date(2026, 12, 7), venue=gone)

    join_venues(kept, gone, taken=["point"])

    kept.refresh_from_db()
    assert (kept.name, kept.lat) == ("Trinity Hall", 52.1)
    assert Meeting.objects.get(pk=meeting.pk).venue == kept
    assert visitor.exceptions.get().venue == kept
    assert set(kept.access_answers.values_list("feature__slug", "answer")) == {("lift", "no"), ("loop", "yes")}
    assert not Venue.objects.filter(name="Trinity Church Hall").exists()


def test_an_undo_gives_both_venues_back_with_what_met_there():
    lift = AccessFeature.objects.create(slug="lift", label="Lift")
    kept, gone = make_venue("Trinity Hall"), make_venue("Trinity Church Hall")
    number, meeting, visitor = gone.pk, make_meeting(venue=gone), make_meeting()
    AccessAnswer.objects.create(venue=gone, feature=lift, answer="yes")
    make_exception(visitor, "moved", date(2026, 12, 7), venue=gone)
    with recording.deed(DeedSource.FORM):
        join_venues(kept, gone)

    undone = undoing.undo(Deed.objects.latest("pk"))

    assert undone.left == []
    assert Meeting.objects.get(pk=meeting.pk).venue_id == number
    assert visitor.exceptions.get().venue_id == number
    assert (kept.access_answers.count(), Venue.objects.get(pk=number).access_answers.count()) == (0, 1)


def test_a_feeds_venue_merged_into_one_of_our_own_does_not_come_back():
    feed = make_feed()
    take_in(feed)
    kept, gone = make_venue("Trinity", postcode="IP1 1AB"), Venue.objects.get(name="Trinity Hall")

    join_venues(kept, gone)

    assert counted(take_in(feed)) == (0, 0, 0)
    assert Venue.objects.count() == 2
    assert kept.meetings.count() == 1


def test_the_same_hall_of_two_feeds_becomes_one_where_the_other_feed_will_find_it():
    other, feed = make_feed(), make_feed()
    take_in(feed)
    kept = make_venue("Trinity Hall.", postcode="IP1 1AA", feed=other, feed_key="9", feed_values={})
    gone = Venue.objects.get(name="Trinity Hall")

    join_venues(kept, gone)

    assert counted(take_in(feed))[0] == 0
    assert Venue.objects.count() == 2


def test_halls_of_two_feeds_with_other_names_are_refused_with_the_way_out():
    other, feed = make_feed(), make_feed()
    take_in(feed)
    kept = make_venue("Trinity", postcode="IP1 1AA", feed=other, feed_key="9")

    with pytest.raises(NotToBeJoined) as refused:
        join_venues(kept, Venue.objects.get(name="Trinity Hall"))

    assert str(refused.value).endswith("It would not if this one had the name and the postcode that the other feed "
                                       "gives: Trinity Hall, IP1 1AA.")  # fmt: skip
