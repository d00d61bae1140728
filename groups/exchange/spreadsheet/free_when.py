"""Day and time as people type them into a sheet: "Mondays 7.30pm - 9pm", "1st & 3rd Wed of the month 19:30", "Nos Lun".

Nothing is guessed: a time that may be morning or evening is a ValueError, whose sentence says what to write.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import time
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from groups.rules.cells import read_hours
from groups.rules.folding import fold
from groups.rules.reading import minutes_between, one_line, parse_days
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.times_in_words import start_and_end
from groups.rules.when_pieces import (
    ARRANGEMENT,
    DAYS,
    EVERY_DAY,
    EVERY_SO_MANY,
    FORTNIGHTLY,
    FROM,
    IN,
    LENGTH,
    MONTH_WORDS,
    MONTHLY,
    MONTHS_ALONE,
    NOT_IN,
    NOTHING,
    ON,
    ONE_TIME,
    PART,
    TIME,
    UNTIL,
    WEEKS,
    WEEKS_AFTER,
)
from groups.rules.words_of_weeks import DAY

LONGEST = 200
LONGEST_QUOTE = 60
SHORTEST_LENGTH = 10
"""A number below this is no length in minutes: "2" may be hours."""


class Sitting(NamedTuple):
    """One reading of a row's day and time: it may have several ("Mon 7pm, Wed 6pm")."""

    days: tuple[int, ...] = ()
    """Monday is 0."""
    starts_at: time | None = None
    minutes: int | None = None
    words: str = ""
    """What was said, in English words, for whoever looks for weeks and months in it."""
    left: str = ""
    """Words that say something else."""


# --- In one language

_DAYS_ELSEWHERE = (
    "llun|lun|lunes|lundi|måndag|måndagar|pondelok|pondelky|月曜|月曜日",
    "mawrth|fawrth|martes|mardi|tisdag|tisdagar|utorok|utorky|火曜|火曜日",
    "mercher|fercher|miércoles|mercredi|onsdag|onsdagar|streda|stredy|水曜|水曜日",
    "iau|jueves|jeudi|torsdag|torsdagar|štvrtok|štvrtky|木曜|木曜日",
    "gwener|wener|viernes|vendredi|fredag|fredagar|piatok|piatky|金曜|金曜日",
    "sadwrn|sábado|sábados|samedi|lördag|lördagar|sobota|soboty|土曜|土曜日",
    "sul|domingo|domingos|dimanche|söndag|söndagar|nedeľa|nedele|日曜|日曜日",
)
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = {
    **{fold(word): day for day, words in zip(_ENGLISH_DAYS, _DAYS_ELSEWHERE, strict=True) for word in words.split("|")},
    **dict.fromkeys(("dydd", "bob", "le", "el", "los", "vid"), ""),
    **dict.fromkeys(("nos", "yh", "kvall", "soir"), "evening"),
    **dict.fromkeys(("bore", "yb"), "morning"),
    **dict.fromkeys(("prynhawn", "yp"), "afternoon"),
    **dict.fromkeys(("a", "ac", "y", "et", "och"), "and"),
    **dict.fromkeys(("tan", "hasta"), "to"),
    **dict.fromkeys(("midi", "mediodia"), "noon"),
    "medianoche": "midnight",
}
_OF_MANY = {"daily": tuple(range(7)), "every": tuple(range(7)), "weekdays": (0, 1, 2, 3, 4), "weekends": (5, 6)}
_WORD = re.compile(r"[^\W\d_]+")
_NOT_EVERY_WEEK = re.compile(
    r"\b(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|last|other|alternat\w*|fortnight\w*|months?|\w*monthly"
    r"|bi-?weekly|(?:every|each)\s+(?:two|three|four|2|3|4)|once|twice)\b"
)
_A_DAY = re.compile(rf"\b{DAY}", re.IGNORECASE)
_ORDINAL_FIGURE = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)\b")


def in_english(text: str) -> str:
    """Lower case, with the days of other languages in English, one kind of dash, and times as they are read."""
    return _in_english(text[: LONGEST * 2])


@lru_cache(maxsize=4096)  # a list says the same day and time again and again
def _in_english(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[–—−~〜]", "-", text).replace("’", "'")
    text = re.sub(r"\b(?:3ydd|trydydd)\b", "3rd", text)
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ t]([0-9]{2}:[0-9]{2})", r"\1", text.strip())  # Excel's own moment
    text = re.sub(r"\b([0-9]{1,2}:[0-9]{2}):[0-9]{2}(?:\.[0-9]+)?\b", r"\1", text)
    text = re.sub(r"午後\s*([0-9]{1,2}[:時][0-9]{0,2}分?)", r"\1pm", text).replace("午前", "")
    text = re.sub(r"([0-9]{1,2})時(?:([0-9]{1,2})分?)?", lambda t: f"{t[1]}:{(t[2] or '00').zfill(2)}", text)
    text = re.sub(r"\b([0-9]{1,2})\s?h\s?([0-9]{2})?(?![\w])", lambda t: f"{t[1].zfill(2)}:{t[2] or '00'}", text)
    text = re.sub(r"(?<![0-9:.])([0-9]{1,2})\.([1-4])(?![0-9])", r"\1.\g<2>0", text)  # Excel's 7.3 was typed 7.30
    text = _WORD.sub(lambda word: _english_word(word[0]), text)
    return " ".join(text.replace("\n", " ; ").split()).strip(" .!?")


