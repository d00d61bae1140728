"""Meetings that move to another venue for good. One date elsewhere is an exception: see dates.py."""

from collections.abc import Iterable

from groups.history import recording
from groups.models import Meeting, Venue
from groups.rules.choices import Attendance


def change_venue(meetings: Iterable[Meeting], *, to: Venue, room: str = "", door: str = "") -> int:
    """Let these meet at another venue; return how many do so now and did not before.

    Room and door go with the former venue. What is only online meets nowhere, and stays so.
    """
    moving = [one for one in meetings if one.attendance != Attendance.ONLINE and one.venue_id != to.pk]
    with recording.changing(*moving, to):
        for meeting in moving:
            meeting.venue, meeting.room, meeting.door = to, room, door
            meeting.full_clean(exclude=_untouched(), validate_unique=False)
            meeting.save(update_fields=["venue", "room", "door"])
    return len(moving)


def _untouched() -> set[str]:
    """A fault that a feed left elsewhere in the record is no hindrance."""
    return {field.name for field in Meeting._meta.fields} - {"venue", "room", "door"}
