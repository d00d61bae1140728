"""One at a time, across processes and machines: a thing is in hand until it is given back or its time is over."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from groups.models import UnderWay


class InHandAlready(Exception):
    """Somebody else has it in hand."""


class TakenAway(Exception):
    """Its time was over before it was kept for longer, and somebody else has taken it."""


@dataclass(frozen=True)
class InHand:
    """A thing that is ours, until its time is over."""

    name: str
    holder: str
    lasts: timedelta

    def keep(self, *, now: datetime) -> None:
        """For as long again from now on; TakenAway where it is no longer ours."""
        if not self._ours().update(until=now + self.lasts):
            raise TakenAway

    def give_back(self, *, now: datetime) -> None:
        """To whoever comes next."""
        self._ours().update(holder="", until=now)

    def _ours(self):
        return UnderWay.objects.filter(name=self.name, holder=self.holder)


@contextmanager
def in_hand(name: str, *, lasts: timedelta, clock) -> Iterator[InHand]:
    """Hold it within the block; InHandAlready where somebody else does. Who is killed lets go when the time is over."""
    hold = _take(name, now=clock(), lasts=lasts)
    try:
        yield hold
    finally:
        hold.give_back(now=clock())


def _take(name: str, *, now: datetime, lasts: timedelta) -> InHand:
    """By one conditional update, of which both databases let one run at a time see the row as free."""
    if not UnderWay.objects.filter(name=name).exists():
        UnderWay.objects.bulk_create([UnderWay(name=name, until=now)], ignore_conflicts=True)
    holder = secrets.token_urlsafe(16)
    if not UnderWay.objects.filter(name=name, until__lte=now).update(holder=holder, until=now + lasts):
        raise InHandAlready
    return InHand(name, holder, lasts)
