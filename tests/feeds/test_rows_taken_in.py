"""What one row becomes: a meeting with its group, venue, facts and check; or a rejection of that row alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from groups.exchange.record import Problem, VenueRecord
from groups.models import (
    Confirmation,
    Group,
    Meeting,
    Venue,
)
from groups.rules.choices import Status
from tests.factories import make_area, make_meeting, make_programme
from tests.feeds.taking_in import HALL, NOW, counts, online, plan_for, record, take_in, the_meeting

pytestmark = pytest.mark.django_db


# --- What one row becomes


def test_a_row_becomes_a_meeting_with_its_group_and_venue(feed):
    made = take_in(feed, record(minutes=60, note="Side door.", group="Harbour", group_note="Since 1990."))

    meeting = the_meeting()
    assert counts(made) == (1, 0, 0, 0, 0)
    assert (meeting.name, meeting.group.name, meeting.group.description) == ("Harbour Lights", "Harbour", "Since 1990.")
    assert (meeting.weekday, meeting.starts_at, meeting.minutes) == (1, time(19, 30), 60)
    assert (meeting.venue.name, meeting.venue.postcode, meeting.venue.town) == ("Trinity Hall", "IP1 1AA", "Ipswich")
    assert (meeting.status, meeting.group.status) == (Status.LISTED, Status.LISTED)
    assert (meeting.slug, meeting.group.slug) == ("harbour-lights-tuesday", "harbour")
    assert (meeting.feed, meeting.last_seen, meeting.note) == (feed, NOW, "Side door.")


def test_a_meeting_of_its_groups_name_has_none_of_its_own(feed):
    take_in(feed, record(group="Harbour Lights"))

    assert the_meeting().name == ""


def test_programme_area_and_zone_are_the_feeds(feed):
    feed.programme, feed.area, feed.time_zone = make_programme(), make_area(), "America/New_York"
    feed.save()

    take_in(feed, record(time_zone=""), record("other", time_zone="Europe/Dublin"))

    meeting = the_meeting()
    assert (meeting.group.programme, meeting.group.area, meeting.venue.area) == (feed.programme, feed.area, feed.area)
    assert meeting.time_zone == "America/New_York"
    assert the_meeting("other").time_zone == "Europe/Dublin"


def test_without_any_zone_the_place_says_it_or_the_plan_warns(feed):
    nowhere = VenueRecord(name="Trinity Hall", town="Ipswich")

    made = plan_for(feed, record(time_zone=""), record("b", time_zone="", venue=nowhere))

    assert (made.zones_by_place, made.without_zone) == (1, 1)
    assert [addition.says.time_zone for addition in made.meetings.added] == ["Europe/London", ""]


def test_meetings_of_one_name_are_one_group_and_of_one_address_one_venue(feed):
    fuller = replace(HALL, name="TRINITY HALL", directions="The bus stops outside.", lat=52.05, lng=1.15)

    take_in(feed, record(), record("b", name="Harbour lights", venue=fuller), record("c", name="Other", venue=HALL))

    assert Group.objects.count() == 2
    (venue,) = Venue.objects.all()
    assert (venue.directions, venue.lat) == ("The bus stops outside.", 52.05)


def test_the_order_of_the_rows_makes_no_difference(feed):
    rows = [
        record(group="A", group_note="short"),
        record("b", group="a", group_note="somewhat longer", venue=replace(HALL, lat=52.0, lng=1.0, approximate=True)),
        record("c", group="A", venue=replace(HALL, lat=52.1, lng=1.1)),
    ]
    take_in(feed, *rows)

    assert counts(take_in(feed, *reversed(rows))) == (0, 0, 3, 0, 0)
    assert (the_meeting().group.description, the_meeting().venue.lat) == ("somewhat longer", 52.1)


def test_venues_of_one_name_in_two_places_are_two(feed):
    elsewhere = replace(HALL, address="2 Mill Lane", postcode="IP2 2BB")
    points = [VenueRecord(name="Hall", lat=52.0 + n, lng=1.0) for n in range(2)]

    take_in(feed, record(), record("b", venue=elsewhere), *(record(f"p{n}", venue=at) for n, at in enumerate(points)))

    assert Venue.objects.count() == 4


def test_codes_become_facts_and_unknown_ones_are_kept(feed, codes):
    made = take_in(feed, record(codes=("O", "W", "SP", "X", "PL", "EN", "QQ")))

    meeting = the_meeting()
    assert (meeting.who, meeting.languages) == ("anyone", "en pl")
    assert sorted(meeting.tags.values_list("slug", flat=True)) == ["speaker", "women"]
    assert list(meeting.access_answers.values_list("feature__slug", "answer")) == [("step-free", "yes")]
    assert meeting.feed_values["codes_unknown"] == ["QQ"]
    assert made.unknown_codes == {"QQ": 1}


def test_a_temporarily_closed_place_pauses_what_meets_there_and_nothing_else(feed, codes):
    take_in(feed, record(codes=("TC",)), online("web", codes=("TC",)), record("inactive", paused=True))

    assert (the_meeting().status, the_meeting().status_reason) == (Status.PAUSED, "Paused by its source")
    assert the_meeting("web").status == Status.LISTED
    assert the_meeting("inactive").status == Status.PAUSED


def test_attendance_is_the_rows_else_its_codes_else_what_it_gives(feed, codes):
    link = "https://zoom.us/j/1"
    take_in(
        feed,
        record("stated", attendance="in-person", codes=("ONL",)),
        record("by-code", attendance="", codes=("ONL",), online_link=link),
        record("hybrid", attendance="", online_link=link),
        record("hall", attendance=""),
        record("web", attendance="", venue=None, online_link=link),
    )

    assert dict(Meeting.objects.values_list("feed_key", "attendance")) == {
        "stated": "in-person",
        "by-code": "online",
        "hybrid": "hybrid",
        "hall": "in-person",
        "web": "online",
    }


def test_online_without_a_way_in_is_to_be_asked_for(feed):
    take_in(feed, online(online_link=""), online("b", online_link="", online_phone="+441"))

    assert (the_meeting("online").online_ask, the_meeting("b").online_ask) == (True, False)
    assert the_meeting("online").venue is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"venue": None}, "It does not say where it meets."),
        ({"venue": VenueRecord(county="Suffolk")}, "It does not say where it meets."),
        ({"weekday": None}, "Enter the day and the time, or tick “By arrangement”."),
        ({"minutes": 0}, "A meeting lasts from 1 minute to 24 hours."),
        ({"venue": replace(HALL, lat=91.0, lng=0.0)}, "Latitude is -90 to 90 degrees and longitude -180 to 180."),
        ({"key": ""}, "It has no key of its own."),
        ({"online_link": f"https://example.org/{'x' * 500}"}, "Online link is longer than 500 characters."),
        ({"venue": replace(HALL, postcode="1234567890123")}, "Postcode is longer than 12 characters."),
        ({"group_phone": "0" * 41}, "Public phone is longer than 40 characters."),
    ],
)
def test_a_bad_row_costs_that_row_alone(feed, fields, why):
    bad = replace(record("bad", line=2), **fields)

    made = take_in(feed, record(), bad, record("good", line=3))

    assert counts(made) == (2, 0, 0, 0, 1)
    assert [(problem.line, problem.why) for problem in made.rejected] == [(2, why)]
    assert set(Meeting.objects.values_list("feed_key", flat=True)) == {"harbour-lights-tuesday", "good"}


def test_a_region_is_a_place_where_a_row_names_no_other(feed):
    take_in(feed, record(venue=VenueRecord(regions=("Suffolk", "Woodbridge"))))

    assert the_meeting().venue.town == "Woodbridge"


def test_the_second_of_two_rows_with_one_key_is_rejected(feed):
    made = take_in(feed, record(), record(line=7, note="Another"))

    assert (counts(made), made.rejected[0].why) == ((1, 0, 0, 0, 1), "Row 1 has the same key.")


def test_what_a_reader_could_not_read_is_passed_on(feed):
    made = take_in(feed, record(), Problem(2, "Hope", "The time “TBC” cannot be read."))

    assert made.rejected == [Problem(2, "Hope", "The time “TBC” cannot be read.")]


def test_texts_are_cut_to_their_columns(feed):
    take_in(feed, record(name="x" * 400, group="y" * 400, note="z" * 5000, key="k" * 400))

    meeting = Meeting.objects.get()
    assert [len(text) for text in (meeting.name, meeting.group.name, meeting.note)] == [255, 160, 2000]
    assert len(meeting.feed_key) <= 255


def test_groups_of_staff_keep_their_slugs_and_ours_are_numbered(feed):
    make_meeting(slug="harbour-lights-tuesday")

    take_in(feed, record())

    assert the_meeting().slug == "harbour-lights-tuesday-2"


# --- Checks


def test_the_rows_own_date_is_when_it_was_checked(feed):
    take_in(feed, record(updated=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)), record("b"))

    assert (the_meeting().confirmed_on, the_meeting().confirmed_by) == (date(2026, 7, 1), "feed")  # by London's clock
    assert list(Confirmation.objects.values_list("meeting__feed_key", "on", "by")) == [
        ("harbour-lights-tuesday", date(2026, 7, 1), "feed")
    ]
    assert the_meeting("b").confirmed_on is None


def test_a_newer_date_is_one_more_check_and_an_older_one_is_none(feed):
    for day in (10, 10, 12, 11):
        take_in(feed, record(updated=datetime(2026, 11, day, tzinfo=UTC)))

    assert list(Confirmation.objects.order_by("on").values_list("on", flat=True)) == [
        date(2026, 11, 10),
        date(2026, 11, 12),
    ]
    assert the_meeting().confirmed_on == date(2026, 11, 12)


def test_staffs_newer_check_stands(feed):
    take_in(feed, record(updated=datetime(2026, 1, 1, tzinfo=UTC)))
    Meeting.objects.update(confirmed_on=date(2026, 11, 1), confirmed_by="phone")

    take_in(feed, record(updated=datetime(2026, 10, 1, tzinfo=UTC)))

    assert (the_meeting().confirmed_on, the_meeting().confirmed_by) == (date(2026, 11, 1), "phone")


def test_a_date_to_come_checks_nothing(feed):
    take_in(feed, record(updated=NOW + timedelta(days=1)))

    assert the_meeting().confirmed_on is None
