"""One row of a list: everything it shows, made ready in Python, so that a template only lays it out."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Meeting
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import Attendance, Kind, Precision, Status, TagFamily, WhoMayCome
from groups.rules.criteria import Moment, distance_words
from groups.rules.freshness import checked_words, freshness
from groups.rules.geo import KM_IN
from groups.rules.schedule import Occurrence, State, Timetable, weeks_of
from groups.rules.who_may_come import problem_words, who_words
from groups.rules.words import clock, day_in_sentence, end_of, long_date, rule_words
from groups.rules.words_of_dates import assurance, caution, note_of, what_differs

KIND_SHORT = {
    Kind.FAMILY: gettext_lazy("Family and friends"),
    Kind.TWELVE_STEP: gettext_lazy("12-step"),
    Kind.SMART: gettext_lazy("SMART Recovery"),
    Kind.COMMUNITY: gettext_lazy("Local community"),
    Kind.OTHER: gettext_lazy("Another way"),
}
TAG_ICONS = {"women": "women", "men": "men", "newcomers": "newcomers"}
MOST_TAGS = 3


@dataclass(frozen=True)
class Mark:
    """A short fact with its icon."""

    icon: str
    text: str


@dataclass(frozen=True)
class Row:
    """What `partials/_meeting_row.html` shows."""

    name: str
    url: str
    starts: str
    starts_iso: str
    ends: str
    starts_note: str
    site_time: str
    rule: str
    state: str
    state_text: str
    on_now: bool
    kind: str
    kind_label: str
    problem: str
    place: str
    town: str
    area: str
    """Under which name a list by area has it."""
    distance: str
    who: str
    marks: list[Mark]
    freshness: str
    freshness_state: str
    caution: str
    """That nobody knows whether it meets on this date."""
    assurance: str
    """That it is known to meet on this date, where that would be a question."""
    is_demo: bool
    site_day: date | None
    is_over: bool
    number: int = 0
    """By which a visitor's week holds it; 0 where none can: it is not listed, or has no times of its own."""
    is_mention: bool = False
    """Whether the words that were searched do not all stand in its names."""
    is_about: bool = False
    """Whether its point is not exact."""
    happens: bool = False
    span: tuple[datetime, datetime] | None = None
    """When it starts and ends, where it has a date."""
    drawn: dict[tuple, list[str]] = field(default_factory=dict, compare=False, repr=False)
    """Its drawings so far; what `found` gives has the same."""

    def found(self, *, now: datetime, distance: str, is_mention: bool) -> Self:
        """The same row as a search finds it now."""
        is_over = self.span is not None and self.span[1] <= now
        on_now = self.span is not None and self.happens and self.span[0] <= now and not is_over
        return replace(self, on_now=on_now, is_over=is_over, distance=distance, is_mention=is_mention)


def occurrence_at(table: Timetable, entry: int | None, at: Moment) -> Occurrence | None:
    """The occurrence that the database meant by a key: the one that starts at that minute of the site's wall clock."""
    if entry is None:
        return None
    wall = datetime.combine(at.today, time()) + timedelta(minutes=entry)
    around = table.between(wall.date() - timedelta(days=1), wall.date() + timedelta(days=1))
    same = [one for one in around if site_wall(one, at) == wall]
    return max(same, key=lambda one: one.happens, default=None)


def site_wall(occurrence: Occurrence, at: Moment) -> datetime:
    """When it starts by the site's wall clock (naive)."""
    return occurrence.starts.astimezone(at.zone).replace(tzinfo=None)


