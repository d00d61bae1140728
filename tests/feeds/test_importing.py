"""What an import brings, changes and leaves alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError

from groups.exchange.record import Problem, VenueRecord
from groups.feeds import applying, known
from groups.feeds.applying import ListingsMoved, Refused, apply
from groups.models import (
    DEMONSTRATION,
    AccessAnswer,
    AccessFeature,
    Code,
    Confirmation,
    Group,
    Meeting,
    Site,
    Venue,
)
from groups.rules.choices import Attendance, Status
from groups.rules.schedule import EVERY_WEEK, SECOND
from tests.factories import make_area, make_feed, make_meeting, make_programme, make_tag, make_venue
from tests.feeds.taking_in import HALL, NOW, counts, online, plan_for, record, take_in, the_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed():
    return make_feed("sussex")


@pytest.fixture
def codes():
    make_tag("speaker")
    make_tag("women")
    AccessFeature.objects.create(slug="step-free", label="Step-free access")
    for code, means, value in [
        ("SP", "tag", "speaker"),
        ("W", "tag", "women"),
        ("X", "access", "step-free"),
        ("O", "field", "who=anyone"),
        ("C", "field", "who=members"),
        ("TC", "field", "status=paused"),
        ("ONL", "field", "attendance=online"),
        ("PL", "language", "pl"),
        ("EN", "language", "en"),
    ]:
        Code.objects.create(scheme="meeting-guide", code=code, label=code, means=means, value=value)


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


# --- The brake


def rows(number):
    return [record(f"m{n}", group=f"Group {n}") for n in range(number)]


@pytest.mark.parametrize(("before", "after", "refused"), [(24, 18, False), (24, 17, True), (5, 1, False), (8, 2, True)])
def test_a_run_that_closes_more_than_a_quarter_and_more_than_five_is_refused(feed, before, after, refused):
    take_in(feed, *rows(before))

    made = plan_for(feed, *rows(after))

    assert bool(made.refusal(force=False)) == refused
    assert made.refusal(force=True) == ""


def test_a_refused_run_changes_nothing_and_a_forced_one_goes_through(feed):
    take_in(feed, *rows(10))

    with pytest.raises(Refused):
        take_in(feed, *rows(1), record("new"))
    assert (Meeting.objects.filter(status=Status.LISTED).count(), Meeting.objects.count()) == (10, 10)

    take_in(feed, *rows(1), force=True)
    assert Meeting.objects.filter(status=Status.CLOSED).count() == 9


@pytest.mark.parametrize("answer", [(), (Problem(1, "a row", "It has no name."),)])
def test_an_answer_without_one_meeting_changes_nothing_however_forced(feed, answer):
    take_in(feed, *rows(3))

    with pytest.raises(Refused):
        take_in(feed, *answer, force=True)

    assert Meeting.objects.filter(status=Status.LISTED).count() == 3


# --- Venues of others


def test_a_venue_of_another_source_is_linked_and_never_changed(feed):
    theirs = make_venue("Trinity Hall", postcode="IP1 1AA", directions="Ours.")

    take_in(feed, record(venue=replace(HALL, directions="Theirs.", name="TRINITY HALL")))

    assert the_meeting().venue == theirs
    theirs.refresh_from_db()
    assert (theirs.directions, theirs.feed, Venue.objects.count()) == ("Ours.", None, 1)
    assert counts(take_in(feed, record())) == (0, 0, 1, 0, 0)


def test_no_meeting_is_linked_to_an_invented_venue(feed):
    make_venue("Trinity Hall", postcode="IP1 1AA", feed=make_feed(DEMONSTRATION), feed_key="hall")

    take_in(feed, record())

    assert the_meeting().venue.feed == feed


# --- All or nothing


def test_a_failure_in_the_middle_leaves_everything_as_it_was(feed, monkeypatch):
    take_in(feed, *rows(3))
    before = _everything()
    made = plan_for(feed, *rows(2), record("new", group="New", venue=replace(HALL, name="New")))

    def fails(model, rows):
        if model is Confirmation:
            raise IntegrityError("disk full")
        return inserting(model, rows)

    inserting = applying.insert_rows
    monkeypatch.setattr(applying, "insert_rows", fails)
    with pytest.raises(IntegrityError):
        apply(made, now=NOW + timedelta(days=1))

    assert _everything() == before


def test_a_plan_made_before_somebody_elses_change_is_not_applied(feed):
    Site.objects.create(pk=1, name="Here")
    take_in(feed, record(note="Side door."))
    made = plan_for(feed, record(note="Front door."))
    Meeting.objects.update(note="Ring the bell.")
    Site.objects.listings_changed()

    with pytest.raises(ListingsMoved):
        apply(made, now=NOW)

    assert the_meeting().note == "Ring the bell."


def _everything():
    tables = (Meeting, Group, Venue, Confirmation)
    return [list(table.objects.order_by("pk").values()) for table in tables]


# --- At length


def test_the_number_of_queries_does_not_grow_with_the_rows(feed, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        take_in(feed, *rows(400))
    with django_assert_max_num_queries(60):
        take_in(feed, *rows(400))


def test_values_in_the_tables_read_back_as_they_were_planned(feed, codes):
    take_in(feed, record(codes=("O", "W", "X"), first=date(2026, 1, 6), last=date(2027, 1, 5), minutes=75))

    (here,) = known.meetings(feed)

    assert {**here.now._asdict()} == {name: here.said[name] for name in here.now._fields}
    assert here.now.weeks == EVERY_WEEK


def test_the_database_checks_what_the_rules_check(feed):
    """The constraints are the backstop: with the rules out of the way they refuse the same row."""
    made = plan_for(feed, record())
    made.meetings.added[0].says = made.meetings.added[0].says._replace(attendance=Attendance.ONLINE.value)

    with pytest.raises(IntegrityError):
        apply(made, now=NOW)

    assert not Meeting.objects.exists()
