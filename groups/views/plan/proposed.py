"""A proposed week in words: its heading, what was asked, and its meetings by day with why each was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.rules import planning
from groups.rules.choices import Attendance, Weekday
from groups.rules.criteria import Moment, distance_words
from groups.rules.planning import Candidate, Chosen
from groups.rules.planning.fortnight import Weeks
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE, WeekPlan
from groups.rules.words import day_in_sentence, rule_words, weekday_name, within_a_sentence
from groups.search.filters import MeetingFilter
from groups.views.cards import Row, distance_of, make_row
from groups.views.plan.asked import Asked
from groups.views.plan.links import address
from groups.views.plan.proposal import Extra, Proposal
from groups.views.plan.proposal_notes import notes_on
from groups.views.plan.proposal_ways import NARROWING, keeps_any, ways_on
from groups.views.plan.time_words import at_clock, weeks_said
from groups.views.plan.wishes import ANEW, Wishes, address_with


@dataclass(frozen=True)
class Proposed:
    """One meeting of the week as the page shows it."""

    row: Row
    starts: str
    ends: str
    distance: str
    away: str
    weeks: str
    reason: str


@dataclass(frozen=True)
class Day:
    """A weekday, its meetings, and the search for others on it."""

    title: str
    meetings: list[Proposed]
    others: str
    others_url: str


def shown(proposal: Proposal, asked: Asked, wishes: Wishes, search: MeetingFilter, *, within: int, at: Moment) -> dict:
    """All that the page says of it."""
    falls_short = any(proposal.fit.missing) and asked.plan.target != AS_MANY_AS_CAN_BE
    said = {
        "heading": heading(proposal, asked.plan),
        "summary": asked_words(asked, search, within),
        "days": list(_days(proposal, asked, wishes, at)),
        "away": _away_words(proposal),
        "notes": list(notes_on(proposal, asked, within)),
        "times_url": address_with("plan-times", asked.plan, wishes),
        "use_url": address_with("plan", proposal.plan, {}) if proposal.fit.chosen else "",
        "extras": [_extra(one, proposal, asked, at) for one in proposal.extras],
    }
    if falls_short or not proposal.fit.chosen:
        said["ways_on"] = list(ways_on(asked, wishes, within, keeps=keeps_any(proposal)))
    return said | _obstacle(proposal) if falls_short else said


def _obstacle(proposal: Proposal) -> dict[str, str]:
    """What stands in the way most; where that is a need of the other, with the page for two."""
    obstacle = proposal.fit.obstacle
    if obstacle is None:
        return {}
    of_the_other = obstacle.whose == planning.THEIRS
    return {
        "obstacle": planning.obstacle_words(obstacle),
        "together_url": address("plan-together", proposal.plan) if of_the_other else "",
    }


def heading(proposal: Proposal, plan: WeekPlan) -> str:
    """`A week that fits`, or how near it comes to what was asked."""
    fewer, more = sorted(proposal.counts)
    if not more:
        return _("No meeting fits this week as it is")
    said = {"fewer": fewer, "more": more, "target": plan.target}
    if plan.target == AS_MANY_AS_CAN_BE:
        return _as_many(said)
    if not any(proposal.fit.missing):
        return _("A week that fits")
    if fewer != more:
        return _("%(more)s in one week and %(fewer)s in the next, of the %(target)s that you asked for") % said
    fits = ngettext(
        "%(more)s of the %(target)s that you asked for fits", "%(more)s of the %(target)s that you asked for fit", more
    )
    return fits % said


def _as_many(said: dict[str, int]) -> str:
    if said["fewer"] != said["more"]:
        return _("%(more)s meetings fit in one week and %(fewer)s in the next") % said
    return ngettext("%(more)s meeting a week fits", "%(more)s meetings a week fit", said["more"]) % said


def asked_words(asked: Asked, search: MeetingFilter, within: int) -> str:
    """What was asked, on one line: `3 a week, from about Woodbridge, by bus, within 10 miles, home by 9:30pm`."""
    return ", ".join(_asked(asked, search, within))


def _asked(asked: Asked, search: MeetingFilter, within: int) -> Iterator[str]:
    plan = asked.plan
    most = plan.target == AS_MANY_AS_CAN_BE
    yield _("As many as I can") if most else _("%(number)s a week") % {"number": plan.target}
    if asked.near:
        label = str(plan.travel.label)
        yield _("from about %(place)s") % {"place": asked.near.name} if asked.near.name else _("from where you chose")
        yield label[:1].lower() + label[1:]
        yield _("within %(distance)s") % {"distance": distance_words(within, settings.DISTANCE_UNIT)}
    if plan.latest is not None:
        yield _("home by %(time)s") % {"time": at_clock(plan.latest)}
    for name in ("attend", *NARROWING):
        labels = {str(value): str(label) for value, label in search.form.fields[name].choices}
        chosen = search.form.cleaned_data.get(name) or ()
        yield from (within_a_sentence(labels[value]) for value in chosen if value in labels)


def _days(proposal: Proposal, asked: Asked, wishes: Wishes, at: Moment) -> Iterator[Day]:
    for weekday, some in groupby(proposal.fit.chosen, key=lambda one: one.candidate.weekday):
        meetings = [_proposed(one, proposal, asked, at) for one in some if one.candidate.number in proposal.meetings]
        day = weekday_name(weekday)
        others = _("Other meetings on %(day)s") % {"day": day}
        yield Day(day, meetings, others, _search(asked, wishes, weekday))


def _search(asked: Asked, wishes: Wishes, weekday: int) -> str:
    said = {"day": [Weekday(weekday).slug], "near": [asked.plan.home]} | {
        name: values for name, values in wishes.items() if name != ANEW
    }
    pairs = urlencode({name: values for name, values in said.items() if any(values)}, doseq=True)
    return f"{reverse('groups:meeting-list')}?{pairs}"


def _proposed(one: Chosen, proposal: Proposal, asked: Asked, at: Moment) -> Proposed:
    candidate = one.candidate
    meeting = proposal.meetings[candidate.number]
    ends = at_clock(candidate.starts + meeting.minutes) if meeting.minutes else ""
    return Proposed(
        row=make_row(meeting, timetable_of(meeting), None, at=at),
        starts=at_clock(candidate.starts),
        ends=ends and _("to %(time)s") % {"time": ends},
        distance=distance_of(proposal.km.get(candidate.number), about=True) if candidate.journey else "",
        away=_leave_and_back(candidate) or _joined(meeting, asked),
        weeks=_capital(weeks_said(one.weeks, today=at.today)),
        reason=planning.reason_words(one.reason),
    )


def _leave_and_back(candidate: Candidate) -> str:
    if not candidate.journey:
        return ""
    leave, back = candidate.starts - candidate.journey, candidate.starts - candidate.journey + candidate.away
    return _("Leave about %(leave)s, back about %(back)s") % {"leave": at_clock(leave % 1440), "back": at_clock(back)}


def _joined(meeting: Meeting, asked: Asked) -> str:
    """How one takes part in a hybrid meeting that is beyond one's reach."""
    return _("Joined online: too far to go") if asked.near and meeting.attendance == Attendance.HYBRID else ""


