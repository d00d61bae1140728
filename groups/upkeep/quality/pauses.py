"""Pauses that nobody has looked at since: over long ago, or without an end for months."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.models import Change
from groups.rules.choices import Status
from groups.rules.words import full_date
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import GROUP, MEETING, Finding, Record

PAUSES = "pauses"
OVER_DAYS = 30
UNTIL_TOLD_DAYS = 91


def long_pauses(on: date) -> Iterator[Finding]:
    """Paused until told for three months, or said to be back a month ago. Three queries."""
    since = on - timedelta(days=UNTIL_TOLD_DAYS)
    recent = _paused_since(since)
    for kind, rows in ((GROUP, real.groups()), (MEETING, real.meetings())):
        names = ("name",) if kind == GROUP else ("name", "group__name")
        long_over = Q(paused_until__lt=on - timedelta(days=OVER_DAYS))
        not_asked = Q(paused_until__isnull=True) & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=since))
        paused = rows.filter(long_over | not_asked, status=Status.PAUSED)
        for pk, until, *called in paused.values_list("pk", "paused_until", *names):
            if until or (kind, pk) not in recent:
                record = Record(kind, pk, real.called(*called) if kind == MEETING else called[0])
                yield Finding(PAUSES, (record,), _why(until), (until,))


def _why(until: date | None) -> str:
    if until:
        return _("Its pause ended on %(day)s: is it really back?") % {"day": full_date(until)}
    return _("Paused without an end, and not looked at for three months: has it closed?")


def _paused_since(day: date) -> set[tuple[str, int]]:
    """What history knows to have been paused after that day."""
    changes = Change.objects.filter(deed__at__date__gte=day, after__status=Status.PAUSED.value)
    return set(changes.values_list("table", "key"))
