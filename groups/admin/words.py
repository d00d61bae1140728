"""A meeting in the words of the lists: when, where, how it stands."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin import rights
from groups.models import Group, Meeting
from groups.rules.choices import Attendance, Status
from groups.rules.freshness import checked_words
from groups.rules.words import clock, hours_words, rule_words


def when_words(meeting: Meeting) -> str:
    """`2nd and 4th Tuesdays, 7:30pm`, or that one has to ask."""
    if meeting.rule is None:
        return _("By arrangement")
    return f"{rule_words(meeting.rule)}, {clock(meeting.starts_at)}"


def when_in_full(meeting: Meeting) -> str:
    """The same with the end where it is known, and the time zone where that is not the site's."""
    if meeting.rule is None:
        return _("By arrangement")
    zone = f" ({meeting.time_zone})" if meeting.time_zone else ""
    return f"{rule_words(meeting.rule)}, {hours_words(meeting.starts_at, meeting.minutes)}{zone}"


def where_words(meeting: Meeting) -> str:
    """Its venue, and whether one can be there online."""
    if meeting.attendance == Attendance.ONLINE:
        return str(Attendance.ONLINE.label)
    return _("%(venue)s and online") % {"venue": meeting.venue} if _is_hybrid(meeting) else str(meeting.venue)


def _is_hybrid(meeting: Meeting) -> bool:
    return meeting.attendance == Attendance.HYBRID


def groups_named(person, names: Mapping[int, str]) -> list[str]:
    """The names of these groups, by number, that somebody looks after; of others how many they are. One query."""
    theirs = names if rights.looks_after_all(person) else rights.groups(person).in_bulk(names)
    others = len(names) - len(theirs)
    more = ngettext("%(count)s group of others", "%(count)s groups of others", others) % {"count": others}
    return [*sorted(name for pk, name in names.items() if pk in theirs), *([more] if others else [])]


def called(record: Group | Meeting) -> str:
    """`Candlelight`; a meeting also by when it is, as its group may have several: `Candlelight (Every Monday, 8pm)`."""
    return f"{record} ({when_words(record)})" if isinstance(record, Meeting) else str(record)


def standing_words(record: Group | Meeting) -> str:
    """Its status, a pause with its end; of a double that another is shown."""
    if record.same_as_id:
        return _("Shown through another")
    if record.status == Status.PAUSED and record.paused_until:
        return _("Paused until %(day)s") % {"day": date_format(record.paused_until, "j F Y")}
    return record.get_status_display()


def checked(record: Group | Meeting) -> str:
    """`Checked 12 days ago by phone`. A group's check covers its meetings: the newer counts."""
    if isinstance(record, Meeting) and _is_newer(record.group, record):
        record = record.group
    return checked_words(record.confirmed_on, record.confirmed_by, today=timezone.localdate())


def _is_newer(one: Group | Meeting, other: Group | Meeting) -> bool:
    return one.confirmed_on is not None and (other.confirmed_on is None or one.confirmed_on > other.confirmed_on)