def _english_word(word: str) -> str:
    if word in ("a", "y") or not word.isalpha():  # "7 p.m. or a little later" is English
        return word
    return _WORDS.get(fold(word), word)


def days_in(text: str) -> tuple[int, ...]:
    """The weekdays of a cell, Monday 0; empty where it names none."""
    words = in_english(text)
    plain = None if re.search(r"[0-9]", words) else parse_days(words)
    if plain:
        return plain
    days = [parse_days(found[0].replace(".", "")) or () for found in DAYS.finditer(words)]
    days += [_OF_MANY[found[0].split()[0]] for found in EVERY_DAY.finditer(words)]
    return tuple(dict.fromkeys(day for some in days for day in some))


def holds_day(text: str) -> bool:
    """Whether a cell names a weekday."""
    return len(text) <= LONGEST and bool(days_in(text))


def day_heading(text: str) -> tuple[int, ...]:
    """The weekday of a cell that is nothing but one, as it stands over the meetings of that day: "MONDAYS"."""
    if len(text) > LONGEST:
        return ()
    words = in_english(text)
    rest = EVERY_DAY.sub(" ", PART.sub(" ", DAYS.sub(" ", words)))
    return () if _left(rest) or re.search(r"[0-9]", rest) else days_in(text)


def holds_time(text: str) -> bool:
    """Whether a cell holds what is plainly a time: not a number alone."""
    rest = _without_dates(in_english(text)) if len(text) <= LONGEST else ""
    found = TIME.search(rest)
    return bool(found and re.search(r"[:.]|[ap]m|noon|mid", found[0]))


def has_24_hours(texts: Iterable[str]) -> bool:
    """Whether the times of a sheet are those of a 24-hour clock, so that 7:30 among them is in the morning.

    Most of those that could be of either are plainly of it (19:30, 07:30), and none says am or pm.
    """
    plain = doubtful = 0
    for text in (in_english(text) for text in texts if len(text) <= LONGEST):
        if re.search(r"[0-9]\s*[ap]m\b", text):
            return False
        plain += len(re.findall(r"(?<![0-9:.])(?:0[0-9]|1[3-9]|2[0-3])[:.]?[0-5][0-9](?![0-9])", text))
        doubtful += len(re.findall(r"(?<![0-9:.])[1-9][:.][0-5][0-9](?![0-9])", text))
    return plain > doubtful


# --- One row


class _Unread(Exception):
    """What of a row cannot be read; the sentence about it."""


def sittings(day: str, start: str, end: str, *, clock_24: bool) -> list[Sitting]:
    """What a row's cells say; ValueError with a sentence where they cannot be read. Both may stand in one cell."""
    for text in (day, start, end):
        if len(text) > LONGEST:
            raise ValueError(_("Its day or time is too long to be read: “%(words)s”.") % {"words": _quoted(text)})
    try:
        return list(_sittings(in_english(day), _clock(in_english(start)), _clock(in_english(end)), clock_24))
    except _Unread as unread:
        time_said = " – ".join(filter(None, (start or day, end)))
        raise ValueError(str(unread) % {"day": _quoted(day or start), "time": _quoted(time_said)}) from None


def _sittings(day: str, start: str, end: str, clock_24: bool) -> Iterator[Sitting]:
    several = [] if end or (day and start) else _pieces(day or start)
    times = [one for one in re.split(r"\s*(?:,|;|&|/|\band\b)\s*", start) if one] if day and not end else []
    if several:
        yield from (_sitting(piece, "", "", clock_24) for piece in several)
    elif len(times) > 1 and all(TIME.fullmatch(one) for one in times):
        yield from (_sitting(day, one, "", clock_24) for one in times)
    else:
        yield _sitting(day, start, end, clock_24)


def is_not_plain(words: str) -> bool:
    """Whether the words of a sitting speak of weeks or dates: what they say is a rule, or nobody knows the dates."""
    return any(pattern.search(words) for pattern in (_NOT_EVERY_WEEK, FROM, UNTIL, ON))


def minutes_of(text: str) -> int | None:
    """The length that a cell of its own says: 90, "1.5 hours", "1h 30", 01:30."""
    words = in_english(text) if len(text) <= LONGEST else ""
    clock = re.fullmatch(r"0?([0-9]):([0-5][0-9])", words)
    alone = re.fullmatch(r"[0-9]{1,4}", words)
    said = LENGTH.fullmatch(words)
    if clock:
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif alone:
        minutes = int(words)
    elif said and said["one_half"]:
        minutes = 30
    elif said and said["minutes"]:
        minutes = int(said["minutes"])
    elif said:
        hours = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(said["hours"]) or float(said["hours"])
        minutes = round(hours * 60) + (30 if said["half"] else 0) + int(said["more"] or 0)
    else:
        return None
    return minutes if SHORTEST_LENGTH <= minutes <= MINUTES_IN_A_DAY else None


