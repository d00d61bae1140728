"""How well the directory is kept, in tables that print."""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.admin import rights
from groups.rules.choices import Freshness, SuggestionKind
from groups.upkeep import figures as counting


def figures(request, context):
    """Ages of checks, suggestions, checks by how, letters, and for who looks after all imports. Seven queries."""
    now, today = timezone.now(), timezone.localdate()
    context |= {
        "title": _("Figures"),
        "today": today,
        "freshness": [str(one.label) for one in Freshness],
        "ages": counting.ages(on=today, months=settings.FRESHNESS_MONTHS),
        "handling": [
            (one, *map(waited, (one.median, one.ninth, one.oldest)))
            for one in counting.handling(_kinds_for(request.user), now=now)
        ],
        "check_spans": counting.CHECK_SPANS,
        "checks": counting.checks_by_how(on=today),
        "letters": counting.letters(now=now),
        "imports": counting.imports(now=now) if rights.looks_after_all(request.user) else [],
    }
    return render(request, "admin/groups/quality/figures.html", context)


def _kinds_for(user) -> list[SuggestionKind]:
    """What worried somebody is for administrators alone, its number too."""
    return [kind for kind in SuggestionKind if user.is_superuser or kind != SuggestionKind.WORRY]


def waited(span: timedelta | None) -> str:
    """`40 minutes`, `7 hours`, `3 days`; a dash for nothing."""
    if span is None:
        return "–"
    minutes = max(0, round(span.total_seconds() / 60))
    if minutes < 90:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = round(minutes / 60 / 24)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
