"""The home page: what is on next, counted and never promised."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.models import SearchRow
from groups.rules.choices import AreaKind, Attendance, Kind
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.words import EVENING_BEGINS, day_in_sentence
from groups.search import area_tree, finding
from groups.search.vocabulary import Vocabulary
from groups.views import near_holidays
from groups.views.cards import Row
from groups.views.day_sections import by_day
from groups.views.kept_rows import rows_of
from groups.views.structured import website_of
from groups.views.visit import moment_of, site_of, vocabulary_of

ON_NEXT = 5
MOST_TOWNS = 8
KINDS = (
    (Kind.TWELVE_STEP, gettext_lazy("People help each other through twelve steps: AA, NA, CA and others.")),
    (Kind.SMART, gettext_lazy("Tools for changing a habit, in meetings led by a trained person.")),
    (Kind.COMMUNITY, gettext_lazy("Started by people round here: cafés, walks, talks and making things.")),
    (Kind.FAMILY, gettext_lazy("For partners, parents, children, brothers, sisters and friends.")),
)


def search_url(**asked: str) -> str:
    """The address of a search."""
    return f"{reverse('groups:meeting-list')}?{urlencode(asked)}"


@require_safe
def home(request):
    """One search box, plain links, two doors, the kinds, and what is on next."""
    at, known, site = moment_of(request), vocabulary_of(request), site_of(request)
    here = MeetingSearch(areas=_home_area(site, known))
    told = known.keep("home", (at.in_this_minute.now, get_language()), lambda: _told(site, here, known, at))
    context = told | {
        "lead": _(
            "Free, local groups for anyone thinking about stopping, staying stopped, or living with someone who "
            "drinks or uses."
        ),
        "doors": [
            {
                "text": _("For me"),
                "note": _("I drink or use, or did, or something like it"),
                "url": search_url(**{"for": "self"}),
            },
            {
                "text": _("For someone close to me"),
                "note": _("My partner, parent, child or friend does"),
                "url": search_url(kind=Kind.FAMILY),
            },
        ],
        "all_url": search_url(area=here.areas[0].slug) if here.areas else reverse("groups:meeting-list"),
        "notice": site.notice,
        "structured": website_of(site),
        "canonical_url": settings.SITE_URL + reverse("home"),
    }
    return render(request, "mutualaid/home.html", context)


def _told(site, here: MeetingSearch, known: Vocabulary, at: Moment) -> dict:
    """What the page says of the listings: the same for everyone for a minute."""
    rows = _on_next(here, known, at)
    online_now = finding.count(MeetingSearch(now=True, attendance=(Attendance.ONLINE,)), at=at)
    return {
        "heading": _heading(site.area_covered, here, rows, online_now, at),
        "quick_links": _quick_links(known, at),
        "kinds": _kinds(at),
        "sections": by_day(rows, at),
    }


def _on_next(here: MeetingSearch, known: Vocabulary, at: Moment) -> list[Row]:
    """The next meetings that do meet. All are looked at only where too few of them meet by tomorrow."""
    # What began last night may not be over, and far east of here it is tomorrow already.
    weekdays = tuple((at.today.weekday() + n) % 7 for n in (-1, 0, 1, 2))
    soon = replace(here, days=weekdays)
    rows: list[Row] = []
    for asked in (soon, here):
        coming = SearchRow.objects.matching(asked, at=at).filter(entry__isnull=False)[: ON_NEXT * 2]
        rows = [row for row in rows_of(coming, at=at, known=known) if row.state != "cancelled"]
        if len(rows) >= ON_NEXT and all(row.site_day <= at.today + timedelta(days=1) for row in rows[:ON_NEXT]):
            break
    return rows[:ON_NEXT]


def _home_area(site, known: Vocabulary) -> tuple:
    slugs = [node.slug for node in known.nodes if node.pk == site.home_area_id]
    return tuple(known.areas[slug] for slug in slugs)


def _heading(covered: str, here: MeetingSearch, rows: list[Row], online_now: int, at: Moment) -> str:
    """What is still to come today, counted; when nothing is, the next one and how many are online now."""
    left = SearchRow.objects.still_to_come_today(here, at=at).count()
    evening = at.now.astimezone(at.zone).time() >= EVENING_BEGINS
    if left:
        when = _("tonight") if evening else _("today")
        count = ngettext("%(count)s meeting", "%(count)s meetings", left) % {"count": left}
        if covered:
            return _("%(meetings)s in %(area)s %(when)s") % {"meetings": count, "area": covered, "when": when}
        return _("%(meetings)s %(when)s") % {"meetings": count, "when": when}
    online = ngettext("%(count)s online now.", "%(count)s online now.", online_now) % {"count": online_now}
    if not rows:
        return online if online_now else _("Find a meeting")
    day = day_in_sentence(rows[0].site_day, today=at.today).removeprefix(_("on "))
    coming = _("Next: %(day)s, %(time)s.") % {"day": day, "time": rows[0].starts}
    return f"{coming} {online}" if online_now else coming


def _quick_links(known: Vocabulary, at: Moment) -> list[dict]:
    links = [
        {
            "text": _("Tonight") if at.now.astimezone(at.zone).time() >= EVENING_BEGINS else _("Today"),
            "url": search_url(day="today"),
        },
        {"text": _("Online now"), "url": search_url(attend=Attendance.ONLINE, time="now")},
    ]
    towns = [town for town in area_tree.current(known, at).of_kind(AreaKind.TOWN) if town.count]
    busiest = sorted(towns, key=lambda town: (-town.count, town.name))[:MOST_TOWNS]
    links += near_holidays.open_on(at)
    return links + [{"text": town.name, "url": reverse("groups:area-detail", args=[town.slug])} for town in busiest]


def _kinds(at: Moment) -> list[dict]:
    counts = SearchRow.objects.that_is_back(on=at.today).count_by_kind()
    return [
        {"kind": kind, "label": kind.label, "sentence": sentence, "count": counts[kind], "url": search_url(kind=kind)}
        for kind, sentence in KINDS
    ]
