"""Listings in the words of schema.org: plain values, made of what the pages say and of nothing else."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from groups.models import Group, Meeting, Site, Venue
from groups.rules.choices import Attendance, Cost, ExceptionKind, Precision, Status
from groups.rules.criteria import Moment
from groups.rules.geo import Point
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, LAST, Occurrence, Rule, State, Timetable
from groups.rules.words import end_of
from groups.search.area_tree import Branch
from groups.views.area_names import url_of
from groups.views.cards import is_demonstration

AHEAD = timedelta(weeks=26)
"""How far ahead the dates that differ are told."""

LOOKED_AT = 9
"""So many of the next dates are read at most for one that does not differ."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_OF_ICALENDAR = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MODES = {
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.HYBRID: "MixedEventAttendanceMode",
}
IS_FREE = {Cost.FREE: True, Cost.COLLECTION: True, Cost.CHARGE: False}


# --- Who


def runner_of(site: Site) -> dict:
    """Whoever runs the site."""
    logo = f"{settings.SITE_URL}/logo/{site.logo_name}" if site.logo_name else ""
    return _stated(
        {
            "@type": "Organization",
            "@id": f"{settings.SITE_URL}/#runner",
            "name": site.run_by or site.name or settings.SITE_NAME,
            "url": site.website or f"{settings.SITE_URL}/",
            "email": site.email,
            "logo": logo,
            "areaServed": site.area_covered,
        }
    )


def website_of(site: Site) -> dict:
    """The site, and who runs it."""
    runner = runner_of(site)
    website = {
        "@type": "WebSite",
        "@id": f"{settings.SITE_URL}/#site",
        "name": site.name or settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
        "description": site.strapline,
        "publisher": {"@id": runner["@id"]},
    }
    return {"@graph": [_stated(website), runner]}


def organisation_of(group: Group) -> dict:
    """A group with its public contact; never the private one."""
    programme = group.programme
    return _named(group) | _stated(
        {
            "description": _said_of(group, group.description),
            "email": group.email,
            "telephone": group.phone,
            "sameAs": group.website,
            "areaServed": group.area.name if group.area else "",
            "memberOf": programme
            and _stated({"@type": "Organization", "name": programme.name, "url": programme.website}),
        }
    )


def _named(group: Group) -> dict:
    return {"@type": "Organization", "name": group.name, "url": settings.SITE_URL + group.get_absolute_url()}


# --- Where


def area_of(branch: Branch) -> dict:
    """An area and all that it lies in."""
    outer = None
    for one in (*branch.above, branch):
        outer = _stated(
            {
                "@type": "Place",
                "name": one.name,
                "url": settings.SITE_URL + url_of(one),
                "geo": _geo(one.point) if one is branch else None,
                "containedInPlace": outer,
            }
        )
    return outer


def place_of(venue: Venue) -> dict | None:
    """A venue with its address, and its point where that is exact; of a hidden one nothing but its area."""
    if venue.is_hidden:
        area = venue.area_that_holds
        return area and {"@type": "Place", "name": area.name, "address": _address(addressLocality=area.name)}
    lines = [line for line in venue.address.splitlines() if line]
    return _stated(
        {
            "@type": "Place",
            "name": venue.name or next(iter(lines), venue.town),
            "address": _address(
                streetAddress=", ".join(lines),
                addressLocality=venue.town,
                postalCode=venue.postcode,
                addressCountry=venue.country,
            ),
            "geo": _geo(venue.public_point) if venue.precision == Precision.EXACT else None,
        }
    )


def _address(**parts: str) -> dict | None:
    stated = _stated(parts)
    return {"@type": "PostalAddress"} | stated if stated else None


def _geo(point: Point | None) -> dict | None:
    if point is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": round(point.lat, 5), "longitude": round(point.lng, 5)}


def _locations(meeting: Meeting, attendance: str, venue: Venue | None, link: str) -> dict | list[dict] | None:
    found = []
    if attendance != Attendance.ONLINE and venue:
        found.append(place_of(venue))
    if attendance != Attendance.IN_PERSON:
        page = settings.SITE_URL + meeting.get_absolute_url()
        found.append({"@type": "VirtualLocation", "url": link or page})
    found = [one for one in found if one]
    return found[0] if len(found) == 1 else found


# --- When


def event_of(meeting: Meeting, table: Timetable, *, description: str, at: Moment) -> dict:
    """A meeting, the next date on which it meets as usual, its rule, and the dates that differ."""
    differing = list(table.between(at.today, at.today + AHEAD))
    return _stated(
        {
            "@type": "Event",
            "name": meeting.title,
            "url": settings.SITE_URL + meeting.get_absolute_url(),
            "description": _said_of(meeting, description),
            "eventStatus": _schema(_status(meeting, table, at)),
            "eventAttendanceMode": _schema(MODES[Attendance(meeting.attendance)]),
            **_next_span(table, at),
            "eventSchedule": _schedule(meeting, table, differing, at),
            "subEvent": [_one_date(meeting, one) for one in differing if one.happens and one.state is not State.USUAL],
            "location": _locations(meeting, meeting.attendance, meeting.venue, meeting.online_link),
            "isAccessibleForFree": IS_FREE.get(meeting.cost),
            "typicalAgeRange": _ages(meeting),
            "inLanguage": meeting.languages.split(),
            "organizer": _named(meeting.group),
        }
    )


