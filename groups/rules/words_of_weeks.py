"""What a clause says of weeks: "1st & 3rd Wednesday", "every other week", "one Sunday a month". It judges nothing."""

import re
from dataclasses import dataclass
from datetime import date

from groups.rules.months_in_words import MONTH, MONTH_NUMBERS
from groups.rules.schedule import EVERY_WEEK, FIFTH, FIRST, FOURTH, LAST, SECOND, THIRD

_ORDINALS = {
    **dict.fromkeys(("first", "1st"), FIRST),
    **dict.fromkeys(("second", "2nd"), SECOND),
    **dict.fromkeys(("third", "3rd"), THIRD),
    **dict.fromkeys(("fourth", "4th"), FOURTH),
    **dict.fromkeys(("fifth", "5th"), FIFTH),
    **dict.fromkeys(("last", "final"), LAST),
}
_ORDINAL = r"(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|final)\b"
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = (
    r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nesday)?s?|thu(?:rs?(?:day)?)?s?|fri(?:day)?s?|sat(?:urday)?s?"
    r"|sun(?:day)?s?)\b(?:['’]s\b)?\.?"
)
_TIME_OF_DAY = r"(?:\s+(?:night|evening|morning|afternoon)s?\b)?"
_JOIN = r"(?:\s*(?:,\s*(?:and\b|&)?|&|/|\+|-|–)\s*|\s+(?:and|or|to|thru|through)\s+)"
_OF_THE_MONTH = r"(?:\s*(?:of|in)?\s*(?:the|each|every|a|per|any)\s*(?:calendar\s*)?months?\b|\s+monthly\b)"

