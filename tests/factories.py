"""One valid thing of each kind: a test names only what matters to it."""

from datetime import time
from itertools import count

from groups.models import Area, Feed, Group, Meeting, MeetingException, Place, PlaceLoad, Programme, Tag, Venue
from groups.rules.choices import ABOUT_ANYTHING, Approach, Attendance, Audience, PlaceKind, Status
from groups.search import index

_numbers = count(1)


def reindexed(*records):
    """After a test has changed listings past the doors: what search knows of these, or of all, is made anew."""
    index.refresh(index.meetings_of(*records) if records else Meeting.objects.values_list("pk", flat=True))


def make_area(name="Ipswich", **fields):
    fields.setdefault("slug", f"area-{next(_numbers)}")
    fields.setdefault("kind", "town")
    return Area.objects.create(name=name, **fields)


def make_programme(name="Alcoholics Anonymous", **fields):
    fields.setdefault("slug", f"programme-{next(_numbers)}")
    fields.setdefault("approach", Approach.TWELVE_STEP)
    fields.setdefault("audience", Audience.SELF)
    fields.setdefault("about", ABOUT_ANYTHING)
    return Programme.objects.create(name=name, **fields)


def make_feed(name=None, **fields):
    return Feed.objects.create(name=name or f"feed-{next(_numbers)}", **fields)


def make_group(name="Harbour Lights", **fields):
    fields.setdefault("slug", f"group-{next(_numbers)}")
    fields.setdefault("status", Status.LISTED)
    return Group.objects.create(name=name, **fields)


def make_venue(name="Trinity Hall", **fields):
    fields.setdefault("lat", 52.056)
    fields.setdefault("lng", 1.15)
    fields.setdefault("town", "Ipswich")
    return Venue.objects.create(name=name, **fields)


def make_meeting(**fields):
    """A weekly meeting in person, listed, on a Monday at 7:30pm."""
    fields.setdefault("slug", f"meeting-{next(_numbers)}")
    fields.setdefault("status", Status.LISTED)
    fields.setdefault("attendance", Attendance.IN_PERSON)
    if "group" not in fields:
        fields["group"] = make_group()
    if fields["attendance"] == Attendance.ONLINE:
        fields.setdefault("online_ask", True)
    elif "venue" not in fields:
        fields["venue"] = make_venue()
    if fields["attendance"] == Attendance.HYBRID:
        fields.setdefault("online_ask", True)
    if not fields.get("by_arrangement"):
        fields.setdefault("weekday", 0)
        fields.setdefault("starts_at", time(19, 30))
    meeting = Meeting.objects.create(**fields)
    index.refresh([meeting.pk])
    return meeting


def make_exception(meeting, kind, first, **fields):
    fields.setdefault("last", first)
    exception = MeetingException.objects.create(meeting=meeting, kind=kind, first=first, **fields)
    index.refresh([meeting.pk])
    return exception


def make_tag(slug="women", **fields):
    fields.setdefault("label", slug.capitalize())
    fields.setdefault("family", "who")
    return Tag.objects.create(slug=slug, **fields)


def make_place(name="Woodbridge", *, lat=52.0938, lng=1.3204, source="test", **fields):
    from groups.rules.folding import fold

    fields.setdefault("kind", PlaceKind.TOWN)
    fields.setdefault("key", fold(name))
    load, _is_new = PlaceLoad.objects.get_or_create(source=source, shown=True)
    return Place.objects.create(name=name, lat=lat, lng=lng, load=load, **fields)
