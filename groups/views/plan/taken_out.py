"""What the last press took out of a week, and the way to put it back: the address that the page came from says it.

`out-busy` and `out-theirs` hold the times as `busy` and `theirs` do. Nothing else reads them.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from groups.rules import commitments
from groups.rules.week_plan import WeekPlan
from groups.rules.words import listed_words
from groups.views.plan.time_words import name_of
from groups.views.plan.wishes import address_with, wishes_of


@dataclass(frozen=True)
class TakenOut:
    """A sentence, and the address of the same page with all of it back."""

    text: str
    url: str


def taken_out(request, plan: WeekPlan, page: str) -> TakenOut | None:
    """What was taken out on the way to this page."""
    mine, theirs = (commitments.read(request.GET.get(name, ""))[0] for name in ("out-busy", "out-theirs"))
    if not (mine or theirs):
        return None
    before = replace(plan, mine=_with(plan.mine, mine), theirs=_with(plan.theirs, theirs))
    names = listed_words([name_of(one) for one in (*mine, *theirs)])
    return TakenOut(_("Taken out: %(names)s.") % {"names": names}, address_with(page, before, wishes_of(request.GET)))


def _with(held, again):
    return tuple(dict.fromkeys((*held, *again)))[: commitments.MOST]
