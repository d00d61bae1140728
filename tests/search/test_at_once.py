"""Two that change listings at once: one waits for the other, both end well, and what is derived is of them both."""

import json
from threading import Event, Thread, current_thread

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from groups.feeds import importing
from groups.models import Feed, Meeting, Venue
from groups.search import index, index_rows
from groups.upkeep import listing
from tests.exchange.guide_rows import row
from tests.factories import make_feed
from tests.search import doors

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE, TOO_LONG = 0.5, 20


class Walk(Thread):
    """Goes through a door with a connection of its own."""

    def __init__(self, door, world, *, stops_at: str = ""):
        super().__init__(daemon=True)
        self.door, self.world, self.stops_at = door, world, stops_at
        self.fault: Exception | None = None
        self.is_inside, self.may_go_on = Event(), Event()

    def run(self):
        try:
            self.door(self.world)
        except Exception as fault:  # noqa: BLE001 - whatever it was, the test says so
            self.fault = fault
        finally:
            connections.close_all()

    def pass_by(self, place: str):
        if place == self.stops_at:
            self.is_inside.set()
            assert self.may_go_on.wait(TOO_LONG)


@pytest.fixture
def of_a_feed(world, monkeypatch):
    """A directory with a feed of three meetings at one venue, and two places where a walk may be told to stop.

    `changed`: the listings are written, and the index is about to hear of it. `read`: it has read what it will write.
    """
    importing.run(make_feed(), lambda: _rows(), clock=timezone.now)
    changing, reading = index.changed, index_rows.read

    def changed(*records):
        _pass_by("changed")
        changing(*records)

    def read(*arguments):
        found = list(reading(*arguments))
        _pass_by("read")
        return found

    monkeypatch.setattr(index, "changed", changed)
    monkeypatch.setattr(index_rows, "read", read)
    return world


def _pass_by(place):
    if isinstance(current_thread(), Walk):
        current_thread().pass_by(place)


def _rows(**changed) -> bytes:
    return json.dumps([row(slug=f"m{n}", name=f"Lantern {n}", **changed) for n in range(3)]).encode()


def importing_again(world):
    rows = _rows(time="20:00", notes="Front door.", group="Quince")
    importing.run(Feed.objects.get(), lambda: rows, clock=timezone.now)


def correcting_its_venue(world):
    world.save(Venue.objects.get(feed__isnull=False), name="Quaker House", directions="By the side door.")


def closing_one_of_its_meetings(world):
    listing.close(Meeting.objects.get(feed_key="m1"), reason="No hall.")


def renaming_an_area(world):
    world.save(world.suffolk, name="The county")


def deleting_an_area(world):
    world.delete(Venue.objects.get(pk=world.found.pk).area_worked_out)


def reindexing(world):
    call_command("reindex", verbosity=0)


def loading_the_demonstration(world):
    call_command("load_demo", verbosity=0)


@pytest.mark.parametrize(
    ("first", "stops_at", "second"),
    [
        (importing_again, "read", correcting_its_venue),
        (importing_again, "read", closing_one_of_its_meetings),
        (correcting_its_venue, "changed", importing_again),
        (correcting_its_venue, "read", importing_again),
        (closing_one_of_its_meetings, "changed", importing_again),
        (renaming_an_area, "changed", importing_again),
        (renaming_an_area, "read", closing_one_of_its_meetings),
        (deleting_an_area, "read", importing_again),
        (reindexing, "read", correcting_its_venue),
        (loading_the_demonstration, "changed", renaming_an_area),
    ],
)
def test_the_second_waits_for_the_first_and_both_end_well(first, stops_at, second, of_a_feed):
    before = doors.revision()
    one, other = Walk(first, of_a_feed, stops_at=stops_at), Walk(second, of_a_feed)
    one.start()
    assert one.is_inside.wait(TOO_LONG)

    other.start()
    other.join(A_WHILE)
    assert other.is_alive()
    assert doors.revision() == before, "nobody sees the half of it"
    one.may_go_on.set()
    one.join(TOO_LONG)
    other.join(TOO_LONG)

    assert (one.fault, other.fault) == (None, None)
    assert doors.revision() >= before + 2
    assert doors.derived() == doors.rebuilt()
