"""When a meeting meets, as an editor would write it: "2nd and 4th Tuesdays 7.30pm to 9". No database, no clock.

What was understood is taken away piece by piece, the surest first; words that are left over are named, never guessed.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from groups.rules.choices import BankHolidays
from groups.rules.months_in_words import MONTH_NUMBERS, mask_of
from groups.rules.reading import minutes_between
from groups.rules.schedule import (
    EVERY_MONTH,
    EVERY_WEEK,
    MINUTES_IN_A_DAY,
    Rule,
    canonical_weeks,
    week_number,
)
from groups.rules.times_in_words import start_and_end
from groups.rules.when_pieces import (
    ARRANGEMENT,
    AS_USUAL,
    DAYS,
    EVERY_DAY,
    EVERY_SO_MANY,
    FORTNIGHTLY,
    FROM,
    HOLIDAYS,
    IN,
    LENGTH,
    MONTH_WORDS,
    MONTHLY,
    MONTHS_ALONE,
    NOT_IN,
    NOTHING,
    NUMBERS,
    ON,
    ORDINAL,
    ORDINALS,
    PART,
    TERM,
    TIME,
    UNTIL,
    WEEKS,
    WEEKS_AFTER,
)
from groups.rules.words import weekday_name
from groups.rules.words_of_weeks import DAY, day_number

LONGEST = 200
"""Nothing longer than this is looked at."""


class NotUnderstood(Exception):
    """The words cannot be read as a time of meeting; it says in a sentence what to write."""


@dataclass(frozen=True)
class When:
    """What was understood: the fields of a meeting, and what is to be said about them. No time said: None."""

    weekday: int | None = None
    weeks: int = EVERY_WEEK
    interval: int = 1
    counted_from: date | None = None
    months: int = EVERY_MONTH
    first: date | None = None
    last: date | None = None
    starts_at: time | None = None
    minutes: int | None = None
    by_arrangement: bool = False
    bank_holidays: str = ""
    hints: tuple[str, ...] = ()
    """Sentences for whoever typed it: what was taken for granted, what the words leave open."""

    @property
    def rule(self) -> Rule | None:
        """The same as a rule of dates."""
        if self.by_arrangement or self.weekday is None:
            return None
        phase = week_number(self.counted_from) % self.interval if self.counted_from else 0
        return Rule(self.weekday, self.weeks, self.interval, phase, self.months, self.first, self.last)


def read(words: str, *, today: date) -> When:
    """What the words say; NotUnderstood where they say too little, or something that no meeting can do.

    Dates without a year are the nearest to `today`.
    """
    if len(words) > LONGEST:
        raise NotUnderstood(_("That is too long. Write the day and the time: “Tuesdays 7.30pm to 9”."))
    reading = _Reading(_tidied(words), today)
    reading.take_all()
    return reading.when()


def _tidied(words: str) -> str:
    """Lower case, one kind of dash, of apostrophe and of blank."""
    text = words.casefold().replace("–", "-").replace("—", "-").replace("’", "'").replace("−", "-")
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    return " ".join(text.split()).rstrip("?.! ")


@dataclass
class _Reading:
    """One text while it is read: what is left of it, and what was found."""

    text: str
    today: date
    found: dict = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    named: list[tuple[int, date]] = field(default_factory=list)
    """Weekdays that stand before a date."""
    part: str = ""

    def take_all(self) -> None:
        """Everything, in an order in which no piece can be taken for another."""
        for take in (
            self._arrangement, self._bank_holidays, self._dates, self._months, self._length, self._intervals,
            self._weeks, self._weekdays, self._time,
        ):  # fmt: skip
            take()

    def _take(self, pattern: re.Pattern) -> re.Match | None:
        """The first piece that fits, which goes out of the text."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} ; {self.text[found.end() :]}"
        return found

    # --- One kind of piece each

    def _arrangement(self) -> None:
        if self._take(ARRANGEMENT):
            self.found["by_arrangement"] = True

    def _bank_holidays(self) -> None:
        if self._take(HOLIDAYS):
            self.found["bank_holidays"] = BankHolidays.NO_MEETING.value
        elif self._take(AS_USUAL):
            self.found["bank_holidays"] = BankHolidays.AS_USUAL.value

    def _dates(self) -> None:
        if since := self._take(FROM):
            self.found["first"] = self._day(since, nearest=self.today)
        if until := self._take(UNTIL):
            self.found["last"] = self._day(until, not_before=self.found.get("first") or self.today)
        if on := self._take(ON):
            self.found["on"] = self._day(on, nearest=self.today, not_before=self.today)

    def _day(self, found: re.Match, *, nearest: date | None = None, not_before: date | None = None) -> date:
        said = found.groupdict()
        if said["iso"]:
            day = _date_of(*said["iso"].split("-"))
        else:
            number = next(said[f"d{n}"] for n in (1, 2, 3) if said[f"d{n}"])
            month = next(said[f"m{n}"] for n in (1, 2, 3) if said[f"m{n}"])
            year = next((said[f"y{n}"] for n in (1, 2, 3) if said[f"y{n}"]), None)
            month = MONTH_NUMBERS.get(month.rstrip("."), month)
            day = _date_of(year, month, number) if year else self._near(month, number, nearest, not_before)
        if said["day"]:
            self.named.append((day_number(said["day"]), day))
        return day

    def _near(self, month, number, nearest: date | None, not_before: date | None) -> date:
        """A date without a year: the next one where it may not have passed, else the nearest."""
        days = []
        for year in range(self.today.year - 1, self.today.year + 9):  # a 29 February waits eight years at most
            try:
                days.append(date(year, int(month), int(number)))
            except ValueError:
                continue
        if not_before:
            days = [day for day in days if day >= not_before]
        if not days:
            raise NotUnderstood(_("There is no such date."))
        return min(days, key=lambda day: abs((day - (nearest or not_before)).days))

    def _months(self) -> None:
        if self._take(TERM):
            self.hints.append(
                _("“Term time”: tick the months in which it meets, and cancel the dates of the shorter holidays.")
            )
        months = EVERY_MONTH
        while closed := self._take(NOT_IN):
            months &= ~mask_of(closed["months"])
        if meets := self._take(IN) or self._take(MONTHS_ALONE):
            months &= mask_of(meets["months"])
        if not months:
            raise NotUnderstood(_("That leaves no month in which it meets."))
        self.found["months"] = months

    def _length(self) -> None:
        said = self._take(LENGTH)
        if not said:
            return
        if said["one_half"]:
            minutes = 30
        elif said["minutes"]:
            minutes = int(said["minutes"])
        else:
            hours = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(said["hours"]) or float(
                said["hours"]
            )
            minutes = round(hours * 60) + (30 if said["half"] else 0) + int(said["more"] or 0)
        if not 1 <= minutes <= MINUTES_IN_A_DAY:
            raise NotUnderstood(_("A meeting lasts from 1 minute to 24 hours."))
        self.found["minutes"] = minutes

    def _intervals(self) -> None:
        if self._take(FORTNIGHTLY):
            self.found["interval"] = 2
        elif every := self._take(EVERY_SO_MANY):
            self.found["interval"] = NUMBERS.get(every["many"]) or int(every["many"])
        if self._take(MONTHLY) and not WEEKS.search(self.text) and not WEEKS_AFTER.search(self.text):
            raise NotUnderstood(_("Which week of the month? Write “1st Tuesday” or “last Sunday of the month”."))

    def _weeks(self) -> None:
        weeks = 0
        for pattern in (WEEKS_AFTER, WEEKS):
            while said := self._take(pattern):
                for ordinal in re.findall(ORDINAL, said["list"]):
                    weeks |= ORDINALS[ordinal]
        self._take(MONTH_WORDS)
        if weeks:
            self.found["weeks"] = canonical_weeks(weeks)

    def _weekdays(self) -> None:
        if self._take(EVERY_DAY):
            raise NotUnderstood(several_days())
        while said := self._take(DAYS):
            self.days += [day_number(word) for word in re.findall(DAY, said[0])]

    def _time(self) -> None:
        said = self._take(TIME)
        if not said:
            part = self._take(PART)
            if part:
                raise NotUnderstood(_("At what time? Write “7.30pm” or “10am to noon”."))
            return
        part = said["part"] or (self._take(PART) or {"part": ""})["part"]
        starts, ends, is_guess = start_and_end(said["start"], said["end"], part)
        if starts is None or (said["end"] and ends is None):
            raise NotUnderstood(
                _("“%(time)s” is no time of day. Write “7.30pm” or “19:30”.") % {"time": said[0].strip()}
            )
        self.found["starts_at"] = starts
        if ends is not None:
            self.found["minutes"] = minutes_between(starts, ends)
        if is_guess:
            self.hints.append(_("Morning or evening was not said: look whether this is right, or write am or pm."))

    # --- All of it together

    def when(self) -> When:
        """What was found, where it makes sense together and nothing else was said."""
        left = " ".join(NOTHING.sub(" ", self.text).split())
        if left:
            raise NotUnderstood(
                _("“%(words)s” was not understood. Write it like “2nd and 4th Tuesdays 7.30pm to 9”.") % {"words": left}
            )
        found = self.found
        on = found.pop("on", None)
        if found.get("by_arrangement"):
            return When(**{name: found[name] for name in ("by_arrangement", "starts_at", "minutes") if name in found})
        weekday = self._weekday(on)
        interval = found.get("interval", 1)
        if interval > 1 and found.get("weeks"):
            raise NotUnderstood(_("Write either every so many weeks, or weeks of the month: not both."))
        if interval > 1:
            found["counted_from"] = self._counted_from(on or found.get("first"), weekday)
        elif on:
            if found.keys() & {"first", "last", "weeks"}:
                raise NotUnderstood(_("Write “from” or “until” before a date, or the date alone for a single event."))
            found["first"] = found["last"] = on
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            raise NotUnderstood(_("The last date comes after the first one."))
        return When(weekday=weekday, hints=tuple(self.hints), **found)

    def _weekday(self, on: date | None) -> int:
        days = list(dict.fromkeys([*self.days, *(day for day, _date in self.named)]))
        for weekday, day in self.named:
            if day.weekday() != weekday:
                raise NotUnderstood(is_a(day))
        if len(days) > 1:
            raise NotUnderstood(several_days())
        if not days and on is None and not (self.found.get("first") and self.found.get("interval", 1) > 1):
            raise NotUnderstood(_("On which day? Write “Tuesdays” or “last Sunday of the month”."))
        dated = on or (self.found.get("first") if not days else None)
        if days and on and on.weekday() != days[0]:
            raise NotUnderstood(is_a(on))
        return days[0] if days else dated.weekday()

    def _counted_from(self, day: date | None, weekday: int) -> date:
        if day is None:
            raise NotUnderstood(_("Counted from when? Add one of its dates: “every other Friday from 4 December”."))
        if day.weekday() != weekday:
            raise NotUnderstood(is_a(day))
        return day


def several_days() -> str:
    """What to say where somebody named more than one day."""
    return _("A meeting has one weekday. Write one day here; the other days are meetings of their own.")


def is_a(day: date) -> str:
    """What to say of a date of another weekday."""
    return _("%(day)s is a %(weekday)s.") % {"day": f"{day:%d/%m/%Y}", "weekday": weekday_name(day.weekday())}


def _date_of(year, month, number) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise NotUnderstood(_("There is no such date.")) from None


def coming(rule: Rule, *, since: date, count: int) -> list[date]:
    """The next so many dates of a rule within the coming five years."""
    found = []
    for day in rule.dates(since=since, until=since + timedelta(days=5 * 366)):
        found.append(day)
        if len(found) == count:
            break
    return found
