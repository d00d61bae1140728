"""What is said of single dates of meetings: cancel, move, and answer for a bank holiday, one or many at a time.

Nothing is said twice of one date: what was said of it before is taken away first, and a longer span is split around it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.history import recording
from groups.models import Meeting, MeetingException, Venue
from groups.models.timetable import timetable_of
from groups.rules.choices import DateAnswer, ExceptionKind, Status
from groups.rules.listing import OF_AN_EXCEPTION, faults
from groups.rules.on_a_date import Known, known_of
from groups.rules.schedule import Occurrence, State, Timetable
from groups.rules.words import long_date

A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
_COPIED = ("kind", "first", "last", "to", "starts_at", "venue_id", "room", "online_link", "note")
_PLACE = ("venue_id", "room", "online_link")
KIND_OF = {
    DateAnswer.MEETS: ExceptionKind.MEETS,
    DateAnswer.NOT: ExceptionKind.CANCELLED,
    DateAnswer.ASK: ExceptionKind.ASK,
}


@dataclass
class Done:
    """How many dates a deed changed, of how many meetings, and what it left, each with its reason."""

    dates: int = 0
    meetings: int = 0
    left: list[str] = field(default_factory=list)

    def __str__(self):
        dates = ngettext("%(count)s date", "%(count)s dates", self.dates) % {"count": self.dates}
        meetings = ngettext("%(count)s meeting", "%(count)s meetings", self.meetings) % {"count": self.meetings}
        return _("%(dates)s of %(meetings)s") % {"dates": dates, "meetings": meetings}


@dataclass(frozen=True)
class Given:
    """One answer for one date of one meeting. `starts_at` is the other time."""

    meeting: int
    day: date
    answer: str
    starts_at: time | None = None
    was: str | None = None
    """The mark of what was known as the answer was given; where it is another by now, nothing is written."""


@dataclass(frozen=True)
class Falls:
    """A date of a meeting, with what is different about it."""

    meeting: Meeting
    one: Occurrence


def with_timetables(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """These with all that decides their dates, that names them, and says where they are. One further query."""
    return meetings.select_related(
        "group__area", "group__programme", "venue__area", "venue__area_worked_out"
    ).prefetch_related("exceptions__venue")


def that_meet(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that are listed, or paused and may be back by a date to come; no doubles of others."""
    standing = (Status.LISTED, Status.PAUSED)
    return meetings.filter(status__in=standing, group__status__in=standing, same_as__isnull=True)


def falling_on(day: date, meetings: QuerySet[Meeting]) -> list[tuple[Meeting, Timetable, Known]]:
    """The meetings whose rule names this date, each with what is known of it. A fixed number of queries."""
    found = with_timetables(that_meet(meetings).filter(weekday=day.weekday(), by_arrangement=False))
    tables = ((meeting, timetable_of(meeting)) for meeting in found)
    return [(meeting, table, known) for meeting, table in tables if (known := known_of(table, day)) is not None]


def at_venue(venue: Venue, *, first: date, last: date, among: QuerySet[Meeting]) -> list[Falls]:
    """Every date on which one of these meetings is truly held there, in order of time."""
    sometimes = MeetingException.objects.filter(venue=venue).values("meeting")
    meetings = Meeting.objects.filter(Q(venue=venue) | Q(pk__in=sometimes), pk__in=among.values("pk"))
    found = [
        Falls(meeting, one)
        for meeting in with_timetables(that_meet(meetings))
        for one in timetable_of(meeting).between(first, last)
        if one.happens and _venue_on(meeting, one) == venue.pk
    ]
    return sorted(found, key=lambda falls: (falls.one.day, falls.one.starts_at, falls.meeting.pk))


def _venue_on(meeting: Meeting, one: Occurrence) -> int | None:
    moved_to = one.differs.source.venue_id if one.differs and one.differs.source else None
    return moved_to or meeting.venue_id


def cancel(meetings: Iterable[Meeting], *, first: date, last: date | None = None, note: str = "") -> Done:
    """None of these meets from `first` to `last`; what is cancelled already stays as it is."""
    last = last or first
    return _cancel([meeting.pk for meeting in meetings], lambda one, _pk: first <= one.day <= last, first, last, note)


