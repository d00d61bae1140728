"""How many results each choice of each filter would give, for the rest of the search as it stands.

Where nobody said how far, each choice would look as far as it needs to find enough; so are they counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from groups.models import AccessAnswer, Meeting, MeetingException, MeetingTag
from groups.models.fields import minutes_of
from groups.models.windows import window_of
from groups.rules import languages
from groups.rules.choices import ABOUT_ANYTHING, About, Answer, Approach, Attendance, Audience, Kind, YesNo
from groups.rules.criteria import DISTANCES, ENOUGH, TIMES_OF_DAY, WIDENING, MeetingSearch, Moment, TimeOfDay
from groups.rules.geo import KM_IN
from groups.rules.schedule import ASSUMED_MINUTES
from groups.search.vocabulary import Vocabulary

MOST_NAMED = 500
"""More keys than this are not named in a question: the whole table is read and sifted instead."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Counts = dict[str, int]
"""How many results, by the value of a parameter; a value that is absent gives none."""


@dataclass(frozen=True)
class Found:
    """What the counts need of one meeting found."""

    pk: int
    audience: str
    programme_audience: str | None
    approach: str | None
    about: int
    programme_about: int | None
    programme: int | None
    attendance: str
    slip: str
    children: str
    languages: str
    venue: int | None
    venue_area: int | None
    group_area: int | None
    weekday: int | None
    starts_at: object
    minutes: int | None
    drop_in: bool
    entry: int | None
    km: float | None = None

    COLUMNS = (
        "pk", "group__audience", "group__programme__audience", "group__programme__approach", "group__about",
        "group__programme__about", "group__programme", "attendance", "slip", "children", "languages", "venue",
        "venue__area", "group__area", "weekday", "starts_at", "minutes", "drop_in", "entry",
    )  # fmt: skip

    @property
    def whom_for(self) -> str:
        return self.audience or self.programme_audience or Audience.EVERYONE

    @property
    def kinds(self) -> set[str]:
        family = {Kind.FAMILY} if self.whom_for == Audience.FAMILY else set()
        return {Kind(self.approach or Approach.COMMUNITY), *family}

    @property
    def problems(self) -> int:
        return self.about or (ABOUT_ANYTHING if self.programme_about is None else self.programme_about)

    @property
    def ways(self) -> set[str]:
        both = {Attendance.IN_PERSON, Attendance.ONLINE} if self.attendance == Attendance.HYBRID else set()
        return {self.attendance, *both}


