"""Our own spreadsheet, read: each row as the record it was written from."""

import csv
import io
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from groups.exchange.going_public import Public
from groups.exchange.record import MeetingRecord, Problem, Unreadable, VenueRecord
from groups.exchange.spreadsheet.own import BYTE_ORDER_MARK, CHOICES, HEADINGS, PRECISE
from groups.exchange.spreadsheet.own_exceptions import read_exceptions, say_exceptions
from groups.exchange.ways_online import web_address
from groups.exchange.zones import time_zone
from groups.rules import cells
from groups.rules.choices import ABOUT_BY_SLUG, Answer, Attendance, Audience, Precision, Status
from groups.rules.keeping_private import take_passcode_off_link
from groups.rules.languages import WELL_FORMED
from groups.rules.reading import one_line, plain_text
from groups.rules.schedule import EVERY_WEEK

_OURS = (HEADINGS["slug"], HEADINGS["group_slug"], HEADINGS["rhythm"], HEADINGS["venue_access"])
"""By these headings the file is known."""
_HEAD = 16_384
_PRECISION = {word: precision for precision, word in PRECISE.items()}
_LONGEST = {"group": 160, "name": 255, "slug": 200, "group_slug": 200, "note": 2000, "description": 2000}
_LONGEST_TEXT = 300
_IN_LINES = ("address", "directions", "note", "description")
_NOTES = ("who_note", "joining_note", "cost_note", "newcomer_contact", "newcomer_note", "room", "door")
_NOON = time(12, tzinfo=UTC)
_BY_NAME = {heading: name for name, heading in HEADINGS.items()}

Row = dict[str, str]


def recognises(data: bytes) -> bool:
    """Whether the first line is that of our own sheet."""
    head = data[:_HEAD].removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
    try:
        header = next(csv.reader(io.StringIO(head, newline="")), [])
    except csv.Error:
        return False
    return set(_OURS) <= set(header)


def read(data: bytes, *, allow_private: Collection[str] = (), **_options) -> Iterator[MeetingRecord | Problem]:
    """Each row as a record or a problem."""
    text = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace").replace("\x00", "")
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""))
    except (csv.Error, ValueError) as error:
        raise Unreadable(_("The file cannot be read as CSV: %(error)s.") % {"error": error}) from error
    names = [_BY_NAME.get(heading.strip(), "") for heading in header]
    rows = [dict.fromkeys(HEADINGS, "") | _row(names, line) for line in lines if any(line)]
    if not rows:
        raise Unreadable(_("The file has no meeting below its first line."))
    return _records(rows, allow_private)


def _row(names: list[str], line: list[str]) -> Row:
    return {name: cells.fused(cell).strip() for name, cell in zip(names, line, strict=False) if name}


def _records(rows: list[Row], allow_private: Collection[str]) -> Iterator[MeetingRecord | Problem]:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        key = one_line(row["slug"], limit=_LONGEST["slug"])
        called = one_line(row["name"] or row["group"]) or _("a row without a name")
        if not key or not row["group"]:
            yield Problem(number, called, _("It has no slug or no group."), key)
        elif seen.setdefault(key, number) != number:
            yield Problem(number, called, _("Row %(line)s has the same key.") % {"line": seen[key]})
        else:
            try:
                yield _record(number, key, row, Public(allow_private))
            except (ValueError, OverflowError) as error:
                yield Problem(number, called, str(error), key)


def _record(number: int, key: str, row: Row, public: Public) -> MeetingRecord:
    weekday = cells.read_day(row["weekday"])
    hours, rhythm = cells.read_hours(row["hours"]), cells.read_weeks(row["rhythm"], weekday=weekday)
    texts = {name: _text(name, row[name]) for name in (*_NOTES, "group", "name", "note", "description")}
    texts = {name: public.text(text, name) for name, text in texts.items()}
    first, last, checked_on = (cells.read_date(row[name]) for name in ("first", "last", "checked_on"))
    stated = _stated(row, texts)
    return MeetingRecord(
        key=key,
        line=number,
        name=texts["name"] or texts["group"],
        group=texts["group"],
        group_key=_text("group_slug", row["group_slug"]),
        attendance=str(stated.pop("attendance")),
        by_arrangement=rhythm.by_arrangement,
        weekday=weekday,
        starts_at=hours.starts_at,
        minutes=hours.minutes,
        weeks=rhythm.weeks,
        interval=rhythm.interval,
        phase=rhythm.phase,
        months=cells.read_months(row["months"]),
        first=first,
        last=last,
        time_zone=time_zone(row["time_zone"]),
        venue=public.venue(_venue(row)),
        online_link=take_passcode_off_link(web_address(row["online_link"]))[0],
        online_phone=one_line(row["online_phone"], limit=80),
        note=texts["note"],
        group_note=texts["description"],
        group_website=web_address(row["website"]),
        group_email=public.email(row["email"], "group_email"),
        group_phone=public.phone(one_line(row["phone"], limit=40), "group_phone"),
        updated=datetime.combine(checked_on, _NOON) if checked_on else None,
        cautions=tuple(public.cautions),
        stated=stated,
        stated_of_group={
            "programme": row["programme"],
            "area": row["area"],
            "audience": cells.read_choice(row["group_audience"], Audience.choices),
            "about": sum({_known(ABOUT_BY_SLUG, slug) for slug in _words(row["group_about"])}),
        },
    )


