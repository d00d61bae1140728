"""Calendar files to take along: of one meeting, and of all meetings of a group."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.exchange import calendar
from groups.exchange.calendar.entry import Entry, Manner
from groups.exchange.outgoing.entries import entry_of
from groups.models import Group, Meeting
from groups.models.timetable import timetable_of
from groups.rules.choices import Status
from groups.rules.criteria import Moment
from groups.rules.freshness import checked_on_words
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import Timetable
from groups.views import facts
from groups.views.cards import last_check
from groups.views.moved import moved_to, slug_now
from groups.views.visit import moment_of, site_of

MANNERS = ("discreet", "alarm")
"""What an address says of how the calendar is wanted."""

ALARMS = range(5, 24 * 60 + 1)
"""How many minutes before a date one may be reminded."""

FOR_ALL = "public, max-age=300"
"""Who looks again after a while asks with the mark of what they have."""

FOR_ONE = "private"


@require_safe
def meeting_calendar(request, slug):
    """One meeting. Where its dates are by arrangement there is no such file."""
    public = Meeting.objects.with_page()
    meeting = public.for_calendars().filter(slug=slug).first()
    if meeting is None:
        return _now_at(request, "groups:meeting-calendar", public, slug)
    table = timetable_of(meeting)
    if not has_dates(table):
        raise Http404
    return send(
        request,
        [entry_for(meeting, table)],
        of=f"meeting-{meeting.pk}",
        title=meeting.title,
        file_name=meeting.slug,
        at=moment_of(request),
    )


@require_safe
def group_calendar(request, slug):
    """All meetings of a group."""
    public = Group.objects.with_page()
    group = public.filter(slug=slug).first()
    if group is None:
        return _now_at(request, "groups:group-calendar", public, slug)
    meetings = group.meetings.shown_themselves().exclude(status__in=[Status.DRAFT, Status.CLOSED]).for_calendars()
    found = [(meeting, timetable_of(meeting)) for meeting in meetings.order_by("weekday", "starts_at", "pk")]
    if found and not any(has_dates(table) for _meeting, table in found):
        raise Http404
    return send(
        request,
        (entry_for(meeting, table) for meeting, table in found),
        of=f"group-{group.pk}",
        title=group.name,
        file_name=group.slug,
        at=moment_of(request),
    )


def has_dates(table: Timetable) -> bool:
    """Whether a calendar can hold it: by arrangement there is nothing to write in."""
    return table.rule is not None or bool(table.differs)


def links_of(address: str) -> dict[str, str]:
    """What `partials/_calendar_links.html` shows: a calendar file, and the same as plain appointments."""
    return {"url": address, "discreet_url": f"{address}?discreet=yes"}


def _now_at(request, name: str, public, slug: str) -> HttpResponse:
    """On to where a former slug leads, in the same manner; 404 where it was none."""
    address = reverse(name, args=[slug_now(public, slug)])
    asked = urlencode({name: request.GET[name] for name in MANNERS if name in request.GET})
    return moved_to(f"{address}?{asked}" if asked else address)


def manner_of(asked: QueryDict) -> Manner:
    """How the calendar is wanted: `discreet=yes`, `alarm=30`. What cannot be understood is left out."""
    alarm = asked.get("alarm", "")
    minutes = int(alarm) if alarm.isascii() and alarm.isdigit() and len(alarm) <= 4 else 0
    return Manner(discreet=asked.get("discreet") == "yes", alarm=minutes if minutes in ALARMS else None)


def entry_for(meeting: Meeting, table: Timetable, weeks: Weeks = Weeks.EVERY) -> Entry:
    """A meeting with what its page says of it first."""
    said = [
        _("Can I come? %(answer)s") % {"answer": facts.answer(meeting)},
        checked_on_words(*last_check(meeting)),
    ]
    return entry_of(meeting, table, said=said, weeks=weeks)


def send(
    request,
    entries: Iterable[Entry],
    *,
    of: str,
    title: str,
    file_name: str,
    at: Moment,
    caching: str = FOR_ALL,
) -> HttpResponse:
    """The file; or that it has not changed, by the listings' revision, the date and what was asked for.

    `of` says which file it is, and is part of its mark.
    """
    manner = manner_of(request.GET)
    asked = f"{of}-{'discreet' if manner.discreet else ''}-{manner.alarm or ''}-{get_language()}"
    file_name = "appointment" if manner.discreet else file_name
    answer = HttpResponse(content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    answer["Cache-Control"] = caching
    answer["X-Robots-Tag"] = "noindex"
    answer["ETag"] = f'W/"{site_of(request).revision}-{at.today}-{asked}"'
    answer = get_conditional_response(request, etag=answer["ETag"], response=answer)
    if answer.status_code == 200:
        answer.content = b"".join(calendar.write(entries, title=title, at=at, manner=manner))
    if caching == FOR_ALL:
        answer["Access-Control-Allow-Origin"] = "*"
    return answer
