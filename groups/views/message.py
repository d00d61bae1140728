"""`/meetings.txt`: the next meetings of a search, to send as a text message."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import SearchRow
from groups.rules import message
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.search_sentence import title_of
from groups.rules.words import clock
from groups.search import finding
from groups.search.vocabulary import Vocabulary
from groups.views.cards import Row
from groups.views.kept_rows import rows_of
from groups.views.search import asked_of
from groups.views.sending import links_to
from groups.views.visit import moment_of, vocabulary_of

SAID = 4
LOOKED_AT = 12
"""Of a search for today some may be over; they come last."""


@cache_control(private=True)
@require_safe
def next_meetings(request):
    """At most four meetings that truly meet, in at most two messages, with the link to the same search."""
    at = moment_of(request)
    typed, search = asked_of(request, at)
    parameters = typed.parameters.copy()
    parameters.pop("sort", None)  # it is always the soonest
    if search.place_failed:
        text = message.say(_("We do not know that place. Search again:"), links_to(parameters, None))
    elif search.form.errors:  # without that part it would be another search, and nobody who gets it could know
        links = links_to(parameters, search.wanted.near, not_understood=search.form.errors)
        text = message.say(_("We could not read a part of the search. Search again:"), links)
    else:
        text = _text(search.wanted, links_to(parameters, search.wanted.near), at, vocabulary_of(request))
    answer = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _text(asked: MeetingSearch, links: list[str], at: Moment, known: Vocabulary) -> str:
    asked = finding.settle_distance(replace(asked, sort="soonest"), at=at)
    found = SearchRow.objects.truly_meeting(asked, at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    rows = rows_of(found[:LOOKED_AT], at=at, known=known)
    coming = [row for row in rows if row.span and not row.is_over]
    if coming:
        coming.sort(key=lambda row: row.span[0])
        any_invented = any(row.is_demo for row in coming[:SAID])
        return message.write(
            heading=_("%(meetings)s:") % {"meetings": title_of(asked, today=at.today)},
            coming=[_said(row, at) for row in coming[:SAID]],
            advice=_("These are invented, to try the site.") if any_invented else _("Check before you go."),
            links=links,
        )
    if rows:
        return message.say(_("No meeting with a date in the coming weeks. To ask for dates, see:"), links)
    return message.say(_("No meeting was found. Ways to find others:"), links)


def _said(row: Row, at: Moment) -> message.Coming:
    return message.Coming(_when(row.span[0].astimezone(at.zone)), row.name, row.place, row.town)


def _when(starts: datetime) -> str:
    # Translators: Django's format letters for a weekday, a day and a month, all of them short.
    return f"{date_format(starts, _('D j M'))} {clock(starts.time())}"
