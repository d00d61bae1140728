"""Plain values as people type them: times of day, days of the week, dates, and text without mark-up."""

import html
import re
from datetime import UTC, datetime, time

from groups.rules.schedule import MINUTES_IN_A_DAY

# --- Times of day

LONGEST_TIME = 40
"""Nothing longer than this is looked at as a time."""

_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_NAMED_TIME = re.compile(r"^(?:12(?:[:.]00)?\s*(?:am|pm)?\s*)?(noon|midday|midnight)$")
_MERIDIEM = re.compile(r"(?<=[0-9 .])([ap])\.?\s?m\b\.?")
_CLOCK = re.compile(
    r"^(?P<hour>[0-9]{1,2})(?:\s*[:.,h]\s*(?P<minute>[0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s*(?P<hours>h|hrs?|uhr)?\s*(?P<half>am|pm|a|p)?$"
)
_RUN_TOGETHER = re.compile(r"^(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})\s*(?P<hours>h|hrs?)?\s*(?P<half>am|pm|a|p)?$")
_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill?\b)\s*")


def _time_words(value: object) -> str:
    """What was given as a time, tidied; empty where it cannot be one."""
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2400:
        return str(value)
    if not isinstance(value, str) or len(value) > LONGEST_TIME:
        return ""
    return _MERIDIEM.sub(r"\1m", " ".join(value.casefold().split()))


def _one_time(words: str) -> time | None:
    named = _NAMED_TIME.match(words)
    if named:
        return _NAMED_TIMES[named[1]]
    found = _CLOCK.match(words) or _RUN_TOGETHER.match(words)
    if not found or not (found["minute"] or found["half"] or found["hours"]):
        return None  # a bare "7" says neither morning nor evening
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if (half == "a" and hour > 12) or (half == "p" and hour == 0):
        return None
    if half and hour == 12:
        hour = 0
    if half == "p" and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_times(value: object) -> tuple[time, time | None] | None:
    """The start and, where it is a span such as "7-8pm", the end; None where there is no reading it."""
    words = _time_words(value)
    alone = _one_time(words)
    if alone is not None:
        return alone, None
    parts = _TO.split(words)
    if len(parts) != 2:
        return None
    end = _one_time(parts[1])
    if end is None:
        return None
    # "11-1pm" starts in the morning and "7-8pm" in the evening: the shorter reading is meant.
    readings = [parts[0]] if _one_time(parts[0]) and not _half_day_clock(parts) else [parts[0] + "am", parts[0] + "pm"]
    starts = [start for start in map(_one_time, readings) if start is not None]
    if not starts:
        return None
    return min(starts, key=lambda start: minutes_between(start, end) or MINUTES_IN_A_DAY), end


def _half_day_clock(parts: list[str]) -> bool:
    """Whether the end alone says morning or evening: "7:00-8:30 pm"."""
    return parts[1][-1:] == "m" and parts[0][-1:].isdigit() and int(re.split(r"\D", parts[0])[0] or 0) <= 12


def parse_time(value: object) -> time | None:
    """A time of day as people type it: "7:30 PM", "7pm", "19.30", "1930", "noon". None where there is no reading it."""
    times = parse_times(value)
    return times[0] if times else None


def minutes_between(start: time, end: time) -> int | None:
    """How long from start to end, past midnight if need be; None where they are the same, for that says nothing."""
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % MINUTES_IN_A_DAY or None


# --- Days of the week

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY_DAY = {"daily", "every day", "everyday", "7 days a week"}
_BETWEEN_DAYS = re.compile(r"\s*(?:,|;|/|&|\+|\band\b)\s*")
_THROUGH_DAYS = re.compile(r"\s*(?:-|–|\bto\b|\bthrough\b|\bthru\b)\s*")
LONGEST_DAYS = 100


def parse_days(value: object, *, sunday: int = 0) -> tuple[int, ...] | None:
    """Weekdays with Monday 0, in order and each once; () where nothing was said, None where it cannot be read.

    `sunday` is the number that the source gives to Sunday, the first day of its week.
    """
    if value is None or value == "" or value == []:
        return ()
    days: list[int] = []
    for item in value if isinstance(value, list | tuple) else [value]:
        read = _days_of(item, sunday)
        if read is None:
            return None
        days += read
    return tuple(dict.fromkeys(days))


