"""The week as plain text, to copy into a message or a note: the usual week, and what is different in the next days."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from groups.rules.criteria import Moment, Near
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.schedule import State
from groups.rules.words import clock, full_date, long_date, weekday_name
from groups.rules.words_of_dates import caution, note_of, what_differs
from groups.views.cards import place_words
from groups.views.plan.coming_week import DAYS, Dated, dates_of
from groups.views.plan.for_two import when_words
from groups.views.plan.going import Going
from groups.views.plan.needs_in_words import weeks_words
from groups.views.plan.time_words import at_clock


def plain_list(
    going: Collection[Going], plan: WeekPlan, near: Near | None, *, at: Moment, discreet: bool = False
) -> str:
    """All of it, a meeting to a line; without the meetings' names where it is to be discreet."""
    usual = sorted((one for one in going if one.usual), key=lambda one: (one.usual.weekday, one.usual.starts))
    differing = list(_differing(going, plan, near, at, discreet))
    said = [
        *(_usual(one, at, discreet) for one in usual),
        *(_joined(when_words(one, at), _where(one, discreet)) for one in going if one.usual is None),
        *(["", _("In the next seven days:"), *differing] if differing else []),
        "",
        _("As of %(day)s. Check before you travel.") % {"day": full_date(at.today)},
    ]
    return "\n".join(said)


def _usual(one: Going, at: Moment, discreet: bool) -> str:
    when = f"{weekday_name(one.usual.weekday)} {at_clock(one.usual.starts)}"
    words = f"{when}, {_where(one, discreet)}" if discreet else f"{when} {_where(one, discreet)}"
    return _joined(words, weeks_words(one.usual.weeks, today=at.today))


def _where(one: Going, discreet: bool) -> str:
    place = place_words(one.meeting)
    return place if discreet else f"{one.meeting.title}, {place}"


def _differing(
    going: Collection[Going], plan: WeekPlan, near: Near | None, at: Moment, discreet: bool
) -> Iterator[str]:
    """Dates that are not as usual, or of which nobody is sure."""
    until = at.today + timedelta(days=DAYS - 1)
    dated = dates_of(going, plan, near, since=at.today, until=until, at=at)
    for one in sorted(dated, key=lambda dated: dated.wall):
        said = what_differs(one.one, at) or caution(one.going.table, one.one)
        if discreet:  # a note may name the group
            said = said.removesuffix(note_of(one.one)).strip()
        if said:
            yield f"{long_date(one.wall.date())}, {_named(one, discreet)}: {said}"


def _named(dated: Dated, discreet: bool) -> str:
    """`7:30pm Harbour Lights`, with its place where that is another."""
    named = clock(dated.wall.time()) if discreet else f"{clock(dated.wall.time())} {dated.going.meeting.title}"
    elsewhere = dated.one.state in (State.CHANGED, State.ARRIVED, State.EXTRA)
    return _joined(named, place_words(dated.going.meeting, dated.one) if elsewhere else "")


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))
