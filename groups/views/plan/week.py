"""`/plan/`: the visitor's own week."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.criteria import Moment
from groups.rules.planning import week_plan
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.words import listed_words, long_date
from groups.search.vocabulary import Vocabulary
from groups.views.plan import deeds
from groups.views.plan.asked import Asked, week_of
from groups.views.plan.chosen import chosen
from groups.views.plan.coming_week import coming_week
from groups.views.plan.fit import fit
from groups.views.plan.going import Gone, going_of, told
from groups.views.plan.lately import changed_lately
from groups.views.plan.links import address
from groups.views.plan.picture import looks_of, pictures_of
from groups.views.plan.reckoned import reckoned
from groups.views.plan.taken_out import taken_out
from groups.views.plan.usual_week import clashes_of, sum_of, usual_weeks
from groups.views.visit import moment_of, vocabulary_of


@cache_control(private=True)
@require_safe
def plan(request):
    """The page; where somebody asks for a number of meetings and has none yet, what fits."""
    if (to := deeds.redirect_for(request)) is not None:
        return to
    if _asks_for_meetings(request):
        return fit(request)
    asked, at = week_of(request), moment_of(request)
    context = {"plan": asked.plan, "step": "week", "noindex": True, "printed": long_date(at.today)}
    context |= {"undone": deeds.why_not(request), "followed": asked.followed, "wrong": [one.why for one in asked.wrong]}
    context["taken_out"] = taken_out(request, asked.plan, "plan")
    return render(request, "groups/plan/week.html", context | _shown(asked, at, vocabulary_of(request)))


def _asks_for_meetings(request) -> bool:
    held, _wrong = week_plan.read(request.GET)
    return bool(held.target and not held.picks)


def _shown(asked: Asked, at: Moment, known: Vocabulary) -> dict:
    """The week, what it adds up to, and what one should know of it first."""
    week, near = asked.plan, asked.near
    going, gone = going_of(week, near, at=at)
    weeks = usual_weeks(going, week, at=at)
    each = chosen(going, week, near, clashes_of(going, week), at=at)
    extras = [one for one in each if one.next_date and not one.paused]
    return {
        "is_empty": not (going or weeks),
        "sum": sum_of(weeks, len(extras)) if going and weeks else "",
        "clashing": listed_words([*dict.fromkeys(one.name for one in each if one.clashes)]),
        "chosen": each,
        "days": coming_week(going, week, near, at=at),
        "weeks": list(zip(weeks, pictures_of(weeks), strict=True)),
        "looks": looks_of(weeks),
        "extras": extras,
        "changed": changed_lately([one.meeting for one in going], at=at),
        "paused": [one for one in each if one.paused],
        "gone": [_gone(one, week) for one in told(gone, near, at=at, known=known, held=week.numbers)],
        "reckoned": reckoned(near, week.travel),
        "place_names": asked.place_names,
        "no_place": bool(going) and near is None,
    }


def _gone(one: Gone, week: WeekPlan) -> dict:
    """A meeting that is gone, with the addresses of the week without it, and with the nearest like it in its place."""
    number = one.instead.number if one.instead else 0
    without = week.without_meeting(one.pick.number)
    return {
        "one": one,
        "out_url": address("plan", without),
        "instead_url": address("plan", without.with_meeting(number)) if number else "",
    }
