"""Where somebody is signed in, and the end of it. Nothing is kept of a session but when it began."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN = "began"
PASSED = "second_factor"
"""In a session: the number of the second factor that was passed in it."""


def begin(session, *, at: datetime, passed: int | None = None) -> None:
    """Note in the session of somebody who has just signed in when that was, and the second factor they showed."""
    session[BEGAN] = at.isoformat()
    if passed:
        session[PASSED] = passed


def of(user: User) -> list[tuple[Session, datetime | None]]:
    """The sessions of somebody that have not run out, the newest first, each with its beginning where that is known.

    Sessions cannot be asked for by person, so all are read: there are as many as staff who are signed in.
    """
    found = [(session, _began(held)) for session, held in _running() if held.get(SESSION_KEY) == str(user.pk)]
    return sorted(found, key=lambda one: (one[1] is not None, one[1] and one[1].timestamp()), reverse=True)


def end(user: User, *, but: str = "") -> int:
    """End the sessions of somebody, `but` the one with this key; return how many ended."""
    keys = [session.pk for session, _began in of(user) if session.pk != but]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def _running() -> Iterator[tuple[Session, dict]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        yield session, session.get_decoded()


def _began(held: dict) -> datetime | None:
    return datetime.fromisoformat(held[BEGAN]) if BEGAN in held else None
