"""`/leaflet/`: the meetings of a search on one sheet of paper, for handing over; and its code for other paper."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import SearchRow
from groups.rules.criteria import Moment
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.search_sentence import title_of
from groups.rules.sheet import Paper
from groups.search import finding
from groups.search.filters import MeetingFilter
from groups.views import sheets
from groups.views.chips import chips, errors
from groups.views.kept_rows import rows_of
from groups.views.links import SearchLinks
from groups.views.search import asked_of, no_place, nothing_found, summary
from groups.views.sending import link_in_a_code, links_to, without_looks
from groups.views.understood import DANGERS
from groups.views.visit import moment_of, vocabulary_of

PAPER = Paper(columns=2, lines=46, signs=43)


@cache_control(private=True)
@require_safe
def leaflet(request):
    """What was asked, found, as it fits a page. What it says and links to names no full postcode."""
    request.week = WeekPlan()  # paper goes to others, and its links may be in the file that is printed
    at = moment_of(request)
    typed, search = asked_of(request, at)
    parameters = without_looks(typed.parameters)
    links = SearchLinks(parameters, danger_words=typed.phrase.danger_words, path=reverse("groups:leaflet"))
    context = {
        "errors": [] if search.place_failed else errors(search),
        "place_error": next(iter(search.form.errors.get("near", ())), ""),
        "dangers": [sentence for kind, sentence in DANGERS.items() if kind in typed.phrase.danger],
        "noindex": typed.was_typed or links.has("near"),
        "search_url": SearchLinks(parameters, danger_words=typed.phrase.danger_words).address(),
        **sheets.foot_of_sheet(at, link=_link_of(parameters, search), path=reverse("groups:meeting-list")),
    }
    context |= no_place(search, links) if search.place_failed else _found(search, links, at, vocabulary_of(request))
    return render(request, "groups/leaflet.html", context)


@cache_control(private=True)
@require_safe
def code(request):
    """The leaflet's code by itself, for a list that is printed: browsers ask for it when they print, and not before."""
    typed, search = asked_of(request, moment_of(request))
    context = {"link": _link_of(without_looks(typed.parameters), search)}
    return render(request, "groups/leaflet_code.svg", context, content_type="image/svg+xml")


def _link_of(parameters: QueryDict, search: MeetingFilter) -> str:
    return link_in_a_code(links_to(parameters, search.wanted.near, not_understood=search.form.errors))


def _found(search: MeetingFilter, links: SearchLinks, at: Moment, known) -> dict:
    asked = finding.settle_distance(search.wanted, at=at)
    found = SearchRow.objects.truly_meeting(asked, at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    rows = rows_of(found[: sheets.LOOKED_AT], at=at, known=known)
    coming = [row for row in rows if not row.is_over]
    total = max(finding.count(asked, at=at) - (len(rows) - len(coming)), len(coming))
    parts = sheets.laid_out(sheets.in_order(coming, asked), PAPER, with_freshness=True)
    context = {"heading": title_of(asked, today=at.today), "title": title_of(asked, today=at.today)}
    if not coming:
        return context | {"empty": nothing_found(asked, links, chips(search, links), at)}
    return context | {
        "summary": summary(total, asked),
        "sections": parts,
        "more": _more(total - sheets.shown(parts)),
        "some_weekly": any(row.span and not row.rule for row in coming),
    }


def _more(count: int) -> str:
    """What did not fit."""
    if count < 1:
        return ""
    said = ngettext(
        "%(count)s more meeting does not fit this page: it is in the list on the site.",
        "%(count)s more meetings do not fit this page: they are in the list on the site.",
        count,
    )
    return said % {"count": f"{count:,}"}
