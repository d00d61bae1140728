"""What the clocks of several time zones say, as text of SQL: one CASE over the zones that differ."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from groups.rules.walls import MINUTES_IN_A_DAY, Pieces, epoch_minutes, instants, site_minutes

_NAME = re.compile(r"[A-Za-z0-9_+/\-]{0,64}")


@dataclass(frozen=True)
class ZoneClocks:
    """The zones of the listings beside the site's own, from the date `today` on.

    `column` is the text of the column that holds a meeting's zone, where "" is the site's own.
    """

    today: date
    site_zone: ZoneInfo
    zones: tuple[str, ...]
    column: str

    @property
    def base(self) -> str:
        """Minutes by which the site's clock is ahead of the meeting's own, at the start of today."""
        return self._by_zone(lambda zone: str(self._ahead(zone)))

    def key(self, offset: int, starts_at: str) -> str:
        """Minutes since the site's midnight of today at a date `offset` days later, without the start and the base.

        It is the same for every zone but where clocks changed since today.
        """

        def later(zone: ZoneInfo) -> str:
            pieces = site_minutes(zone, self.site_zone, self._day(offset))
            return _piecewise(starts_at, pieces, lambda added: added - self._ahead(zone) + offset * MINUTES_IN_A_DAY)

        return self._by_zone(later)

    def now_on(self, offset: int, starts_at: str, now: datetime) -> str:
        """The minute of that date at which it is `now`, by the meeting’s own clock; "" where it is yet to come."""
        minutes = epoch_minutes(now)
        clocks = [instants(zone, self._day(offset)) for zone in self._all()]
        if all(minutes < added for pieces in clocks for _begin, added in pieces):
            return ""
        return self._by_zone(
            lambda zone: _piecewise(starts_at, instants(zone, self._day(offset)), lambda added: minutes - added)
        )

    def _day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def _all(self) -> list[ZoneInfo]:
        return [self.site_zone, *(ZoneInfo(name) for name in self.zones if name)]

    def _ahead(self, zone: ZoneInfo) -> int:
        return site_minutes(zone, self.site_zone, self.today)[0][1]

    def _by_zone(self, text: Callable[[ZoneInfo], str]) -> str:
        own = text(self.site_zone)
        others: dict[str, list[str]] = {}
        for name in self.zones:
            said = text(ZoneInfo(name)) if name else own
            if said != own:
                others.setdefault(said, []).append(name)
        whens = [f"WHEN {self.column} IN ({quoted(names)}) THEN {said}" for said, names in others.items()]
        return f"CASE {' '.join(whens)} ELSE {own} END" if whens else own


def _piecewise(minute: str, pieces: Pieces, value: Callable[[int], int]) -> str:
    """The value of the piece of the day in which `minute` lies."""
    (_begin, first), *later = pieces
    text = str(value(first))
    for begin, added in later:
        text = f"CASE WHEN {minute} >= {begin} THEN {value(added)} ELSE {text} END"
    return text


def quoted(names: Iterable[str]) -> str:
    """Names of zones or nations as a list of strings; ValueError where one could be anything else."""
    names = list(names)
    odd = [name for name in names if not _NAME.fullmatch(name)]
    if odd:
        raise ValueError(f"Not the name of a time zone or nation: {odd[0]!r}")
    return ", ".join(f"'{name}'" for name in names)
