"""`/plan/fit/`: a week of meetings that fits."""

from collections.abc import Collection
from dataclasses import replace

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.rules.choices import Attendance
from groups.rules.planning.week_plan import WeekPlan
from groups.search.filters import MeetingFilter
from groups.views.chips import errors
from groups.views.plan.asked import Asked, week_of, with_home
from groups.views.plan.fit_form import (
    SET_HERE,
    FitForm,
    errors_of,
    filter_of,
    form_of,
    form_sent,
    reach_of,
    wanted,
    ways,
)
from groups.views.plan.proposal import propose
from groups.views.plan.proposed import shown
from groups.views.plan.taken_out import taken_out
from groups.views.plan.wishes import ANEW, Wishes, address_with, hidden_fields, wishes_of
from groups.views.visit import moment_of, vocabulary_of


@cache_control(private=True)
@require_safe
def fit(request):
    """The form; and where a number of meetings is asked for, the week that fits."""
    asked, wishes, at = week_of(request), wishes_of(request.GET), moment_of(request)
    search = filter_of(wishes, known=vocabulary_of(request), at=at)
    if request.GET.get("go"):
        return _sent(request, asked.plan, wishes, search)
    if asked.plan.home and asked.plan.home != request.GET.get("home", "").strip():
        return redirect(address_with("plan-fit", asked.plan, wishes))
    form = form_of(asked.plan, wishes, place=request.GET.get("home", "") if asked.sentence("home") else "")
    _say_what_is_wrong(form, asked, search.wanted.attendance)
    if asked.plan.target is None or "place" in form.errors:
        return _page(request, asked, wishes, search, form)
    within = search.wanted.within or reach_of(asked.plan.travel)
    sought = replace(search.wanted, within=within if asked.near else None)
    proposal = propose(asked.plan, asked.near, sought, keep=ANEW not in wishes, at=at)
    said = shown(proposal, asked, wishes, search, within=within, at=at)
    return _page(request, asked, wishes, search, form, proposal=said)


def _sent(request, plan: WeekPlan, wishes: Wishes, search: MeetingFilter):
    """The short address of what was filled in, its place rounded; or the form again, with what is wrong beside it."""
    form = form_sent(request.GET, plan)
    asked = Asked(plan)
    if form.is_valid():
        said = replace(plan, **wanted(form), home=form.cleaned_data["place"] or plan.home)
        asked = with_home(said) if said.home else Asked(said)
    _say_what_is_wrong(form, asked, search.wanted.attendance)
    if form.errors:
        return _page(request, replace(asked, plan=replace(asked.plan, home=plan.home)), wishes, search, form)
    return redirect(address_with("plan-fit", asked.plan, wishes))


def _say_what_is_wrong(form: FitForm, asked: Asked, attendance: Collection[str]) -> None:
    """Beside its field what the address, or the place that was typed, could not be read as."""
    for name, parameter in (("place", "home"), ("by", "by"), ("target", "target"), ("latest", "latest")):
        if asked.sentence(parameter):
            form.add_error(name, asked.sentence(parameter))
    in_person_alone = Attendance.IN_PERSON in attendance and Attendance.ONLINE not in attendance
    if in_person_alone and not asked.plan.home and not form.errors:
        form.add_error("place", _("Enter a town or postcode, so that we know which meetings are near."))


def _page(request, asked: Asked, wishes: Wishes, search: MeetingFilter, form: FitForm, *, proposal: dict | None = None):
    plan = asked.plan
    context = {
        "plan": plan,
        "step": "fit",
        "noindex": True,
        "form": form,
        "filters": search.form,
        "ways": ways(form),
        "near": asked.near,
        "errors": [*errors_of(form), *errors(search)],
        "place_choices": [
            {"label": name, "url": address_with("plan-fit", replace(plan, home=name), wishes)}
            for name in asked.place_names
        ],
        "nowhere_url": address_with("plan-fit", replace(plan, home=""), wishes) if plan.home else "",
        "hidden": hidden_fields(plan, wishes, without=SET_HERE),
        "taken_out": taken_out(request, plan, "plan-fit"),
        "proposal": proposal,
        "times_url": address_with("plan-times", plan, wishes),
    }
    return render(request, "groups/plan/fit.html", context)
