"""`/plan/together/`: a page for two, and a sheet to write on."""

from datetime import timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.criteria import Moment
from groups.rules.planning.needs_met import my_needs, their_needs
from groups.rules.words import full_date
from groups.views.plan import for_two
from groups.views.plan.asked import Asked, week_of
from groups.views.plan.easier import Idea, for_the_other, ideas
from groups.views.plan.going import going_of
from groups.views.plan.links import IN_A_CODE, to_send
from groups.views.visit import moment_of

TRIED_FOR = timedelta(weeks=2)
"""After which the two look at what they agreed again."""


@cache_control(private=True)
@require_safe
def together(request):
    """The page. With `discreet=yes` it names no meeting."""
    asked, at = week_of(request), moment_of(request)
    context = {
        "plan": asked.plan,
        "step": "together",
        "noindex": True,
        "wrong": [one.why for one in asked.wrong],
        "printed": full_date(at.today),
        "again_on": full_date(at.today + TRIED_FOR),
        "my_ways": [
            Idea(_("How many meetings, and home by when"), reverse("groups:plan-fit")),
            Idea(_("When I need the other at home"), reverse("groups:plan-times")),
        ],
        "their_ways": [Idea(_("When the other needs me at home"), reverse("groups:plan-times"))],
    }
    context |= _agreed(asked, at, discreet=request.GET.get("discreet") == "yes") | sent(asked)
    return render(request, "groups/plan/together.html", context)


def sent(asked: Asked) -> dict:
    """The week as a link for somebody else, and whether a code can hold it."""
    link = to_send(asked.plan)
    return {"link": link, "in_a_code": len(link) <= IN_A_CODE}


def _agreed(asked: Asked, at: Moment, *, discreet: bool) -> dict:
    plan = asked.plan
    going, gone = going_of(plan, asked.near, at=at)
    visits = for_two.visits_of(going, discreet=discreet)
    home_group = next(("" if discreet else one.meeting.title for one in going if one.is_home_group), None)
    mine, theirs = my_needs(plan, visits, home_group=home_group), their_needs(plan, visits)
    return {
        "is_discreet": discreet,
        "mine": for_two.lines(mine, today=at.today),
        "theirs": for_two.lines(theirs, today=at.today),
        "has_theirs": bool(plan.theirs),
        "ideas": [*ideas(mine, theirs, visits, asked), for_the_other({one.meeting.group.kind for one in going})],
        "is_open": not all(need.is_met for need in (*mine, *theirs)),
        "days": for_two.sheet(plan, visits, today=at.today),
        "not_every_week": for_two.not_every_week(going, at, discreet=discreet),
        "has_gone": bool(gone),
        "without_journeys": asked.near is None and any(one.usual and one.meeting.venue for one in going),
    }
