"""What stands in the cells of our spreadsheet: a listing's facts as people write them, and read back again.

The cells speak English whatever language the reader of a page has chosen, so that a file can always be read again.
Whatever cannot be read is a ValueError, whose sentence says what to write instead.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.rules.folding import fold
from groups.rules.months_in_words import MONTH_NUMBERS
from groups.rules.reading import minutes_between, parse_days, parse_times
from groups.rules.schedule import (
    EVERY_MONTH,
    EVERY_WEEK,
    MINUTES_IN_A_DAY,
    Rule,
    canonical_weeks,
    week_number,
)
from groups.rules.words import MONTHS, WEEKS_OF_THE_MONTH, clock, hours_words, listed_words, weekday_name

YES, NO = "Yes", "No"
BY_ARRANGEMENT = "By arrangement"
WEEKLY = "Every week"
ALL_DAY = "for 24 hours"

_ENGLISH = "en"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LOSES_ITS_ZERO = re.compile(r"0[0-9]+")


class Rhythm(NamedTuple):
    """In which weeks a meeting falls: by arrangement, in weeks of the month, or every so many weeks."""

    by_arrangement: bool = False
    weeks: int = EVERY_WEEK
    interval: int = 1
    phase: int = 0


class Hours(NamedTuple):
    """When a meeting starts, and its length where that is known."""

    starts_at: time | None = None
    minutes: int | None = None


# --- A cell of which a spreadsheet program would make something else


def defused(text: str) -> str:
    """The same text, with a ' before what would be a formula, or lose its zero. `fused` takes exactly that one off."""
    return f"'{text}" if _is_rewritten(text) or _is_like_defused(text) else text


def fused(text: str) -> str:
    """What was meant by a cell that `defused` has written; any other as it stands."""
    return text[1:] if _is_like_defused(text) else text


def _is_rewritten(text: str) -> bool:
    """Whether a spreadsheet program makes something else of it: it works it out, or takes 08001111111 for a number."""
    return text.startswith(_FORMULA) or _LOSES_ITS_ZERO.fullmatch(text) is not None


def _is_like_defused(text: str) -> bool:
    return text[:1] == "'" and (text[1:2] == "'" or _is_rewritten(text[1:]))


# --- Day and time


def say_day(weekday: int | None) -> str:
    """Tuesday."""
    with override(_ENGLISH):
        return "" if weekday is None else weekday_name(weekday)


def read_day(text: str) -> int | None:
    """0 for Monday, mon, Mondays; None for an empty cell."""
    days = () if text.strip().isdecimal() else parse_days(text)  # whose week begins on which day a number does not say
    if not text.strip():
        return None
    if not days:
        raise ValueError(_("Write a day such as Tuesday."))
    if len(days) > 1:
        raise ValueError(_("One day in each row: a group that meets on several days has a row for each."))
    return days[0]


def say_hours(hours: Hours) -> str:
    """7:30pm to 8:30pm, or the start alone."""
    if hours.starts_at is None:
        return ""
    with override(_ENGLISH):
        if hours.minutes == MINUTES_IN_A_DAY:
            return f"{clock(hours.starts_at)} {ALL_DAY}"
        return hours_words(hours.starts_at, hours.minutes)


def read_hours(text: str) -> Hours:
    """The start, and the length where an end is given."""
    words = text.strip()
    if not words:
        return Hours()
    alone = words.removesuffix(ALL_DAY).strip()
    times = _part_of_a_day(words) or parse_times(alone)
    if times is None:
        raise ValueError(_("Write a time such as 7:30pm, or 7:30pm to 8:30pm."))
    start, end = (None if one is None else one.replace(second=0, microsecond=0) for one in times)
    if alone != words:
        return Hours(start, MINUTES_IN_A_DAY)
    return Hours(start, minutes_between(start, end) if end else None)


def _part_of_a_day(words: str) -> tuple[time, None] | None:
    """A time as a spreadsheet keeps it: 0.8125 is half past seven in the evening."""
    if not re.fullmatch(r"0?[.,][0-9]{1,20}", words):
        return None
    minutes = round(float(words.replace(",", ".")) * MINUTES_IN_A_DAY) % MINUTES_IN_A_DAY
    return time(*divmod(minutes, 60)), None


