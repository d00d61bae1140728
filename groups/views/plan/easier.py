"""What would make an agreement easier: a few concrete ways on for the needs that are still open."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.rules.choices import Attendance, Audience, Kind
from groups.rules.phrase.days import DAYS
from groups.rules.planning.candidate import NIGHT_ENDS
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.needs_met import About, Need, Visit
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import weekday_name
from groups.views.plan.asked import Asked
from groups.views.plan.time_words import at_clock, hours_of

MOST = 4
ABOUT_CHILDREN = ("bedtime", "school-run", "caring")
"""Names of fixed times at which one may have the children along."""


@dataclass(frozen=True)
class Idea:
    """One thing to try. `url` is empty where it is not for this site to find."""

    text: str
    url: str = ""


def ideas(mine: Iterable[Need], theirs: Iterable[Need], visits: Collection[Visit], asked: Asked) -> list[Idea]:
    """For what is open, the other's and one's own in turn, each idea once."""
    busy_days = {one.candidate.weekday for one in visits}
    sides = [list(_for_all(needs, busy_days, asked)) for needs in (theirs, mine)]
    in_turn = [idea for pair in _in_pairs(*sides) for idea in pair]
    return list(dict.fromkeys(in_turn))[:MOST]


def for_the_other(kinds: Iterable[str]) -> Idea:
    """A group for the other, seen from the kinds of one's own: the two may well be on two sides of one problem."""
    is_family = Kind.FAMILY in kinds
    audience = Audience.SELF if is_family else Audience.FAMILY
    text = _("A group for the other too, if they would like one")
    return Idea(text, f"{reverse('groups:meeting-list')}?{urlencode({'for': audience})}")


def _in_pairs(one: list[Idea], other: list[Idea]) -> Iterator[list[Idea]]:
    for at in range(max(len(one), len(other))):
        yield [side[at] for side in (one, other) if at < len(side)]


def _for_all(needs: Iterable[Need], busy_days: set[int], asked: Asked) -> Iterator[Idea]:
    for need in needs:
        if not need.is_met:
            yield from _for_one(need, busy_days, asked)


def _for_one(need: Need, busy_days: set[int], asked: Asked) -> Iterator[Idea]:
    for one in need.hindrances:
        if isinstance(one.what, Visit):
            yield from _for_meeting(one.what, need, busy_days, asked)
        elif need.about is About.AT_HOME:
            yield _for_time(one.what, need)
        else:
            yield Idea(_("Another time for %(what)s") % {"what": one.what.said}, reverse("groups:plan-times"))
    if need.about is About.NUMBER:
        yield Idea(_("Let us find meetings that fit"), reverse("groups:plan-fit"))
        yield Idea(_("An online meeting, with no journey"), _search(asked, attend=Attendance.ONLINE))


def _for_meeting(visit: Visit, need: Need, busy_days: set[int], asked: Asked) -> Iterator[Idea]:
    day, said = visit.candidate.weekday, {"name": visit.name, "day": weekday_name(visit.candidate.weekday)}
    if need.about is About.HOME_BY and (until := _early_enough(visit, need.latest)):
        text = _("A meeting on %(day)s that starts before %(time)s") % {**said, "time": at_clock(until)}
        yield Idea(text, _search(asked, day=DAYS[day], until=f"{until // 60}:{until % 60:02}"))
    free = [
        other
        for other in range(7)
        if other not in busy_days and not (need.commitment and other in need.commitment.days)
    ]
    if free:
        text = _("Another day than %(day)s, in place of %(name)s") % said
        yield Idea(text, _search(asked, day=[DAYS[other] for other in free]))
    if need.commitment and need.commitment.name in ABOUT_CHILDREN:
        yield Idea(
            _("A meeting on %(day)s where children may come") % said, _search(asked, day=DAYS[day], children="yes")
        )
    if not visit.is_online:
        yield Idea(
            _("A meeting on %(day)s online, with no journey") % said,
            _search(asked, day=DAYS[day], attend=Attendance.ONLINE),
        )


def _early_enough(visit: Visit, latest: int) -> int | None:
    """When it would have to begin (minutes after midnight), so that one is home in time; None of one at night."""
    by = latest + MINUTES_IN_A_DAY if latest < NIGHT_ENDS else latest
    early = visit.candidate.starts - (visit.back - by)
    return early if 0 < early < visit.candidate.starts else None


def _for_time(one: Commitment, need: Need) -> Idea:
    said = {"when": need.commitment.said, "hours": hours_of(need.commitment), "what": one.said}
    return Idea(_("Somebody else at home for %(when)s, %(hours)s: family, a friend, a neighbour") % said)


def _search(asked: Asked, **filters) -> str:
    """A search near home, except for what is online."""
    if asked.near and filters.get("attend") != Attendance.ONLINE:
        filters["near"] = asked.near.name or asked.plan.home
    return f"{reverse('groups:meeting-list')}?{urlencode(filters, doseq=True)}"
