"""The next import: what changes, what staff changed, what leaves its feed."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from groups.exchange.record import Problem, VenueRecord
from groups.models import (
    AccessAnswer,
    AccessFeature,
    Confirmation,
    Group,
    Meeting,
    Site,
    Venue,
)
from groups.rules.choices import Status
from groups.rules.schedule import SECOND
from tests.factories import make_feed, make_meeting
from tests.feeds.taking_in import HALL, NOW, counts, online, record, take_in, the_meeting

pytestmark = pytest.mark.django_db


# --- Again


def test_the_same_again_changes_nothing_and_raises_no_revision(feed, codes):
    Site.objects.create(pk=1, name="Here")
    rows = [
        record(codes=("O", "X", "W", "QQ"), updated=NOW, first=date(2026, 1, 6), cautions=("Look at this.",)),
        record("monthly", weeks=SECOND, minutes=90),
        record("arranged", by_arrangement=True, weekday=None, starts_at=None),
        online("web"),
    ]
    take_in(feed, *rows)
    revision = Site.objects.get().revision

    made = take_in(feed, *rows, now=NOW + timedelta(days=1))

    assert counts(made) == (0, 0, 4, 0, 0)
    assert Site.objects.get().revision == revision
    assert set(Meeting.objects.values_list("last_seen", flat=True)) == {NOW + timedelta(days=1)}
    assert Confirmation.objects.count() == 1


def test_a_changed_row_changes_its_meeting_alone(feed, codes):
    take_in(feed, record(codes=("W", "X")), record("b"))

    made = take_in(feed, record(codes=("SP",), starts_at=time(20)), record("b"))

    meeting = the_meeting()
    assert counts(made) == (0, 1, 1, 0, 0)
    assert (meeting.starts_at, meeting.slug) == (time(20), "harbour-lights-tuesday")
    assert list(meeting.tags.values_list("slug", flat=True)) == ["speaker"]
    assert not meeting.access_answers.exists()


def test_a_row_whose_venue_changes_counts_as_changed(feed):
    take_in(feed, record(), record("b", venue=replace(HALL, name="Other", address="2 Mill Lane")))

    made = take_in(
        feed,
        record(venue=replace(HALL, directions="By the river.")),
        record("b", venue=replace(HALL, name="Other", address="2 Mill Lane")),
    )

    assert counts(made) == (0, 1, 1, 0, 0)
    assert the_meeting().venue.directions == "By the river."


def test_a_corrected_address_is_the_same_venue(feed):
    take_in(feed, record())
    venue = the_meeting().venue
    AccessAnswer.objects.create(
        venue=venue, feature=AccessFeature.objects.create(slug="lift", label="Lift"), answer="yes"
    )

    take_in(feed, record(venue=replace(HALL, address="1 Church St")))

    assert the_meeting().venue == venue
    assert Venue.objects.get().address == "1 Church St"


def test_a_meeting_that_moves_house_gets_another_venue(feed):
    take_in(feed, record())
    before = the_meeting().venue

    take_in(feed, record(venue=VenueRecord(name="Library", address="5 Mill Lane", postcode="IP4 4DD")))

    assert the_meeting().venue.name == "Library"
    assert Venue.objects.get(pk=before.pk).name == "Trinity Hall"


def test_a_renamed_group_keeps_its_page(feed):
    take_in(feed, record(group="Harbour Ligths"), record("b", group="Harbour Ligths"))
    group = the_meeting().group

    made = take_in(feed, record(group="Harbour Group"), record("b", group="Harbour Group"))

    group.refresh_from_db()
    assert (counts(made), group.name, group.slug) == ((0, 2, 0, 0, 0), "Harbour Group", "harbour-ligths")
    assert Group.objects.count() == 1


def test_a_meeting_that_joins_another_group_leaves_an_empty_one_closed(feed):
    take_in(feed, record(group="One"), record("b", group="Two"))

    take_in(feed, record(group="Two"), record("b", group="Two"))

    assert dict(Group.objects.values_list("name", "status")) == {"One": "closed", "Two": "listed"}
    assert the_meeting().group.name == "Two"


# --- What staff changed


def test_staffs_own_values_stay_and_what_the_feed_says_is_kept_beside(feed, codes):
    take_in(feed, record(note="Side door.", codes=("W",)))
    meeting = the_meeting()
    meeting.note = "Ring the bell."
    meeting.save()
    meeting.meeting_tags.all().delete()
    Group.objects.update(name="The Harbour Group")
    Venue.objects.update(lat=52.1, lng=1.2)

    made = take_in(
        feed,
        record(note="Front door.", codes=("W", "SP"), minutes=90, venue=replace(HALL, lat=50.0, lng=1.0)),
    )

    meeting = the_meeting()
    assert counts(made) == (0, 1, 0, 0, 0)
    assert (meeting.note, meeting.minutes, meeting.feed_values["note"]) == ("Ring the bell.", 90, "Front door.")
    assert not meeting.tags.exists()
    assert (meeting.group.name, meeting.venue.lat) == ("The Harbour Group", 52.1)


def test_an_access_answer_of_staff_stays(feed, codes):
    take_in(feed, record(codes=("X",)))
    AccessAnswer.objects.update(answer="partly", note="One step")

    take_in(feed, record(codes=("X", "W")))

    assert list(the_meeting().access_answers.values_list("answer", "note")) == [("partly", "One step")]
    assert list(the_meeting().tags.values_list("slug", flat=True)) == ["women"]


def test_the_pin_is_of_one_field(feed):
    take_in(feed, record())
    Meeting.objects.update(starts_at=time(18))

    take_in(feed, record(weekday=3))

    assert (the_meeting().weekday, the_meeting().starts_at) == (3, time(18))


def test_a_meeting_that_staff_closed_stays_closed(feed):
    take_in(feed, record(), record("b"))
    Meeting.objects.filter(feed_key="b").update(status=Status.CLOSED, status_reason="Fire")

    take_in(feed, record(), record("b", paused=True))
    take_in(feed, record())
    take_in(feed, record(), record("b"))

    assert (the_meeting("b").status, the_meeting("b").status_reason) == (Status.CLOSED, "Fire")


def test_a_caution_that_staff_took_away_comes_back_only_with_other_words(feed):
    take_in(feed, record(cautions=("Look here.",)))
    Meeting.objects.update(cautions="")

    assert counts(take_in(feed, record(cautions=("Look here.",)))) == (0, 0, 1, 0, 0)
    assert the_meeting().cautions == ""
    take_in(feed, record(cautions=("Look there.",)))
    assert the_meeting().cautions == "Look there."
    take_in(feed, record())
    assert the_meeting().cautions == ""


# --- Leaving


def test_what_left_its_feed_is_closed_told_of_once_and_reopened_when_it_returns(feed):
    take_in(feed, record(), record("b", group="Second"))

    assert counts(take_in(feed, record())) == (0, 0, 1, 1, 0)
    gone = the_meeting("b")
    assert (gone.status, gone.status_reason) == (Status.CLOSED, "Left its feed")
    assert (gone.group.status, gone.group.status_reason) == (Status.CLOSED, "Left its feed")
    assert counts(take_in(feed, record())) == (0, 0, 1, 0, 0)

    assert counts(take_in(feed, record(), record("b", group="Second"))) == (0, 1, 1, 0, 0)
    back = the_meeting("b")
    assert (back.status, back.status_reason, back.group.status) == (Status.LISTED, "", Status.LISTED)
    assert back.slug == gone.slug


def test_what_left_stays_as_staff_have_set_it_after(feed):
    take_in(feed, record(), record("b"))
    take_in(feed, record())
    Meeting.objects.filter(feed_key="b").update(status=Status.LISTED, status_reason="")

    assert counts(take_in(feed, record())) == (0, 0, 1, 0, 0)
    assert the_meeting("b").status == Status.LISTED


def test_a_pause_that_staff_gave_an_end_survives_leaving(feed):
    take_in(feed, record(), record("b", paused=True))
    Meeting.objects.filter(feed_key="b").update(paused_until=date(2027, 1, 1))

    take_in(feed, record())

    assert (the_meeting("b").status, the_meeting("b").paused_until) == (Status.PAUSED, date(2027, 1, 1))


def test_a_group_with_a_meeting_that_staff_entered_stays_open(feed):
    take_in(feed, record(), record("b", group="Second"))
    make_meeting(group=the_meeting("b").group)

    take_in(feed, record())

    assert Group.objects.get(name="Second").status == Status.LISTED


def test_a_row_that_cannot_be_read_any_more_leaves_its_listing_as_it_was(feed):
    take_in(feed, record(), record("b"))

    made = take_in(feed, record(), Problem(2, "Harbour Lights", "The time “TBC” cannot be read.", "b"))
    again = take_in(feed, record(), record("b", venue=None))

    assert (counts(made), counts(again)) == ((0, 0, 1, 0, 1), (0, 0, 1, 0, 1))
    assert (the_meeting("b").status, the_meeting("b").group.status) == (Status.LISTED, Status.LISTED)


def test_another_feeds_listings_and_staffs_are_left_alone(feed):
    other = make_feed("other")
    take_in(other, record("theirs"))
    ours = make_meeting()

    take_in(feed, record())

    assert the_meeting("theirs").status == Status.LISTED
    ours.refresh_from_db()
    assert ours.status == Status.LISTED
