"""The search page: `/meetings/`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import SearchRow
from groups.rules.choices import Attendance
from groups.rules.criteria import MeetingSearch, Moment, distance_words
from groups.rules.search_sentence import heading_of, title_of
from groups.rules.words import long_date
from groups.search import asking, fields, finding
from groups.search.facets import counted
from groups.search.filters import MeetingFilter
from groups.search.vocabulary import Vocabulary
from groups.views import box, near_holidays
from groups.views.chips import chips, errors
from groups.views.day_sections import sections
from groups.views.files.links import alternates, files, papers
from groups.views.kept_rows import rows_of
from groups.views.links import SearchLinks
from groups.views.mapping import allow_tiles, drawn
from groups.views.plan.held import is_held
from groups.views.understood import searched_instead, understood
from groups.views.visit import moment_of, vocabulary_of
from groups.views.ways_on import ways_on
from groups.views.week import timetable

PER_PAGE = 20


@cache_control(private=True)
@require_safe
def meeting_list(request):
    """What was asked, found, in the order asked for."""
    at = moment_of(request)
    typed, search = asked_of(request, at)
    links = SearchLinks(typed.parameters, danger_words=typed.phrase.danger_words)
    wrong = errors(search)
    context = {"form": search.form, "errors": wrong, "chips": chips(search, links)}
    context["wrong_filters"] = any(one["field_id"] != "id_near" for one in wrong)  # a wrong place is told at its box
    context |= understood(typed, links) | {"box": box.held(search, links), "anew_url": links.anew}
    context["noindex"] = typed.was_typed or links.has("near") or is_held(request)
    context["canonical_url"] = "" if context["noindex"] else settings.SITE_URL + links.lasting(search.page)
    context["alternates"] = [] if context["noindex"] or search.place_failed else alternates(links)
    context |= {"view": search.view, "views": view_links(search.view, links)}
    context |= no_place(search, links) if search.place_failed else _found(search, links, context["chips"], at)
    response = render(request, VIEWS[search.view].template, context)
    if search.view == "map":
        allow_tiles(response)
    return response


def asked_of(request, at: Moment) -> tuple[asking.Asked, MeetingFilter]:
    """What was typed and chosen on a page, read."""
    return asked_in(request.GET, vocabulary_of(request), at)


def asked_in(parameters: QueryDict, known: Vocabulary, at: Moment) -> tuple[asking.Asked, MeetingFilter]:
    """The same of any parameters; what is no place and speaks of danger is read as words."""
    typed = asking.read(parameters, known=known, today=at.today)
    search = MeetingFilter(typed.parameters, vocabulary=known, at=at)
    said = asking.with_place_as_words(typed.parameters, known=known) if search.place_failed else None
    if said is None:
        return typed, search
    typed = asking.read(said, known=known, today=at.today)
    return typed, MeetingFilter(typed.parameters, vocabulary=known, at=at)


def _found(search: MeetingFilter, links: SearchLinks, parts: list[dict], at: Moment) -> dict:
    """What every view says of what was found, and what this one shows of it."""
    facets = counted(search.wanted, search.vocabulary, at)
    search.show_counts(facets.by_name)
    asked = facets.settled
    online = _online(asked, search.vocabulary, at)
    context = {
        "heading": heading_of(asked, today=at.today),
        "title": title_of(asked, today=at.today),
        "online_note": _online_note(online, links),
        "holiday_note": near_holidays.note(asked),
        "instead": searched_instead(asked.sought) if asked.words else [],
        "printed": long_date(at.today),
    } | VIEWS[search.view].shown(Found(asked, facets.total, search.page, search.vocabulary, links, at))
    if context["is_empty"]:  # what is online is then one of the ways on
        context |= {"empty": nothing_found(asked, links, parts, at), "online_note": None, "holiday_note": ""}
    else:
        context["to_take_away"] = {
            "leaflet_url": links.elsewhere(reverse("groups:leaflet")),
            "code_url": links.elsewhere(reverse("groups:leaflet-code")),
            "papers": papers(links),
            "text_url": links.elsewhere(reverse("groups:meeting-text")),
            "files": files(links),
        }
    return context


def _online(asked: MeetingSearch, known: Vocabulary, at: Moment) -> int:
    """How many meetings online it would find without its place: of a search for nothing else the same for everyone."""
    if asked != MeetingSearch(near=asked.near, within=asked.within, unit=asked.unit, sort=asked.sort):
        return finding.count_online(asked, at=at)
    return known.keep("online", at.in_this_minute.now, lambda: finding.count_online(asked, at=at)) if asked.near else 0


@dataclass(frozen=True)
class Found:
    """What a search asked and found, for whichever way to look at it."""

    asked: MeetingSearch
    total: int
    page: int
    known: Vocabulary
    links: SearchLinks
    at: Moment


def _as_list(found: Found) -> dict:
    asked, links, at = found.asked, found.links, found.at
    matching = SearchRow.objects.matching(asked, at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    paginator = Paginator(matching, PER_PAGE)
    if not (asked.has_dates or asked.only_now):  # otherwise what is cancelled is shown, though it does not count
        paginator.count = found.total
    page = paginator.get_page(found.page)
    return {
        "summary": summary(found.total, asked),
        "total": found.total,
        "is_empty": not page.paginator.count,
        "page": page,
        "page_links": page_links(page, links),
        "previous_url": links.page(page.previous_page_number()) if page.has_previous() else "",
        "next_url": links.page(page.next_page_number()) if page.has_next() else "",
        "sections": sections(rows_of(page.object_list, at=at, known=found.known), asked, at),
        "sort_links": sort_links(asked, links),
    }


def _as_week(found: Found) -> dict:
    return timetable(found.asked, found.links, found.at)


def _as_map(found: Found) -> dict:
    return _as_list(found) | drawn(found.asked, found.links, found.at)


@dataclass(frozen=True)
class View:
    """One way to look at what was found."""

    template: str
    shown: Callable[[Found], dict]


VIEWS = {
    "list": View("groups/meeting_list.html", _as_list),
    "week": View("groups/meeting_week.html", _as_week),
    "map": View("groups/meeting_map.html", _as_map),
}


def view_links(current: str, links: SearchLinks) -> list[dict]:
    """The ways to look at this search."""
    return [
        {"text": label, "url": links.address(view=[] if slug == "list" else [slug]), "current": slug == current}
        for slug, label in fields.VIEWS
    ]


def no_place(search: MeetingFilter, links: SearchLinks) -> dict:
    """A place that is not known, or is more than one: the message and the choices, and no list."""
    return {
        "heading": _("Which place?"),
        "title": _("Which place?"),
        "place_choices": [{"label": name, "url": links.address(near=[name])} for name in search.place_names],
        "empty": None
        if search.place_names
        else {
            "title": _("Ways on from here"),
            "suggestions": [
                *_read_as_words(links),
                {"text": _("All meetings, without a place"), "url": links.without("near")},
                {"text": _("Online meetings"), "url": links.address(near=[], within=[], attend=[Attendance.ONLINE])},
            ],
        },
    }


def summary(total: int, asked: MeetingSearch) -> str:
    """How many, how far, in what order."""
    orders = {"name": _("by name"), "nearest": _("nearest first")}
    order = orders.get(asked.sort if asked.near or asked.sort == "name" else "", _("soonest first"))
    count = ngettext("%(count)s meeting", "%(count)s meetings", total) % {"count": f"{total:,}"}
    if not total:
        return ""
    if asked.near:
        distance = distance_words(asked.within, asked.unit)
        said = {"meetings": count, "distance": distance, "order": order}
        return _("%(meetings)s within %(distance)s, %(order)s") % said
    return _("%(meetings)s, %(order)s") % {"meetings": count, "order": order}


def _read_as_words(links: SearchLinks) -> list[dict]:
    """Several words in the box for the place may be meant for the other one."""
    typed = " ".join(links.values("near"))
    if " " not in typed.strip():
        return []
    words = [" ".join([*links.values("q"), typed])]
    text = _("Search for “%(words)s” as what you need, not as a place") % {"words": typed}
    return [{"text": text, "url": links.address(near=[], within=[], q=words)}]


def _online_note(count: int, links: SearchLinks) -> dict | None:
    if not count:
        return None
    text = ngettext("%(count)s more online", "%(count)s more online", count) % {"count": count}
    return {"text": text, "url": links.address(near=[], within=[], attend=[Attendance.ONLINE.value])}


def nothing_found(asked: MeetingSearch, links: SearchLinks, parts: list[dict], at: Moment) -> dict:
    """That nothing was found, and the ways on."""
    return {"title": _("Nothing was found for this search."), "suggestions": ways_on(asked, links, parts, at=at)}


def page_links(page, links: SearchLinks) -> list[dict | None]:
    """The numbers to show, a gap as None."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"number": number, "url": links.page(number), "current": number == page.number}
        if isinstance(number, int)
        else None
        for number in shown
    ]


def sort_links(asked: MeetingSearch, links: SearchLinks) -> list[dict]:
    """The orders that make sense here."""
    orders = [("soonest", _("Soonest")), ("name", _("Name"))]
    if asked.near:
        orders.insert(1, ("nearest", _("Nearest")))
    current = asked.sort if asked.sort in dict(orders) else "soonest"
    return [{"text": text, "url": links.address(sort=[slug]), "current": slug == current} for slug, text in orders]
