"""When is a feed's turn to be fetched? Hours between good answers, and sooner or later after bad ones."""

from datetime import datetime, timedelta

FIRST_AGAIN = timedelta(hours=1)
"""After a first failure. It doubles with each further one."""
LAST_AGAIN = timedelta(hours=24)
EARLY = timedelta(minutes=30)
"""A run may come so much before the hour: cron starts it a second sooner than yesterday, and a feed that stood late
in yesterday's run would else wait for another day."""


def wait(*, hours_between: int, failures: int) -> timedelta:
    """How long a feed is left alone after it was asked."""
    if not failures:
        return timedelta(hours=hours_between)
    doublings = min(failures - 1, 10)  # whoever fails for years is asked no less than once a day
    return min(FIRST_AGAIN * 2**doublings, LAST_AGAIN)


def turn(*, hours_between: int, failures: int, asked_at: datetime | None) -> datetime | None:
    """From when on it is due; None where it was never asked, and is due at once."""
    return asked_at + wait(hours_between=hours_between, failures=failures) if asked_at else None


def is_due(due_from: datetime | None, *, now: datetime, waits: timedelta) -> bool:
    """Whether its turn has come; a quarter of a short wait is enough to be early by."""
    return due_from is None or now >= due_from - min(EARLY, waits / 4)