def _days_of(item: object, sunday: int) -> list[int] | None:
    if isinstance(item, bool):
        return None
    if isinstance(item, int | float):
        return _day_number(item, sunday)
    if not isinstance(item, str) or len(item) > LONGEST_DAYS:
        return None
    words = " ".join(item.casefold().split())
    if not words:
        return []
    if words in _EVERY_DAY:
        return list(range(7))
    if words == "weekdays":
        return list(range(5))
    days: list[int] = []
    for part in filter(None, _BETWEEN_DAYS.split(words)):
        ends = [_day_word(end, sunday) for end in _THROUGH_DAYS.split(part)]
        if None in ends or len(ends) > 2:
            return None
        first, last = ends[0], ends[-1]
        days += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    return days or None


def _day_number(number: float, sunday: int) -> list[int] | None:
    if number not in range(sunday, sunday + 7) and not (sunday == 0 and number == 7):
        return None  # a 7 beside 0 to 6 can only be another Sunday
    return [(int(number) - sunday - 1) % 7]


def _day_word(word: str, sunday: int) -> int | None:
    if re.fullmatch(r"[0-9](\.0)?", word):
        number = _day_number(int(word[0]), sunday)
        return number[0] if number else None
    name = word.rstrip(".").removesuffix("'s").removesuffix("’s").removesuffix("s")
    if len(name) < 2:
        return None
    return next((n for n, day in enumerate(_DAYS) if day.startswith(name)), None)


# --- When a source last touched a row

_SQL_MOMENT = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]?([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?:\.[0-9]+)?\s*(.*)$")
_SLASHED = re.compile(r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b")
_EARLIEST_YEAR = 1990


def parse_moment(value: object) -> datetime | None:
    """The moment of "2022-07-09 19:32:28" in UTC, also where the blank is missing; None where it is not plain.

    A date such as 3/4/2022 is not plain, for nothing says which is the month; 13/4/2022 is.
    """
    if not isinstance(value, str) or len(value) > LONGEST_TIME:
        return None
    text = value.strip()
    slashed = _SLASHED.match(text)
    if slashed:
        one, two, year = (int(part) for part in slashed.groups())
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = (one, two) if one <= 12 else (two, one)
        text = f"{year}-{month:02}-{day:02}"
    found = _SQL_MOMENT.match(text)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(f"{found[1]} {found[2] or '00:00'}{found[3]}")
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= _EARLIEST_YEAR else None


# --- Text

LONGEST_TEXT = 4000
LONGEST_LINE = 255

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--[^<>]*-->")
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*(?:<(?!/\1)[^<]*)*</\1\s*>", re.IGNORECASE)
_BREAKING = {"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"}
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def plain_text(value: object, *, limit: int = LONGEST_TEXT) -> str:
    """Text without tags, entities and control characters, its line breaks kept, cut at a word near `limit`."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[: limit * 4]
    if "<" in text or "&" in text:
        text = _without_markup(text)
    if text.isprintable():
        if "  " not in text:
            return _cut(text.strip(), limit)
    else:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
        text = _UNPRINTABLE.sub("", text)
    lines = "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _cut(_BLANK_LINES.sub("\n\n", lines).strip(), limit)


def one_line(value: object, *, limit: int = LONGEST_LINE) -> str:
    """The same in a single line: names, towns, postcodes."""
    text = plain_text(value, limit=limit * 4)
    return _cut(" ".join(text.split()) if "\n" in text else text, limit)


def text_as_it_is(text: str) -> str:
    """A text of a file of our own: its blanks, lines and signs as they stand, without tags and control characters."""
    text = _UNPRINTABLE.sub("", text)
    if "<" in text:
        for _ in range(2):
            text = _TAG.sub("", _UNSEEN.sub("", text))
        if _TAG.search(text):  # tags within tags are nobody's text
            text = text.replace("<", "")
    return text.strip()


def _without_markup(text: str) -> str:
    """Tags go before entities and after, for feeds write `&lt;p&gt;` as well as `<p>`."""
    for _ in range(2):
        text = _TAG.sub(_break_or_nothing, _UNSEEN.sub(" ", text))
        text = html.unescape(text)
    return _TAG.sub(_break_or_nothing, text)


def _break_or_nothing(tag: re.Match) -> str:
    return "\n" if (tag[1] or "").lower() in _BREAKING else ""


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_a_word = head.rsplit(None, 1)[0] if len(head.split()) > 1 else head
    return (at_a_word if len(at_a_word) > limit // 2 else head).rstrip() + "…"
