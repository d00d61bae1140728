"""Calendar files (iCalendar, RFC 5545): each meeting with its true rule, and every date that differs.

Written by the library `icalendar`, one event at a time. A file stays the same, byte for byte, until a listing in it
changes, a date of it has passed, or a year has turned.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from groups.exchange.calendar.entry import AS_IT_IS, DAYS, Change, Entry, Manner, Spot
from groups.exchange.calendar.vtimezone import vtimezone
from groups.exchange.record import Format
from groups.rules.calendar_dates import Dates, dates_of, told_until
from groups.rules.criteria import Moment
from groups.rules.schedule import ASSUMED_MINUTES, EVERY_MONTH, EVERY_WEEK, FOURTH, LAST, Occurrence, Rule
from groups.rules.words_of_dates import caution, what_differs

_NOT_SHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_END = b"END:VCALENDAR\r\n"
_LOOKED_AT_AGAIN = timedelta(days=1)


def write(entries: Iterable[Entry], *, title: str, at: Moment, manner: Manner = AS_IT_IS) -> Iterator[bytes]:
    """The file in pieces, each entry as it is read; without any, the site's time zone stands alone in it."""
    yield _head(_("Appointments") if manner.discreet else title, manner)
    zones = set()
    for entry in entries:
        yield from _zone_once(entry.table.zone, zones, at)
        for event in _events(entry, at, manner):
            yield event.to_ical()
    if not zones:
        yield from _zone_once(at.zone, zones, at)
    yield _END


FORMAT = Format("ics", "iCalendar", "text/calendar", write=write)


def _head(title: str, manner: Manner) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN" if manner.discreet else "-//Mutual aid directory//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(_one_line(title)))
    calendar.add("refresh-interval", _LOOKED_AT_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("P1D"))
    return calendar.to_ical().removesuffix(_END)


def _zone_once(zone: ZoneInfo, written: set[str], at: Moment) -> Iterator[bytes]:
    if zone.key not in written:
        written.add(zone.key)
        yield vtimezone(zone.key, since=date(at.today.year, 1, 1))


def _events(entry: Entry, at: Moment, manner: Manner) -> Iterator[Event]:
    today = at.now.astimezone(entry.table.zone).date()
    dates = dates_of(entry.table, entry.weeks, since=today, until=told_until(today), doubts=not manner.discreet)
    uid = _uid(entry.uid, manner)
    if dates.rule:
        yield _series(entry, dates, uid, manner)
    elif dates.first:
        yield _event(entry, dates.first, uid, manner)
    for day, one in dates.instead:
        event = _event(entry, one, uid, manner)
        event.add("recurrence-id", _wall(entry, day))
        yield event
    for one in dates.alone:
        number, _at, host = entry.uid.partition("@")
        own = f"{number}-{one.day:%Y%m%d}T{one.starts_at:%H%M}@{host}"
        yield _event(entry, one, _uid(own, manner), manner)


def _uid(uid: str, manner: Manner) -> str:
    """For ever the same. Of an appointment it names no site."""
    return str(uuid5(NAMESPACE_URL, uid)) if manner.discreet else uid


def _series(entry: Entry, dates: Dates, uid: str, manner: Manner) -> Event:
    """A meeting as its rule has it, from its first date on."""
    table = entry.table
    usual = Occurrence(dates.first.day, table.starts_at, table.minutes, table.zone)
    event = _event(entry, usual, uid, manner, of_the_rule=True)
    event.add("rrule", recurrence(dates.rule, table.zone))
    for day in dates.without:
        event.add("exdate", _wall(entry, day))
    return event


def recurrence(rule: Rule, zone: ZoneInfo) -> dict:
    """An RRULE that counts from a date of the rule.

    Weeks of the month in some months are yearly: of a monthly rule with months ical.js names those of the first twice.
    """
    day, said = DAYS[rule.weekday], {}
    if rule.weeks == EVERY_WEEK:
        said |= {"FREQ": "WEEKLY", "BYDAY": day}
        said |= {"INTERVAL": rule.interval} if rule.interval > 1 else {}
    else:
        said["FREQ"] = "MONTHLY" if rule.months == EVERY_MONTH else "YEARLY"
        said["BYDAY"] = [f"{number}{day}" for number in _weeks_of_the_month(rule.weeks)]
    if rule.months != EVERY_MONTH:
        said["BYMONTH"] = [n + 1 for n in range(12) if rule.months >> n & 1]
    if rule.last:
        said["UNTIL"] = datetime.combine(rule.last, time(23, 59, 59), zone).astimezone(UTC)
    return said


