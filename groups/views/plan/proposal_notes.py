"""What one should know of a proposed week: what was left out of it and why, and what was not looked at."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules import planning
from groups.rules.criteria import distance_words
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE, WeekPlan
from groups.rules.words import listed_words
from groups.views.plan.asked import Asked
from groups.views.plan.going import Going
from groups.views.plan.proposal import MOST_A_WEEK, Proposal


def notes_on(proposal: Proposal, asked: Asked, within: int) -> Iterator[str]:
    """What one should know of it: what was left out, what blocks the home group, what was not looked at."""
    plan, found = asked.plan, proposal.fit
    if not found.chosen:
        yield _nothing(proposal, asked, within)
    if not asked.near:
        yield _("You did not say where you start from, so this is online meetings alone.")
    if found.home_group_blocked_by:
        goes = any(one.candidate.number == plan.first for one in found.chosen)
        said = (
            _("In every other week your home group does not fit: %(what)s is in its way.")
            if goes
            else _("Your home group does not fit: %(what)s is in its way.")
        )
        yield said % {"what": found.home_group_blocked_by.said}
    elif found.home_group_too_late:
        yield _("Your home group ends too late for the time you want to be home.")
    yield from (_left_out(one, plan) for one in proposal.left_out if one.pick.number != plan.first)
    stays = [one.meeting.title for one in proposal.held if not one.usual]
    if stays:
        yield _("Not on every week just now, so it stays as it is: %(names)s.") % {"names": listed_words(stays)}
    if plan.target == AS_MANY_AS_CAN_BE and max(proposal.counts) >= MOST_A_WEEK:
        yield _("We stop at %(number)s a week.") % {"number": MOST_A_WEEK}
    if proposal.pool.is_cut:
        count = len(proposal.pool.found)
        yield _("There are more meetings than we look at: these are chosen from %(count)s.") % {"count": count}


def _nothing(proposal: Proposal, asked: Asked, within: int) -> str:
    """Why there is no meeting in it."""
    count = len(proposal.pool.found)
    if count:
        return ngettext(
            "The %(count)s meeting that we looked at clashes with what else is in your week, or ends too late.",
            "All %(count)s meetings that we looked at clash with what else is in your week, or end too late.",
            count,
        ) % {"count": count}
    if not asked.near:
        return _("There is no such meeting online.")
    distance = distance_words(within, settings.DISTANCE_UNIT)
    return _("There is no such meeting within %(distance)s, and none online that you asked for.") % {
        "distance": distance
    }


def _left_out(one: Going, plan: WeekPlan) -> str:
    """That a meeting of the present week does not fit, and why."""
    in_its_way = planning.in_the_way(one.usual.spans, planning.blocks(plan.mine, plan.theirs))
    said = {"name": one.meeting.title, "what": in_its_way[0].said if in_its_way else ""}
    if in_its_way:
        return _("%(name)s is left out: %(what)s is in its way.") % said
    if planning.ends_too_late(one.usual, plan.latest):
        return _("%(name)s is left out: you would be home too late.") % said
    return _("%(name)s is left out: it has no room beside the others.") % said
