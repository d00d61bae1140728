"""What an address asks to be done to a week: one meeting more, one less, another home group.

They are links that anybody may follow, for they change nothing but the address: the answer leads to the page with the
week set anew. What cannot be done leads nowhere: `/plan/` then shows the week as it was, with a sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.rules.planning.week_plan import LONGEST_NUMBER, MOST_MEETINGS, PARAMETERS, WeekPlan
from groups.views.plan.asked import week_of
from groups.views.plan.followed import now_listed_as
from groups.views.plan.links import address
from groups.views.visit import vocabulary_of

NONE_ANY_MORE = 0
"""As a home group: the week has none."""

PAGES_WITH_MEETINGS = (
    "home",
    "groups:meeting-list",
    "groups:meeting-detail",
    "groups:group-detail",
    "groups:programme-detail",
    "groups:area-detail",
    "guidance-page",
)
"""Whoever added a meeting on one of these goes on there."""


class CannotBeDone(ValueError):
    """The week stays as it was; the message is a sentence for people."""


@dataclass(frozen=True)
class _Done:
    """The week after a deed, and the meeting that was added, if one was."""

    week: WeekPlan
    added: int = 0


def redirect_for(request) -> HttpResponse | None:
    """The answer to an address that asks for a deed; None where it asks for none, or for one that cannot be done."""
    try:
        done = _done(request)
    except CannotBeDone:
        return None
    if done is None:
        return None
    answer = HttpResponseRedirect(_back(request, done) or address("plan", done.week))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def why_not(request) -> str:
    """The sentence for the page where what its address asks for cannot be done; empty where all is well."""
    try:
        _done(request)
    except CannotBeDone as error:
        return str(error)
    return ""


def _done(request) -> _Done | None:
    """What the first deed that an address asks for comes to. A query for one that adds, and what a home costs."""
    asked = next((name for name in _DEEDS if name in request.GET), None)
    if asked is None:
        return None
    week = week_of(request).plan
    return _DEEDS[asked](week, now_listed_as(_number(request.GET[asked]), vocabulary_of(request)))


def _number(typed: str) -> int:
    typed = typed.strip()
    if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER:
        return int(typed)
    raise CannotBeDone(_("This is no number of a meeting, so your week is as it was."))


def _add(week: WeekPlan, number: int) -> _Done:
    if number in week.numbers:
        return _Done(week, number)
    if len(week.picks) >= MOST_MEETINGS:
        raise CannotBeDone(_("Your week is full: it holds 30 meetings. Take one out before you add another."))
    may_be_added = Meeting.objects.listed(on=timezone.localdate()).filter(by_arrangement=False, weekday__isnull=False)
    if not may_be_added.filter(pk=number).exists():
        raise CannotBeDone(_("This meeting is not listed, or has no times of its own, so it was not added."))
    return _Done(week.with_meeting(number), number)


def _drop(week: WeekPlan, number: int) -> _Done:
    return _Done(week.without_meeting(number))


def _home_group(week: WeekPlan, number: int) -> _Done:
    if number != NONE_ANY_MORE and number not in week.numbers:
        raise CannotBeDone(_("A home group is one of the meetings in your week. Add it first."))
    return _Done(replace(week, first=number or None))


_DEEDS: dict[str, Callable[[WeekPlan, int], _Done]] = {"add": _add, "drop": _drop, "home_group": _home_group}


def _back(request, done: _Done) -> str:
    """The page from which somebody added a meeting, with the week as it is now; empty where there is no way back.

    Of what the browser says, only a page of ours and its question are kept, and both are written anew.
    """
    came_from = request.headers.get("Referer", "")
    hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    if not done.added or not url_has_allowed_host_and_scheme(came_from, hosts, require_https=request.is_secure()):
        return ""
    try:
        parts = urlsplit(came_from)
        page = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return ""
    if page.view_name not in PAGES_WITH_MEETINGS:
        return ""
    path = reverse(page.view_name, args=page.args, kwargs=page.kwargs)
    return f"{path}?{_anew(parts.query, done.week)}#m-{done.added}"


def _anew(query: str, week: WeekPlan) -> str:
    asked = QueryDict(query, mutable=True)
    for name in PARAMETERS:
        asked.pop(name, None)
    return urlencode(
        [*((name, value) for name, values in asked.lists() for value in values), *week.parameters().items()]
    )