def cancel_dates(chosen: Mapping[int, Collection[tuple[date, time]]], *, note: str = "") -> Done:
    """These dates of these meetings, each with its time, do not meet; what is cancelled already stays as it is."""
    days = [day for dates in chosen.values() for day, _at in dates]
    if not days:
        return Done()
    return _cancel(list(chosen), lambda one, pk: (one.day, one.starts_at) in chosen[pk], min(days), max(days), note)


def _cancel(keys: list[int], is_meant, first: date, last: date, note: str) -> Done:
    done = Done()
    with _writing(keys) as pages:
        for page in pages:
            dates = [one for one in page.table.between(first, last) if one.happens and is_meant(one, page.meeting.pk)]
            for one in [one for one in dates if _has_arrived(one)]:
                page.call_off(one, note)
            page.cancel([one.day for one in dates if not _has_arrived(one)], note)
            done.dates += len(dates)
            done.meetings += bool(dates)
    return done


def move(
    meeting: Meeting,
    *,
    day: date,
    to: date | None = None,
    starts_at: time | None = None,
    venue: Venue | None = None,
    room: str = "",
    online_link: str = "",
    note: str = "",
    at: time | None = None,
) -> Done:
    """One date is at another date, time, place or link; `at` is its time, where the day has several.

    What has been moved before is moved once more, from where people know it; ValidationError where that cannot be.
    """
    with _writing([meeting.pk]) as [page]:
        dates = [one for one in page.table.on(day) if at in (None, one.starts_at)]
        one = next((one for one in sorted(dates, key=lambda one: not one.happens)), None)
        if one is None:
            raise ValidationError(_("It does not meet on %(day)s.") % {"day": long_date(day)})
        place = {"venue": venue, "room": room, "online_link": online_link, "note": note}
        page.move(one, to=to, starts_at=starts_at, **place)
    return Done(1, 1)


def answer(given: Iterable[Given]) -> Done:
    """Write these answers: only what the date would not say by itself, and nothing where somebody else was quicker."""
    by_meeting = defaultdict(list)
    for one in given:
        by_meeting[one.meeting].append(one)
    done = Done()
    with _writing(list(by_meeting)) as pages:
        for page in pages:
            answered = sum(_answered(page, one, done) for one in by_meeting[page.meeting.pk])
            done.dates += answered
            done.meetings += bool(answered)
    return done


def _answered(page: "_Page", given: Given, done: Done) -> bool:
    known = page.known(given.day)
    named = {"meeting": page.meeting.title, "day": long_date(given.day)}
    if known is None:
        done.left.append(_("%(meeting)s does not fall on %(day)s any more.") % named)
        return False
    if given.was is not None and given.was != known.mark:
        done.left.append(_("%(meeting)s, %(day)s: somebody has changed it meanwhile. Look at it again.") % named)
        return False
    page.answer(given)
    return True


@contextmanager
def _writing(keys: Collection[int]) -> Iterator[list["_Page"]]:
    """The dates of these meetings as they stand once nobody else writes; what is said of them inside is stored."""
    with recording.changing(*Meeting.objects.filter(pk__in=keys)):
        pages = [_Page(meeting) for meeting in with_timetables(Meeting.objects.filter(pk__in=keys).order_by("pk"))]
        yield pages
        _store(pages)


def _store(pages: Iterable["_Page"]) -> None:
    """Store what was said; two statements, however many there are."""
    new, gone = [], []
    for page in pages:
        kept = {row.pk for row in page.rows if row.pk}
        gone += [pk for pk in page.stored if pk not in kept]
        new += [row for row in page.rows if row.pk is None]
    for row in new:
        row.clean_fields(exclude=["meeting", "venue"])
        wrong = faults(row, OF_AN_EXCEPTION)
        if wrong:
            raise ValidationError(wrong)
    MeetingException.objects.filter(pk__in=gone).delete()
    MeetingException.objects.bulk_create(new)