def make_row(meeting: Meeting, table: Timetable, one: Occurrence | None, *, at: Moment) -> Row:
    """The row of a meeting on one of its dates, or on none that lists look at."""
    checked_on, checked_by = last_check(meeting)
    return Row(
        name=meeting.title,
        url=meeting.get_absolute_url(),
        starts=clock(one.starts_at) if one else "",
        starts_iso=f"{one.day}T{one.starts_at:%H:%M}" if one else "",
        ends=_("to %(time)s") % {"time": clock(end_of(one.starts_at, one.minutes))} if one and one.minutes else "",
        starts_note="" if one else starts_note(meeting, table, at),
        site_time=_site_time(one, at) if one else "",
        rule="" if meeting.rule is None or meeting.is_weekly else rule_words(meeting.rule),
        state=_state(one),
        state_text=state_text(one, table, at) if one else "",
        on_now=bool(one and one.happens and one.starts <= at.now < one.ends),
        kind=meeting.group.kind,
        kind_label=kind_label(meeting.group),
        problem=problem_words(meeting.group.problems),
        place=place_words(meeting, one),
        town=town_words(meeting, one),
        area=area_words(meeting, one),
        distance=_distance(meeting),
        who=_who(meeting, one),
        marks=_marks(meeting, one),
        freshness=checked_words(checked_on, checked_by, today=at.today),
        freshness_state=freshness(checked_on, today=at.today, months=settings.FRESHNESS_MONTHS),
        caution=caution(table, one) if one else "",
        assurance=assurance(table, one) if one else "",
        is_demo=is_demonstration(meeting),
        site_day=site_wall(one, at).date() if one else None,
        is_over=bool(one and one.ends <= at.now),
        number=meeting.pk if can_be_in_a_week(meeting, on=at.today) else 0,
        is_about=bool(meeting.venue and meeting.venue.precision != Precision.EXACT),
        happens=bool(one and one.happens),
        span=(one.starts, one.ends) if one else None,
    )


def can_be_in_a_week(meeting: Meeting, *, on: date) -> bool:
    """Whether a visitor can plan with it: it is listed, and has times of its own."""
    return meeting.rule is not None and all(_is_listed(record, on) for record in (meeting, meeting.group))


def _is_listed(record, on: date) -> bool:
    is_over = record.status == Status.PAUSED and record.paused_until is not None and record.paused_until < on
    return record.status == Status.LISTED or is_over


def last_check(meeting: Meeting) -> tuple[date | None, str]:
    """When and how it was last checked: itself, or its group."""
    checks = [(row.confirmed_on, row.confirmed_by) for row in (meeting, meeting.group) if row.confirmed_on]
    return max(checks, default=(None, ""))


def is_demonstration(record) -> bool:
    """Whether a record is invented."""
    return record.feed is not None and record.feed.name == DEMONSTRATION


def kind_label(group) -> str:
    """The kind in a word, with the programme's short name: `12-step · AA`."""
    words = str(KIND_SHORT[group.kind])
    called = group.programme and group.programme.called
    return f"{words} · {called}" if called and called not in words else words


def place_words(meeting: Meeting, one: Occurrence | None = None) -> str:
    """Where, in one line. A hidden venue is its area alone."""
    venue = _venue_on(meeting, one)
    if venue is None:
        return _("Online")
    return _or_online(meeting, _hidden_place(venue) if venue.is_hidden else str(venue))


def town_words(meeting: Meeting, one: Occurrence | None = None) -> str:
    """The town alone; of a hidden venue its area."""
    venue = _venue_on(meeting, one)
    if venue is None:
        return _("Online")
    area = venue.area_that_holds.name if venue.area_that_holds else ""
    # A hidden venue gives its area alone.
    town = (area or _("Ask for the address")) if venue.is_hidden else (venue.town or area or venue.name)
    return _or_online(meeting, town)


def area_words(meeting: Meeting, one: Occurrence | None = None) -> str:
    """The area that holds it, without which its town; of one that is online alone, that it is."""
    venue = _venue_on(meeting, one)
    if venue is None:
        return _("Online")
    if venue.area_that_holds:
        return venue.area_that_holds.name
    return (not venue.is_hidden and venue.town) or _("Ask for the address")


def _venue_on(meeting: Meeting, one: Occurrence | None):
    changed = one.differs.source if one and one.happens and one.differs else None
    return (changed and changed.venue) or meeting.venue


