"""Questions that search asks of derived rows, chainable and in the words of the domain.

The only place where a search becomes SQL. It is asked at the rows themselves, which is quickest, or at the meetings
they belong to, whichever the caller needs in its hand.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from groups.models.distance import Kilometres, Within
from groups.models.recurrence import Entry, Window
from groups.models.windows import window_of, windows_of
from groups.models.word_questions import WordQuestions
from groups.rules.choices import Attendance, Kind, WhoMayCome
from groups.rules.criteria import Choice, MeetingSearch, Moment
from groups.rules.freshness import earliest_within
from groups.rules.geo import Point
from groups.rules.schedule import ASSUMED_MINUTES, EVERY_MONTH, EVERY_WEEK
from groups.rules.search_row import AUDIENCES, KINDS, mask_of
from groups.rules.walls import MINUTES_IN_A_DAY

_MINUTE = timedelta(minutes=1)


class RowQuestions(WordQuestions):
    """Each method narrows, or adds to what a row carries; only those that say so run a query of their own."""

    to_row = ""
    """The way from here to the derived row."""

    def matching(self, asked: MeetingSearch, *, at: Moment, freshness_months: int = 12):
        """All that a search asks, in the order it asks for; each row carries `entry`, `is_old`, and `km` where near."""
        return self._dated(asked, windows_of(asked, at), at, freshness_months)

    def truly_meeting(self, asked: MeetingSearch, *, at: Moment, freshness_months: int = 12):
        """The same by true dates: one that is cancelled or has moved elsewhere is passed over for the next."""
        windows = [replace(window, only_what_happens=True) for window in windows_of(asked, at)]
        return self._dated(asked, windows, at, freshness_months)

    def _dated(self, asked: MeetingSearch, windows: Iterable[Window], at: Moment, freshness_months: int):
        found = (
            self.fitting(asked).expected(*windows).old_last(before=earliest_within(freshness_months, today=at.today))
        )
        if asked.near:
            found = found.near(asked.near.point, asked.km) if asked.km else found.with_distance(asked.near.point)
            found = found.annotate(near_is_about=Value(asked.near.about))
        if asked.names_first:
            found = found.by_name_first(asked.sought)
        return found.filter(self._shown(asked, at)).in_order(asked, at)

    def happening(self, asked: MeetingSearch, *, at: Moment):
        """The same without what is cancelled or has moved elsewhere, in no order: what counts are made of."""
        found = self.fitting(asked).expected(*_what_happens(asked, at)).filter(self._shown(asked, at))
        return found.in_reach(asked)

    def happening_in_parts(self, asked: MeetingSearch, *, at: Moment):
        """The same in one part or two: what is sure to happen is counted without a look at its dates, in an index."""
        if _names_dates(asked):
            return [self.happening(asked, at=at)]
        return [
            self.fitting(asked).in_reach(asked).filter(self._is(is_sure=True)),
            self.happening(asked, at=at).filter(self._is(is_sure=False)),
        ]

    def in_reach(self, asked: MeetingSearch):
        """No farther than a search says."""
        return self.near(asked.near.point, asked.km) if asked.near and asked.km else self

    def to_be_counted(self, asked: MeetingSearch, *, at: Moment, **others: MeetingSearch):
        """All that fits but for the date, each row carrying what tells whether it is `happening`.

        That is `entry`, and where it has none `asks`: whether it stands among those to be asked for dates. For each of
        the other searches, which differ from this one by their dates alone, it carries the entry by that one's name.
        """
        found = self.fitting(asked).expected(*_what_happens(asked, at))
        if _names_dates(asked):
            found = found.filter(self._of_weekdays(asked, at))
        asks = None if _is_dated(asked) else self._to_ask(asked, at)
        found = found.annotate(asks=Case(When(asks, then=1), default=0) if asks else Value(0))
        return found.annotate(**{name: self._first_of(*_what_happens(other, at)) for name, other in others.items()})

    def shown(self, asked: MeetingSearch, *, at: Moment):
        """Those of `to_be_counted` that are `happening`."""
        return self.filter(self._shown(asked, at))

    def still_to_come_today(self, asked: MeetingSearch, *, at: Moment):
        """What truly meets today and is not over yet."""
        window = replace(window_of(replace(asked, days=(at.today.weekday(),)), at), only_what_happens=True)
        that_day = self._of_weekdays(replace(asked, dates=(at.today,)), at)
        return self.fitting(asked).filter(that_day).expected(window).filter(entry__lt=MINUTES_IN_A_DAY)

    def that_search_may_find(self):
        """Those that have a derived row: neither draft nor closed, nor paused until told."""
        return self.filter(self._is(pk__isnull=False)) if self.to_row else self

    def that_is_back(self, *, on: date):
        """Without those that are still paused on this date."""
        return self.filter(self._is(back__lte=on.toordinal()))

    def that_meets_weekly(self, *, on: date):
        """What meets in every week from this date on, without an end: all that Meeting Guide can say."""
        day = on.toordinal()
        every_week = self._is(by_arrangement=False, weeks=EVERY_WEEK, interval=1, months=EVERY_MONTH)
        return self.filter(every_week, self._is(begins__lte=day, ends__gte=date.max.toordinal()))

    def fitting(self, asked: MeetingSearch):
        """All that a search asks but place and date."""
        found = self.that_search_may_find()
        if asked.kinds:
            found = found.of_kinds(*asked.kinds)
        if asked.audience:
            found = found.for_whom(asked.audience)
        if asked.about:
            found = found.about(asked.about)
        if asked.programmes:
            found = found.filter(self._is(programme__in=_keys(asked.programmes)))
        if asked.attendance:
            found = found.attended(*asked.attendance)
        if asked.who:
            found = found.tagged(choice.slug for choice in asked.who)
        for feature in asked.access:
            found = found.with_access(feature.slug)
        if asked.languages:
            found = found.in_languages(*asked.languages, site_language=asked.site_language)
        if asked.slip:
            found = found.filter(self._is(slip=True))
        if asked.children:
            found = found.filter(self._is(children=True))
        if asked.areas:
            found = found.in_areas(_keys(asked.areas))
        return found.saying(asked.sought, among_few=bool(asked.near or asked.areas)) if asked.words else found

    def in_order(self, asked: MeetingSearch, at: Moment):
        """Soonest first (by day, old listings last within it, then by instant), or nearest, or by name.

        Where words are sought, what has them in its names is a part of its own before the rest, each soonest first.
        """
        called = self._column("called")
        nearest = [F("km").asc(nulls_last=True)] if asked.near else []
        if asked.sort == "name":
            return self.order_by(called, F("entry").asc(nulls_last=True), "pk")
        if asked.sort == "nearest" and asked.near:
            return self.order_by(*nearest, F("entry").asc(nulls_last=True), called, "pk")
        # A date that includes today is shown whole: what is over comes last.
        now = (at.now.astimezone(at.zone).replace(tzinfo=None) - datetime.combine(at.today, time())) // _MINUTE
        length = Coalesce(self._column("minutes"), Value(ASSUMED_MINUTES))
        over = [Case(When(Q(LessThanOrEqual(F("entry") + length, now)), then=1), default=0)] if asked.has_dates else []
        first = [*(["is_mention"] if asked.names_first else []), *over]
        day = F("entry") / MINUTES_IN_A_DAY
        return self.order_by(
            *first, day.asc(nulls_last=True), "is_old", F("entry").asc(nulls_last=True), *nearest, called, "pk"
        )

    def of_kinds(self, *kinds: Kind):
        """Of any of these kinds; a family group of a 12-step programme is of both."""
        return self.filter(self._has_any("kinds", mask_of(kinds, KINDS)))

    def count_by_kind(self) -> dict[Kind, int]:
        """How many are of each kind. One query."""
        found = self.aggregate(**{kind.name: Count("pk", self._has_any("kinds", KINDS[kind])) for kind in Kind})
        return {kind: found[kind.name] for kind in Kind}

    def for_whom(self, audience: str):
        """For people themselves or for family; what is for everyone is in both."""
        return self.filter(self._has_any("audiences", AUDIENCES[audience]))

    def about(self, problems: int):
        """About any of the problems in this mask; a group for any problem fits every one."""
        return self.filter(self._has_any("about", problems))

    def attended(self, *ways: str):
        """Hybrid counts as in person and as online."""
        hybrid_too = {Attendance.IN_PERSON, Attendance.ONLINE} & set(ways)
        return self.filter(self._is(attendance__in={*ways, Attendance.HYBRID} if hybrid_too else set(ways)))

    def with_access(self, feature: str):
        """Where the answer for this feature (its slug) is yes: the meeting's own, else its venue's."""
        return self.filter(self._is(access__contains=f" {feature} "))

    def tagged(self, slugs: Iterable[str]):
        """Specially for any of these (the slugs of tags), in some week at least."""
        asked = Q(pk__in=[])
        for slug in slugs:
            asked |= self._is(tags__contains=f" {slug} ")
        return self.filter(asked)

    def in_languages(self, *tags: str, site_language: str):
        """Held in any of these languages, by prefix; one that states none is held in the site's."""
        asked = Q()
        for tag in (tag.lower() for tag in tags):
            asked |= self._is(languages__contains=f" {tag} ") | self._is(languages__contains=f" {tag}-")
            if f"{site_language.lower()}-".startswith(f"{tag}-"):
                asked |= self._is(languages="")
        return self.filter(asked)

    def in_areas(self, keys: Iterable[int]):
        """In any of these areas: the venue's (or, where it states none, the group's); online, the group's."""
        return self.filter(self._is(area__in=list(keys)))

    def near(self, point: Point, km: float, *, beyond: float | None = None):
        """Within `km` of `point` (farther than `beyond`), each row carrying its own `km`.

        A hidden venue stands at its area's centre.
        """
        return self.filter(Within(point, km, self.to_row, beyond=beyond)).with_distance(point)

    def with_distance(self, point: Point):
        """Each row carrying its great-circle distance from `point` as `km`; NULL where it has no point."""
        return self.annotate(km=Kilometres(point, self.to_row))

    def expected(self, *windows: Window):
        """Each row carrying `entry`: where in the first window that has it a list shows it (see `Entry`), else NULL."""
        return self.annotate(entry=self._first_of(*windows))

    def old_last(self, *, before: date):
        """Each row carrying `is_old`: 1 where its last check, or its group's, was before this date, else 0."""
        return self.annotate(is_old=Case(When(self._is(confirmed_on__lt=before), then=1), default=0))

    def _first_of(self, *windows: Window):
        first, *others = (Entry(window, self.to_row) for window in windows)
        return Coalesce(first, *others) if others else first

    def _column(self, name: str) -> F:
        return F(f"{self.to_row}{name}")

    def _is(self, **conditions) -> Q:
        """A condition on columns of the derived row."""
        return Q(**{f"{self.to_row}{name}": value for name, value in conditions.items()})

    def _has_any(self, name: str, mask: int) -> Q:
        return Q(GreaterThan(self._column(name).bitand(mask), 0))

    def _shown(self, asked: MeetingSearch, at: Moment) -> Q:
        """With a date in the window; or, unless certain dates are asked for, to be asked for dates."""
        if _is_dated(asked):
            return self._of_weekdays(asked, at) & Q(entry__isnull=False)
        shown = Q(entry__isnull=False) | self._to_ask(asked, at)
        if _names_dates(asked):
            return self._of_weekdays(asked, at) & shown
        # What meets every week has a date in any five weeks: that need not be worked out.
        return self._is(is_sure=True) | shown

    def _of_weekdays(self, asked: MeetingSearch, at: Moment) -> Q:
        """Whose dates can be among those looked at: told by weekday and start, which is less work than by the dates."""
        weekdays = {window.day(offset).weekday() for window in windows_of(asked, at) for offset in window.offsets}
        usual = Q() if len(weekdays) == 7 else self._is(weekday__in=sorted(weekdays))
        starts = Q()
        for begin, end in asked.spans if not asked.now else ():
            starts |= self._is(starts_at__gte=begin, starts_at__lt=end)
        usual &= (starts | self._is(drop_in=True)) if starts else Q()
        return usual | self._is(has_exceptions=True) if usual else usual

    def _to_ask(self, asked: MeetingSearch, at: Moment) -> Q:
        """Of those without a date that lists look at: not over for good, and of the day and time asked for."""
        today = at.today.toordinal()
        to_ask = self._is(ends__gte=today, back__lte=today)
        if asked.days:
            to_ask &= self._is(weekday__in=asked.days)
        if asked.spans:
            to_ask &= self._starting_at(asked)
        if asked.open_only:
            to_ask &= self._is(who=WhoMayCome.ANYONE)
        return to_ask

    def _starting_at(self, asked: MeetingSearch) -> Q:
        """Whose usual time is one asked for; of drop-in the whole span counts, as in `Window`."""
        length = Coalesce(self._column("minutes"), Value(ASSUMED_MINUTES))
        ends = models.ExpressionWrapper(self._column("starts_at") + length, models.IntegerField())
        usual = Q()
        for begin, end in asked.spans:
            under_way = Q(GreaterThan(ends, begin)) & self._is(drop_in=True)
            usual |= self._is(starts_at__lt=end) & (self._is(starts_at__gte=begin) | under_way)
        return usual


def _is_dated(asked: MeetingSearch) -> bool:
    """Whether what has no date in its windows is left out."""
    return asked.has_dates or asked.only_now or bool(asked.weeks)


def _names_dates(asked: MeetingSearch) -> bool:
    """Whether it leaves out any date at all, so that even what meets every week may not be found."""
    return _is_dated(asked) or bool(asked.days or asked.spans or asked.open_only)


def _what_happens(asked: MeetingSearch, at: Moment) -> list[Window]:
    """The windows of a search, in which what is cancelled does not count where certain dates are asked for."""
    dated = asked.has_dates or asked.only_now
    return [replace(window, only_what_happens=dated or window.only_what_happens) for window in windows_of(asked, at)]


def _keys(choices: Iterable[Choice]) -> set[int]:
    return set().union(*(choice.keys for choice in choices))
