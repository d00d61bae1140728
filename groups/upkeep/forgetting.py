"""Forgetting what has reached its date: addresses, words, sessions, and who of the staff did what."""

from dataclasses import dataclass, fields
from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat, Left
from django.utils import timezone

from groups.models import DateAsked, Deed, FeedRun, FindingPutAside, Suggestion
from groups.models.suggestion import OPEN
from groups.rules.keeping import (
    ASKED_OF_A_DATE,
    CONTACT_AFTER_DECISION,
    CONTACT_AT_MOST,
    RUNS_OF_FEEDS,
    WHO_DID_WHAT,
)
from groups.upkeep import kept_files, letters
from mutualaid.posting import NONCE_LENGTH

_WITHOUT_ITS_WORDS = Concat(Left("nonce", NONCE_LENGTH), Value("-"), Cast("pk", models.CharField()))
"""Under which a form was kept, without the digest of what was sent: an address can be guessed, and tried on it."""


@dataclass(frozen=True)
class Forgotten:
    """How many of each kind were forgotten."""

    addresses: int
    words: int
    letters: int
    sessions: int
    staff: int

    def __bool__(self):
        return any(getattr(self, field.name) for field in fields(self))


@transaction.atomic
def forget(*, now: datetime) -> Forgotten:
    """Forget all that has reached its date. Done twice it does nothing the second time."""
    kept_files.forget(now=now)
    _runs(now)
    return Forgotten(
        addresses=_addresses(now),
        words=_words(now),
        letters=letters.forget(now=now) + _dates(now),
        sessions=_sessions(now),
        staff=_staff(now),
    )


def _addresses(now: datetime) -> int:
    """Of those who suggested something."""
    over = Q(decided_at__lte=now - CONTACT_AFTER_DECISION) | Q(sent_at__lte=now - CONTACT_AT_MOST)
    return Suggestion.objects.filter(over).exclude(email="").update(email="", nonce=_WITHOUT_ITS_WORDS)


def _words(now: datetime) -> int:
    """What people wrote, what was asked back, and who decided. What was proposed is about a listing, and stays."""
    said = ~Q(note="") | ~Q(asked="") | Q(decided_by__isnull=False)
    old = Suggestion.objects.exclude(state__in=OPEN).filter(said, decided_at__lte=now - WHO_DID_WHAT)
    return old.update(note="", asked="", decided_by=None, nonce=_WITHOUT_ITS_WORDS)


def _dates(now: datetime) -> int:
    """Whom we asked about a date that is long over: under a keyed hash an address can still be guessed."""
    return DateAsked.objects.filter(day__lte=timezone.localdate(now - ASKED_OF_A_DATE)).delete()[0]


def _sessions(now: datetime) -> int:
    count = Session.objects.filter(expire_date__lt=now).count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return count


def _staff(now: datetime) -> int:
    """Who did what; what was done stays in the history of the listings."""
    old = now - WHO_DID_WHAT
    named = Q(by__isnull=False) | ~Q(by_words="")
    deeds = Deed.objects.filter(named, at__lte=old).update(by=None, by_words="")
    findings = FindingPutAside.objects.exclude(by_words="").filter(on__lte=timezone.localdate(old)).update(by_words="")
    entries, _by_table = LogEntry.objects.filter(action_time__lte=old).delete()
    return deeds + findings + entries + sum(_versions(model, old) for model in _histories())


def _runs(now: datetime) -> None:
    """What runs of feeds did long ago."""
    last = FeedRun.objects.filter(feed=OuterRef("feed")).order_by("-started_at", "-pk").values("pk")[:1]
    FeedRun.objects.filter(started_at__lte=now - RUNS_OF_FEEDS).exclude(pk=Subquery(last)).delete()


def _histories() -> list[type[models.Model]]:
    """The tables of versions that know who saved each: those of articles."""
    return [model for model in apps.get_models() if hasattr(model, "history_user_id")]


def _versions(model: type[models.Model], old: datetime) -> int:
    return model.objects.filter(history_date__lte=old, history_user__isnull=False).update(history_user=None)