# --- Weeks and months

_ORDINALS = {
    1: ("1st", "first", "1"), 2: ("2nd", "second", "2"), 4: ("3rd", "third", "3"), 8: ("4th", "fourth", "4"),
    16: ("5th", "fifth", "5"), 32: ("last", "final"),
}  # fmt: skip
_BIT_OF = {word: bit for bit, words in _ORDINALS.items() for word in words}
_FILLING = {"and", "&", "of", "the", "month", "week", "weeks", "in", "each", "every", "only", "on", "meets"}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFTEN = {"", "every week", "weekly", "each week", "all", "every"}
_EVERY_SO_MANY = re.compile(
    r"(?:every|each)\s+(?P<count>other|second|two|three|four|[0-9]{1,2}(?:nd|rd|th)?)\s+weeks?"
    r"|(?P<fortnight>fortnightly|alternate weeks?|bi-?weekly|every fortnight|every other)",
)
_COUNTS = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4}


def say_weeks(rhythm: Rhythm, *, weekday: int | None, around: date) -> str:
    """`Every week`, `2nd and 4th`, `Every other week (5 January 2027 is one)`."""
    if rhythm.by_arrangement:
        return BY_ARRANGEMENT
    if rhythm.interval > 1:
        often = "Every other week" if rhythm.interval == 2 else f"Every {rhythm.interval} weeks"
        return f"{often} ({say_date(_one_of(rhythm, weekday or 0, around))} is one)"
    return say_some_weeks(rhythm.weeks) if rhythm.weeks != EVERY_WEEK else WEEKLY


def _one_of(rhythm: Rhythm, weekday: int, around: date) -> date:
    rule = Rule(weekday, interval=rhythm.interval, phase=rhythm.phase)
    return next(rule.dates(since=around, until=around + timedelta(weeks=rhythm.interval + 1)))


def say_some_weeks(mask: int) -> str:
    """`1st and 3rd`; empty for none."""
    with override(_ENGLISH):
        return listed_words([str(label) for bit, label in WEEKS_OF_THE_MONTH if mask & bit])


def read_weeks(text: str, *, weekday: int | None) -> Rhythm:
    """The weeks that a cell names; empty is every week."""
    words = " ".join(text.casefold().split())
    if words in _OFTEN:
        return Rhythm()
    if words in (BY_ARRANGEMENT.casefold(), "by appointment", "ask"):
        return Rhythm(by_arrangement=True)
    rhythm = _EVERY_SO_MANY.search(words)
    if rhythm:
        return _every_so_many(rhythm, words, weekday)
    return Rhythm(weeks=read_some_weeks(text, weekday=weekday))


def read_some_weeks(text: str, *, weekday: int | None = None) -> int:
    """The mask of `1st and 3rd`; nothing for an empty cell."""
    mask = 0
    for word in re.findall(r"[a-z0-9]+|[^a-z0-9\s,;/]+", text.casefold()):
        day = next((n for n, name in enumerate(_DAY_NAMES) if len(word) > 2 and f"{name}s".startswith(word)), None)
        if word in _BIT_OF:
            mask |= _BIT_OF[word]
        elif day is not None and weekday is not None and day != weekday:
            raise ValueError(_("It names another day than the column Day."))
        elif day is None and word not in _FILLING:
            raise ValueError(_weeks_sentence())
    if text.strip() and not mask:
        raise ValueError(_weeks_sentence())
    return canonical_weeks(mask)


def _weeks_sentence() -> str:
    return _("Write Every week, 2nd and 4th, last, Every other week (5 January 2027 is one), or By arrangement.")


def _every_so_many(found: re.Match, words: str, weekday: int | None) -> Rhythm:
    count = found["count"] or "2"
    interval = _COUNTS.get(count) or int(re.sub(r"\D", "", count))
    dated = re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\s+\w+\s+[0-9]{4}", words)
    if dated is None:
        raise ValueError(_("Add one of its dates, to count from: Every other week (5 January 2027 is one)."))
    day = read_date(dated[0])
    if weekday is not None and day.weekday() != weekday:
        with override(_ENGLISH):
            named = weekday_name(day.weekday())
        raise ValueError(_("%(date)s is a %(day)s.") % {"date": say_date(day), "day": named})
    if interval < 1:
        raise ValueError(_weeks_sentence())
    return Rhythm(interval=interval, phase=week_number(day) % interval)


