"""The lines of somebody's own sheet as rows of Meeting Guide's fields, whose reader makes records of them.

What those fields cannot say (the fellowship of a row, a pause, features of a venue) is kept beside the row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groups.exchange.meeting_guide.codes import ONLINE
from groups.exchange.record import Coded, Name, Problem
from groups.exchange.spreadsheet.free_answers import (
    attendance_of,
    is_no_place,
    is_paused,
    link_in,
    reach_in,
    who_of,
    yes_or_no,
)
from groups.exchange.spreadsheet.free_columns import Layout, Line
from groups.exchange.spreadsheet.free_when import Sitting, has_24_hours, is_not_plain, minutes_of, sittings
from groups.rules import postcodes
from groups.rules.folding import fold
from groups.rules.reading import one_line

LONGEST_QUOTE = 80
SCHEME = "meeting-guide-sheet"
"""Whose codes the answers are that Meeting Guide has no code for."""

_FEATURES = {
    "wheelchair": "X", "toilet": "XB", "childcare": "BA",
    "loop": Coded("hearing loop", (Name(SCHEME, "hearing loop"),)),
    "parking": Coded("parking", (Name(SCHEME, "parking"),)),
    "lift": Coded("lift", (Name(SCHEME, "lift"),)),
    "bsl": Coded("BSL", (Name(SCHEME, "BSL"),)),
}  # fmt: skip
_PLAIN = {
    "id": "slug", "name": "name", "group": "group", "town": "city", "county": "state", "postcode": "postal_code",
    "country": "country", "region": "region", "sub_region": "sub_region", "website": "website",
    "time_zone": "timezone", "lat": "latitude", "lng": "longitude", "updated": "updated", "dial": "conference_phone",
    "programme": "programme",
}  # fmt: skip
"""Fields that say the same in Meeting Guide: the first cell that holds anything counts."""
_WEEKLY = {"", "weekly", "every week", "each week", "week", "once a week", "all", "yes", "bob wythnos", "wythnosol"}
_WEEKLY |= {"semanal", "hebdomadaire", "毎週", "varje vecka", "tyzdenne", "kazdy tyzden", "every"}
_ORDINALS_ALONE = re.compile(
    r"(?:the\s+)?(?:(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)(?:\s*(?:,|&|/|\+|and)\s*|\s*$))+",
    re.IGNORECASE,
)
_OPEN_QUESTION = {"open", "open meeting", "agored"}
_FELLOWSHIP_WORDS = (
    "aa|na|ca|cma|ma|ha|ga|oa|da|slaa|saa|sa|coda|aca|acoa|fa|smart|smart recovery|smart family & friends|lifering"
    "|al-anon|alanon|alateen|nar-anon|naranon|gam-anon|gamanon|alcoholics anonymous|narcotics anonymous"
    "|cocaine anonymous|gamblers anonymous|overeaters anonymous|families anonymous|recovery dharma"
)
_FELLOWSHIPS = {fold(word) for word in _FELLOWSHIP_WORDS.split("|")}
"""What stands for a fellowship in a column that is called Type."""


def says_weekly(weeks: str) -> bool:
    """Whether a cell about how often it meets says every week, or nothing."""
    return fold(weeks) in _WEEKLY


@dataclass
class Beside:
    """What a row says that Meeting Guide has no field for."""

    programme: str = ""
    codes: tuple[Coded, ...] = ()
    paused: bool = False
    weeks: str = ""
    """What a column of its own says of how often it meets."""
    dates: str = ""
    """Words about weeks or dates beside the day."""
    cautions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SheetRow:
    """One meeting or several, as Meeting Guide would have them, and the line they stand in."""

    number: int
    row: dict[str, object]
    beside: Beside


def rows_of(layout: Layout) -> Iterator[SheetRow | Problem]:
    """Every line below the headings as a row, or as a problem; a weekday in a line of its own is for those below it."""
    clock_24 = has_24_hours(
        cell for line in layout.lines for name in ("start", "end", "when") for cell in layout.cells_of(line, name)
    )
    says_day_once = _says_day_once(layout)
    day = ""
    for line in layout.lines:
        alone = line.alone
        if line.day:
            day = alone
        elif alone:
            why = _("It holds nothing but this, and is taken for a heading.")
            yield Problem(line.number, one_line(alone, limit=LONGEST_QUOTE), why)
        else:
            own_day = _first(layout, line, "day")
            if says_day_once and own_day:
                day = own_day
            yield from _rows_of_line(layout, line, own_day or day, clock_24)


def _says_day_once(layout: Layout) -> bool:
    """Whether each weekday is named once, in its first line, and the lines below it leave theirs empty."""
    said = [_first(layout, line, "day") for line in layout.lines if not line.alone]
    named = [fold(text) for text in said if text]
    return len(named) > 1 and len(set(named)) == len(named) <= 7 and said[0] != "" and len(said) > len(named)


def _rows_of_line(layout: Layout, line: Line, day: str, clock_24: bool) -> Iterator[SheetRow | Problem]:
    called = one_line(_first(layout, line, "name", "group", "venue", "where"), limit=LONGEST_QUOTE)
    beside = Beside()
    row = _row(layout, line, beside)
    start = _first(layout, line, "start")
    when = _first(layout, line, "when")
    try:
        found = sittings(
            day if not when else _with_day(when, day), start, _first(layout, line, "end"), clock_24=clock_24
        )
    except ValueError as error:
        yield Problem(line.number, called or _("a row without a name"), str(error), str(row.get("slug", "")))
        return
    for sitting in found:
        yield SheetRow(line.number, row | _times(sitting, row, beside, several=len(found) > 1), beside)


def _with_day(when: str, day: str) -> str:
    """The words of a column of both; under a weekday in a line of its own they may be a time alone."""
    return when if not day else f"{day} {when}"


def _first(layout: Layout, line: Line, *fields: str) -> str:
    return next((cell for name in fields for cell in layout.cells_of(line, name)), "")


def _times(sitting: Sitting, row: dict, beside: Beside, *, several: bool) -> dict[str, object]:
    """Day, time and words of one sitting; an ID that is for several gets its day's number."""
    says: dict[str, object] = {"day": [(day + 1) % 7 for day in sitting.days]}
    if sitting.starts_at:
        says["time"] = f"{sitting.starts_at:%H:%M}"
    if sitting.minutes:
        says["duration"] = str(sitting.minutes)
    words = [sitting.words]
    if is_not_plain(sitting.words):
        beside.dates = sitting.words
    if not says_weekly(beside.weeks):
        day = next((word for word in sitting.words.split() if word), "")
        words.insert(0, f"{beside.weeks} {day}" if _ORDINALS_ALONE.fullmatch(beside.weeks) else beside.weeks)
    says["when"] = "\n".join(words)
    if sitting.left:
        beside.cautions.append(_("“%(words)s” stands beside its day or time. Please check.") % {"words": sitting.left})
        says["notes"] = "\n".join(filter(None, (str(row.get("notes", "")), sitting.left)))
    if several and row.get("slug"):
        says["slug"] = "-".join([str(row["slug"]), *(str((day + 1) % 7) for day in sitting.days)])
    return says