def _next_span(table: Timetable, at: Moment) -> dict:
    """Of the next date at its usual place and time: where and when others are held, they say themselves."""
    for count in (1, LOOKED_AT):  # mostly the very next
        for one in table.upcoming(after=at.now, count=count):
            if one.state is State.USUAL:
                return _span(one)
    return {}


def _status(meeting: Meeting, table: Timetable, at: Moment) -> str:
    if Status.CLOSED in (meeting.status, meeting.group.status):
        return "EventCancelled"
    return "EventPostponed" if table.paused_until and table.paused_until >= at.today else "EventScheduled"


def _schedule(meeting: Meeting, table: Timetable, differing: Iterable[Occurrence], at: Moment) -> dict | None:
    """How it repeats; nothing for a single date, or for what has ended or rests without an end."""
    rule = table.rule
    is_single = rule is not None and rule.first is not None and rule.first == rule.last
    if rule is None or is_single or table.paused_until == date.max:
        return None
    exceptions = {one.day for one in differing if one.state in (State.CANCELLED, State.MOVED_AWAY, State.CHANGED)}
    return _stated(
        {
            "@type": "Schedule",
            **_repeats(rule),
            "byMonth": [n + 1 for n in range(12) if rule.months >> n & 1] if rule.months != EVERY_MONTH else None,
            "startDate": _begins(rule, table.paused_until, at.today),
            "endDate": rule.last and rule.last.isoformat(),
            "startTime": meeting.starts_at.isoformat(),
            "endTime": _end_time(meeting),
            "duration": f"PT{meeting.minutes}M" if meeting.minutes else "",
            "scheduleTimezone": str(meeting.zone),
            "exceptDate": sorted(day.isoformat() for day in exceptions),
        }
    )


def _repeats(rule: Rule) -> dict:
    """By weeks; or by weeks of the month, the last of which has its word in iCalendar alone."""
    day = _schema(DAYS[rule.weekday])
    if rule.weeks == EVERY_WEEK:
        return {"repeatFrequency": f"P{rule.interval}W", "byDay": day}
    numbers = [n + 1 for n in range(5) if rule.weeks >> n & 1]
    if rule.weeks & LAST:
        days = [f"{n}{DAYS_OF_ICALENDAR[rule.weekday]}" for n in (*numbers, -1)]
        return {"repeatFrequency": "P1M", "byDay": days}
    return {"repeatFrequency": "P1M", "byDay": day, "byMonthWeek": numbers}


def _begins(rule: Rule, paused_until: date | None, today: date) -> str | None:
    """From when the schedule holds. Every other week is counted from a date on which it falls."""
    limits = [day for day in (rule.first, paused_until and paused_until + timedelta(days=1)) if day]
    since = max(limits, default=None)
    if rule.interval > 1:
        since = since or today
        return next((day.isoformat() for day in rule.dates(since=since, until=since + 2 * AHEAD)), None)
    return since and since.isoformat()


def _one_date(meeting: Meeting, one: Occurrence) -> dict:
    """A date that was moved, added, or is held elsewhere."""
    change = one.differs.source if one.differs else None
    attendance, venue, link = meeting.attendance, meeting.venue, meeting.online_link
    if change:
        venue, link = change.venue or venue, change.online_link or link
    went_online = bool(change and change.online_link) and not change.venue and attendance == Attendance.IN_PERSON
    if went_online:
        attendance = Attendance.ONLINE
    before = _before(meeting, one)
    status = "EventMovedOnline" if went_online else "EventRescheduled" if before else "EventScheduled"
    return _stated(
        {
            "@type": "Event",
            "name": meeting.title,
            "eventStatus": _schema(status),
            "eventAttendanceMode": _schema(MODES[Attendance(attendance)]),
            **_span(one),
            "previousStartDate": before and before.isoformat(),
            "location": _locations(meeting, attendance, venue, link),
        }
    )


def _before(meeting: Meeting, one: Occurrence) -> datetime | None:
    """When a date that has moved here would have been."""
    if one.state is not State.ARRIVED or meeting.starts_at is None:
        return None
    if one.differs and one.differs.kind != ExceptionKind.MOVED:
        return None
    day = one.differs.first if one.differs else one.day - timedelta(weeks=1)  # a bank holiday put it off
    return datetime.combine(day, meeting.starts_at, one.zone)


def _span(one: Occurrence) -> dict:
    """Its instants by its own wall clock; a length that nobody stated is not said."""
    ends = {"endDate": one.ends.astimezone(one.zone).isoformat()} if one.minutes else {}
    return {"startDate": one.starts.astimezone(one.zone).isoformat()} | ends


def _end_time(meeting: Meeting) -> str:
    return end_of(meeting.starts_at, meeting.minutes).isoformat() if meeting.minutes else ""


def _ages(meeting: Meeting) -> str:
    if meeting.youngest is None and meeting.oldest is None:
        return ""
    return f"{meeting.youngest or 0}-{'' if meeting.oldest is None else meeting.oldest}"


# --- Both


def _said_of(record, text: str) -> str:
    """What is said of a listing; of an invented one that first."""
    invented = _("This listing is invented. Nobody meets there.") if is_demonstration(record) else ""
    return " ".join(filter(None, [invented, text]))


def _schema(word: str) -> str:
    return f"https://schema.org/{word}"


def _stated(properties: dict) -> dict:
    """Without what nobody has said."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}
