"""Which dates are bank holidays, by nation.

The dates come from the `holidays` package, because they change by decree.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays as calendar
from django.utils.translation import get_language, gettext, gettext_noop

SUBDIVISIONS = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "scotland": "GB-SCT",
    "northern-ireland": "GB-NIR",
}
"""The code (ISO 3166) of a nation's holidays, where an area names its nation by a word and not by its code."""

NAMES = {
    "New Year's Day": gettext_noop("New Year’s Day"),
    "New Year Holiday": gettext_noop("2 January"),
    "Good Friday": gettext_noop("Good Friday"),
    "Easter Monday": gettext_noop("Easter Monday"),
    "Spring Bank Holiday": gettext_noop("the spring bank holiday"),
    "Summer Bank Holiday": gettext_noop("the summer bank holiday"),
    "Late Summer Bank Holiday": gettext_noop("the summer bank holiday"),
    "Saint Patrick's Day": gettext_noop("St Patrick’s Day"),
    "Battle of the Boyne": gettext_noop("the Twelfth"),
    "Saint Andrew's Day": gettext_noop("St Andrew’s Day"),
    "Christmas Day": gettext_noop("Christmas Day"),
    "Boxing Day": gettext_noop("Boxing Day"),
}
"""What the days are called here, as they stand within a sentence, by what the package calls them."""

UK_NAMES = NAMES | {"May Day": gettext_noop("the early May bank holiday")}
"""The same in the United Kingdom: May Day is another day in other countries."""

OBSERVED = " (observed)"
"""How the package marks the day that is taken instead of one on a weekend."""

_COUNTRY = re.compile(r"[A-Z]{2,3}")


@lru_cache(maxsize=128)
def _named_in_year(code: str, year: int, reader: str = "") -> dict[date, str]:
    """The bank holidays of a year with the package's names for them; empty where it knows no such place.

    The names are in the reader's language where the package has it for this country, else in the country's own.
    """
    country, _dash, subdivision = code.partition("-")
    if not _COUNTRY.fullmatch(country):
        return {}
    try:
        usual = calendar.country_holidays(country).default_language or ""
        language = _language_for(country, usual, reader)
        days = calendar.country_holidays(country, subdiv=subdivision or None, years=year, language=language)
        return dict(days.items())
    except NotImplementedError:
        return {}


def _language_for(country: str, usual: str, reader: str) -> str | None:
    """What the package calls the language. Left to itself it would take that of the machine."""
    if reader and usual.partition("_")[0] != reader:
        spoken = calendar.list_localized_countries().get(country, [])
        return next((one for one in spoken if one.partition("_")[0] == reader), usual or None)
    return usual or None


@lru_cache(maxsize=64)
def in_year(code: str, year: int) -> frozenset[date]:
    """The bank holidays of a year for a code such as `GB-ENG` or `IE`; empty where the package knows no such place."""
    return frozenset(_named_in_year(code, year))


def name_of(code: str, day: date) -> str:
    """What a bank holiday is called, as within a sentence; empty where the date is none."""
    if day not in _named_in_year(code, day.year):
        return ""
    reader = (get_language() or "en").partition("-")[0]
    name = _named_in_year(code, day.year, reader).get(day, "")
    plain = name.removesuffix(OBSERVED)
    names = UK_NAMES if code.startswith("GB") else NAMES
    called = gettext(names[plain]) if plain in names else plain
    return gettext("%(name)s (substitute day)") % {"name": called} if name.endswith(OBSERVED) else called


def is_substitute(code: str, day: date) -> bool:
    """Whether this bank holiday is taken instead of one on a weekend."""
    return _named_in_year(code, day.year).get(day, "").endswith(OBSERVED)


def between(code: str, since: date, until: date) -> frozenset[date]:
    """The bank holidays from `since` to `until`, both included."""
    years = range(since.year, until.year + 1)
    return frozenset(day for year in years for day in in_year(code, year) if since <= day <= until)


def code_of(nation: str, default: str) -> str:
    """The holiday code of an area's nation; `default` where it states none."""
    return SUBDIVISIONS.get(nation, nation) if nation else default


def off_by_day(days: Iterable[date], nations: Iterable[str], default: str) -> dict[date, frozenset[str]]:
    """Which nations ("" stands for none stated) have a bank holiday, for these dates and a week before each of them."""
    looked_at = {day - timedelta(weeks=back) for day in days for back in (0, 1)}
    codes = {nation: code_of(nation, default) for nation in {*nations, ""}}
    found = {
        day: frozenset(nation for nation, code in codes.items() if day in in_year(code, day.year)) for day in looked_at
    }
    return {day: off for day, off in found.items() if off}
