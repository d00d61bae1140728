"""When a schedule of Open Referral falls: the parts of an iCalendar rule in fields of their own, written and read.

Its times are the clock on the wall: an offset from UTC cannot be right on both sides of a change of the clocks, so
none is written, and one that is read says nothing but how its source writes times.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import chain

from django.utils.translation import gettext as _

from groups.exchange.listing import Columns
from groups.rules.listing import LONGEST_INTERVAL
from groups.rules.reading import minutes_between, one_line, parse_days, parse_time
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, LAST, MINUTES_IN_A_DAY, Rule, canonical_weeks, week_number
from groups.rules.words import end_of

WEEKLY, MONTHLY, DAILY = "WEEKLY", "MONTHLY", "DAILY"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COUNTED_FROM = date(2024, 1, 1)
"""The earliest date that an interval without a first date is counted from."""


def weeks_in_numbers(weeks: int) -> list[int]:
    """The weeks of a mask as iCalendar counts them, -1 the last."""
    return [number + 1 for number in range(5) if weeks >> number & 1] + ([-1] if weeks & LAST else [])


def weeks_of_numbers(text: str) -> int:
    """The mask that such numbers, with commas between, name as they stand; ValueError where one is no week."""
    masks = [_mask(number.strip()) for number in text.split(",")]
    if not all(masks):
        raise ValueError(text)
    return sum(set(masks))


def months_in_numbers(months: int) -> list[int]:
    """The months of a mask."""
    return [number + 1 for number in range(12) if months >> number & 1]


def fields_of(of: Columns, *, begins: date | None = None, has_dates: bool = True) -> dict[str, object]:
    """The rule and times of a meeting; without dates nothing but the time. `begins` is the day after a pause.

    `bymonth` is an iCalendar part for which the standard has no field: who does not know it has it in words.
    """
    found: dict[str, object] = {}
    if of.starts_at is not None:
        found["opens_at"] = f"{of.starts_at:%H:%M}"
        if of.minutes and of.minutes < MINUTES_IN_A_DAY:
            found["closes_at"] = f"{end_of(of.starts_at, of.minutes):%H:%M}"
    if of.by_arrangement or of.weekday is None or not has_dates:
        return found
    first = max((day for day in (of.first, begins) if day), default=None)
    day = DAYS[of.weekday]
    if of.weeks == EVERY_WEEK:
        found |= {"freq": WEEKLY, "interval": of.interval, "byday": day}
    else:
        days = ",".join(f"{number}{day}" for number in weeks_in_numbers(of.weeks))
        found |= {"freq": MONTHLY, "interval": 1, "byday": days}
    if of.months != EVERY_MONTH:
        found["bymonth"] = ",".join(map(str, months_in_numbers(of.months)))
    if of.interval > 1:
        found["dtstart"] = _counted_from(of, first).isoformat()
    if first:
        found["valid_from"] = first.isoformat()
    if of.last:
        found["valid_to"] = of.last.isoformat()
    return found


def _counted_from(of: Columns, first: date | None) -> date:
    """A date that the rule names, in whatever months: what the weeks between are counted from."""
    since = first or COUNTED_FROM
    rule = Rule(of.weekday, interval=of.interval, phase=of.phase)
    return next(rule.dates(since=since, until=since + timedelta(weeks=of.interval)))


# --- Reading


@dataclass(frozen=True)
class When:
    """One weekday of a schedule. By arrangement, where its dates are not said or cannot be held."""

    weekday: int | None = None
    starts_at: time | None = None
    minutes: int | None = None
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None
    by_arrangement: bool = False


Row = Mapping[str, object]

_TOKEN = re.compile(r"([+-]?\d{1,2})?\s*([A-Za-z]{2,9})")
_OFFSET = re.compile(r"(?<=\d)\s*(?:(Z)|([+-](?:0\d|1[0-4]):?[0-5]\d))$", re.IGNORECASE)
_MOST_DAYS = 40
_NOT_HELD = ("byyearday", "byweekno", "bysetpos")


def read_when(row: Row, cautions: list[str], *, touched_on: date | None) -> list[When] | str:
    """Each weekday of a schedule; or the sentence that says what could not be read.

    `touched_on` is when the source last touched it: of a start before that nothing more has to be said.
    """
    starts_at = _time(row, "opens_at", cautions)
    if isinstance(starts_at, str):
        return starts_at
    ends_at = _time(row, "closes_at", [])
    if isinstance(ends_at, str):
        cautions.append(_("The end “%(time)s” cannot be read.") % {"time": _text(row, "closes_at")})
        ends_at = None
    minutes = minutes_between(starts_at, ends_at) if starts_at and ends_at else None
    days = _by_day(row.get("byday"))
    if days is None:
        return _("The day “%(day)s” cannot be read.") % {"day": _text(row, "byday")}
    limits = _limits(row, touched_on, cautions)
    if isinstance(limits, str):
        return limits
    found = _rules(row, days, limits, cautions)
    if not found:
        cautions.append(_("Its dates are not said, or not in a way that can be held: they have to be asked for."))
        weekdays = list(days) or [None]
        found = [When(weekday, first=limits[0], last=limits[1], by_arrangement=True) for weekday in weekdays]
    without_time = starts_at is None
    return [
        replace(one, starts_at=starts_at, minutes=minutes, by_arrangement=one.by_arrangement or without_time)
        for one in found
    ]


def _rules(row: Row, days: dict[int, int], limits: tuple[date | None, date | None], cautions: list[str]) -> list[When]:
    """The rules that its fields say; none where they say what no rule of ours holds."""
    freq = _text(row, "freq").upper()
    start = _date(row, "dtstart")
    first, last = limits
    months = _months(row)
    interval = _number(row.get("interval"))
    if any(_text(row, name) for name in _NOT_HELD) or months is None or interval is None:
        return []
    if not freq and not days:
        single = start or (first if first and first == last else None)
        return [When(single.weekday(), first=single, last=single)] if single else []
    if freq == DAILY and interval == 1:
        days = days or dict.fromkeys(range(7), EVERY_WEEK)
    elif freq == MONTHLY:
        return _monthly(row, days, limits, months, interval, start)
    elif freq not in (WEEKLY, ""):
        return []
    if not days and start:
        days = {start.weekday(): EVERY_WEEK}
    if interval > 1:
        since = start or first
        if since is None or interval > LONGEST_INTERVAL or any(weeks != EVERY_WEEK for weeks in days.values()):
            return []
        phase = week_number(since) % interval
        return [When(day, interval=interval, phase=phase, months=months, first=first, last=last) for day in days]
    return [When(day, weeks=weeks, months=months, first=first, last=last) for day, weeks in days.items()]


def _monthly(row: Row, days: dict[int, int], limits, months: int, interval: int, start: date | None) -> list[When]:
    if not days or _text(row, "bymonthday"):
        return []
    if interval > 1:
        since = start or limits[0]
        if since is None or 12 % interval:
            return []
        months &= sum(1 << month for month in range(12) if (month + 1 - since.month) % interval == 0)
        if not months:
            return []
    return [When(day, weeks=weeks, months=months, first=limits[0], last=limits[1]) for day, weeks in days.items()]


def _by_day(value: object) -> dict[int, int] | None:
    """The weekdays with their weeks of the month; None where they cannot be read."""
    texts = value if isinstance(value, list | tuple) else [value]
    parts = list(chain.from_iterable(re.split(r"[,;|\s]+", one_line(text, limit=200)) for text in texts[:_MOST_DAYS]))
    days: dict[int, int] = {}
    for part in filter(None, parts[:_MOST_DAYS]):
        found = _TOKEN.fullmatch(part)
        day = parse_days(found[2]) if found else None
        weeks = _mask(found[1]) if found else None
        if not day or len(day) > 1 or weeks is None:
            return None
        days[day[0]] = days.get(day[0], 0) | weeks
    held = {day: canonical_weeks(weeks) for day, weeks in days.items()}
    return dict(sorted(held.items()))


def _mask(number: str | None) -> int | None:
    if not number:
        return EVERY_WEEK
    week = int(number)
    return LAST if week == -1 else 1 << week - 1 if 1 <= week <= 5 else None


def _months(row: Row) -> int | None:
    """The mask of months; None where they cannot be read."""
    text = _text(row, "bymonth")
    if not text:
        return EVERY_MONTH
    numbers = [int(part) if part.strip().isascii() and part.strip().isdigit() else 0 for part in text.split(",")]
    return sum({1 << number - 1 for number in numbers}) if all(1 <= n <= 12 for n in numbers) else None


def _number(value: object) -> int | None:
    if value in (None, "", 0, "0"):
        return 1
    text = one_line(value, limit=20).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _limits(row: Row, touched_on: date | None, cautions: list[str]) -> tuple[date | None, date | None] | str:
    """First and last date; or the sentence that says what is wrong with them."""
    first, start = _date(row, "valid_from"), _date(row, "dtstart")
    last = _date(row, "valid_to") or _date(row, "until")
    for name in ("valid_from", "valid_to", "dtstart"):
        if _text(row, name) and not _date(row, name):
            cautions.append(_("The date “%(date)s” cannot be read.") % {"date": _text(row, name)})
    if first is None and start and (touched_on is None or start > touched_on):
        first = start
    if first and last and last < first:
        return _("It ends before it begins.")
    return first, last


def _date(row: Row, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(row, name)[:10])
    except ValueError:
        return None


def _time(row: Row, name: str, cautions: list[str]) -> time | str | None:
    """A time by the clock on the wall; None where none is given, or the sentence that says that it cannot be read."""
    text = _text(row, name)
    if not text:
        return None
    clock = text.rpartition("T")[2] if "T" in text else text
    offset = _OFFSET.search(clock)
    read = parse_time(_OFFSET.sub("", clock))
    if read is None:
        return _("The time “%(time)s” cannot be read.") % {"time": text}
    if offset and offset[2] and offset[2].lstrip("+-").replace(":", "") != "0000":
        said = _("The time “%(time)s” names an offset: it is taken for the clock on the wall.")
        cautions.append(said % {"time": text})
    return read


def _text(row: Row, name: str) -> str:
    return one_line(row.get(name), limit=60)


def masks_of(numbers: Sequence[object]) -> int:
    """The mask of weeks that these numbers name; 0 where they name none."""
    found = 0
    for number in numbers:
        found |= _mask(str(number).strip()) or 0
    return canonical_weeks(found)


def weeks_said(value: object) -> int:
    """The weeks that the value of an attribute names (`1,-1`); every week where it names none."""
    parts = one_line(value, limit=40).split(",")
    good = [part for part in parts if re.fullmatch(r"\s*[+-]?\d\s*", part)]
    return (masks_of(good) if len(good) == len(parts) else 0) or EVERY_WEEK
