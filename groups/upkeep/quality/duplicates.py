"""Groups, meetings and venues that were probably entered twice.

Only what shares a place is compared: the same postcode, square of a hundred metres, venue, link, area. All pairs of
20,000 would take minutes.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.rules import likeness
from groups.rules.choices import Status
from groups.rules.geo import Point, kilometres
from groups.rules.likeness import Blocks, Gathering
from groups.rules.schedule import Rule
from groups.rules.words import clock, weekday_name
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, VENUE, Finding, Record

GROUPS, MEETINGS, VENUES = "same-groups", "same-meetings", "same-venues"


class VenueFacts(NamedTuple):
    """What one venue is told by."""

    pk: int
    name: str
    address: str
    town: str
    postcode: str
    lat: float | None
    lng: float | None

    @property
    def called(self) -> str:
        return self.name or self.address.partition("\n")[0]

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lng is None else Point(self.lat, self.lng)

    @property
    def bare_postcode(self) -> str:
        return "".join(self.postcode.split()).upper()


def same_venues(on: date) -> Iterator[Finding]:
    """Two of like name with one postcode, or within fifty metres. One query."""
    rows = {row.pk: row for row in map(VenueFacts._make, real.venues().values_list(*VenueFacts._fields))}
    for one, other in likely_venues(rows):
        by = _("the same postcode") if one.bare_postcode == other.bare_postcode != "" else _("the same spot")
        yield Finding(
            VENUES,
            tuple(Record(VENUE, row.pk, real.venue_called(row.name, row.address, row.town)) for row in (one, other)),
            _("Like names and %(by)s.") % {"by": by},
            (*one, *other),
        )


def likely_venues(rows: dict[int, VenueFacts]) -> Iterator[tuple[VenueFacts, VenueFacts]]:
    """The pairs among these venues that are probably one."""
    blocks = Blocks()
    for row in rows.values():
        blocks.file(row.pk, keys_of_venue(row))
    for first, second in blocks.pairs():
        one, other = rows[first], rows[second]
        if is_same_venue(one, other):
            yield one, other


def is_same_venue(one: VenueFacts, other: VenueFacts) -> bool:
    """One postcode or spot, and like names."""
    near = likeness.is_near(one.point, other.point, likeness.SAME_PLACE_KM)
    postcode = one.bare_postcode == other.bare_postcode != ""
    return (near or postcode) and likeness.like_name(one.called, other.called)


def keys_of_venue(row: VenueFacts) -> Iterator[tuple]:
    """What two venues share that may be one."""
    if row.bare_postcode:
        yield "postcode", row.bare_postcode
    if row.point:
        for cell in likeness.cells(row.point):
            yield "cell", *cell


class MeetingFacts(NamedTuple):
    """What one meeting is told by."""

    pk: int
    name: str
    group: int
    group_name: str
    programme: int | None
    feed: int | None
    room: str
    link: str
    time_zone: str
    starts_at: object
    weekday: int
    weeks: int
    interval: int
    phase: int
    months: int
    first: date | None
    last: date | None
    venue: int | None
    postcode: str | None
    lat: float | None
    lng: float | None

    @property
    def rule(self) -> Rule:
        return Rule(self.weekday, self.weeks, self.interval, self.phase, self.months, self.first, self.last)

    @property
    def gathering(self) -> Gathering:
        minute = self.starts_at.hour * 60 + self.starts_at.minute
        names = tuple(filter(None, (self.name, self.group_name)))
        return Gathering(names, self.group, self.programme, self.feed, self.room, minute, self.rule)


_COLUMNS = (
    "pk", "name", "group", "group__name", "group__programme", "feed", "room", "online_link", "time_zone", "starts_at",
    "weekday", "weeks", "interval", "phase", "months", "first", "last", "venue", "venue__postcode", "venue__lat",
    "venue__lng",
)  # fmt: skip


def meeting_facts(queryset) -> list[MeetingFacts]:
    """Of the meetings that have a day and a time. One query."""
    dated = queryset.filter(by_arrangement=False, weekday__isnull=False, starts_at__isnull=False)
    return [MeetingFacts._make(row) for row in dated.values_list(*_COLUMNS).order_by("pk")]


def same_meetings(on: date) -> Iterator[Finding]:
    """Two at one place or link, on one day, within a quarter of an hour. One query."""
    for one, other in likely_meetings({row.pk: row for row in meeting_facts(real.open_meetings())}):
        yield Finding(MEETINGS, tuple(_record(row) for row in (one, other)), _why(one, other), (*one, *other))


def likely_meetings(rows: dict[int, MeetingFacts]) -> Iterator[tuple[MeetingFacts, MeetingFacts]]:
    """The pairs among these meetings that are probably one."""
    blocks = Blocks()
    for row in rows.values():
        blocks.file(row.pk, keys_of_meeting(row))
    for first, second in blocks.pairs():
        one, other = rows[first], rows[second]
        if likeness.is_same_gathering(one.gathering, other.gathering):
            yield one, other


def _record(row: MeetingFacts) -> Record:
    return Record(MEETING, row.pk, real.called(row.name, row.group_name))


def _why(one: MeetingFacts, other: MeetingFacts) -> str:
    whose = _("The same group") if one.group == other.group else _("Two groups")
    times = " / ".join(dict.fromkeys(clock(row.starts_at) for row in (one, other)))
    said = {"whose": whose, "day": weekday_name(one.weekday), "time": times}
    return _("%(whose)s at one place, %(day)s %(time)s.") % said


def keys_of_meeting(row: MeetingFacts) -> Iterator[tuple]:
    """What two meetings share that may be one."""
    when = (row.weekday, row.time_zone)
    if row.venue is not None:
        yield "venue", row.venue, *when
        if row.postcode:
            yield "postcode", "".join(row.postcode.split()).upper(), *when
        if row.lat is not None and row.lng is not None:
            for cell in likeness.cells(Point(row.lat, row.lng)):
                yield "cell", *cell, *when
    elif row.link:
        yield "link", _link(row.link), *when


def _link(address: str) -> str:
    """Where it leads, however it is written."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


