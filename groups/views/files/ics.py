"""`/meetings.ics`: the search as a calendar to subscribe to, with its true rules and every date that differs."""

from collections.abc import Iterator, Sequence

from django.views.decorators.http import require_safe

from groups.exchange import calendar
from groups.exchange.calendar.entry import Entry
from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.views.calendar import MANNERS, entry_for, has_dates, manner_of
from groups.views.files import asking

KIND = asking.FileKind("ics", "text/calendar; charset=utf-8", is_download=True, own=MANNERS)
BATCH = 100
"""So many meetings, with all that a calendar says of them, are in memory at once."""

_NOT_SAID = (
    "feed_values",
    *(f"{whose}__feed_values" for whose in ("group", "group__area", "venue", "venue__area", "venue__area_worked_out")),
)
"""What feeds last said of each record is a third of it, and in no calendar."""


@require_safe
def meetings_ics(request):
    """Every meeting that has dates: what is by arrangement alone, no calendar can hold."""
    asked = asking.read(request)
    manner = manner_of(request.GET)
    return asking.send(asked, KIND, lambda: pieces(asked), mark=f"{manner.discreet}-{manner.alarm}")


def pieces(asked: asking.Request) -> Iterator[bytes]:
    """The file, an event at a time."""
    return calendar.write(
        entries(asking.keys_of(asked)),
        title=asking.title_of(asked),
        at=asked.at,
        manner=manner_of(asked.request.GET),
    )


def entries(keys: Sequence[int]) -> Iterator[Entry]:
    """Each meeting that has dates. Three queries a batch."""
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        meetings = Meeting.objects.filter(pk__in=list(some)).for_calendars().defer(*_NOT_SAID)
        found = {meeting.pk: meeting for meeting in meetings}
        for key in some:
            meeting = found.pop(key, None)
            table = timetable_of(meeting) if meeting else None
            if table and has_dates(table):
                yield entry_for(meeting, table)
