"""The same search as a timetable: the true dates of seven days, each date in its column."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.models import Meeting
from groups.models.timetable import timetable_of
from groups.rules.choices import Freshness, WhoMayCome
from groups.rules.criteria import STARTING_WITHIN, MeetingSearch, Moment, distance_words
from groups.rules.schedule import ASSUMED_MINUTES, Occurrence, State, Timetable, weeks_of
from groups.rules.search_sentence import heading_of, title_of
from groups.rules.words import long_date, weekday_name
from groups.search import finding
from groups.views.cards import KIND_SHORT, Mark, Row, make_row, site_wall, what_differs
from groups.views.links import SearchLinks

DAYS = 7
MOST = 300
"""How many meetings one timetable shows; the page then says so, and each day leads to its whole list."""

PARTS = (
    ("morning", gettext_lazy("Morning"), time(12)),
    ("afternoon", gettext_lazy("Afternoon"), time(17)),
    ("evening", gettext_lazy("Evening"), time(21)),
    ("night", gettext_lazy("Late evening"), time.max),
)
"""The rows of the timetable, each with the time by which it is over."""


@dataclass(frozen=True)
class Entry:
    """One date of one meeting: what `partials/_week_entry.html` shows beside its row."""

    row: Row
    mark: str
    """Its name within the page: the first date of a meeting has the meeting's own, whither a link to it leads.
    Empty where the meeting can be in no week."""
    programme: str
    place: str
    state_text: str
    is_off: bool
    """Whether nobody meets then: cancelled, or moved elsewhere."""
    is_old: bool
    step_free: bool
    marks: list[Mark]


@dataclass(frozen=True)
class Part:
    """One part of one day."""

    slug: str
    label: str
    entries: list[Entry]


@dataclass(frozen=True)
class Day:
    """One column."""

    weekday: str
    date: str
    iso: str
    note: str
    is_today: bool
    url: str
    parts: list[Part]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(part.entries for part in self.parts)


def timetable(asked: MeetingSearch, links: SearchLinks, at: Moment) -> dict:
    """What the page of a week shows: seven days from today, or from the date asked for."""
    first = asked.on or at.today
    asked = replace(asked, on=None)
    found, cut = _found(asked, first, at)
    shown, total = _dated(found, asked, first, at)
    if cut:
        total = finding.count(_in_week(asked, _own_days(asked, first, at)), at=at)
    last = first + timedelta(days=DAYS - 1)
    span = {"first": long_date(first), "last": long_date(last, today=at.today)}
    return {
        "heading": heading_of(asked, today=at.today),
        "title": _("%(meetings)s, %(first)s to %(last)s") % {"meetings": title_of(asked, today=at.today), **span},
        "week_of": _("%(first)s to %(last)s") % span,
        "summary": _summary(total, asked),
        "total": total,
        "is_empty": not found,
        "days": _days(shown, first, cut, links, at),
        "parts": _parts_worn(shown),
        "some_step_free": any(entry.step_free for _wall, entry in shown),
        "too_many": MOST if cut else 0,
        "before": {"text": _("Week before"), "url": _week_from(first - timedelta(days=DAYS), links, at)},
        "after": {"text": _("Week after"), "url": _week_from(first + timedelta(days=DAYS), links, at)},
        "this_week_url": links.address(date=[]) if first != at.today else "",
    }


def _week_from(first: date, links: SearchLinks, at: Moment) -> str:
    return links.address(date=[] if first == at.today else [first.isoformat()])


def _own_days(asked: MeetingSearch, first: date, at: Moment) -> tuple[date, ...]:
    """The dates by the meetings' own clocks that can fall into the week by the site's clock."""
    abroad = any(zone not in ("", at.zone.key) for zone in at.zones)
    days = range(-1, DAYS + 1) if abroad else range(DAYS)
    return tuple(day for n in days if asked.wants(day := first + timedelta(days=n)))


def _in_week(asked: MeetingSearch, days: tuple[date, ...]) -> MeetingSearch:
    return replace(asked, days=(), dates=days)


def _found(asked: MeetingSearch, first: date, at: Moment) -> tuple[list[Meeting], datetime | None]:
    """The meetings that have a date in the week, and where the timetable is cut off if they are too many."""
    days = _own_days(asked, first, at)
    if not days:
        return [], None
    matching = Meeting.objects.matching(_in_week(asked, days), at=at, freshness_months=settings.FRESHNESS_MONTHS[-1])
    found = list(matching.for_cards().order_by("entry", "pk")[: MOST + 1])
    if len(found) <= MOST:
        return found, None
    return found[:MOST], datetime.combine(at.today, time()) + timedelta(minutes=found[MOST].entry)


def _dated(found: list[Meeting], asked: MeetingSearch, first: date, at: Moment) -> tuple[list, int]:
    """Each date that the search means, by the site's wall clock and in its order; and how many meetings truly meet."""
    week = {first + timedelta(days=n) for n in range(DAYS)}
    shown, meet = [], set()
    for meeting in found:
        table = timetable_of(meeting)
        for one in table.between(first - timedelta(days=1), first + timedelta(days=DAYS)):
            wall = site_wall(one, at)
            if wall.date() in week and _is_meant(meeting, one, asked, at):
                shown.append((wall, _entry(meeting, table, one, at)))
                meet |= {meeting.pk} if one.happens else set()
    shown.sort(key=lambda dated: (dated[0], dated[1].is_off, dated[1].row.name.lower()))
    return _marked(shown), len(meet)


