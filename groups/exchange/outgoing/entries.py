"""Rows to records: what the writers of files are given. Hidden venues leave their area alone here, and no passcode."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from groups.exchange.calendar.entry import UNKNOWN, Change, Entry, Spot
from groups.models import Meeting, MeetingException, Venue
from groups.rules.choices import Attendance, Precision
from groups.rules.keeping_private import take_out_passcode, take_passcode_off_link
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import Differs, Timetable


def entry_of(meeting: Meeting, table: Timetable, *, said: Iterable[str] = (), weeks: Weeks = Weeks.EVERY) -> Entry:
    """A meeting as a calendar holds it; `said` are further lines about it. The queryset is `for_calendars`."""
    return Entry(
        uid=f"{meeting.number}@{urlsplit(settings.SITE_URL).hostname}",
        name=meeting.title,
        url=settings.SITE_URL + meeting.get_absolute_url(),
        table=replace(table, differs=tuple(_known(meeting, differs) for differs in table.differs)),
        spot=_spot(meeting, meeting.attendance, meeting.venue, meeting.room, meeting.door, meeting.online_link),
        said=tuple(said),
        changed_at=meeting.row_changed_at or UNKNOWN,
        is_invented=any(one.feed is not None and one.feed.is_demonstration for one in (meeting, meeting.group)),
        weeks=weeks,
    )


def _known(meeting: Meeting, differs: Differs) -> Differs:
    """An exception of which the writers know no row."""
    row: MeetingException = differs.source
    attendance = meeting.attendance
    if row.online_link and not row.venue and attendance == Attendance.IN_PERSON:
        attendance = Attendance.ONLINE
    elsewhere = row.venue is not None
    spot = _spot(
        meeting,
        attendance,
        row.venue or meeting.venue,
        row.room or ("" if elsewhere else meeting.room),
        "" if elsewhere else meeting.door,
        row.online_link or meeting.online_link,
    )
    return replace(differs, source=Change(spot, take_out_passcode(row.note)[0]))


def _spot(meeting: Meeting, attendance: str, venue: Venue | None, room: str, door: str, link: str) -> Spot:
    link, _had_passcode = take_passcode_off_link(link)
    is_online = attendance != Attendance.IN_PERSON
    joining = _joining(meeting, link) if is_online else ""
    if attendance == Attendance.ONLINE or venue is None:
        return Spot(place=_("Online"), joining=joining, is_online=True, link=link)
    if venue.is_hidden:
        area = venue.area_that_holds
        return Spot(place=area.name if area else _("The group gives the address"), joining=joining)
    return Spot(
        place=_address(venue),
        point=venue.public_point if venue.precision == Precision.EXACT else None,
        room=". ".join(filter(None, [room, door])),
        joining=joining,
    )


def _address(venue: Venue) -> str:
    """One line that maps understand."""
    parts = [venue.name, *venue.address.splitlines(), venue.town, venue.postcode]
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _joining(meeting: Meeting, link: str) -> str:
    ways = [
        _("Join online: %(link)s") % {"link": link} if link else "",
        _("Join by phone: %(number)s") % {"number": meeting.online_phone} if meeting.online_phone else "",
        _("Ask the group how to join online.") if meeting.online_ask else "",
    ]
    return "\n".join(filter(None, ways))
