"""A week that names a meeting which is listed as another one now: it goes on with that one, and says so."""

from dataclasses import replace

from django.utils.translation import gettext as _

from groups.models import Meeting
from groups.rules.choices import Status
from groups.rules.planning.week_plan import WeekPlan
from groups.search.vocabulary import Vocabulary


def followed(plan: WeekPlan, known: Vocabulary) -> tuple[WeekPlan, tuple[str, ...]]:
    """The same week with what stands for its meetings now, each once; and a sentence for each that was another.

    A query once for each revision of the listings, and one more for a week that names such a meeting.
    """
    if not (plan.picks or plan.first):
        return plan, ()
    others = _others(known)
    gone = {number: others[number] for number in (*plan.numbers, plan.first) if number in others}
    if not gone:
        return plan, ()
    picks = {}
    for pick in plan.picks:
        number = gone.get(pick.number, pick.number)
        picks.setdefault(number, replace(pick, number=number))
    follows = replace(plan, picks=tuple(picks.values()), first=gone.get(plan.first, plan.first))
    return follows, _said(set(gone) & set(plan.numbers))


def now_listed_as(number: int, known: Vocabulary) -> int:
    """The number of what is shown in place of a meeting: its own, unless it is the same as another."""
    return _others(known).get(number, number)


def _others(known: Vocabulary) -> dict[int, int]:
    """The number of the one that is shown, by the number of the one that is not."""
    doubles = Meeting.objects.exclude(same_as=None).order_by()
    return known.keep("same-as", None, lambda: dict(doubles.values_list("pk", "same_as")))


def _said(numbers: set[int]) -> tuple[str, ...]:
    """What was never public is not named."""
    found = Meeting.objects.filter(pk__in=numbers).exclude(status=Status.DRAFT).exclude(group__status=Status.DRAFT)
    rows = found.select_related("group", "same_as__group").order_by("pk")
    sentence = _("%(old)s is listed once now, as %(now)s: your week holds that.")
    return tuple(sentence % {"old": one.title, "now": one.same_as.title} for one in rows)