class _Page:
    """What is said of the dates of one meeting, in hand until it is written."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        self.rows = list(meeting.exceptions.all())
        self.stored = [row.pk for row in self.rows]
        self._usual = timetable_of(meeting)

    @property
    def table(self) -> Timetable:
        """When it meets, by what is said so far."""
        return replace(self._usual, differs=tuple(row.differs for row in self.rows))

    def known(self, day: date) -> Known | None:
        """What is known of a date so far."""
        return known_of(self.table, day)

    def add(self, kind: str, first: date, last: date | None = None, **fields) -> None:
        """Say this of a date, or of a span."""
        self.rows.append(
            MeetingException(meeting=self.meeting, kind=str(kind), first=first, last=last or first, **fields)
        )

    def free(self, day: date, *, place_too: bool = False) -> None:
        """Take away what is said of this date of the rule; with `place_too` also that it is held elsewhere."""
        for row in [row for row in self.rows if row.differs.covers(day)]:
            is_in_place = row.kind == ExceptionKind.MOVED and row.differs.arrives_on is None
            if is_in_place and not place_too:
                continue
            self.rows.remove(row)
            said = {name: getattr(row, name) for name in _COPIED}
            if row.first < day:
                self.rows.append(MeetingException(meeting=self.meeting, **said | {"last": day - A_DAY}))
            if row.last > day:
                self.rows.append(MeetingException(meeting=self.meeting, **said | {"first": day + A_DAY}))

    def cancel(self, days: Collection[date], note: str) -> None:
        """These dates of the rule do not meet: one row for each run of them."""
        for day in days:
            self.free(day)
        for run in self._runs(sorted(days)):
            self.add(ExceptionKind.CANCELLED, run[0], run[-1], note=note)

    def _runs(self, days: list[date]) -> list[list[date]]:
        """The dates between which the rule names no other."""
        runs: list[list[date]] = []
        between = list(self.meeting.rule.dates(since=days[0], until=days[-1])) if days else []
        for day in days:
            if runs and between.index(day) == between.index(runs[-1][-1]) + 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        return runs

    def call_off(self, one: Occurrence, note: str) -> None:
        """A date that an exception, or a bank holiday, brought here does not meet."""
        if one.differs is None:
            self.cancel([one.day - A_WEEK], note)
            return
        row = one.differs.source
        self.rows.remove(row)
        if row.kind == ExceptionKind.MOVED:
            self.add(ExceptionKind.CANCELLED, row.first, note=note)

    def move(self, one: Occurrence, *, to: date | None, starts_at: time | None, **fields) -> None:
        """One date is elsewhere or at another time; said of the date that people know."""
        row = one.differs.source if one.differs and _has_arrived(one) else None
        if row is not None and row.kind == ExceptionKind.EXTRA:
            self.rows.remove(row)
            self.add(ExceptionKind.EXTRA, to or one.day, starts_at=starts_at or one.starts_at, **fields)
            return
        known_as = row.first if row else one.day - A_WEEK if _has_arrived(one) else one.day
        to, starts_at = to or one.day, starts_at or one.starts_at
        self.free(known_as, place_too=True)
        if row in self.rows:  # one that stands for a date of which the rule no longer speaks
            self.rows.remove(row)
        usual = self.meeting.starts_at
        at = None if starts_at == usual else starts_at
        self.add(ExceptionKind.MOVED, known_as, to=None if to == known_as else to, starts_at=at, **fields)

    def answer(self, given: Given) -> None:
        """Say what the date would not say by itself."""
        before = next((row for row in self.rows if row.differs.covers(given.day) and row.differs.arrives_on), None)
        self.free(given.day)
        if given.answer == DateAnswer.MOVED and given.starts_at not in (None, self.meeting.starts_at):
            place = before or self._in_place(given.day)
            same = {name: getattr(place, name) for name in _PLACE} if place else {}
            self.add(ExceptionKind.MOVED, given.day, starts_at=given.starts_at, **same)
            return
        wanted = DateAnswer.MEETS if given.answer == DateAnswer.MOVED else given.answer
        if self.known(given.day).answer != wanted:
            self.add(KIND_OF[DateAnswer(wanted)], given.day)

    def _in_place(self, day: date) -> MeetingException | None:
        return next((row for row in self.rows if row.kind == ExceptionKind.MOVED and row.differs.covers(day)), None)


def _has_arrived(one: Occurrence) -> bool:
    return one.state in (State.ARRIVED, State.EXTRA)
