"""What changed lately of the meetings of a week, from the history of the listings: their day, time, place or manner."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from groups.history import states
from groups.models import Change, Meeting, Venue
from groups.rules.choices import Attendance, ChangeKind, Status
from groups.rules.criteria import Moment
from groups.rules.words import long_date
from groups.views.facts import when

LATELY = timedelta(days=60)
_WHEN = ("weekday", "weeks", "interval", "phase", "months", "starts_at", "by_arrangement")
_FIELDS = (*_WHEN, "venue_id", "attendance")


def changed_lately(meetings: Collection[Meeting], *, at: Moment) -> list[tuple[Meeting, str]]:
    """Each of these that is other than it was, and how: `Changed on 3 November: it was every Tuesday, 7pm.`

    What was changed and changed back is no change; what it was as a draft is nobody's. One query, and one more where a
    venue is another.
    """
    numbers = [meeting.pk for meeting in meetings]
    changes = Change.objects.filter(
        table="meeting", key__in=numbers, kind=ChangeKind.CHANGED, deed__at__gte=at.now - LATELY
    )
    newest_first = changes.order_by("-pk").values_list("key", "before", "deed__at") if numbers else ()
    was, on = _as_it_was(newest_first)
    differ = {meeting.pk: _differences(meeting, was[meeting.pk]) for meeting in meetings if meeting.pk in was}
    names = _names_of({one["venue_id"] for one in differ.values() if one.get("venue_id")})
    return [
        (meeting, _sentence(meeting, differ[meeting.pk], names, on[meeting.pk], at))
        for meeting in meetings
        if differ.get(meeting.pk)
    ]


def _names_of(venues: set[int]) -> dict[int, str]:
    """What may be said of these venues: nothing of a hidden one."""
    found = Venue.objects.filter(pk__in=venues) if venues else ()
    return {venue.pk: "" if venue.is_hidden else str(venue) for venue in found}


def _as_it_was(newest_first: Iterable[tuple[int, dict, datetime]]) -> tuple[dict[int, dict], dict[int, datetime]]:
    """How each was at first, in the fields that matter, and when one of them last changed."""
    was: dict[int, dict] = defaultdict(dict)
    on: dict[int, datetime] = {}
    drafts = set()
    for key, before, changed_at in newest_first:
        if before.get("status") == Status.DRAFT:
            drafts.add(key)
        said = {name: before[name] for name in _FIELDS if name in before}
        if said and key not in drafts:
            was[key] |= said
            on.setdefault(key, changed_at)
    return was, on


def _differences(meeting: Meeting, was: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in was.items() if value != states.plain(getattr(meeting, name))}


def _sentence(meeting: Meeting, differs: dict, names: dict[int, str], on: datetime, at: Moment) -> str:
    was = [_when_it_was(meeting, differs), names.get(differs.get("venue_id"), ""), _manner(differs.get("attendance"))]
    day = long_date(on.astimezone(at.zone).date(), today=at.today)
    if not any(was):
        return _("Its place changed on %(day)s.") % {"day": day}
    return _("Changed on %(day)s: it was %(was)s.") % {"day": day, "was": ", ".join(filter(None, was))}


def _when_it_was(meeting: Meeting, differs: dict) -> str:
    said = {name: differs[name] for name in _WHEN if name in differs}
    if not said:
        return ""
    old = copy.copy(meeting)
    states.put(old, said)
    return _in_a_sentence(when(old))


def _manner(attendance: str | None) -> str:
    return _in_a_sentence(str(Attendance(attendance).label)) if attendance else ""


def _in_a_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]
