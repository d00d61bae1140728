"""`/embed/meetings/`: a search as a list for a frame on another site, and the only page that may be framed."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.choices import About
from groups.rules.criteria import MeetingSearch, Moment
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.search_sentence import title_of
from groups.search import finding
from groups.search.filters import MeetingFilter
from groups.views.chips import errors
from groups.views.embed.framing import framed
from groups.views.embed.theme import theme_of
from groups.views.links import SearchLinks
from groups.views.search import VIEWS, Found, asked_of, no_place
from groups.views.sending import without_looks
from groups.views.understood import DANGERS
from groups.views.visit import moment_of


class FrameLinks(SearchLinks):
    """Links that stay in the frame, and in its colours."""

    def __init__(self, asked: QueryDict, *, theme: str):
        super().__init__(asked, path=reverse("groups:embed-meetings"))
        self._theme = theme

    def address(self, **changes: list[str]) -> str:
        """As of any search, with the theme."""
        return super().address(**changes, theme=[self._theme])


@cache_control(private=True)
@require_safe
def frame(request):
    """What was asked, found, day by day; every other page is a link out of the frame."""
    request.week = WeekPlan()  # what a frame shows is the other site's choice, and nothing of its visitors
    at = moment_of(request)
    typed, search = asked_of(request, at)
    parameters, theme = without_looks(typed.parameters), theme_of(request.GET.get("theme", ""))
    links = FrameLinks(parameters, theme=theme)
    on_site = SearchLinks(parameters, danger_words=typed.phrase.danger_words).address()
    context = {
        "theme": theme,
        "errors": [one for one in errors(search) if one["field_id"] != "id_near"],
        "place_error": next(iter(search.form.errors.get("near", ())), ""),
        "dangers": [sentence for kind, sentence in DANGERS.items() if kind in typed.phrase.danger],
        "may_be_about_withdrawal": may_be_about_withdrawal(search.wanted),
        "search_url": on_site,
        "canonical_url": settings.SITE_URL + SearchLinks(parameters).address(),
    }
    context |= no_place(search, links) if search.place_failed else _found(search, links, at)
    return framed(render(request, "groups/embed/frame.html", context))


def may_be_about_withdrawal(asked: MeetingSearch) -> bool:
    """Whether it may find what is about alcohol or drugs, from which it is dangerous to stop alone."""
    return not asked.about or bool(asked.about & (About.ALCOHOL | About.DRUGS))


def _found(search: MeetingFilter, links: FrameLinks, at: Moment) -> dict:
    asked = finding.settle_distance(search.wanted, at=at)
    found = Found(asked, finding.count(asked, at=at), search.page, search.vocabulary, links, at)
    title = title_of(asked, today=at.today)
    return VIEWS["list"].shown(found) | {"heading": title, "title": title}
