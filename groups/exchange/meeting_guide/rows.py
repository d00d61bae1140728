"""One row of Meeting Guide's fields, from JSON or a spreadsheet, as records: what the two formats share.

Spec: https://github.com/code4recovery/spec, and the fields that the WordPress plugin 12-step-meeting-list adds.
A row is a mapping of field names to whatever the source held; nothing in it is trusted to be of any type.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from django.utils.translation import gettext as _

from groups.exchange.going_public import Public
from groups.exchange.meeting_guide.codes import ONLINE, VENUE_CLOSED, read_codes
from groups.exchange.meeting_guide.venue import read_venue
from groups.exchange.record import MeetingRecord, Problem, VenueRecord
from groups.exchange.ways_online import LONGEST_LINK, OnlineWay, read_online_way, web_address
from groups.exchange.zones import time_zone
from groups.rules.choices import Attendance, GroupNameFrom
from groups.rules.reading import (
    minutes_between,
    one_line,
    parse_days,
    parse_moment,
    parse_time,
    parse_times,
    plain_text,
)
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.wording import read_wording

Row = Mapping[str, object]

LONGEST_NAME = 160
LONGEST_NOTE = 2000
LONGEST_KEY = 200
LONGEST_GROUP_PHONE = 40
MOST_ROWS_OF_A_GROUP = 7
"""A "group" with more rows than this is taken for a district, for a group meets on seven days at most."""

_ATTENDANCE = {
    "inperson": Attendance.IN_PERSON,
    "online": Attendance.ONLINE,
    "virtual": Attendance.ONLINE,
    "hybrid": Attendance.HYBRID,
}
_INACTIVE = "inactive"
_NOT_GIVEN = {"", "appointment", "by appointment", "by arrangement", "none", "null", "n/a", "-"}


@dataclass(frozen=True)
class _Whole:
    """What a row needs to know of the whole file and of how it is read."""

    slugs: Counter
    groups: Counter
    group_name_from: str
    allow_private: Collection[str]


def read_rows(
    rows: Sequence[object],
    *,
    group_name_from: str = GroupNameFrom.AUTO,
    allow_private: Collection[str] = (),
    lines: Sequence[int] = (),
) -> Iterator[MeetingRecord | Problem]:
    """Every row as one record or several (a list of days), or as a problem.

    `allow_private` names fields of the record in which staff let people's own addresses and numbers stand. `lines` are
    the numbers of the rows where they are not just counted.
    """
    mappings = [row for row in rows if isinstance(row, Mapping)]
    slugs, groups = Counter(map(_slug, mappings)), Counter(_text(row, "group") for row in mappings)
    whole = _Whole(slugs, groups, group_name_from, allow_private)
    keys: dict[str, int] = {}
    for line, row in zip(lines or range(1, len(rows) + 1), rows, strict=True):
        if not isinstance(row, Mapping):
            yield Problem(line, type(row).__name__, _("This is no row with named fields."))
            continue
        for record in _read_row(line, row, whole):
            if isinstance(record, MeetingRecord) and keys.setdefault(record.key, line) != line:
                why = _("It says the same as row %(line)s, and is left out.") % {"line": keys[record.key]}
                record = Problem(line, _described(row), why)
            yield record


def _read_row(line: int, row: Row, whole: _Whole) -> Iterator[MeetingRecord | Problem]:
    public = Public(whole.allow_private)
    names = (_text(row, "name", "meeting"), _text(row, "group"), _text(row, "location", "location_name"))
    name = next(filter(None, (public.text(name, "name") for name in names)), "")
    if not name:
        yield Problem(line, _described(row), _("It has no name."), _slug(row))
        return
    when = _when(row, public.cautions)
    if isinstance(when, str):
        yield Problem(line, _described(row), when, _slug(row))
        return
    days, starts_at, minutes = when
    record = MeetingRecord(
        key="",
        line=line,
        name=name,
        group=_group_name(row, name, whole, public),
        starts_at=starts_at,
        minutes=minutes,
        time_zone=_time_zone(row, public.cautions),
        note=public.text(plain_text(_first(row, "notes"), limit=LONGEST_NOTE), "note"),
        group_note=public.text(plain_text(_first(row, "group_notes"), limit=LONGEST_NOTE), "group_note"),
        group_website=web_address(_text(row, "website", limit=LONGEST_LINK)),
        group_email=public.email(_text(row, "email"), "group_email"),
        group_phone=public.phone(_text(row, "phone", limit=LONGEST_GROUP_PHONE), "group_phone"),
        updated=parse_moment(row.get("updated")),
        **_where(row, public),
    )
    for day in days or (None,):
        yield _on_day(row, record, day, whole, public.cautions)


def _where(row: Row, public: Public) -> dict[str, object]:
    """Venue, way in online, and what follows from them: attendance, and whether it is paused."""
    cautions = public.cautions
    codes = read_codes(_first(row, "types", "type"))
    online = read_online_way(row, cautions)
    attendance, paused = _attendance(row, codes, online)
    venue = read_venue(row, online_only=attendance == Attendance.ONLINE, cautions=cautions)
    if venue is None and attendance != Attendance.ONLINE:
        cautions.append(_("It does not say where it meets."))
    if attendance == Attendance.IN_PERSON and online:
        cautions.append(_("It says that it meets in person, and gives a way to join online, which is left out."))
        online = OnlineWay()
    if attendance in (Attendance.ONLINE, Attendance.HYBRID) and not online:
        cautions.append(_("It is online, and gives neither a link nor a number: one has to ask the group."))
    return {
        "attendance": str(attendance),
        "paused": paused,
        "codes": tuple(code for code in codes if code not in (ONLINE, VENUE_CLOSED)),
        "venue": public.venue(venue),
        "online_link": online.link,
        "online_phone": online.phone,
        "online_note": public.text(online.note, "online_note"),
    }


def _on_day(row: Row, record: MeetingRecord, weekday: int | None, whole: _Whole, cautions: list[str]) -> MeetingRecord:
    """The record for one of its days, with its key and what its words say of its weeks and months."""
    notes = f"{record.note}\n{record.group_note}\n{plain_text(row.get('when'), limit=LONGEST_NOTE)}"
    said = read_wording(record.name, notes, weekday=weekday)
    return replace(
        record,
        key=_key(row, record, weekday, whole.slugs),
        weekday=weekday,
        by_arrangement=weekday is None or record.starts_at is None or said.by_arrangement,
        weeks=said.weeks,
        interval=said.interval,
        phase=said.phase,
        months=said.months,
        first=said.first,
        cautions=tuple(dict.fromkeys([*cautions, *said.cautions])),
    )


# --- What a row is called


def _first(row: Row, *fields: str) -> object:
    """The first of several fields that holds something."""
    for field in fields:
        value = row.get(field)
        if value is not None and value != "" and value != []:
            return value
    return None


def _text(row: Row, *fields: str, limit: int = LONGEST_NAME) -> str:
    return one_line(_first(row, *fields), limit=limit)


def _slug(row: Row) -> str:
    return _text(row, "slug", limit=LONGEST_KEY * 2)


def _described(row: Row) -> str:
    """A row as staff would know it, without anything private."""
    return _text(row, "name", "meeting", "slug", "group", "location") or _("a row without a name")


def _key(row: Row, record: MeetingRecord, weekday: int | None, slugs: Counter) -> str:
    """Its slug; for one of several days with the source's number of the day, as other readers of these feeds do.

    Without a slug of its own it is made of what the row says, never of its order.
    """
    slug = _slug(row)
    if not slug or slugs[slug] > 1:
        venue = record.venue or VenueRecord()
        place = (venue.name, venue.address, venue.town, record.online_link, record.online_phone)
        programme = [_text(row, "programme")] if row.get("programme") else []
        return "made-" + _digest(*programme, _text(row, "group"), record.name, weekday, record.starts_at, *place)
    if len(slug) > LONGEST_KEY:
        slug = f"{slug[:LONGEST_KEY]}-{_digest(slug)}"
    day = row.get("day")
    if weekday is None or isinstance(day, int) or len(parse_days(day) or ()) < 2:
        return slug
    sunday_first = (weekday + 1) % 7
    return f"{slug}-{sunday_first}" if f"{slug}-{sunday_first}" not in slugs else f"{slug}-day-{sunday_first}"


def _digest(*said: object) -> str:
    return hashlib.sha256("\n".join(map(str, said)).casefold().encode()).hexdigest()[:20]


def _group_name(row: Row, name: str, whole: _Whole, public: Public) -> str:
    group = _text(row, "group")
    if not group or whole.group_name_from == GroupNameFrom.MEETING:
        return name
    if whole.group_name_from == GroupNameFrom.AUTO and whole.groups[group] > MOST_ROWS_OF_A_GROUP:
        return name
    return public.text(group, "group") or name


# --- When it meets


def _given(row: Row, *fields: str) -> object:
    """What a field says, or None where it says in words that there is nothing to say."""
    value = _first(row, *fields)
    return None if isinstance(value, str) and value.strip().casefold() in _NOT_GIVEN else value


def _when(row: Row, cautions: list[str]) -> tuple[tuple[int, ...], time | None, int | None] | str:
    """Days, start and length; or the sentence that says what could not be read."""
    day, start = _given(row, "day"), _given(row, "time", "start_time")
    days = parse_days(day)
    if days is None:
        return _("The day “%(day)s” cannot be read.") % {"day": one_line(str(day), limit=60)}
    times = parse_times(start) if start is not None else (None, None)
    if times is None:
        return _("The time “%(time)s” cannot be read.") % {"time": one_line(str(start), limit=60)}
    starts_at, ends_at = times
    end = _given(row, "end_time")
    if end is not None:
        ends_at = parse_time(end) or (time(0) if str(end).strip().startswith("24:00") else None)
        if ends_at is None:
            cautions.append(_("The end “%(time)s” cannot be read.") % {"time": one_line(str(end), limit=60)})
    if starts_at is None:
        return days, None, None
    minutes = minutes_between(starts_at, ends_at) if ends_at else _duration(row)
    return days, starts_at, minutes


def _duration(row: Row) -> int | None:
    text = _text(row, "duration")
    minutes = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
    return minutes if 0 < minutes <= MINUTES_IN_A_DAY else None


def _time_zone(row: Row, cautions: list[str]) -> str:
    text = _text(row, "timezone", "time_zone")
    zone = time_zone(text)
    if text and not zone:
        cautions.append(_("The time zone “%(zone)s” is not known.") % {"zone": text})
    return zone


# --- How one takes part


def _attendance(row: Row, codes: tuple[str, ...], online: OnlineWay) -> tuple[str, bool]:
    """How one takes part, "" where the row says nothing of it, and whether the meeting is paused.

    "Location temporarily closed" shuts the venue: a meeting that has a way in online goes on there.
    """
    option = re.sub(r"[\s_-]", "", _text(row, "attendance_option").casefold())
    venue_closed = VENUE_CLOSED in codes
    stated = _ATTENDANCE.get(option, "")
    if stated:
        shut = venue_closed and not online and stated != Attendance.ONLINE
        return stated, shut
    venue = read_venue(row, online_only=False, cautions=[])
    is_exact = venue is not None and not venue.approximate
    way_in = bool(online) or ONLINE in codes
    if option == _INACTIVE:
        if is_exact:
            return (Attendance.HYBRID if online else Attendance.IN_PERSON), True
        return (Attendance.ONLINE if way_in or venue is None else Attendance.IN_PERSON), True
    if way_in:
        return (Attendance.HYBRID if is_exact and not venue_closed else Attendance.ONLINE), False
    return (Attendance.IN_PERSON if venue else ""), venue_closed