# --- What else a line says


def _row(layout: Layout, line: Line, beside: Beside) -> dict[str, object]:
    row: dict[str, object] = {}
    for ours, theirs in _PLAIN.items():
        row[theirs] = _first(layout, line, ours)
    beside.programme = _first(layout, line, "programme")
    beside.weeks = _first(layout, line, "weeks")
    row["duration"] = str(minutes_of(_first(layout, line, "length")) or "")
    notes = list(layout.cells_of(line, "note"))
    directions = [*layout.cells_of(line, "directions"), *layout.cells_of(line, "room")]
    types: list[str] = []
    _take_types(layout, line, beside, row, types)
    _take_who(layout, line, types, notes)
    _take_online(layout, line, row, types)
    _take_place(layout, line, row, types)
    _take_features(layout, line, beside, types, directions)
    _take_contacts(layout, line, row)
    _take_status(layout, line, beside, notes)
    notes += _headed(layout, line, "cost")
    types += [word for cell in layout.cells_of(line, "languages") for word in re.split(r"[/&]|\band\b", cell)]
    row |= {
        "types": ", ".join(types),
        "notes": "\n".join(notes),
        "group_notes": "\n".join(layout.cells_of(line, "group_note")),
        "location_notes": "\n".join(directions),
    }
    return {name: value for name, value in row.items() if value}


def _headed(layout: Layout, line: Line, name: str) -> list[str]:
    """Cells with their headings: "Cost: £2"."""
    pairs = zip(layout.headings, line.cells, layout.fields, strict=False)
    return [f"{heading.rstrip('?: ')}: {cell}" for heading, cell, own in pairs if own == name and cell]


def _take_types(layout: Layout, line: Line, beside: Beside, row: dict, types: list[str]) -> None:
    """A column of that name may hold anything that tells meetings apart: codes, fellowships, in person or online."""
    stated = [attendance_of(cell) for cell in layout.cells_of(line, "attendance")]
    for cell in layout.cells_of(line, "types"):
        for word in (word.strip() for word in re.split(r"[,;|/\n]", cell)):
            if not word:
                continue
            if attendance_of(word):
                stated.append(attendance_of(word))
            elif fold(word) in _FELLOWSHIPS and not beside.programme:
                beside.programme = word
            else:
                types.append(who_of(word) or word)
    kinds = set(filter(None, stated))
    if kinds:
        row["attendance_option"] = "hybrid" if len(kinds) > 1 else kinds.pop()
    if not all(stated):
        cells = [cell for cell in layout.cells_of(line, "attendance") if not attendance_of(cell)]
        beside.cautions += [_("“%(words)s” says neither in person nor online.") % {"words": cell} for cell in cells]