@dataclass
class Facets:
    """The counts of one search."""

    asked: MeetingSearch
    known: Vocabulary
    at: Moment

    def __post_init__(self):
        self._widens = self.asked.near is not None and self.asked.within is None
        self._widest = replace(self.asked, within=WIDENING[-1]) if self._widens else self.asked
        self._read: dict[MeetingSearch, list[Found]] = {}
        self._brought: dict[int, dict[int, list]] = {}
        self._programmes = {key: choice.slug for choice in self.known.programmes.values() for key in choice.keys}

    def counts(self) -> dict[str, Counts]:
        """The counts of every parameter that has choices."""
        by_parameter = {
            "kind": (self._without(kinds=()), lambda one: one.kinds),
            "about": (self._without(about=0), lambda one: [bit.slug for bit in About if one.problems & bit]),
            "for": (self._without(audience=""), _audiences),
            "attend": (self._without(attendance=()), lambda one: one.ways),
            "programme": (self._without(programmes=()), self._programme),
            "area": (self._without(areas=()), self._areas),
            "language": (self._without(languages=()), self._languages),
            "slip": (self._without(slip=False), lambda one: [YesNo.YES] if one.slip == YesNo.YES else []),
            "children": (self._without(children=False), lambda one: [YesNo.YES] if one.children == YesNo.YES else []),
        }
        found = {name: self._tally(rows, values) for name, (rows, values) in by_parameter.items()}
        found["who"] = self._tags(self._without(who=()))
        found["access"] = self._access(self._without())
        found["day"] = self._days()
        found["time"] = self._times()
        if self.asked.near:
            found["within"] = self._distances()
        found["open"] = {YesNo.YES: self._number(open_only=True)}
        return found

    def _without(self, **changes) -> list[Found]:
        """The meetings found when these parts of the search are taken away: read once where that changes nothing."""
        asked = replace(self._widest, **changes)
        if asked not in self._read:
            columns = (*Found.COLUMNS, "km") if asked.near else Found.COLUMNS
            rows = Meeting.objects.happening(asked, at=self.at).values_list(*columns)
            self._read[asked] = [Found(*row) for row in rows]
        return self._read[asked]

    def _number(self, **changes) -> int:
        return self._within_reach([one.km or 0 for one in self._without(**changes)])

    def _tally(self, rows: Iterable[Found], values: Callable[[Found], Iterable[str]]) -> Counts:
        """How many rows have each value; where the search widens, as far as that value needs."""
        by_value: dict[str, list[float]] = {}
        for one in rows:
            for value in values(one):
                by_value.setdefault(str(value), []).append(one.km or 0)
        return {value: self._within_reach(distances) for value, distances in by_value.items()}

    def _within_reach(self, distances: list[float]) -> int:
        if not self._widens:
            return len(distances)
        rings = [sum(km <= number * KM_IN[self.asked.unit] for km in distances) for number in WIDENING]
        return next((ring for ring in rings if ring >= ENOUGH), rings[-1])

    def _programme(self, one: Found) -> Iterable[str]:
        return [self._programmes[one.programme]] if one.programme in self._programmes else []

    def _areas(self, one: Found) -> Iterable[str]:
        return self.known.areas_around.get(one.venue_area or one.group_area, ())

    def _languages(self, one: Found) -> Iterable[str]:
        held = one.languages.lower().split() or [self.asked.site_language.lower()]
        return [tag for tag in languages.OFFERED if any(f"{each}-".startswith(f"{tag}-") for each in held)]

    def _tags(self, rows: list[Found]) -> Counts:
        slugs: dict[int, list[str]] = {}
        for meeting, slug in _of(rows, MeetingTag.objects.values_list("meeting", "tag__slug")):
            slugs.setdefault(meeting, []).append(slug)
        return self._tally(rows, lambda one: slugs.get(one.pk, ()))

    def _access(self, rows: list[Found]) -> Counts:
        """Only yes counts: the meeting's own answer, else its venue's."""
        answers = AccessAnswer.objects
        own: dict[int, dict[str, str]] = {}
        of_venue: dict[int, dict[str, str]] = {}
        for meeting, feature, answer in _of(rows, answers.values_list("meeting", "feature__slug", "answer")):
            own.setdefault(meeting, {})[feature] = answer
        venues = answers.filter(venue__isnull=False).values_list("venue", "feature__slug", "answer")
        for venue, feature, answer in _among({one.venue for one in rows if one.venue}, "venue", venues):
            of_venue.setdefault(venue, {})[feature] = answer

        def answered_yes(one: Found) -> list[str]:
            answers_that_hold = of_venue.get(one.venue, {}) | own.get(one.pk, {})
            return [feature for feature, answer in answers_that_hold.items() if answer == Answer.YES]

        return self._tally(rows, answered_yes)

    def _days(self) -> Counts:
        rows = self._without(days=(), dates=())
        arrivals = self._arrivals(rows)

        def weekdays(one: Found) -> set[str]:
            days = {day.weekday() for day, _starts_at in arrivals.get(one.pk, ())}
            return {WEEKDAYS[day] for day in days | ({one.weekday} - {None})}

        today, tomorrow = self.at.today, self.at.today + timedelta(days=1)
        return self._tally(rows, weekdays) | {
            "today": self._number(days=(), dates=(today,)),
            "tomorrow": self._number(days=(), dates=(tomorrow,)),
        }

    def _times(self) -> Counts:
        rows = self._without(times=(), now=False)
        arrivals = self._arrivals(rows)

        def times(one: Found) -> list[str]:
            starts = [one.starts_at, *(starts_at for _day, starts_at in arrivals.get(one.pk, ()))]
            return [time.slug for time in TIMES_OF_DAY if any(_is_at(time, start, one) for start in starts)]

        return self._tally(rows, times) | {"now": self._number(times=(), now=True)}

    def _distances(self) -> Counts:
        distances = [one.km for one in self._without(within=DISTANCES[-1])]
        return {str(n): sum(km <= n * KM_IN[self.asked.unit] for km in distances) for n in DISTANCES}

    def _arrivals(self, rows: list[Found]) -> dict[int, list]:
        """The dates that exceptions bring within the days a list looks at, with their own times."""
        if id(rows) not in self._brought:  # the lists of `_read` live as long as this does
            self._brought[id(rows)] = self._read_arrivals(rows)
        return self._brought[id(rows)]

    def _read_arrivals(self, rows: list[Found]) -> dict[int, list]:
        window = window_of(replace(self.asked, days=(), dates=(), on=None, now=False), self.at)
        first, last = window.day(window.offsets[0]), window.day(window.offsets[-1])
        brought = MeetingException.objects.filter(arrives_on__range=(first, last))
        found: dict[int, list] = {}
        for meeting, day, starts_at in _of(rows, brought.values_list("meeting", "arrives_on", "starts_at")):
            found.setdefault(meeting, []).append((day, starts_at))
        return found


def _of(rows: list[Found], related):
    """The rows of a related table, whose first column is the meeting, that belong to these meetings."""
    return _among({one.pk for one in rows}, "meeting", related)


def _among(keys: set[int], column: str, related):
    if len(keys) <= MOST_NAMED:
        return related.filter(**{f"{column}__in": keys})
    return (row for row in related if row[0] in keys)


def _audiences(one: Found) -> list[str]:
    both = [Audience.SELF, Audience.FAMILY]
    return both if one.whom_for == Audience.EVERYONE else [one.whom_for]


def _is_at(time: TimeOfDay, starts_at, one: Found) -> bool:
    if starts_at is None:
        return False
    start = minutes_of(starts_at)
    end = start + (one.minutes or ASSUMED_MINUTES)
    return any(
        begin <= start < until or (one.drop_in and one.entry is not None and start < until and end > begin)
        for begin, until in time.spans
    )
