"""Days and dates in a phrase: `next friday`, `2nd and 4th tuesday`, `5 december`, `christmas day`, `this weekend`.

Today and tomorrow are said as such, other certain days as dates. A language may say what kind of Friday it is before
the day or after it (the roles `…_after`), and a part of the day in one word with it (`nos Lun`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from groups.rules.phrase.found import Found
from groups.rules.phrase.line import Line
from groups.rules.phrase.vocabulary import Grammar, Pair

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_AHEAD = 10
_WRITTEN = (
    re.compile(r"^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})$"),
    re.compile(r"^(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})(?:[/.](?P<year>[0-9]{4}|[0-9]{2}))?$"),
)
_DAY_OF_MONTH = re.compile(r"^([0-9]{1,2})([a-z]*)$")
_YEAR = re.compile(r"^20[0-9]{2}$")
_FEAST = re.compile(r"^(?:([0-9]{2})-([0-9]{2})|easter([+-][0-9]+))$")


@dataclass(frozen=True)
class Weekday:
    """A weekday as it was said: which one, where its words end, and the parts of the day said with it."""

    number: int
    end: int
    parts: tuple[Pair, ...] = ()

    @property
    def means(self) -> tuple[Pair, ...]:
        """What it says to search by."""
        return (("day", DAYS[self.number]), *self.parts)


@dataclass(frozen=True)
class DayReader:
    """Reads the day said at a place of a line."""

    grammar: Grammar
    today: date
    bank_holidays: Sequence[date] = ()

    def read(self, line: Line, place: int) -> Found | None:
        """The longest that can be read from a place on."""
        found = [one for one in self._ways(line, place) if one is not None]
        return max(found, key=lambda one: one.length, default=None)

    def _ways(self, line: Line, first: int) -> Iterator[Found | None]:
        place = self.grammar.past("on", line, first)
        yield self._relative(line, first)
        yield self._feast(line, first, place)
        yield self._date(line, first, place)
        yield self._days(line, first, place)
        yield self._weekend(line, first, place)
        yield self._weeks(line, first, self.grammar.past("every", line, place))

    # --- Words that count from today

    def _relative(self, line: Line, first: int) -> Found | None:
        said = self.grammar.find("relative", line, first)
        if said is None:
            return None
        away, parts = _with_parts(said[0])
        return Found(first, said[1], (self._real(self.today + timedelta(days=int(away))), *parts))

    def _real(self, day: date) -> Pair:
        away = (day - self.today).days
        return ("day", ("today", "tomorrow")[away]) if away in (0, 1) else ("date", day.isoformat())

    def _weekend(self, line: Line, first: int, place: int) -> Found | None:
        place = self.grammar.past("the", line, place)
        next_one = self.grammar.find("next", line, place)
        this_one = self.grammar.find("this", line, place)
        place = (next_one or this_one or ("", place))[1]
        said = self.grammar.find("span", line, place)
        if said is None:
            return None
        days = [int(one) for one in said[0].split()]
        next_after = self.grammar.find("next_after", line, said[1])
        end = next_after[1] if next_after else self.grammar.past("this_after", line, said[1])
        monday = self.today - timedelta(days=self.today.weekday())
        if next_one or next_after:
            dates = [monday + timedelta(weeks=1, days=day) for day in days]
            return Found(first, end, tuple(("date", day.isoformat()) for day in dates))
        if len(days) == 7:
            return Found(first, end)  # the coming week is what is shown anyway
        if days == [5, 6] and self.today.weekday() in days:  # it is the weekend: what is left of it
            dates = [monday + timedelta(days=day) for day in days]
            return Found(first, end, tuple(self._real(day) for day in dates if day >= self.today))
        return Found(first, end, tuple(("day", DAYS[day]) for day in days))

    # --- Weekdays

    def _weekday(self, line: Line, place: int) -> Weekday | None:
        said = self.grammar.find("day", line, place)
        if said is None or self.grammar.has("street", line.said(said[1])):
            return None  # Sun Street
        day, parts = _with_parts(said[0])
        return Weekday(DAYS.index(day), said[1], parts)

    def _days(self, line: Line, first: int, place: int) -> Found | None:
        every = self.grammar.past("every", line, place)
        this_one = self.grammar.find("this", line, place)
        next_one = self.grammar.find("next", line, place)
        week_on = self.grammar.find("a_week_on", line, first)
        said = self._weekday(line, (week_on or next_one or this_one or ("", every))[1])
        if said is None:
            return None
        coming = self.today + timedelta(days=(said.number - self.today.weekday()) % 7)
        next_after = self.grammar.find("next_after", line, said.end)
        if next_one or next_after:
            return self._next(first, next_after[1] if next_after else said.end, said, coming)
        week = self.grammar.find("week", line, said.end)
        if week or week_on:
            end = week[1] if week else said.end
            return Found(first, end, (self._real(coming + timedelta(weeks=1)), *said.parts))
        this_after = self.grammar.find("this_after", line, said.end)
        if this_one or this_after:
            return Found(first, this_after[1] if this_after else said.end, (self._real(coming), *said.parts))
        to = self.grammar.past("to", line, said.end)
        until = self._weekday(line, to) if to > said.end or line.gap(said.end).strip() in {"-", "–"} else None
        if until:
            days = [(said.number + n) % 7 for n in range((until.number - said.number) % 7 + 1)]
            return Found(first, until.end, (*(("day", DAYS[day]) for day in days), *(until.parts or said.parts)))
        return Found(first, said.end, said.means)

    def _next(self, first: int, end: int, said: Weekday, coming: date) -> Found:
        """Next Friday is the Friday of next week; where this week's is still to come, some mean that one."""
        of_next_week = self.today + timedelta(days=7 - self.today.weekday() + said.number)
        others = ((self._real(coming), *said.parts),) if self.today < coming < of_next_week else ()
        return Found(first, end, (self._real(of_next_week), *said.parts), others)

    def _weeks(self, line: Line, first: int, place: int) -> Found | None:
        """`2nd and 4th tuesday of the month`, and where it is said so `dydd Mawrth cyntaf y mis`."""
        weeks, _end, place = self._weeks_said("week_of_month", line, self.grammar.past("the", line, place))
        weekday = self._weekday(line, place)
        if weekday is None:
            return None
        end = weekday.end
        if not weeks:
            weeks, end, _next = self._weeks_said("week_after", line, end)
        if not weeks:
            return None
        means = [("week", week) for week in dict.fromkeys(weeks)]
        return Found(first, self.grammar.past("of_the_month", line, end), (*means, *weekday.means))

    def _weeks_said(self, role: str, line: Line, place: int) -> tuple[list[str], int, int]:
        """The weeks, where their words end, and where a word after them that joins (`and the`) ends."""
        weeks: list[str] = []
        end = place
        said = self.grammar.find(role, line, place)
        while said:
            weeks.append(said[0])
            end = said[1]
            place = self.grammar.past("the", line, self.grammar.past("and", line, end))
            said = self.grammar.find(role, line, place)
        return weeks, end, place

    # --- Dates

    def _feast(self, line: Line, first: int, place: int) -> Found | None:
        bank = self.grammar.find("bank_holiday", line, place)
        if bank:
            return self._bank_holiday(first, bank[1], self._weekday(line, bank[1]))
        weekday = self._weekday(line, place)
        bank = self.grammar.find("bank_holiday_after", line, weekday.end) if weekday else None
        if bank:
            return self._bank_holiday(first, bank[1], replace(weekday, end=bank[1]))
        said = self.grammar.find("feast", line, place)
        if said is None:
            return None
        day = next(day for day in self._feast_days(said[0]) if day >= self.today)
        return Found(first, said[1], (self._real(day),))

    def _feast_days(self, said: str) -> Iterator[date]:
        month, day, after_easter = _FEAST.match(said).groups()
        for year in range(self.today.year, self.today.year + 2):
            yield date(year, int(month), int(day)) if month else easter(year) + timedelta(days=int(after_easter))

    def _bank_holiday(self, first: int, end: int, weekday: Weekday | None) -> Found | None:
        days = [day for day in sorted(self.bank_holidays) if day >= self.today]
        if weekday:
            days, end = [day for day in days if day.weekday() == weekday.number], weekday.end
        return Found(first, end, (self._real(days[0]),)) if days else None

    def _date(self, line: Line, first: int, place: int) -> Found | None:
        """A date, perhaps with its weekday before it; where the two do not agree, either may be meant."""
        coming = self.grammar.find("this", line, place) or self.grammar.find("next", line, place)
        weekday = self._weekday(line, coming[1] if coming else place)
        place = self.grammar.past("the", line, self.grammar.past("on", line, weekday.end if weekday else place))
        said = self._written(line, place) or self._spelled(line, place)
        if said is None and (weekday or place > first):
            said = self._bare_day(line, place)
        if said is None:
            return None
        day, end = said
        parts = weekday.parts if weekday else ()
        others = (weekday.means,) if weekday and day.weekday() != weekday.number else ()
        return Found(first, end, (self._real(day), *parts), others)

    def _written(self, line: Line, place: int) -> tuple[date, int] | None:
        for way in _WRITTEN:
            found = way.match(line.word(place))
            if found and found[0] != "24/7":
                day = self._day(int(found["day"]), int(found["month"]), found["year"])
                return (day, place + 1) if day else None
        return None

    def _spelled(self, line: Line, place: int) -> tuple[date, int] | None:
        number = self._number(line, place)
        month = self.grammar.find("month", line, self.grammar.past("of", line, number[1])) if number else None
        end = month[1] if month else place
        if month is None:
            month = self.grammar.find("month", line, place)
            number = self._number(line, self.grammar.past("the", line, month[1])) if month else None
            end = number[1] if number else place
        if month is None or number is None:
            return None
        year = line.word(end) if _YEAR.match(line.word(end)) else None
        day = self._day(number[0], int(month[0]), year)
        return (day, end + bool(year)) if day else None

    def _number(self, line: Line, place: int, *, with_ending: bool = False) -> tuple[int, int] | None:
        """The number of a day of the month, `5` or `5th`."""
        found = _DAY_OF_MONTH.match(line.word(place))
        if not found or not 1 <= int(found[1]) <= 31:
            return None
        if not self.grammar.has("ordinal_ending", found[2]) and (found[2] or with_ending):
            return None
        return int(found[1]), place + 1

    def _bare_day(self, line: Line, place: int) -> tuple[date, int] | None:
        """`the 5th`: the next one there is."""
        number = self._number(line, place, with_ending=True)
        if number is None or self._weekday(line, number[1]) or self.grammar.find("counted", line, number[1]):
            return None  # the 12th step is no date
        days = (self.today + timedelta(days=n) for n in range(62))
        return next((day, number[1]) for day in days if day.day == number[0])

    def _day(self, day: int, month: int, year: str | None) -> date | None:
        """The date; without a year the next one there is."""
        if year:
            years = [int(year) + (2000 if len(year) == 2 else 0)]
        else:
            years = list(range(self.today.year, self.today.year + 9))  # a 29 February waits eight years at most
        for one in years:
            try:
                found = date(one, month, day)
            except ValueError:
                continue
            if abs(one - self.today.year) <= YEARS_AHEAD if year else found >= self.today:
                return found
        return None


def _with_parts(value: str) -> tuple[str, tuple[Pair, ...]]:
    """`0 evening night` is the day, and the parts of it."""
    day, *parts = value.split()
    return day, tuple(("time", part) for part in parts)


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