_SOME_WEEKS = re.compile(
    rf"\b(?P<every>every\s+)?(?P<list>{_ORDINAL}(?:\s+{DAY})?(?:{_JOIN}(?:the\s+)?{_ORDINAL}(?:\s+{DAY})?)*)"
    rf"(?P<weeks>\s+weeks?\b(?:\s+on\s+{DAY})?|(?P<day>\s+{DAY}))?{_TIME_OF_DAY}(?P<of>{_OF_THE_MONTH})?(?P<only>\s*only\b)?",
    re.IGNORECASE,
)
_DAY_THEN_WEEKS = re.compile(
    rf"\b(?P<day>{DAY}){_TIME_OF_DAY}[\s:,(–-]+(?:the\s+)?(?P<list>{_ORDINAL}(?:{_JOIN}(?:the\s+)?{_ORDINAL})*)"
    rf"(?P<of>{_OF_THE_MONTH})?(?P<only>\s*only\b)?\s*(?=$|[).,;])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?<!step )(?<!steps )(?<!floor )[(\[]\s*(?:the\s+|every\s+)?"
    rf"(?P<list>{_ORDINAL}(?:{_JOIN}(?:the\s+)?{_ORDINAL})+)"
    rf"(?P<of>{_OF_THE_MONTH})?(?P<only>\s*only)?\s*[)\]]",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:(?:one|1|two|2|three|3)\s+(?P<day>{DAY}|days?|evenings?|nights?|times?|meetings?)|once|twice|[123]\s?(?:x|times))"
    r"\s*(?:a|per|each|every|in the|(?:of|in)\s+(?:the|each|every))\s*(?:month|quarter|year)\b"
    r"|\bweeks?\s+[1-5](?:\s*(?:,|&|and)\s*[1-5])+\b|\b(?:bi-?|twice[\s-])?monthly\b|\bquarterly\b|\b(?:every|each)\s+month\b",
    re.IGNORECASE,
)
_ALTERNATE = re.compile(
    rf"\bevery\s+(?:other|second|2nd|two|2|third|3rd|three|3|fourth|4th|four|4)\s+(?:weeks?\b|(?P<day>{DAY}))(?!{_OF_THE_MONTH})"
    rf"|\balternat(?:e|ing)\s+(?:weeks?\b|(?P<other_day>{DAY}))|\bfortnightly\b|\bbi-?weekly\b|\bonce\s+a\s+fortnight\b"
    r"|\b(?:two|three|four)[\s-]weekly\b",
    re.IGNORECASE,
)
_EVERY_TWO = re.compile(r"every\s+(?:other|two|2)\s|every\s+2nd\s+week|every\s+second\s+week|alternat|fortnight", re.I)
_DAY_OF_MONTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
FULL_DATE = rf"(?:{MONTH}\s+{_DAY_OF_MONTH},?\s*[0-9]{{4}}|{_DAY_OF_MONTH}\s+(?:of\s+)?{MONTH},?\s+[0-9]{{4}})"
FROM_DATE = re.compile(
    rf"\b(?:starting|beginning|from|since|commencing)\s+(?:on\s+)?(?:{DAY},?\s+)?(?P<date>{FULL_DATE})", re.IGNORECASE
)
_NEGATED = re.compile(
    r"(?:\bno\s+(?:meetings?|group|sessions?)|\bno|\bnot|n['’]t\s+meet|\bnot\s+(?:meet|meeting|held)|\bexcept|\bexcluding"
    r"|\bskips?|\bother\s+than)\s+(?:for\s+|on\s+|in\s+)*(?:the\s+|every\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WeeksSaid:
    """One thing a clause says of weeks, and where in the clause."""

    start: int
    end: int
    weeks: int | None = None
    """The mask it gives; None where its dates cannot be told."""
    interval: int = 1
    since: date | None = None
    """The date from which an interval is counted."""
    other_day: bool = False
    """It speaks of another weekday than the row's."""
    strong: bool = False
    """It says "only"."""
    negated: bool = False
    of_several: bool = False
    """It names two weeks of the month or more."""
    of_month: bool = False
    """It says "of the month"."""


def day_number(word: str) -> int:
    """0 for "Mondays"."""
    return _DAY_NAMES.index(word.strip().casefold()[:3])


def date_in(words: str) -> date | None:
    """The date of "July 13th, 2023" or "13 July 2023"."""
    month = re.search(MONTH, words, re.IGNORECASE)
    day, year = re.findall(r"[0-9]+", words)
    try:
        return date(int(year), MONTH_NUMBERS[month[0].casefold().rstrip(".")], int(day))
    except ValueError:
        return None


def weeks_said(clause: str, weekday: int) -> list[WeeksSaid]:
    """All that a clause says of weeks, read for a row of that weekday, in the order of the clause."""
    said = [*_some_weeks(clause, weekday), *_day_then_weeks(clause, weekday)]
    for found in (*_alternate(clause, weekday), *_counted(clause, weekday)):
        if not any(found.start < other.end and other.start < found.end for other in said):
            said.append(found)
    return sorted(said, key=lambda one: one.start)


def _some_weeks(clause: str, weekday: int) -> list[WeeksSaid]:
    said = []
    for found in _SOME_WEEKS.finditer(clause):
        items = _items(found["list"], found["day"])
        has_day = any(day is not None for _, day in items)
        if not has_day and not found["of"] and not (found["weeks"] and (found["only"] or len(items) > 1)):
            continue  # "2nd floor", "first aid", "last week"
        may_be_an_interval = found["every"] and len(items) == 1 and items[0][0] in (SECOND, THIRD, FOURTH)
        if may_be_an_interval and not found["of"]:
            continue
        said.append(_masked(clause, found, items, weekday, sure=bool(has_day or found["weeks"])))
    return said


def _day_then_weeks(clause: str, weekday: int) -> list[WeeksSaid]:
    said = []
    for found in _DAY_THEN_WEEKS.finditer(clause):
        items = _items(found["list"], found["day"])
        if len(items) > 1 or found["of"] or found["only"]:
            said.append(_masked(clause, found, items, weekday, sure=True))
    for found in _BRACKETED.finditer(clause):
        if not any(one.start <= found.start() < one.end or one.start <= found.end() - 1 < one.end for one in said):
            said.append(_masked(clause, found, _items(found["list"], None), weekday, sure=True))
    return said


def _masked(clause: str, found: re.Match, items: list, weekday: int, *, sure: bool) -> WeeksSaid:
    ours = [ordinal for ordinal, day in items if day in (None, weekday)]
    weeks: int | None = 0
    for ordinal in ours:
        weeks |= ordinal
    joins = re.sub(rf"{_ORDINAL}|{DAY}", " ", found["list"], flags=re.IGNORECASE).casefold()
    if re.search(r"\b(?:to|thru|through)\b", joins) and len(ours) == 2 and LAST not in ours:
        weeks = ours[-1] * 2 - ours[0]
    elif not sure or re.search(r"\bor\b|-|–|\bto\b|\bthr", joins):
        weeks = None
    negated = bool(_NEGATED.search(clause[: found.start()]))
    if negated and weeks is not None:
        weeks = None if weeks & LAST else EVERY_WEEK & ~LAST & ~weeks
    return WeeksSaid(
        found.start(),
        found.end(),
        weeks=weeks,
        other_day=not ours,
        strong=bool(found["only"]),
        negated=negated,
        of_several=len(ours) > 1,
        of_month=bool(found["of"]),
    )


def _items(words: str, day_after: str | None) -> list[tuple[int, int | None]]:
    """Each ordinal with the day that it belongs to: the next one named."""
    items: list[tuple[int, int | None]] = []
    day = day_number(day_after) if day_after else None
    for ordinal, own_day in reversed(re.findall(rf"({_ORDINAL})(?:\s+({DAY}))?", words, re.IGNORECASE)):
        day = day_number(own_day) if own_day else day
        items.append((_ORDINALS[ordinal.casefold()], day))
    return items[::-1]


def _alternate(clause: str, weekday: int) -> list[WeeksSaid]:
    said = []
    since = FROM_DATE.search(clause)
    for found in _ALTERNATE.finditer(clause):
        day = found["day"] or found["other_day"]
        said.append(
            WeeksSaid(
                found.start(),
                found.end(),
                interval=2 if _EVERY_TWO.search(found[0]) else 0,
                since=_counted_from(since, weekday),
                other_day=bool(day) and day_number(day) != weekday,
            )
        )
    return said


def _counted_from(since: re.Match | None, weekday: int) -> date | None:
    """The date that an interval starts on, where it is one of the row's weekday."""
    first = date_in(since["date"]) if since else None
    return first if first and first.weekday() == weekday else None


def _counted(clause: str, weekday: int) -> list[WeeksSaid]:
    said = []
    for found in _COUNTED.finditer(clause):
        day = found["day"] or ""
        named = day[:3].casefold() in _DAY_NAMES and day.casefold() not in ("day", "days")
        said.append(WeeksSaid(found.start(), found.end(), other_day=named and day_number(day) != weekday))
    return said
