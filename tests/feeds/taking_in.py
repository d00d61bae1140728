"""Records as a reader would yield them, and one import of them."""

from datetime import UTC, datetime, time

from groups.exchange.record import MeetingRecord, VenueRecord
from groups.feeds.applying import apply
from groups.feeds.planning import plan
from groups.models import Meeting
from groups.rules.choices import Attendance

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HALL = VenueRecord(name="Trinity Hall", address="1 Church Street", town="Ipswich", postcode="IP1 1AA", country="GB")


def record(key="harbour-lights-tuesday", **fields):
    """A weekly meeting in person, on Tuesday at half past seven."""
    usual = {
        "line": 1,
        "name": "Harbour Lights",
        "attendance": Attendance.IN_PERSON,
        "weekday": 1,
        "starts_at": time(19, 30),
        "time_zone": "Europe/London",
        "venue": HALL,
    }
    return MeetingRecord(key=key, **{**usual, **fields})


def online(key="online", **fields):
    """The same on the web alone."""
    usual = {"attendance": Attendance.ONLINE, "venue": None, "online_link": "https://zoom.us/j/1"}
    return record(key, **{**usual, **fields})


def plan_for(feed, *rows, now=NOW):
    return plan(feed, rows, format_name="meeting-guide", now=now)


def take_in(feed, *rows, now=NOW, force=False):
    """Plan and apply; the plan comes back."""
    made = plan_for(feed, *rows, now=now)
    apply(made, now=now, force=force)
    return made


def counts(made):
    return tuple(made.counts.values())


def the_meeting(key="harbour-lights-tuesday"):
    return Meeting.objects.select_related("group", "venue").get(feed_key=key)