def _away_words(proposal: Proposal) -> str:
    """How long all of it takes in the fuller week."""
    sums = [
        sum(one.candidate.away for one in proposal.fit.chosen if one.weeks in (Weeks.EVERY, week))
        for week in (Weeks.A, Weeks.B)
    ]
    minutes = max(sums)
    if not minutes:
        return ""
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    said = ngettext("About %(hours)s hour a week", "About %(hours)s hours a week", 1 if hours == "1" else 2)
    said = said % {"hours": hours}
    return _("%(hours)s, journeys counted in.") % {"hours": said} if _has_journeys(proposal) else f"{said}."


def _has_journeys(proposal: Proposal) -> bool:
    return any(one.candidate.journey for one in proposal.fit.chosen)


def _extra(one: Extra, proposal: Proposal, asked: Asked, at: Moment) -> dict:
    meeting, candidate = one.meeting, one.candidate
    table = timetable_of(meeting)
    coming = table.upcoming(after=at.now, count=1)
    return {
        "row": make_row(meeting, table, None, at=at),
        "rule": rule_words(meeting.rule),
        "time": at_clock(candidate.starts),
        "joined": "" if candidate.journey else _joined(meeting, asked),
        "next": _next(coming[0].day, at.today) if coming else "",
        "distance": distance_of(proposal.km.get(candidate.number), about=True) if candidate.journey else "",
        "add_url": address_with("plan", proposal.plan.with_meeting(meeting.pk), {}),
    }


def _next(day: date, today: date) -> str:
    return _("Next %(day)s") % {"day": day_in_sentence(day, today=today)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
