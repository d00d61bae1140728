"""Which dates are bank holidays, by nation.

The dates come from the `holidays` package, because they change by decree.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays as calendar

SUBDIVISIONS = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "scotland": "GB-SCT",
    "northern-ireland": "GB-NIR",
}
"""The code (ISO 3166) of a nation's holidays, where an area names its nation by a word and not by its code."""

_COUNTRY = re.compile(r"[A-Z]{2,3}")


@lru_cache(maxsize=64)
def in_year(code: str, year: int) -> frozenset[date]:
    """The bank holidays of a year for a code such as `GB-ENG` or `IE`; empty where the package knows no such place."""
    country, _dash, subdivision = code.partition("-")
    if not _COUNTRY.fullmatch(country):
        return frozenset()
    try:
        return frozenset(calendar.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:
        return frozenset()


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
