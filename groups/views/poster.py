"""`/areas/<slug>/poster/`: the coming week of one area on one sheet of paper, for a notice board."""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from groups.models import SearchRow
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.sheet import Paper
from groups.rules.words import full_date, long_date
from groups.search import area_tree
from groups.views import sheets
from groups.views.area_names import meetings_words, url_of
from groups.views.areas import area_now_at
from groups.views.kept_rows import rows_of
from groups.views.moved import moved_to
from groups.views.visit import moment_of, vocabulary_of

DAYS = 7
SIZES = {
    "large": Paper(columns=1, lines=26, signs=64),
    "middle": Paper(columns=2, lines=30, signs=32),
    "small": Paper(columns=2, lines=40, signs=43),
}
"""How large the letters can be, the largest first: by the names that the style sheet has for them."""


@require_safe
def area_poster(request, slug):
    """The meetings of the next seven days by day and time, in letters as large as lets them fit."""
    request.week = WeekPlan()  # paper goes to others, and its links may be in the file that is printed
    at, known = moment_of(request), vocabulary_of(request)
    branch = area_tree.current(known, at).branches.get(slug)
    if branch is None:
        return moved_to("groups:area-poster", area_now_at(slug).slug)
    asked = MeetingSearch(areas=(known.areas[slug],), unit=settings.DISTANCE_UNIT)
    week = {"entry__lt": DAYS * MINUTES_IN_A_DAY}
    listed = SearchRow.objects.matching(asked, at=at).filter(**week).order_by("entry", "called", "pk")
    rows = rows_of(listed[: sheets.LOOKED_AT], at=at, known=known)
    meeting = SearchRow.objects.truly_meeting(asked, at=at).filter(**week).count()
    area_url = url_of(branch)
    context = {
        "name": branch.name,
        "area_url": area_url,
        "week_of": _week_of(at),
        "canonical_url": f"{settings.SITE_URL}{area_url}",
        **_shown(rows, meeting),
        **sheets.foot_of_sheet(at, link=f"{settings.SITE_URL}{area_url}", path=area_url),
    }
    return render(request, "groups/area_poster.html", context)


def _week_of(at: Moment) -> str:
    last = at.today + timedelta(days=DAYS - 1)
    return _("%(first)s to %(last)s") % {"first": long_date(at.today), "last": full_date(last)}


def _shown(rows, meeting: int) -> dict:
    """All of them in the largest letters that hold them, else as many as fit; and how many meet besides."""
    entries = sheets.dated(rows)
    sized = {size: sheets.laid_out(entries, paper, with_freshness=False) for size, paper in SIZES.items()}
    size = next((size for size, parts in sized.items() if sheets.shown(parts) == len(entries)), "small")
    parts = sized[size]
    left = meeting - sum(entry.row.happens for part in parts for entry in part.entries)
    return {
        "sections": parts,
        "size": size,
        "sentence": _("%(meetings)s in the coming week.") % {"meetings": meetings_words(meeting)}
        if meeting
        else _("No meeting in the coming week."),
        "more": _more(left),
    }


def _more(count: int) -> str:
    if count < 1:
        return ""
    said = ngettext(
        "%(count)s more meeting in this week is on the site.",
        "%(count)s more meetings in this week are on the site.",
        count,
    )
    return said % {"count": f"{count:,}"}
