"""`/plan/missed/`: when it slips, the next meeting today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import Group, SearchRow
from groups.rules.choices import Attendance
from groups.rules.criteria import MeetingSearch, Moment, Near
from groups.rules.words import day_in_sentence, long_date
from groups.search.vocabulary import Vocabulary
from groups.views.cards import Row, make_row
from groups.views.kept_rows import rows_of
from groups.views.plan.asked import Asked, week_of
from groups.views.plan.coming_week import DAYS, Dated, dates_of
from groups.views.plan.going import Going, going_of
from groups.views.visit import moment_of, vocabulary_of

NEARBY = 10
"""So far from home, in the site's unit."""

LOOKED_AT = 5


@dataclass(frozen=True)
class Next:
    """One meeting to go to: when it is, in a line, and its row."""

    heading: str
    row: Row


@cache_control(private=True)
@require_safe
def missed(request):
    """The page: no count, no reproach, and where to go."""
    asked, at, known = week_of(request), moment_of(request), vocabulary_of(request)
    going, _gone = going_of(asked.plan, asked.near, at=at)
    own = _own(going, asked, at)
    today = own if own and own.row.site_day == at.today else _found_today(going, asked.near, known, at)
    context = {"plan": asked.plan, "step": "missed", "noindex": True, "printed": long_date(at.today)}
    context |= {"today": today, "own": own if own is not today else None}
    return render(request, "groups/plan/missed.html", context)


def _own(going: list[Going], asked: Asked, at: Moment) -> Next | None:
    """The next meeting of the week itself, within the coming days."""
    last = at.today + timedelta(days=DAYS - 1)
    dated = dates_of(going, asked.plan, asked.near, since=at.today, until=last, at=at)
    soonest = min((one for one in dated if one.one.happens and one.one.ends > at.now), key=_instant, default=None)
    if soonest is None:
        return None
    each = soonest.going
    return _next(make_row(each.meeting, each.table, soonest.one, at=at), at)


def _instant(dated: Dated) -> tuple:
    return dated.one.starts, dated.going.meeting.pk


def _found_today(going: list[Going], near: Near | None, known: Vocabulary, at: Moment) -> Next | None:
    """Any meeting like those of the week that is still to come today: near home where that is known, else online."""
    for search in _searches(_like([each.meeting.group for each in going]), near):
        found = SearchRow.objects.truly_meeting(search, at=at).filter(entry__isnull=False)
        rows = [row for row in rows_of(found[:LOOKED_AT], at=at, known=known) if row.site_day == at.today]
        if rows:
            return _next(min(rows, key=lambda row: row.on_now), at)  # what has not begun before what has
    return None


def _like(groups: list[Group]) -> MeetingSearch:
    """Of the kinds of these groups, and about what they are about; anything where there is none."""
    kinds = tuple(sorted({group.kind for group in groups}))
    about = reduce(or_, (group.problems for group in groups), 0)
    return MeetingSearch(kinds=kinds, about=about, unit=settings.DISTANCE_UNIT)


def _searches(like: MeetingSearch, near: Near | None) -> Iterator[MeetingSearch]:
    if near is not None:
        yield replace(like, near=near, within=NEARBY)
    yield replace(like, attendance=(Attendance.ONLINE,))


def _next(row: Row, at: Moment) -> Next:
    if row.on_now:
        return Next(_("On now, since %(time)s") % {"time": row.starts}, row)
    day = day_in_sentence(row.site_day, today=at.today, at=row.span[0].astimezone(at.zone).time())
    said = {"day": day.removeprefix(_("on ")), "time": row.starts}
    return Next(_("Next: %(day)s, %(time)s") % said, row)