def say_months(mask: int) -> str:
    """`Not in August`, `May, June and July`; empty for all."""
    if mask == EVERY_MONTH:
        return ""
    with override(_ENGLISH):
        meets = [str(label) for bit, label in MONTHS if mask & bit]
        away = [str(label) for bit, label in MONTHS if not mask & bit]
        return f"Not in {listed_words(away)}" if len(away) < len(meets) else listed_words(meets)


def read_months(text: str) -> int:
    """The mask of the months that a cell names; empty is all of them."""
    words = " ".join(text.casefold().split())
    if not words or words in ("all", "every month", "all year"):
        return EVERY_MONTH
    rest, is_not = re.subn(r"^(?:not in|except|all but|not)\s+(?:in\s+)?", "", words)
    mask = 0
    for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", rest):
        ends = [MONTH_NUMBERS.get(end.strip(" .")) for end in re.split(r"\s*(?:-|–|\bto\b)\s*", part)]
        if part and (None in ends or len(ends) > 2):
            raise ValueError(_("Write months such as Not in August, or January to June. Empty: every month."))
        if part:
            mask |= sum(1 << (ends[0] - 1 + n) % 12 for n in range((ends[-1] - ends[0]) % 12 + 1))
    mask = EVERY_MONTH & ~mask if is_not else mask
    if not mask:
        raise ValueError(_("Write months such as Not in August, or January to June. Empty: every month."))
    return mask


# --- Dates


def say_date(day: date | None) -> str:
    """5 January 2027."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year:04}" if day else ""


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def read_date(text: str) -> date | None:
    """A date with the day before the month, as it is written here; None for an empty cell."""
    words = " ".join(text.replace(",", " ").split()).casefold()
    if not words:
        return None
    named = re.fullmatch(r"(?:[a-z]+ )?([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]+)\.? ([0-9]{4})", words)
    slashed = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", words)
    try:
        if named and named[2] in MONTH_NUMBERS:
            return date(int(named[3]), MONTH_NUMBERS[named[2]], int(named[1]))
        if slashed:
            return date(int(slashed[3]), int(slashed[2]), int(slashed[1]))
        return datetime.fromisoformat(words.replace(" ", "t", 1)).date()
    except ValueError as error:
        raise ValueError(_("Write a date such as 5 January 2027.")) from error


# --- Words of a closed list, and yes or no


def say_choice(value: str, choices: Iterable[tuple[str, object]]) -> str:
    """The label of a value; empty where nothing is stated."""
    with override(_ENGLISH):
        return str(dict(choices).get(value, ""))


def read_choice(text: str, choices: Iterable[tuple[str, object]], also: Mapping[str, str] = {}) -> str:
    """The value whose label, or name, a cell holds; empty for an empty cell. `also` are other words for some."""
    words = fold(text)
    if not words:
        return ""
    with override(_ENGLISH):
        labels = {str(value): str(label) for value, label in choices}
    known = {fold(name): value for value, label in labels.items() for name in (value, label)}
    found = known.get(words) or also.get(words)
    if found is None:
        raise ValueError(_("Write one of these: %(words)s.") % {"words": ", ".join(labels.values())})
    return found


def read_yes(text: str) -> bool:
    """Whether a cell says yes; empty and no are no."""
    words = fold(text)
    if words in ("yes", "y", "true", "x", "1"):
        return True
    if words in ("", "no", "n", "false", "0"):
        return False
    raise ValueError(_("Write Yes, or leave it empty."))


def read_number(text: str) -> int | None:
    """A whole number; None for an empty cell."""
    words = text.strip()
    if not words:
        return None
    if not re.fullmatch(r"[0-9]{1,15}(?:[.,]0+)?", words):
        raise ValueError(_("Leave the number as it was exported; a new listing has none."))
    return int(re.split(r"[.,]", words)[0])
