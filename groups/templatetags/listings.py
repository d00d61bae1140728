"""The listings that fit a search, for pages that are about something else."""

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import SearchRow
from groups.rules.criteria import Moment
from groups.search import finding
from groups.search.filters import MeetingFilter
from groups.search.vocabulary import Vocabulary
from groups.views.day_sections import by_day
from groups.views.kept_rows import rows_of
from groups.views.visit import moment_of, vocabulary_of

register = template.Library()

SHOWN = 4
LOOKED_AT = 12
"""So many are read for the few that are shown, because some dates are cancelled."""


@register.simple_tag(takes_context=True)
def listings_beside(context, search: str, heading: str = "") -> SafeString:
    """The next meetings that a search finds (its query string), a box for a place, and a link to all of them.

    Staff wrote the search, so what it finds is kept for a minute.
    """
    request = context["request"]
    at, known = moment_of(request), vocabulary_of(request)
    key = (at.in_this_minute.now, get_language())
    told = known.keep(f"beside {search}", key, lambda: _told(search, at, known))
    shown = told | {"heading": heading or _("Meetings, soonest first")}
    return SafeString(render_to_string("partials/_listings_beside.html", shown, request))


def _told(search: str, at: Moment, known: Vocabulary) -> dict:
    parameters = QueryDict(search)
    search_read = MeetingFilter(parameters, vocabulary=known, at=at)
    asked = finding.settle_distance(search_read.wanted, at=at)
    coming = SearchRow.objects.matching(asked, at=at).filter(entry__isnull=False)[:LOOKED_AT]
    rows = [row for row in rows_of(coming, at=at, known=known) if row.state != "cancelled"]
    if search_read.place_failed:  # better none than those of everywhere
        rows = []
    return {
        "sections": by_day(rows[:SHOWN], at),
        "all_url": f"{reverse('groups:meeting-list')}?{search}" if search else reverse("groups:meeting-list"),
        "total": 0 if search_read.place_failed else finding.count(asked, at=at),
        "hidden": [(name, value) for name, values in parameters.lists() for value in values if name != "near"],
        "takes_place": asked.near is None,
    }
