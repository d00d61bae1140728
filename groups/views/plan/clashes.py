"""What stands in the way of a meeting of a week, each as a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from groups.rules.planning import Candidate, blocks, ends_too_late, in_the_way
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Span, overlap
from groups.rules.planning.week_plan import WeekPlan
from groups.views.plan.time_words import at_clock, hours_of

Others = Iterable[tuple[str, list[Span]]]
"""The other meetings of a week: what each is called, and when one is away for it."""


def named(one: Commitment) -> str:
    """What a sentence calls a fixed time; one without a name by its hours."""
    return one.said if one.called else f"{one.said} {hours_of(one)}"


def clashes(spans: list[Span], plan: WeekPlan, others: Others = ()) -> list[str]:
    """What takes a minute of these times, from leaving home to being back: fixed times, then other meetings."""
    mine = in_the_way(spans, blocks(plan.mine, ()))
    theirs = in_the_way(spans, blocks((), plan.theirs))
    meetings = [name for name, taken in others if any(overlap(one, other) for one in spans for other in taken)]
    return [
        *(_("Clashes with %(commitment)s") % {"commitment": named(one)} for one in mine),
        *(_("The other needs you at home then: %(commitment)s") % {"commitment": named(one)} for one in theirs),
        *(_("Clashes with %(commitment)s") % {"commitment": name} for name in meetings),
    ]


def too_late(candidate: Candidate, plan: WeekPlan) -> list[str]:
    """That one comes home from it later than one would like."""
    if not ends_too_late(candidate, plan.latest):
        return []
    return [_("You would be home later than %(time)s") % {"time": at_clock(plan.latest)}]