class GroupFacts(NamedTuple):
    """What one group is told by; `places` are the areas where it is, and `points` where it meets."""

    pk: int
    name: str
    programme: int | None
    area: int | None
    places: frozenset
    points: tuple[Point, ...]


def same_groups(on: date) -> Iterator[Finding]:
    """Two of one name and programme in one area, no farther apart than a town is wide. Two queries."""
    rows = {row.pk: row for row in group_facts(real.open_groups())}
    blocks = Blocks()
    for row in rows.values():
        blocks.file(row.pk, keys_of_group(row))
    for first, second in blocks.pairs():
        one, other = rows[first], rows[second]
        if is_same_group(one, other):
            records = tuple(Record(GROUP, row.pk, row.name) for row in (one, other))
            facts = (one.name, one.programme, one.area, other.name, other.programme, other.area)
            yield Finding(GROUPS, records, _("The same name and programme, in the same area."), facts)


def group_facts(queryset) -> list[GroupFacts]:
    """Groups with where they meet. Two queries."""
    rows = list(queryset.values_list("pk", "name", "programme", "area").order_by("pk"))
    places: dict[int, set] = {pk: {area} if area else set() for pk, _name, _programme, area in rows}
    points: dict[int, list[Point]] = {pk: [] for pk in places}
    columns = ("group", "venue__area", "venue__area_worked_out", "venue__lat", "venue__lng")
    there = Meeting.objects.shown_themselves().exclude(status=Status.CLOSED)
    there = there.filter(venue__isnull=False, group__in=queryset.order_by())
    for group, area, worked_out, lat, lng in there.order_by().values_list(*columns).distinct():
        if area or worked_out:
            places[group].add(area or worked_out)
        if lat is not None and lng is not None:
            points[group].append(Point(lat, lng))
    return [
        GroupFacts(pk, name, programme, area, frozenset(places[pk]), tuple(points[pk]))
        for pk, name, programme, area in rows
    ]


def keys_of_group(row: GroupFacts) -> Iterator[tuple]:
    """What two groups share that may be one."""
    for place in row.places or {None}:
        yield place, likeness.whole(row.name)
        for beginning in likeness.beginnings([row.name]):
            yield place, beginning


def is_same_group(one: GroupFacts, other: GroupFacts) -> bool:
    """One name, no two programmes, and not far apart."""
    if one.programme and other.programme and one.programme != other.programme:
        return False
    if not likeness.same_name(one.name, other.name):
        return False
    if not one.points or not other.points:
        return True
    return min(kilometres(here, there) for here in one.points for there in other.points) <= likeness.SAME_TOWN_KM
