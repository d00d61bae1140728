"""Which meetings could be in a visitor's week: those within reach, nearest first, and those online.

They come as their rules alone, for hundreds of them are looked at and few are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import chain, islice, zip_longest
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from groups.models import SearchRow
from groups.rules.choices import Attendance
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.schedule import Rule, Timetable

MOST = 400
"""More are not looked at: what is farther away than that many fits no better."""
MOST_BESIDE_ONLINE = 250
"""So many in person where online will do as well."""

_COLUMNS = (
    "pk", "attendance", "weekday", "weeks", "interval", "phase", "months", "begins", "ends", "back", "starts_at",
    "minutes", "time_zone",
)  # fmt: skip


@dataclass(frozen=True)
class Possible:
    """A meeting that could be in a week: when it meets by its rule, without exceptions, and how far it is."""

    number: int
    attendance: str
    table: Timetable
    km: float | None = None
    """None where it was not looked for round a place."""


@dataclass(frozen=True)
class Pool:
    """All that could be, and whether there were more."""

    found: tuple[Possible, ...]
    is_cut: bool = False


NOBODY = Pool(())


def in_person(asked: MeetingSearch, *, most: int = MOST, at: Moment) -> Pool:
    """What truly meets within the coming five weeks round the place of a search, the nearest first. One query."""
    there = replace(asked, attendance=(Attendance.IN_PERSON,))
    rows = list(_meeting(there, at).order_by("km", "pk").values_list(*_COLUMNS, "km")[: most + 1])
    return Pool(tuple(map(_possible, rows[:most])), len(rows) > most)


def online(asked: MeetingSearch, *, beside: Pool = NOBODY, at: Moment) -> Pool:
    """The same online, wherever it is held, after what is in the other pool. One query.

    They are all equally near: where there are many, a few for each hour of the week are taken, the shortest first.
    """
    known = {one.number for one in beside.found}
    anywhere = replace(asked, attendance=(Attendance.ONLINE,), near=None, within=None, sort="name")
    rows = [row for row in _meeting(anywhere, at).order_by().values_list(*_COLUMNS) if row[0] not in known]
    room = MOST - len(known)
    return Pool((*beside.found, *map(_possible, islice(_in_turn(rows), room))), beside.is_cut or len(rows) > room)


def _meeting(asked: MeetingSearch, at: Moment):
    # What meets every week has a date in any five weeks: that need not be worked out.
    return SearchRow.objects.truly_meeting(asked, at=at).filter(Q(is_sure=True) | Q(entry__isnull=False))


def _in_turn(rows: Iterable[tuple]) -> Iterator[tuple]:
    """One for each hour of the week, then a second one for each, and so on."""
    by_hour = defaultdict(list)
    for row in rows:
        said = dict(zip(_COLUMNS, row, strict=True))
        by_hour[said["weekday"], (said["starts_at"] or 0) // 60].append(((said["minutes"] or 0), row[0], row))
    hours = [[row for *_rank, row in sorted(some)] for _hour, some in sorted(by_hour.items(), key=_hour_of)]
    return (row for row in chain.from_iterable(zip_longest(*hours)) if row is not None)


def _hour_of(some: tuple) -> tuple[int, int]:
    weekday, hour = some[0]
    return (-1 if weekday is None else weekday, hour)


def _possible(row: tuple) -> Possible:
    said = dict(zip((*_COLUMNS, "km"), row, strict=False))
    return Possible(said["pk"], said["attendance"], _table(said), said.get("km"))


def _table(said: dict) -> Timetable:
    first, last = (date.fromordinal(said[name]) for name in ("begins", "ends"))
    rule = said["weekday"] is not None and Rule(
        said["weekday"], said["weeks"], said["interval"], said["phase"], said["months"], first, last
    )
    return Timetable(
        rule=rule or None,
        starts_at=None if said["starts_at"] is None else time(*divmod(said["starts_at"], 60)),
        minutes=said["minutes"],
        zone=ZoneInfo(said["time_zone"] or settings.TIME_ZONE),
        paused_until=date.fromordinal(said["back"] - 1) if said["back"] > 1 else None,
    )
