"""One row of BMLT as a record, or as the problem it is."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from groups.exchange.bmlt.fields import Fields, fields_of
from groups.exchange.bmlt.formats import Formats, RowFormats, server_of
from groups.exchange.bmlt.places import Region, area_of, region_of, venue_of
from groups.exchange.bmlt.same_group import group_keys
from groups.exchange.bmlt.taking_part import is_online_only, taking_part
from groups.exchange.going_public import Public
from groups.exchange.record import MeetingRecord, Problem
from groups.exchange.zones import time_zone
from groups.rules.choices import Attendance
from groups.rules.reading import one_line, parse_days, parse_time, plain_text
from groups.rules.schedule import EVERY_WEEK, MINUTES_IN_A_DAY, canonical_weeks
from groups.rules.wording import Wording, read_wording

LONGEST_NAME = 160
LONGEST_NOTE = 2000
LONGEST_KEY = 200

_DURATION = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])(?::[0-9]{2})?")
_NOT_PUBLISHED = ("0", "false", "no")


@dataclass(frozen=True)
class _Whole:
    """What a row needs to know of the whole answer and of how it is read."""

    formats: Formats
    region: Region
    groups: Mapping[int, str]
    has_servers: bool
    """Whether the answer holds rows of several servers, whose numbers are each server's own."""
    allow_private: Collection[str]


def read_rows(
    rows: Sequence[object], formats: Formats, *, allow_private: Collection[str] = ()
) -> Iterator[MeetingRecord | Problem]:
    """Every row as a record or a problem."""
    read = {line: fields_of(row) for line, row in enumerate(rows, start=1) if isinstance(row, Mapping)}
    said = {line: formats.of(fields) for line, fields in read.items()}
    online = [fields for line, fields in read.items() if is_online_only(fields, said[line])]
    servers = {server_of(fields) for fields in read.values()}
    whole = _Whole(
        formats=formats,
        region=region_of(read.values(), online),
        groups=group_keys(read),
        has_servers=len(servers) > 1 or any("root_server_id" in fields for fields in read.values()),
        allow_private=allow_private,
    )
    seen: dict[str, int] = {}
    for line in range(1, len(rows) + 1):
        if line not in read:
            yield Problem(line, type(rows[line - 1]).__name__, _("This is no row with named fields."))
            continue
        record = _read_row(line, read[line], said[line], whole)
        if isinstance(record, MeetingRecord) and seen.setdefault(record.key, line) != line:
            why = _("Row %(line)s has the same number.") % {"line": seen[record.key]}
            record = Problem(line, record.name, why, record.key)
        yield record


def _read_row(line: int, fields: Fields, formats: RowFormats, whole: _Whole) -> MeetingRecord | Problem:
    public = Public(whole.allow_private)
    key, called = _key(fields, whole), _called(fields)
    if fields.get("published", "").casefold() in _NOT_PUBLISHED:
        return Problem(line, called, _("Its source does not publish it."))
    name = next(
        filter(None, (public.text(_text(fields, name), "name") for name in ("meeting_name", "location_text"))), ""
    )
    if not name:
        return Problem(line, called, _("It has no name."), key)
    if not key:
        return Problem(line, called, _("It has no number of its own."))
    when = _when(fields)
    if isinstance(when, str):
        return Problem(line, called, when, key)
    weekday, starts_at = when
    part = taking_part(fields, formats, public.cautions)
    is_online = part.attendance == Attendance.ONLINE
    venue = area_of(fields, whole.region) if is_online else venue_of(fields, whole.region, public.cautions)
    note = public.text(_note(fields), "note")
    said = read_wording(name, "\n".join([note, *formats.sentences]), weekday=weekday)
    weeks = canonical_weeks(formats.only_weeks) or said.weeks
    contradicts = _contradicts(weeks, said)
    if contradicts:
        public.cautions.append(_("Its formats and its words say different weeks: by arrangement. Please check."))
    return MeetingRecord(
        key=key,
        line=line,
        name=name,
        group=name,
        group_key=whole.groups[line],
        attendance=part.attendance,
        by_arrangement=weekday is None or starts_at is None or contradicts or _is_unsure(formats, said),
        weekday=weekday,
        starts_at=starts_at,
        minutes=_minutes(fields, public.cautions) if starts_at is not None else None,
        weeks=EVERY_WEEK if contradicts else weeks,
        interval=1 if contradicts else said.interval,
        phase=0 if contradicts else said.phase,
        months=said.months,
        first=said.first,
        time_zone=_time_zone(fields, public.cautions),
        venue=public.venue(venue),
        online_link=part.online.link,
        online_phone=part.online.phone,
        online_note=public.text(part.online.note, "online_note"),
        codes=formats.codes,
        note=note,
        paused=part.paused,
        cautions=tuple(dict.fromkeys([*public.cautions, *said.cautions])),
    )


