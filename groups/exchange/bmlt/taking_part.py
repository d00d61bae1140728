"""How one takes part in a meeting of BMLT: in person, online or both, by which way in, and whether it is paused.

Old servers do not say it, and it is read from the formats that say so (VM, HY, TC).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.exchange.bmlt.fields import Fields
from groups.exchange.bmlt.formats import RowFormats
from groups.exchange.bmlt.places import has_address
from groups.exchange.ways_online import OnlineWay, read_online_way
from groups.rules.choices import Attendance

_STATED = {"1": Attendance.IN_PERSON, "2": Attendance.ONLINE, "3": Attendance.HYBRID}
_YES = "1"


@dataclass(frozen=True)
class TakingPart:
    """How one takes part."""

    attendance: str
    online: OnlineWay
    paused: bool = False


def is_online_only(fields: Fields, formats: RowFormats) -> bool:
    """Whether it says that it is online and nowhere else."""
    stated = _STATED.get(fields.get("venue_type", ""))
    return stated == Attendance.ONLINE or (not stated and formats.virtual and not formats.hybrid)


def taking_part(fields: Fields, formats: RowFormats, cautions: list[str]) -> TakingPart:
    """How one takes part. A place that is closed for a time pauses a meeting that has no way in online."""
    online = read_online_way(
        {
            "conference_url": fields.get("virtual_meeting_link", ""),
            "conference_phone": fields.get("phone_meeting_number", ""),
            "conference_url_notes": fields.get("virtual_meeting_additional_info", ""),
        },
        cautions,
    )
    stated = _STATED.get(fields.get("venue_type", "")) or _by_formats(fields, formats, online)
    closed = formats.venue_closed or fields.get("temporarily_virtual") == _YES
    if closed and online:
        stated = Attendance.ONLINE
    paused = formats.not_held or (closed and stated != Attendance.ONLINE)
    if stated == Attendance.IN_PERSON and online:
        cautions.append(_("It says that it meets in person, and gives a way to join online, which is left out."))
    if stated == Attendance.IN_PERSON:
        return TakingPart(stated.value, OnlineWay(), paused)
    if not online:
        cautions.append(_("It is online, and gives neither a link nor a number: one has to ask the group."))
    return TakingPart(stated.value, online, paused)


def _by_formats(fields: Fields, formats: RowFormats, online: OnlineWay) -> Attendance:
    if formats.hybrid:
        return Attendance.HYBRID
    if formats.virtual or (online and not has_address(fields)):
        return Attendance.ONLINE
    return Attendance.HYBRID if online else Attendance.IN_PERSON