def _stated(row: Row, texts: Row) -> dict[str, object]:
    """What the sheet says plainly where feeds have codes, or say nothing."""
    paused_until = cells.read_date(row["paused_until"])
    stated = {name: cells.read_choice(row[name], choices.choices) for name, choices in CHOICES.items()}
    stated |= {name: texts[name] for name in (*_NOTES, "name")}
    return stated | {
        "online_ask": cells.read_yes(row["online_ask"]) if stated["attendance"] != Attendance.IN_PERSON else False,
        "drop_in": cells.read_yes(row["drop_in"]),
        "open_weeks": cells.read_some_weeks(row["open_weeks"]),
        "youngest": cells.read_number(row["youngest"]),
        "oldest": cells.read_number(row["oldest"]),
        "languages": " ".join(tag for tag in row["languages"].split() if WELL_FORMED.fullmatch(tag)),
        "tags": " ".join(sorted(map(_tag, _words(row["tags"])))),
        "access": _answers(row["access"]),
        "exceptions": "\n".join(sorted(say_exceptions([one]) for one in read_exceptions(row["exceptions"]))),
        "status": (Status.PAUSED if paused_until else Status.LISTED).value,
        "paused_until": paused_until.isoformat() if paused_until else None,
    }


def _text(name: str, text: str) -> str:
    limit = _LONGEST.get(name, _LONGEST_TEXT)
    return plain_text(text, limit=limit) if name in _IN_LINES else one_line(text, limit=limit)


def _words(cell: str) -> list[str]:
    return [word for word in map(str.strip, cell.split(";")) if word]


def _known(values: dict[str, int], word: str) -> int:
    if word not in values:
        raise ValueError(_("Write one of these: %(words)s.") % {"words": ", ".join(values)})
    return values[word]


def _tag(word: str) -> str:
    """A slug, with its weeks as a mask where it does not hold in all."""
    slug, bracket, weeks = word.removesuffix(")").partition(" (")
    mask = cells.read_some_weeks(weeks) if bracket else EVERY_WEEK
    return slug if mask == EVERY_WEEK else f"{slug}:{mask}"


def _answers(cell: str) -> str:
    """`step-free=yes lift=partly`; the notes beside them are for people."""
    return " ".join(sorted(map(_answer, _words(cell))))


def _answer(word: str) -> str:
    slug, _colon, said = word.partition(": ")
    return f"{slug}={Answer(said.partition(' (')[0]).value}"


def _venue(row: Row) -> VenueRecord | None:
    if not row["precision"] and not (row["venue"] or row["address"] or row["town"] or row["postcode"]):
        return None
    precision = _known(_PRECISION, row["precision"] or PRECISE[Precision.EXACT])
    return VenueRecord(
        name=_text("venue", row["venue"]),
        address=_text("address", row["address"]),
        town=_text("town", row["town"]),
        postcode=_text("postcode", row["postcode"]),
        country=row["country"],
        regions=(row["venue_area"],) if precision == Precision.HIDDEN and row["venue_area"] else (),
        directions=plain_text(row["directions"], limit=1000),
        lat=_degrees(row["lat"], 90),
        lng=_degrees(row["lng"], 180),
        approximate=precision == Precision.APPROXIMATE,
        hidden=precision == Precision.HIDDEN,
        area=row["venue_area"],
        access=_answers(row["venue_access"]),
    )


def _degrees(text: str, most: int) -> float | None:
    if not text:
        return None
    number = float(text)
    if not -most <= number <= most:  # what is no number is not
        raise ValueError(_("Its coordinates are no place on the map, and are left out."))
    return number