def _weeks_of_the_month(weeks: int) -> list[int]:
    """The numbers of a mask. “4th and last” is said as 4th and 5th, so that no date is named twice."""
    numbers = [n + 1 for n in range(5) if weeks >> n & 1]
    if weeks & LAST:
        numbers.append(5 if weeks & FOURTH else -1)
    return numbers


def _event(entry: Entry, one: Occurrence, uid: str, manner: Manner, *, of_the_rule: bool = False) -> Event:
    """One date; or all of the rule, of which then nothing is said that holds for this date alone."""
    spot, event = _spot(entry, one), Event()
    event.add("uid", uid)
    event.add("dtstamp", entry.changed_at.replace(microsecond=0))
    event.add("last-modified", entry.changed_at.replace(microsecond=0))
    _add_span(event, one)
    event.add("summary", _summary(entry, manner))
    if spot.place:
        event.add("location", _one_line(spot.place))
    if spot.point:
        event.add("geo", (round(spot.point.lat, 5), round(spot.point.lng, 5)))
    event.add("transp", "OPAQUE")
    if manner.discreet:
        event.add("class", "PRIVATE")
        if entry.is_invented:
            event.add("comment", _("This listing is invented. Nobody meets there."))
    else:
        doubt = "" if of_the_rule else caution(entry.table, one)
        event.add("status", "TENTATIVE" if doubt else "CONFIRMED")
        event.add("url", _one_line((spot.is_online and spot.link) or entry.url))
        event.add("description", _description(entry, spot, [doubt, what_differs(one, _then(one))]))
    if manner.alarm:
        event.add_component(_alarm(entry, manner))
    return event


def _then(one: Occurrence) -> Moment:
    """The moment of a date: what is said of it must be true whenever it is read."""
    return Moment(one.starts, one.zone)


def _wall(entry: Entry, day: date) -> datetime:
    return datetime.combine(day, entry.table.starts_at, entry.table.zone)


def _add_span(event: Event, one: Occurrence) -> None:
    """From when to when by its own clock. Where the clocks change meanwhile, how long: the rest takes that over."""
    minutes = timedelta(minutes=one.minutes or ASSUMED_MINUTES)
    starts = datetime.combine(one.day, one.starts_at, one.zone)
    ends = starts + minutes
    event.add("dtstart", starts)
    if starts.utcoffset() == ends.utcoffset():
        event.add("dtend", ends)
    else:
        event.add("duration", minutes)


def _spot(entry: Entry, one: Occurrence) -> Spot:
    return one.differs.source.spot if one.differs and isinstance(one.differs.source, Change) else entry.spot


def _summary(entry: Entry, manner: Manner) -> str:
    if manner.discreet:
        return _("Appointment")
    name = _one_line(entry.name)
    return _("%(name)s (demonstration)") % {"name": name} if entry.is_invented else name


def _description(entry: Entry, spot: Spot, of_the_date: Iterable[str]) -> str:
    lines = [
        _("This listing is invented. Nobody meets there.") if entry.is_invented else "",
        *of_the_date,
        *entry.said,
        spot.room,
        spot.joining,
        (_("Check before you join: %(address)s") if spot.is_online else _("Check before you travel: %(address)s"))
        % {"address": entry.url},
    ]
    return "\n".join(_plain(line) for line in lines if line)


def _alarm(entry: Entry, manner: Manner) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(minutes=manner.alarm))
    alarm.add("description", _summary(entry, manner))
    return alarm


def _plain(text: str) -> str:
    """A text without control characters, which some readers take for the end of a line."""
    return _NOT_SHOWN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _one_line(text: str) -> str:
    return " ".join(_plain(text).split())
