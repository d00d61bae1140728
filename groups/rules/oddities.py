"""Times that are probably not meant: a start at three in the morning, a length of half a day. No database."""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from django.utils.translation import gettext as _

from groups.rules.choices import Attendance
from groups.rules.schedule import LONGEST_GAP, MINUTES_IN_A_DAY, Rule
from groups.rules.words import clock, end_of, full_date

LONG_MINUTES = 4 * 60
SHORT_MINUTES = 15
NIGHT_ENDS = time(5)
"""A start between midnight and this is a slip for the afternoon, if one has to go there."""


class Times(NamedTuple):
    """When one meeting is, as it was entered."""

    attendance: str
    starts_at: time | None
    minutes: int | None = None
    drop_in: bool = False
    rule: Rule | None = None


def oddities(times: Times) -> list[str]:
    """What looks wrong about a meeting's times, each as a sentence."""
    return [*_of_start(times), *_of_length(times), *_of_rule(times.rule)]


def _of_start(times: Times) -> Iterator[str]:
    starts_at = times.starts_at
    if starts_at is None:
        return
    if starts_at == time(0):
        yield _("It starts at midnight: is its time missing?")
    elif starts_at < NIGHT_ENDS and times.attendance != Attendance.ONLINE:
        said = {"time": clock(starts_at), "meant": clock(time(starts_at.hour + 12, starts_at.minute))}
        yield _("It starts at %(time)s: is %(meant)s meant?") % said


def _of_length(times: Times) -> Iterator[str]:
    minutes = times.minutes
    if minutes is None:
        return
    if minutes > LONG_MINUTES and not times.drop_in:
        hours = f"{minutes / 60:.1f}".removesuffix(".0")
        if (
            times.starts_at is not None
            and times.starts_at.hour * 60 + times.starts_at.minute + minutes > MINUTES_IN_A_DAY
        ):
            said = {"start": clock(times.starts_at), "end": clock(end_of(times.starts_at, minutes)), "hours": hours}
            yield _("It goes on from %(start)s to %(end)s the day after, %(hours)s hours: are the two swapped?") % said
        else:
            yield _("It lasts %(hours)s hours, and nobody said that one can drop in.") % {"hours": hours}
    elif minutes < SHORT_MINUTES:
        yield _("It lasts %(minutes)d minutes.") % {"minutes": minutes}


def _of_rule(rule: Rule | None) -> Iterator[str]:
    if rule is None or rule.is_weekly:
        return
    since = rule.first or date(2000, 1, 1)
    until = rule.last or since + min(LONGEST_GAP, date.max - since)
    if next(rule.dates(since=since, until=until), None) is not None:
        return
    if rule.first and rule.last:
        said = {"first": full_date(rule.first), "last": full_date(rule.last)}
        yield _("No date between %(first)s and %(last)s fits its days: it never meets.") % said
    else:
        yield _("No date fits its days, weeks and months: it never meets.")


def is_over(rule: Rule | None, *, on: date) -> bool:
    """Whether its last date has passed, so that it will not meet again."""
    return rule is not None and rule.last is not None and rule.last < on
