"""Two records that may be one, field beside field."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from groups.admin.words import checked, groups_named, standing_words, when_in_full, when_words, where_words
from groups.models import Group, Meeting, Venue
from groups.upkeep.quality.finding import GROUP, MEETING, Finding


class Side(NamedTuple):
    """One line: what it is about, and what each of the two says."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


def sides(finding: Finding, user) -> list[Side]:
    """The facts of both. Two queries for groups and venues, one for meetings; groups of others are counted alone."""
    kind, keys = finding.records[0].kind, [record.pk for record in finding.records]
    if kind == GROUP:
        rows, told = _groups(keys), _of_group
    elif kind == MEETING:
        rows, told = _meetings(keys), _of_meeting
    else:
        rows, told = _venues(keys), partial(_of_venue, user)
    one, other = (list(told(rows[key])) for key in keys)
    return [Side(label, first, second) for (label, first), (_label, second) in zip(one, other, strict=True)]


def _groups(keys: list[int]) -> dict[int, Group]:
    rows = Group.objects.select_related("programme", "area", "feed").prefetch_related("meetings__venue")
    return rows.in_bulk(keys)


def _meetings(keys: list[int]) -> dict[int, Meeting]:
    return Meeting.objects.select_related("group__programme", "venue", "feed").in_bulk(keys)


def _venues(keys: list[int]) -> dict[int, Venue]:
    rows = Venue.objects.select_related("area", "area_worked_out", "feed").prefetch_related("meetings__group")
    return rows.in_bulk(keys)


def _of_group(group: Group) -> Iterator[tuple[str, str]]:
    yield from _fields(group, "name", "programme", "area", "description", "email", "phone", "website")
    yield _("status"), standing_words(group)
    yield _("last check"), checked(group)
    meetings = (f"{when_words(meeting)}: {where_words(meeting)}" for meeting in group.meetings.all())
    yield _("meetings"), "\n".join(meetings)
    yield from _fields(group, "slug", "feed")


def _of_meeting(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield from _fields(meeting, "group", "name")
    yield _("programme"), str(meeting.group.programme or "")
    yield _("when"), when_in_full(meeting)
    yield _("where"), where_words(meeting)
    yield from _fields(meeting, "room", "door", "online_link", "note")
    yield _("status"), standing_words(meeting)
    yield _("last check"), checked(meeting)
    yield from _fields(meeting, "slug", "feed")


def _of_venue(user, venue: Venue) -> Iterator[tuple[str, str]]:
    yield from _fields(venue, "name", "address", "town", "postcode")
    yield _("area"), str(venue.area_that_holds or "")
    yield _("point"), "" if venue.lat is None else f"{venue.lat:.5f}, {venue.lng:.5f}"
    yield from _fields(venue, "directions")
    names = {meeting.group_id: meeting.group.name for meeting in venue.meetings.all()}
    yield _("meetings here"), "\n".join(groups_named(user, names))
    yield from _fields(venue, "feed")


def _fields(record, *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        value = getattr(record, name)
        yield str(record._meta.get_field(name).verbose_name), "" if value is None else str(value)