def _contradicts(weeks: int, said: Wording) -> bool:
    """Whether the words name other weeks than the formats do."""
    return weeks != said.weeks != EVERY_WEEK or (weeks != EVERY_WEEK and said.interval != 1)


def _is_unsure(formats: RowFormats, said: Wording) -> bool:
    """Whether its words say that it is not weekly, and nothing says on which dates."""
    return said.by_arrangement and not formats.only_weeks


# --- What a row is called


def _text(fields: Fields, name: str, limit: int = LONGEST_NAME) -> str:
    return one_line(fields.get(name), limit=limit)


def _called(fields: Fields) -> str:
    """A row as staff would know it."""
    return _text(fields, "meeting_name") or _text(fields, "id_bigint") or _("a row without a name")


def _key(fields: Fields, whole: _Whole) -> str:
    """Its number, which is its server's own."""
    number, server = _text(fields, "id_bigint", 40), fields.get("root_server_id") or server_of(fields)
    return f"{one_line(server, limit=LONGEST_KEY - 50)}#{number}" if number and whole.has_servers else number


def _note(fields: Fields) -> str:
    """What it says of itself. How to find the room is each meeting's own, for others meet in other rooms."""
    texts = (plain_text(fields.get(name)) for name in ("location_info", "comments", "format_comments"))
    return plain_text("\n".join(dict.fromkeys(filter(None, texts))), limit=LONGEST_NOTE)


# --- When it meets


def _when(fields: Fields) -> tuple[int | None, time | None] | str:
    """Day and start, either of which may be unknown; or the sentence that says what could not be read."""
    day, start = fields.get("weekday_tinyint", ""), fields.get("start_time", "")
    days = parse_days(day, sunday=1) if day else parse_days(fields.get("day", ""))
    if days is None or len(days) > 1:
        return _("The day “%(day)s” cannot be read.") % {"day": one_line(day or fields.get("day"), limit=60)}
    starts_at = parse_time(start) if start else None
    if start and starts_at is None:
        return _("The time “%(time)s” cannot be read.") % {"time": one_line(start, limit=60)}
    return (days[0] if days else None), starts_at


def _minutes(fields: Fields, cautions: list[str]) -> int | None:
    """Its length; a length of nothing stands for one that nobody has said."""
    text = fields.get("duration_time", "")
    found = _DURATION.fullmatch(text)
    minutes = int(found["hours"]) * 60 + int(found["minutes"]) if found else 0
    if 0 < minutes <= MINUTES_IN_A_DAY:
        return minutes
    if minutes or (text and not found):
        cautions.append(_("The length “%(length)s” cannot be read.") % {"length": one_line(text, limit=60)})
    return None


def _time_zone(fields: Fields, cautions: list[str]) -> str:
    text = _text(fields, "time_zone")
    zone = time_zone(text)
    if text and not zone:
        cautions.append(_("The time zone “%(zone)s” is not known.") % {"zone": text})
    return zone
