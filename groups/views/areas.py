"""The pages of areas: the tree of them, and one with its week, its parts and its neighbours."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from groups.models import Area, OldSlug, SearchRow
from groups.rules.choices import AreaKind, Attendance, Kind
from groups.rules.criteria import MeetingSearch, Moment, Near, distance_words
from groups.rules.geo import KM_IN
from groups.rules.words import EVENING_BEGINS, long_date
from groups.search import area_tree, finding
from groups.search.area_tree import Branch
from groups.search.vocabulary import Vocabulary
from groups.views.area_names import by_letter, meetings_words, shown, url_of
from groups.views.cards import Row, place_words
from groups.views.day_sections import sections
from groups.views.kept_rows import rows_of
from groups.views.links import SearchLinks
from groups.views.moved import moved_to
from groups.views.structured import area_of
from groups.views.visit import moment_of, vocabulary_of
from groups.views.week import MOST, timetable

NEIGHBOURS = 6
MANY_AREAS = 60
"""With more of them on a page they are folded."""

MOST_IN_ROWS = 25
"""A week of so many dates is shown in rows, which say more; a fuller one as a timetable."""

ON_NEXT = 20
"""Where a week is too full for any page, so many of its next meetings."""

PARTS_OF = {
    AreaKind.REGION: gettext_lazy("Regions of %(area)s"),
    AreaKind.COUNTY: gettext_lazy("Counties of %(area)s"),
    AreaKind.DISTRICT: gettext_lazy("Districts of %(area)s"),
    AreaKind.TOWN: gettext_lazy("Towns in %(area)s"),
}


@require_safe
def area_list(request):
    """The tree of areas that have meetings, each with how many."""
    at, known = moment_of(request), vocabulary_of(request)
    tree = area_tree.current(known, at)
    tops = [root for root in tree.roots if root.count]
    while len(tops) == 1 and not tops[0].own_count:  # England and its one region say nothing
        tops = [part for part in tops[0].parts if part.count]
    towns = [town for town in tree.of_kind(AreaKind.TOWN) if town.count]
    several = [top for top in tops if top.parts]
    context = {
        "sentence": _sentence_of_tree(sum(root.count for root in tree.roots), len(towns)),
        "sections": [shown(top) for top in several],
        "names": by_letter([shown(top) for top in tops if not top.parts]),
        "open": sum(1 for branch in tree.branches.values() if branch.count) <= MANY_AREAS,
        "some_are_empty": any(not one.count and not one.is_from_places for one in tree.branches.values()),
        "canonical_url": settings.SITE_URL + reverse("groups:area-list"),
    }
    return render(request, "groups/area_list.html", context)


def _sentence_of_tree(meetings: int, towns: int) -> str:
    if not meetings:
        return _("No meeting is listed in any area now.")
    listed = ngettext("%(count)s meeting is listed.", "%(count)s meetings are listed.", meetings)
    having = ngettext("%(count)s town has at least one.", "%(count)s towns have at least one.", towns)
    said = [listed % {"count": f"{meetings:,}"}, having % {"count": f"{towns:,}"} if towns else ""]
    return " ".join(filter(None, said))


@require_safe
def area_detail(request, slug):
    """One area: its week, its parts and its neighbours."""
    at, known = moment_of(request), vocabulary_of(request)
    branch = area_tree.current(known, at).branches.get(slug)
    if branch is None:
        return moved_to(area_now_at(slug))
    asked = MeetingSearch(areas=(known.areas[slug],), unit=settings.DISTANCE_UNIT)
    tree = area_tree.current(known, at)
    links = SearchLinks(QueryDict(urlencode({"area": slug})))
    context = {
        "name": branch.name,
        "structured": area_of(branch),
        "title": _title(branch),
        "trail": [{"name": one.name, "url": url_of(one)} for one in branch.above],
        "parts": _parts(branch),
        "neighbours": [_neighbour(km, one) for km, one in tree.around(branch)[:NEIGHBOURS]],
        "edit_url": reverse("admin:groups_area_change", args=[branch.pk]),
        "canonical_url": settings.SITE_URL + url_of(branch),
        "printed": long_date(at.today),
    }
    if not branch.count:
        context |= _nothing(branch, tree, asked, at)
    else:
        context["poster_url"] = reverse("groups:area-poster", args=[slug])
        context |= _on_next(branch, asked, links, known, at) if branch.count > MOST else _week(branch, asked, links, at)
    return render(request, "groups/area_detail.html", context)


def area_now_at(slug: str) -> Area:
    """The area to which an old address leads."""
    old = OldSlug.objects.filter(kind=Area._meta.model_name, slug=slug).first()
    if old is None:
        raise Http404
    return get_object_or_404(Area, slug=old.leads_to)


def _title(branch: Branch) -> str:
    """With what it lies in, for there is more than one Newport."""
    where = next((one for one in reversed(branch.above) if one.kind in (AreaKind.COUNTY, AreaKind.NATION)), None)
    if where is None:
        return _("Meetings in %(area)s") % {"area": branch.name}
    return _("Meetings in %(area)s, %(county)s") % {"area": branch.name, "county": where.name}


def _parts(branch: Branch) -> dict | None:
    parts = shown(branch)
    without = [part for part in branch.parts if not part.count and not part.is_from_places]
    if not (parts.folds or parts.names or without):
        return None
    kinds = {part.kind for part in branch.parts}
    heading = PARTS_OF.get(next(iter(kinds))) if len(kinds) == 1 else None
    return {
        "heading": (heading or _("Parts of %(area)s")) % {"area": branch.name},
        "folds": parts.folds,
        "names": parts.names,
        "without": [{"name": part.name, "url": url_of(part)} for part in without],
    }


def _neighbour(km: float, branch: Branch) -> dict:
    unit = settings.DISTANCE_UNIT
    away = distance_words(km / KM_IN[unit], unit, about=True)
    return {"name": branch.name, "url": url_of(branch), "distance": away, "count": meetings_words(branch.count)}


# --- Its week


def _week(branch: Branch, asked: MeetingSearch, links: SearchLinks, at: Moment) -> dict:
    """Its true dates of seven days, and how many there are."""
    week = timetable(asked, links, at)
    coming = [entry for day in week["days"] for part in day.parts for entry in part.entries if not entry.row.is_over]
    happening = [entry for entry in coming if not entry.is_off]
    meeting = len({entry.row.url for entry in happening})
    today = sum(1 for entry in happening if entry.row.site_day == at.today)
    listed = finding.count(asked, at=at)
    in_rows = len(coming) <= MOST_IN_ROWS
    counts = {
        "today": today,
        "family": finding.count(replace(asked, kinds=(Kind.FAMILY,)), at=at),
        "online": finding.count(replace(asked, attendance=(Attendance.ONLINE,)), at=at),
    }
    return {
        "sentence": _sentence(listed, meeting, today, at),
        "pills": [pill for pill in _pills(links, counts, at) if pill["count"]],
        "sections": sections(_each_put_once(entry.row for entry in coming), asked, at) if in_rows else [],
        "week": None if in_rows else week,
        **_all_of_them(branch, listed, links),
    }


def _each_put_once(rows: Iterable[Row]) -> list[Row]:
    """A meeting with two dates can be put into a week at the first of them: it has one place on the page."""
    shown_already: set[int] = set()
    found = []
    for row in rows:
        found.append(replace(row, number=0, drawn={}) if row.number in shown_already else row)
        shown_already.add(row.number)
    return found


def _on_next(branch: Branch, asked: MeetingSearch, links: SearchLinks, known: Vocabulary, at: Moment) -> dict:
    """The next meetings of an area whose week no page could hold; each part of it has its own page."""
    meetings = SearchRow.objects.matching(asked, at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    rows = rows_of(meetings[:ON_NEXT], at=at, known=known)
    said = [_("%(meetings)s are listed here.") % {"meetings": meetings_words(branch.count)}]
    if branch.parts:
        said.append(_("Choose a part for the whole of its week."))
    return {
        "sentence": " ".join(said),
        "pills": _pills(links, {}, at),
        "sections": sections(rows, asked, at),
        **_all_of_them(branch, branch.count, links),
    }


def _all_of_them(branch: Branch, listed: int, links: SearchLinks) -> dict:
    return {
        "all_text": ngettext("%(count)s meeting in %(area)s:", "All %(count)s meetings in %(area)s:", listed)
        % {"count": f"{listed:,}", "area": branch.name},
        "views": [
            {"text": _("List"), "url": links.address()},
            {"text": _("Week"), "url": links.address(view=["week"])},
            {"text": _("Map"), "url": links.address(view=["map"])},
        ],
    }


def _sentence(listed: int, meeting: int, today: int, at: Moment) -> str:
    """`23 meetings in the coming week, 2 of them tonight. 3 more meet later or by arrangement.`"""
    when = _("tonight") if at.now.astimezone(at.zone).time() >= EVENING_BEGINS else _("today")
    said = {"meetings": meetings_words(meeting), "today": today, "when": when, "more": f"{listed - meeting:,}"}
    if not meeting:
        first = _("No meeting in the coming week.")
        rest = ngettext("%(more)s meets later or by arrangement.", "%(more)s meet later or by arrangement.", listed)
        return f"{first} {rest % said}"
    sentences = {
        0: _("%(meetings)s in the coming week."),
        meeting: ngettext(
            "%(meetings)s in the coming week, %(when)s.",
            "%(meetings)s in the coming week, all of them %(when)s.",
            today,
        ),
    }
    first = sentences.get(today, _("%(meetings)s in the coming week, %(today)s of them %(when)s."))
    more = ngettext(
        "%(more)s more meets later or by arrangement.", "%(more)s more meet later or by arrangement.", listed - meeting
    )
    return " ".join(one % said for one in ([first, more] if listed > meeting else [first]))


def _pills(links: SearchLinks, counts: dict[str, int], at: Moment) -> list[dict]:
    """Some of its meetings, each search with its count where that is known."""
    evening = at.now.astimezone(at.zone).time() >= EVENING_BEGINS
    pills = [
        ("today", _("Tonight") if evening else _("Today"), {"day": ["today"]}),
        ("family", Kind.FAMILY.label, {"kind": [Kind.FAMILY.value]}),
        ("online", _("Online"), {"attend": [Attendance.ONLINE.value]}),
    ]
    return [{"text": text, "count": counts.get(name), "url": links.address(**more)} for name, text, more in pills]


# --- Where there is nothing


def _nothing(branch: Branch, tree: area_tree.AreaTree, asked: MeetingSearch, at: Moment) -> dict:
    """An honest word, and the ways on: the nearest area that has meetings, the nearest meeting, what it lies in."""
    ways = []
    for km, one in tree.around(branch)[:1]:
        near = _neighbour(km, one)
        ways.append({"text": _("%(name)s, %(distance)s: %(count)s") % near, "url": near["url"]})
    nearest = None
    if branch.point:
        nearest = finding.nearest(replace(asked, areas=(), near=Near(branch.name, branch.point)), at=at)
    if nearest:
        said = {
            "name": nearest.title,
            "place": place_words(nearest),
            "distance": distance_words(nearest.km / KM_IN[asked.unit], asked.unit, about=True),
        }
        words = _("The nearest meeting: %(name)s, %(place)s, %(distance)s") % said
        ways.append({"text": words, "url": nearest.get_absolute_url()})
    for one in [one for one in reversed(branch.above) if one.count][:1]:
        said = {"area": one.name, "meetings": meetings_words(one.count)}
        ways.append({"text": _("All of %(area)s: %(meetings)s") % said, "url": url_of(one)})
    online = f"{reverse('groups:meeting-list')}?{urlencode({'attend': Attendance.ONLINE.value})}"
    ways.append({"text": _("Online meetings, from anywhere"), "url": online})
    return {
        "sentence": _("No meeting is listed in %(area)s now.") % {"area": branch.name},
        "empty": {"title": _("Ways on from here"), "suggestions": ways},
    }