def _or_online(meeting: Meeting, place: str) -> str:
    return _("%(place)s, and online") % {"place": place} if meeting.attendance == Attendance.HYBRID else place


def _hidden_place(venue) -> str:
    return venue.area_that_holds.name if venue.area_that_holds else _("The group gives the address")


def starts_note(meeting: Meeting, table: Timetable, at: Moment) -> str:
    """What stands in place of a time where no date is near: `By arrangement`, `Starts Tuesday 2 February`."""
    if meeting.rule is None:
        return _("By arrangement")
    coming = table.upcoming(after=at.now, count=1)
    return _("Next: %(day)s") % {"day": long_date(coming[0].day, today=at.today)} if coming else _("No more dates")


def _state(one: Occurrence | None) -> str:
    if one is None or one.state is State.USUAL:
        return ""
    if not one.happens:
        return "cancelled" if one.state is State.CANCELLED else "moved"
    return "extra" if one.state is State.EXTRA else "moved"


def state_text(one: Occurrence, table: Timetable, at: Moment) -> str:
    """What is different about this date, for a row of a list; empty where nothing is."""
    if one.state is not State.CANCELLED:
        return what_differs(one, at)
    when = day_in_sentence(one.day, today=at.today, at=one.starts_at).removeprefix(_("on "))
    said = [_("Not on %(when)s: bank holiday.") if one.for_holiday else _("Not on %(when)s.")]
    coming = table.upcoming(after=max(at.now, one.starts), count=1)
    if coming:
        said.append(_("Next: %(day)s.") % {"day": long_date(coming[0].day, today=at.today)})
    return " ".join([said[0] % {"when": when}, *said[1:], note_of(one)]).strip()


def _site_time(one: Occurrence, at: Moment) -> str:
    wall = site_wall(one, at)
    if (wall.date(), wall.time()) == (one.day, one.starts_at):
        return ""
    here = clock(wall.time())
    if wall.date() == one.day:
        return _("%(time)s here") % {"time": here}
    return _("%(time)s here, %(day)s") % {"time": here, "day": long_date(wall.date(), today=at.today)}


def distance_of(km: float | None, *, about: bool) -> str:
    """How far it is, in the site's unit."""
    unit = settings.DISTANCE_UNIT
    return "" if km is None else distance_words(km / KM_IN[unit], unit, about=about)


def _distance(meeting: Meeting) -> str:
    km = getattr(meeting, "km", None)
    about = km is not None and (meeting.near_is_about or meeting.venue.precision != Precision.EXACT)
    return distance_of(km, about=about)


def _who(meeting: Meeting, one: Occurrence | None) -> str:
    who = meeting.who
    if one and meeting.open_weeks & weeks_of(one.day):
        who = WhoMayCome.ANYONE
    return who_words(who, audience=meeting.group.whom_for, problems=meeting.group.problems)


def _marks(meeting: Meeting, one: Occurrence | None) -> list[Mark]:
    marks = []
    if meeting.attendance == Attendance.HYBRID:
        marks.append(Mark("online", _("Also online")))
    elif meeting.attendance == Attendance.ONLINE:
        marks.append(Mark("online", _("Online")))
    if "step-free" in (meeting.says_yes or "").split():
        marks.append(Mark("step-free", _("Step-free")))
    tags = [row.tag for row in meeting.meeting_tags.all() if one is None or row.weeks & weeks_of(one.day)]
    shown = sorted((tag for tag in tags if tag.family == TagFamily.WHO), key=lambda tag: tag.label)
    return marks + [Mark(TAG_ICONS.get(tag.slug, "people"), tag.said("label")) for tag in shown[:MOST_TAGS]]


def access_answers(meeting: Meeting) -> list:
    """The answers that hold: the meeting's own, and its venue's where it has none."""
    own = {answer.feature_id: answer for answer in meeting.access_answers.all()}
    of_venue = {answer.feature_id: answer for answer in meeting.venue.access_answers.all()} if meeting.venue else {}
    return sorted((of_venue | own).values(), key=lambda answer: answer.feature.position)
