"""The meetings of a visitor's week one by one: when, how far, what stands in the way, what can be done with each."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.criteria import Moment, Near
from groups.rules.planning.fortnight import letter_of
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import long_date
from groups.views.cards import distance_of, is_demonstration, kind_label, place_words
from groups.views.facts import status_notice, when
from groups.views.plan.coming_week import clashes_on, dates_of
from groups.views.plan.going import Going
from groups.views.plan.links import address
from groups.views.plan.time_words import about_hours

LOOKS_AHEAD = timedelta(weeks=5)
IN_HOURS = 120
"""Minutes from which on nobody reckons in minutes."""


@dataclass(frozen=True)
class Chosen:
    """One meeting of the week."""

    name: str
    url: str
    kind: str
    kind_label: str
    when: str
    in_weeks: str
    """In which weeks one goes, where that is not all of its."""
    next_date: str
    """Where it is in no usual week."""
    paused: str
    place: str
    way: str
    clashes: tuple[str, ...]
    is_home_group: bool
    is_demo: bool
    out_url: str
    home_group_url: str
    """To mark it as the home group, or to take the mark away."""


def chosen(
    going: Collection[Going],
    plan: WeekPlan,
    near: Near | None,
    in_the_way: dict[int, list],
    *,
    at: Moment,
) -> list[Chosen]:
    """All of them: those of a usual week by day and time, then the others."""
    in_order = sorted(going, key=lambda each: (_place_in_week(each), each.meeting.title.lower(), each.meeting.pk))
    return [_chosen(each, plan, near, in_the_way, at) for each in in_order]


def _place_in_week(each: Going) -> int:
    return each.usual.weekday * MINUTES_IN_A_DAY + each.usual.starts if each.usual else 7 * MINUTES_IN_A_DAY


def _chosen(each: Going, plan: WeekPlan, near: Near | None, in_the_way: dict, at: Moment) -> Chosen:
    meeting = each.meeting
    next_date, then = ("", ()) if each.usual else _next(each, plan, near, at)
    return Chosen(
        name=meeting.title,
        url=meeting.get_absolute_url(),
        kind=meeting.group.kind,
        kind_label=kind_label(meeting.group),
        when=when(meeting),
        in_weeks=_in_weeks(each, at),
        next_date=next_date,
        paused=_paused(each, at),
        place=place_words(meeting),
        way=_way(each, plan),
        clashes=tuple(dict.fromkeys(said for _span, some in in_the_way.get(meeting.pk, ()) for said in some)) or then,
        is_home_group=each.is_home_group,
        is_demo=is_demonstration(meeting),
        out_url=address("plan", plan.without_meeting(meeting.pk), **{"out-plan": str(each.pick)}),
        home_group_url=address("plan", replace(plan, first=None if each.is_home_group else meeting.pk)),
    )


def _in_weeks(each: Going, at: Moment) -> str:
    """Of one that is not in every week, which weeks these are."""
    if each.usual is None or each.usual.weeks.offsets == (0, 7 * MINUTES_IN_A_DAY):
        return ""
    if each.usual.weeks is letter_of(at.today):
        return _("You go every other week: this week is one of them.")
    return _("You go every other week: next week is one of them.")


def _next(each: Going, plan: WeekPlan, near: Near | None, at: Moment) -> tuple[str, tuple[str, ...]]:
    """The next date of one that is in no usual week, and what stands in its way."""
    coming = each.table.upcoming(after=at.now, count=1)
    if not coming:
        return _("No date is known: ask the group."), ()
    said = _("Next: %(day)s.") % {"day": long_date(coming[0].day, today=at.today)}
    until = max(coming[0].day, at.today) + timedelta(days=1)
    dated = [one for one in dates_of([each], plan, near, since=at.today, until=until, at=at) if one.one == coming[0]]
    return said, tuple(clash for one in dated for clash in clashes_on(one, plan, ()))


def _paused(each: Going, at: Moment) -> str:
    """Why and until when it does not meet now."""
    until = each.table.paused_until
    notice = status_notice(each.meeting, each.meeting.group, today=at.today) if until and until >= at.today else None
    return notice["text"] if notice else ""


def _way(each: Going, plan: WeekPlan) -> str:
    """`about 3 miles, 45 minutes each way by bus`; a long one in hours."""
    if each.km is None:
        return ""
    if each.journey >= IN_HOURS:
        how = {"distance": distance_of(each.km, about=True), "time": about_hours(each.journey)}
        return _("%(distance)s, %(time)s each way %(by)s") % {**how, "by": _in_a_sentence(plan.travel.label)}
    how = {"distance": distance_of(each.km, about=True), "count": each.journey, "by": _in_a_sentence(plan.travel.label)}
    return (
        ngettext(
            "%(distance)s, %(count)s minute each way %(by)s",
            "%(distance)s, %(count)s minutes each way %(by)s",
            each.journey,
        )
        % how
    )


def _in_a_sentence(label: object) -> str:
    return str(label)[:1].lower() + str(label)[1:]
