"""A run as a whole: the brake, the venues of others, all or nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from groups.exchange.record import Problem
from groups.feeds import applying, known
from groups.feeds.applying import ListingsMoved, Refused, apply
from groups.models import (
    DEMONSTRATION,
    Confirmation,
    Group,
    Meeting,
    Site,
    Venue,
)
from groups.rules.choices import Attendance, Status
from groups.rules.schedule import EVERY_WEEK
from tests.factories import make_feed, make_venue
from tests.feeds.taking_in import HALL, NOW, counts, plan_for, record, take_in, the_meeting

pytestmark = pytest.mark.django_db


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
    with django_assert_max_num_queries(80):
        take_in(feed, *rows(400))
    with django_assert_max_num_queries(80):
        take_in(feed, *rows(400))


def test_values_in_the_tables_read_back_as_they_were_planned(feed, codes):
    take_in(feed, record(codes=("O", "W", "X"), first=date(2026, 1, 6), last=date(2027, 1, 5), minutes=75))

    (here,) = known.meetings(feed)

    assert here.now._asdict() == here.now._field_defaults | here.said
    assert here.now.weeks == EVERY_WEEK


def test_the_database_checks_what_the_rules_check(feed):
    """The constraints are the backstop: with the rules out of the way they refuse the same row."""
    made = plan_for(feed, record())
    made.meetings.added[0].says = made.meetings.added[0].says._replace(attendance=Attendance.ONLINE.value)

    with pytest.raises(IntegrityError):
        apply(made, now=NOW)

    assert not Meeting.objects.exists()
