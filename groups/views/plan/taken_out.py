"""What the last press took out of a week, and the way to put it back: the address that the page came from says it.

`out-busy` and `out-theirs` hold the times as `busy` and `theirs` do, `out-plan` the meetings as `plan`. Nothing else
reads them.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.rules.planning import commitments, week_plan
from groups.rules.planning.week_plan import Pick, WeekPlan
from groups.rules.words import listed_words
from groups.views.plan.time_words import name_of
from groups.views.plan.wishes import address_with, wishes_of


@dataclass(frozen=True)
class TakenOut:
    """A sentence, and the address of the same page with all of it back."""

    text: str
    url: str


def taken_out(request, plan: WeekPlan, page: str) -> TakenOut | None:
    """What was taken out on the way to this page. A query where that was a meeting."""
    picks = week_plan.read({"plan": request.GET.get("out-plan", "")})[0].picks
    if picks and (names := _names(picks)):
        before = replace(plan, picks=_picked(plan.picks, picks))
        return _said(names, address_with("plan", before, wishes_of(request.GET)))
    mine, theirs = (commitments.read(request.GET.get(name, ""))[0] for name in ("out-busy", "out-theirs"))
    if not (mine or theirs):
        return None
    before = replace(plan, mine=_with(plan.mine, mine), theirs=_with(plan.theirs, theirs))
    names = [name_of(one) for one in (*mine, *theirs)]
    return _said(names, address_with(page, before, wishes_of(request.GET)))


def _said(names: list[str], url: str) -> TakenOut:
    return TakenOut(_("Taken out: %(names)s.") % {"names": listed_words(names)}, url)


def _names(picks: tuple[Pick, ...]) -> list[str]:
    public = Meeting.objects.with_page().select_related("group")
    return [one.title for one in public.filter(pk__in=[pick.number for pick in picks]).order_by("pk")]


def _picked(held: tuple[Pick, ...], again: tuple[Pick, ...]) -> tuple[Pick, ...]:
    known = {pick.number for pick in held}
    return (*held, *(pick for pick in again if pick.number not in known))[: week_plan.MOST_MEETINGS]


def _with(held, again):
    return tuple(dict.fromkeys((*held, *again)))[: commitments.MOST]
