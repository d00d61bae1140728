"""The coming seven days of a visitor's week by their true dates: meetings as they really fall, and what else is on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from groups.rules.criteria import Moment, Near
from groups.rules.planning import Candidate
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Span, Weeks, letter_of
from groups.rules.planning.week_plan import WeekPlan
from groups.rules.schedule import ASSUMED_MINUTES, MINUTES_IN_A_DAY, Occurrence, State
from groups.rules.words import clock, day_title, long_date
from groups.views.cards import Row, make_row, site_wall, what_differs
from groups.views.plan.clashes import Others, clashes, too_late
from groups.views.plan.going import Going, way_to
from groups.views.plan.time_words import hours_of

DAYS = 7


@dataclass(frozen=True)
class Entry:
    """One date of a meeting of the week."""

    row: Row
    journey: str
    state_text: str
    is_off: bool
    """Whether nobody meets then: cancelled, or moved elsewhere."""
    is_home_group: bool
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class Fixed:
    """What else is on that day for one of the two."""

    look: str
    """`mine` or `theirs`."""
    label: str
    times: list[str]


@dataclass(frozen=True)
class Day:
    """One day."""

    title: str
    note: str
    iso: str
    is_today: bool
    entries: list[Entry]
    fixed: list[Fixed]


@dataclass(frozen=True)
class Dated:
    """One date of a meeting of the week, by the site's wall clock."""

    going: Going
    one: Occurrence
    wall: datetime
    journey: int

    @property
    def span(self) -> Span:
        """From leaving home to being back, in the fortnight."""
        starts = in_fortnight(self.wall)
        return starts - self.journey, starts + (self.one.minutes or ASSUMED_MINUTES) + self.journey

    @property
    def candidate(self) -> Candidate:
        """As the rules of planning take it."""
        starts = 60 * self.wall.hour + self.wall.minute
        minutes = self.one.minutes or ASSUMED_MINUTES
        return Candidate(self.going.meeting.pk, self.wall.weekday(), starts, minutes, self.journey)


def in_fortnight(wall: datetime) -> int:
    """Where a moment of the site's wall clock lies in the fortnight."""
    (offset,) = letter_of(wall.date()).offsets
    return offset + wall.weekday() * MINUTES_IN_A_DAY + 60 * wall.hour + wall.minute


def coming_week(going: Collection[Going], plan: WeekPlan, near: Near | None, *, at: Moment) -> list[Day]:
    """The days from today on. No query."""
    days = [at.today + timedelta(days=n) for n in range(DAYS)]
    dated = list(dates_of(going, plan, near, since=days[0], until=days[-1], at=at))
    taken = [(one, [one.span]) for one in dated if one.one.happens]
    entries: dict[date, list] = {day: [] for day in days}
    for one in dated:
        others = [(other.going.meeting.title, spans) for other, spans in taken if other is not one]
        entries[one.wall.date()].append((one.wall, _entry(one, plan, others, at=at)))
    return [_day(day, entries[day], plan, at) for day in days]


def dates_of(
    going: Collection[Going], plan: WeekPlan, near: Near | None, *, since: date, until: date, at: Moment
) -> Iterator[Dated]:
    """The dates of a week's meetings from `since` to `until`, cancelled and moved ones too, in the weeks one goes."""
    for each in going:
        for one in each.table.between(since - timedelta(days=1), until + timedelta(days=1)):
            wall = site_wall(one, at)
            if since <= wall.date() <= until and _weeks_of(each).holds_on(_first_meant(one, wall)):
                yield Dated(each, one, wall, _journey(each, one, plan, near))


def _weeks_of(each: Going) -> Weeks:
    """In which weeks one goes to it; of one that is not weekly, whenever it is."""
    return each.usual.weeks if each.usual else Weeks.EVERY


def _first_meant(one: Occurrence, wall: datetime) -> date:
    """The date whose week decides whether one goes: of a moved one the date from which it was moved."""
    if one.state is State.ARRIVED:
        return one.differs.first if one.differs else wall.date() - timedelta(weeks=1)
    return wall.date()


def _journey(each: Going, one: Occurrence, plan: WeekPlan, near: Near | None) -> int:
    """One way, to where it is on this date (minutes)."""
    elsewhere = one.differs.source.venue if one.differs and one.differs.source else None
    return way_to(each.meeting, near, plan.travel, venue=elsewhere)[1] if elsewhere else each.journey


def _entry(dated: Dated, plan: WeekPlan, others: Others, *, at: Moment) -> Entry:
    each, one = dated.going, dated.one
    return Entry(
        row=make_row(each.meeting, each.table, one, at=at),
        journey=_journey_words(dated) if one.happens else "",
        state_text=what_differs(one, at),
        is_off=not one.happens,
        is_home_group=each.is_home_group,
        clashes=clashes_on(dated, plan, others) if one.happens else (),
    )


def clashes_on(dated: Dated, plan: WeekPlan, others: Others) -> tuple[str, ...]:
    """What stands in the way of a meeting on one of its dates."""
    return (*clashes([dated.span], plan, others), *too_late(dated.candidate, plan))


def _journey_words(dated: Dated) -> str:
    """`Leave about 6:40pm, back about 9:15pm.` When one is back is not said where nobody knows how long it lasts."""
    if not dated.journey:
        return ""
    way = timedelta(minutes=dated.journey)
    leaves = clock((dated.wall - way).time())
    if not dated.one.minutes:
        return _("Leave about %(leaves)s.") % {"leaves": leaves}
    back = clock((dated.wall + timedelta(minutes=dated.one.minutes) + way).time())
    return _("Leave about %(leaves)s, back about %(back)s.") % {"leaves": leaves, "back": back}


def _day(day: date, entries: list[tuple[datetime, Entry]], plan: WeekPlan, at: Moment) -> Day:
    title = day_title(day, today=at.today)
    in_order = sorted(entries, key=lambda entry: (entry[0], entry[1].is_off, entry[1].row.name.lower()))
    return Day(
        title=title,
        note="" if title == long_date(day) else long_date(day),
        iso=day.isoformat(),
        is_today=day == at.today,
        entries=[entry for _wall, entry in in_order],
        fixed=[
            Fixed(look, label, times)
            for look, label, commitments in (
                ("mine", _("You"), plan.mine),
                ("theirs", _("The other"), plan.theirs),
            )
            if (times := _times(day, commitments, look))
        ],
    )


def _times(day: date, commitments: Iterable[Commitment], look: str) -> list[str]:
    of_day = [one for one in commitments if day.weekday() in one.days and one.weeks.holds_on(day)]
    return [_time(one, look) for one in sorted(of_day, key=lambda one: one.begins)]


def _time(one: Commitment, look: str) -> str:
    """`work, 9am to 5:30pm`; `bedtime, 6pm to 7:30pm (needs you at home)`."""
    said = ", ".join(filter(None, [one.called, hours_of(one)]))
    if not one.needs_other:
        return said
    need = _("you need the other at home") if look == "mine" else _("needs you at home")
    return _("%(time)s (%(need)s)") % {"time": said, "need": need}