def _marked(shown: list) -> list:
    """The same dates, each with a mark of its own."""
    times = Counter()
    marked = []
    for wall, entry in shown:
        number = entry.row.number
        times[number] += 1
        nth = f"-{times[number]}" if times[number] > 1 else ""
        marked.append((wall, replace(entry, mark=f"m-{number}{nth}" if number else "")))
    return marked


def _is_meant(meeting: Meeting, one: Occurrence, asked: MeetingSearch, at: Moment) -> bool:
    """Whether the search means this date of a meeting: its day, its time, and whether anyone can come to it."""
    if not asked.wants(one.day):
        return False
    if asked.open_only and meeting.who != WhoMayCome.ANYONE and not meeting.open_weeks & weeks_of(one.day):
        return False
    at_a_time = not asked.spans or any(_is_within(meeting, one, *span) for span in asked.spans)
    if not asked.now:
        return at_a_time
    soon = one.happens and one.ends > at.now and one.starts <= at.now + timedelta(minutes=STARTING_WITHIN)
    return (soon or at_a_time) if asked.times else (soon and at_a_time)


def _is_within(meeting: Meeting, one: Occurrence, begin: int, end: int) -> bool:
    starts = one.starts_at.hour * 60 + one.starts_at.minute
    under_way = meeting.drop_in and starts + (one.minutes or ASSUMED_MINUTES) > begin
    return starts < end and (begin <= starts or under_way)


def _entry(meeting: Meeting, table: Timetable, one: Occurrence, at: Moment) -> Entry:
    row = make_row(meeting, table, one, at=at)
    programme = meeting.group.programme
    called = programme and programme.called
    in_words = [mark for mark in row.marks if mark.icon not in ("online", "step-free")]
    return Entry(
        row=row,
        mark="",
        programme=str(called or KIND_SHORT[meeting.group.kind]),
        place=row.town,
        state_text=_state_text(one, at),
        is_off=not one.happens,
        is_old=row.freshness_state == Freshness.OLD,
        step_free=any(mark.icon == "step-free" for mark in row.marks),
        marks=in_words,
    )


def _state_text(one: Occurrence, at: Moment) -> str:
    if one.state is State.CANCELLED:
        return _("Not on: bank holiday") if one.for_holiday else _("Not on")
    note = one.differs.source.note if one.differs and one.differs.source else ""
    return what_differs(one, at).removesuffix(note).strip()


def _days(shown: list, first: date, cut: datetime | None, links: SearchLinks, at: Moment) -> list[Day]:
    worn = _parts_worn(shown)
    found = []
    for n in range(DAYS):
        day = first + timedelta(days=n)
        away = (day - at.today).days
        of_day = [(wall.time(), entry) for wall, entry in shown if wall.date() == day]
        found.append(
            Day(
                weekday=weekday_name(day.weekday()),
                date=date_format(day, _("j F")),
                iso=day.isoformat(),
                note={0: _("Today"), 1: _("Tomorrow")}.get(away, ""),
                is_today=not away,
                url=links.address(view=[], day=[], date=[day.isoformat()]),
                parts=[Part(slug, label, _of_part(slug, of_day)) for slug, label in worn],
                is_cut=cut is not None and day >= cut.date(),
            )
        )
    return found


def _part_of(at: time) -> str:
    return next(slug for slug, _label, end in PARTS if at < end or end == time.max)


def _of_part(slug: str, of_day: list[tuple[time, Entry]]) -> list[Entry]:
    return [entry for at, entry in of_day if _part_of(at) == slug]


def _parts_worn(shown: list) -> list[tuple[str, str]]:
    """The rows that this week needs."""
    worn = {_part_of(wall.time()) for wall, _entry in shown}
    return [(slug, str(label)) for slug, label, _end in PARTS if slug in worn]


def _summary(total: int, asked: MeetingSearch) -> str:
    if not total:
        return ""
    count = ngettext("%(count)s meeting", "%(count)s meetings", total) % {"count": f"{total:,}"}
    if asked.near and asked.within:
        distance = distance_words(asked.within, asked.unit)
        return _("%(meetings)s within %(distance)s") % {"meetings": count, "distance": distance}
    return count
