"""Ways on from a proposed week that falls short of what was asked: what could be asked instead."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from groups.rules import planning
from groups.rules.choices import Attendance
from groups.rules.criteria import DISTANCES, distance_words
from groups.views.plan.asked import Asked
from groups.views.plan.proposal import Proposal
from groups.views.plan.wishes import ANEW, Wishes, address_with

NARROWING = ("kind", "programme", "for", "about", "who", "access")
"""The filters that say what kind of meeting it should be."""


def keeps_any(proposal: Proposal) -> bool:
    """Whether something is in it because it was in the week before."""
    return any(one.reason is planning.Reason.KEPT for one in proposal.fit.chosen)


def ways_on(asked: Asked, wishes: Wishes, within: int, *, keeps: bool) -> Iterator[dict[str, str]]:
    """What could be asked instead, each a link; nothing is promised of them."""
    plan = asked.plan
    attend = wishes.get("attend", [])
    wider = next((number for number in DISTANCES if number > within), None)
    if asked.near and wider and attend != [Attendance.ONLINE]:
        text = _("Look within %(distance)s") % {"distance": distance_words(wider, settings.DISTANCE_UNIT)}
        yield {"text": text, "url": address_with("plan-fit", plan, wishes | {"within": [str(wider)]})}
    if attend == [Attendance.IN_PERSON]:
        yield {"text": _("Online meetings too"), "url": address_with("plan-fit", plan, wishes | {"attend": []})}
    if any(name in wishes for name in NARROWING):
        any_kind = {name: values for name, values in wishes.items() if name not in NARROWING}
        yield {"text": _("Any kind of meeting"), "url": address_with("plan-fit", plan, any_kind)}
    if plan.latest is not None:
        later = replace(plan, latest=None)
        yield {"text": _("However late I am home"), "url": address_with("plan-fit", later, wishes)}
    if keeps:
        afresh = wishes | {ANEW: ["yes"]}
        yield {"text": _("Without keeping what is in my week"), "url": address_with("plan-fit", plan, afresh)}
