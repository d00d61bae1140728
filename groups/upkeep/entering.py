"""Entering a whole listing at once: the group, where it meets, and when."""

from collections.abc import Sequence
from datetime import date

from groups.history import recording
from groups.models import Group, Meeting, Venue
from groups.rules.choices import Status
from groups.search import areas
from groups.upkeep.confirming import confirm
from groups.upkeep.points import fill_point
from groups.upkeep.slugs import new_slug


def enter(
    *,
    group: Group,
    meetings: Sequence[Meeting],
    venue: Venue | None = None,
    status: str = Status.DRAFT,
    checked_by: str = "",
    role: str = "",
    on: date,
) -> Group:
    """Store a new group with its meetings, and its venue where that is new too: all of it or nothing.

    The area of a group for which none was chosen is that of its venue. `checked_by` says how it was checked on that
    day (`CheckedBy`), where it was.
    """
    with recording.changing() as change:
        if venue is not None and venue.pk is None:
            fill_point(venue)
            _store(venue)
            change.also(venue)
        if group.area is None and venue is not None:
            group.area = _area_of(venue)
        group.status = status
        group.slug = group.slug or new_slug(group)
        _store(group)
        change.also(group)
        for meeting in meetings:
            meeting.group, meeting.venue, meeting.status = group, venue, status
            meeting.slug = new_slug(meeting)
            _store(meeting)
        change.also(*meetings)
        if checked_by:
            confirm(on=on, by=checked_by, role=role, groups=[group])
    return group


def _store(record: Group | Meeting | Venue) -> None:
    record.full_clean()
    record.save()


def _area_of(venue: Venue):
    areas.work_out({venue.pk})
    return Venue.objects.select_related("area", "area_worked_out").get(pk=venue.pk).area_that_holds