def _clock(text: str) -> str:
    """A time that a spreadsheet keeps as a part of the day, as a time; any other text as it stands."""
    if re.fullmatch(r"0?[.,][0-9]{2,20}", text):
        starts_at = read_hours(text).starts_at
        return f"{starts_at:%H:%M}" if starts_at else text
    return text


def _pieces(text: str) -> list[str]:
    """ "Mon 7pm, Wed 6pm" in two, where each part has its own day and time; else nothing."""
    cuts = re.split(
        rf"\s*(?:;|,|/|&|\band\b)\s*(?=(?:(?:the|every|each|on)\s+)*(?:[a-z0-9]+\s+)?{DAY})", text, flags=re.IGNORECASE
    )
    pieces = [piece for piece in cuts if piece.strip()]
    is_several = len(pieces) > 1 and all(_A_DAY.search(piece) and holds_time(piece) for piece in pieces)
    return pieces if is_several else []


def _sitting(day: str, start: str, end: str, clock_24: bool) -> Sitting:
    words = " ".join(filter(None, (day, start)))
    days = days_in(day) or days_in(start)
    is_by_arrangement = bool(ARRANGEMENT.search(words)) or fold(day) in ("", "appointment", "n a", "none")
    if not days and not is_by_arrangement and not (not day and start):
        raise _Unread(_("The day “%(day)s” cannot be read."))
    if len(list(DAYS.finditer(words))) > 1 and re.search(r"\b(?:not|except|no|or)\b", words):
        raise _Unread(_("The day “%(day)s” cannot be read."))
    rest = _without_dates(words)
    found = TIME.search(rest)
    if not found:
        if start and not ARRANGEMENT.search(start):
            raise _Unread(_("The time “%(time)s” cannot be read."))
        return Sitting(days, words=words, left=_left(PART.sub(" ", rest)))
    if end and found["end"]:
        end = ""
    ends = end or found["end"] or ""
    part = found["part"] or next((one["part"] for one in [PART.search(rest)] if one), "")
    starts_at, minutes = _hours(found["start"], ends, part, clock_24)
    after = f"{rest[: found.start()]} {rest[found.end() :]}"
    if re.search(rf"(?:^|\s)(?:&|and|,|/|or)\s*{ONE_TIME}\s*$", after.strip()):
        raise _Unread(_("“%(time)s” are several times: give each a row of its own."))
    unread_end = end if end and minutes is None else ""
    words = words.replace(found[0].strip(), " ", 1)
    return Sitting(days, starts_at, minutes, words, " ".join(filter(None, (_left(PART.sub(" ", after)), unread_end))))


def _without_dates(words: str) -> str:
    """What is left once everything is taken out that has figures and is no time."""
    for pattern in (NOT_IN, FROM, UNTIL, ON, IN, MONTHS_ALONE, LENGTH, EVERY_SO_MANY, FORTNIGHTLY, MONTHLY, WEEKS,
                    WEEKS_AFTER, MONTH_WORDS, DAYS, ARRANGEMENT):  # fmt: skip
        words = pattern.sub(" ; ", words)
    return _ORDINAL_FIGURE.sub(" ", words)


def _left(words: str) -> str:
    kept = re.sub(
        r"\b(?:every ?day|daily|weekdays|weekends|fortnight|month|last|first|other|hrs?|uhr|clock|o)\b", " ", words
    )
    return " ".join(NOTHING.sub(" ", kept.replace("'", " ")).split())


def _hours(start: str, end: str, part: str, clock_24: bool) -> tuple[time, int | None]:
    if clock_24 and not part:
        start, end = _in_24_hours(start), _in_24_hours(end)
    ends = _bare_time(end)
    starts_at, ends_at, is_guess = start_and_end(start, ends or None, part)
    if starts_at is None and ends:  # an end that is none says nothing of the start
        starts_at, ends_at, is_guess = start_and_end(start, None, part)
    if starts_at is None:
        raise _Unread(_("The time “%(time)s” cannot be read."))
    if is_guess:
        raise _Unread(_("The time “%(time)s” may be in the morning or in the evening: write 7.30pm, or 19:30."))
    return starts_at, minutes_between(starts_at, ends_at) if ends_at else None


def _bare_time(end: str) -> str:
    """The time itself in the cell of an end."""
    found = re.search(ONE_TIME, end) if end else None
    return found[0] if found else ""


def _in_24_hours(text: str) -> str:
    return re.sub(r"^([0-9])([:.][0-9]{2})$", r"0\1\2", text.strip())


def _quoted(text: str) -> str:
    return one_line(text, limit=LONGEST_QUOTE)