def _take_who(layout: Layout, line: Line, types: list[str], notes: list[str]) -> None:
    pairs = zip(layout.headings, line.cells, layout.fields, strict=False)
    for heading, cell in ((heading, cell) for heading, cell, own in pairs if own == "who" and cell):
        answer, code = yes_or_no(cell), who_of(cell)
        if answer is not None and fold(heading) in _OPEN_QUESTION:
            code = "O" if answer else "C"
        if code:
            types.append(code)
        else:
            notes.append(f"{heading.rstrip('?: ')}: {cell}")


def _take_place(layout: Layout, line: Line, row: dict, types: list[str]) -> None:
    """Venue and address. Where one column holds both, its first part is the name."""
    venues = [_flat(cell) for cell in layout.cells_of(line, "venue")]
    parts = [_flat(cell) for cell in (*layout.cells_of(line, "where"), *venues[1:], *layout.cells_of(line, "address"))]
    venue = venues[0] if venues else ""
    link, venue_around = link_in(venue)
    if link or is_no_place(venue):
        types.append(ONLINE)
        row["conference_url"] = row.get("conference_url") or link
        venue = "" if is_no_place(venue_around) else venue_around
    kept = []
    for part in parts:
        link, around = link_in(part)
        if link or is_no_place(part):
            types.append(ONLINE)
            row["conference_url"] = row.get("conference_url") or link
            part = "" if is_no_place(around) else around
        kept.append(part)
    whole = ", ".join(filter(None, kept))
    if not whole and not row["city"] and "," in venue:
        whole, venue = venue, ""
    if whole and not venue:
        venue, whole = _name_and_address(whole)
    if venue and (ONLINE in types or row.get("conference_url")) and not row.get("attendance_option"):
        row["attendance_option"] = "hybrid"
    row["location"] = venue
    row["formatted_address" if not row["city"] else "address"] = whole
    if postcodes.tidy(str(row["postal_code"])) and not row["country"]:
        row["country"] = "GB"


def _flat(cell: str) -> str:
    return ", ".join(filter(None, (piece.strip(" ,") for piece in cell.split("\n"))))


def _name_and_address(whole: str) -> tuple[str, str]:
    """ "Friends Meeting House, 5 Mill Street, Ipswich IP4 1AA": its name, and the rest."""
    first, _comma, rest = whole.partition(",")
    if not re.search(r"[0-9,]", whole):
        return whole, ""
    is_name = rest.strip() and not re.search(r"[0-9]", first) and ("," in rest or re.search(r"[0-9]", rest))
    return (first.strip(), rest.strip()) if is_name else ("", whole)


def _take_online(layout: Layout, line: Line, row: dict, types: list[str]) -> None:
    """A link, or the word that there is one; numbers of rooms and how to join go into a note."""
    notes = list(layout.cells_of(line, "online_note"))
    for cell in layout.cells_of(line, "online"):
        link, around = link_in(cell)
        answer = yes_or_no(cell)
        stated = attendance_of(cell)
        if link:
            row["conference_url"] = row.get("conference_url") or link
            notes.append(around)
        elif answer is not None or stated:
            if answer is True or stated == "online":
                types.append(ONLINE)
            elif not row.get("attendance_option"):
                row["attendance_option"] = stated or "in_person"
        elif re.search(r"\w", cell):
            types.append(ONLINE)
            notes.append(cell)
    numbers = list(layout.cells_of(line, "meeting_id"))
    notes += [_("Meeting ID: %(number)s") % {"number": number} for number in numbers]
    if numbers:
        types.append(ONLINE)
    row["conference_url_notes"] = "\n".join(filter(None, notes))


def _take_features(layout: Layout, line: Line, beside: Beside, types: list[str], directions: list[str]) -> None:
    """Yes is an answer; whatever else somebody wrote goes to how to get there, in their words."""
    codes = []
    pairs = zip(layout.headings, line.cells, layout.fields, strict=False)
    for heading, cell, own in pairs:
        code = _FEATURES.get(own) if cell else None
        if code and yes_or_no(cell):
            (types if isinstance(code, str) else codes).append(code)
        elif code:
            directions.append(f"{heading.rstrip('?: ')}: {cell}")
    beside.codes = tuple(codes)


def _take_contacts(layout: Layout, line: Line, row: dict) -> None:
    """Addresses and numbers, which the gate for private ones looks at; names stay where they are."""
    cells = [cell for name in ("email", "phone", "contact") for cell in layout.cells_of(line, name)]
    reaches = [reach_in(cell) for cell in cells]
    row["email"] = next((reach.email for reach in reaches if reach.email), "")
    row["phone"] = next((reach.phone for reach in reaches if reach.phone), "")


def _take_status(layout: Layout, line: Line, beside: Beside, notes: list[str]) -> None:
    for cell in layout.cells_of(line, "status"):
        paused = is_paused(cell)
        beside.paused = beside.paused or bool(paused)
        if paused is None:
            notes += _headed(layout, line, "status")
        elif paused:
            beside.cautions.append(_("Its status is “%(words)s”. Please check.") % {"words": cell})
