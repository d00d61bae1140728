"""Which dates staff are asked about: the bank holidays of a year, and those around Christmas that are none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.models import Area
from groups.rules import holidays
from groups.rules.choices import DateAnswer
from groups.rules.nations import UK_NATIONS
from groups.upkeep.dates import falling_on

A_YEAR = timedelta(days=365)
SOON = timedelta(weeks=6)
AROUND_CHRISTMAS = {
    (12, 25): gettext_lazy("Christmas Day"),
    (12, 26): gettext_lazy("Boxing Day"),
    (12, 31): gettext_lazy("New Year’s Eve"),
    (1, 1): gettext_lazy("New Year’s Day"),
}
"""Asked about even where they are no bank holidays."""


@dataclass(frozen=True)
class Holiday:
    """One date, and what it is called; of a nation alone where others do not keep it."""

    day: date
    name: str
    is_off: bool
    """Whether it is a bank holiday."""


def codes_in_use() -> list[tuple[str, str]]:
    """The calendars of the site and of the nations of its areas, each with the nation's name. One query."""
    nations = Area.objects.exclude(nation="").order_by("nation").values_list("nation", flat=True).distinct()
    own = [("", settings.HOLIDAYS)]
    found = dict.fromkeys([*own, *((UK_NATIONS.get(one, one), holidays.code_of(one, "")) for one in nations)])
    seen, codes = set(), []
    for name, code in found:
        if code not in seen:
            seen.add(code)
            codes.append((name, code))
    return codes


def coming(codes: Iterable[tuple[str, str]], *, today: date, days: timedelta = A_YEAR) -> list[Holiday]:
    """The dates to ask about from today on, in their order."""
    found: dict[date, str] = {}
    others: dict[date, str] = {}
    for nation, code in codes:
        for day in holidays.between(code, today, today + days):
            name = holidays.name_of(code, day)
            found.setdefault(day, f"{name} ({nation})" if nation else name)
    for year in (today.year, today.year + 1):
        for (month, number), name in AROUND_CHRISTMAS.items():
            day = date(year, month, number)
            if today <= day <= today + days and day not in found:
                others[day] = str(name)
    return [Holiday(day, name, day in found) for day, name in sorted((found | others).items())]


def name_of(codes: Iterable[tuple[str, str]], day: date) -> str:
    """What a date is called; empty where it has no name."""
    named = (holidays.name_of(code, day) for _nation, code in codes)
    return next(filter(None, named), str(AROUND_CHRISTMAS.get((day.month, day.day), "")))


def next_one(codes: Iterable[tuple[str, str]], *, today: date) -> Holiday | None:
    """The next bank holiday; New Year's Eve is none."""
    return next((one for one in coming(codes, today=today) if one.is_off), None)


@dataclass(frozen=True)
class Waiting:
    """A bank holiday that is near, and how many meetings have no answer for it."""

    day: date
    name: str
    count: int
    url: str


def holidays_waiting(user, *, on: date) -> Waiting | None:
    """The next bank holiday within six weeks for which some of someone's meetings have no answer; for the start page.

    Five queries at most for each holiday of that time.
    """
    for holiday in coming(codes_in_use(), today=on, days=SOON):
        lines = falling_on(holiday.day, rights.meetings(user))
        count = sum(known.answer == DateAnswer.ASK and not known.said for _meeting, _table, known in lines)
        if count:
            address = f"{reverse('admin:groups_holidays')}?date={holiday.day}"
            return Waiting(holiday.day, holiday.name, count, address)
    return None
