"""What each filter offers, how its choices are counted in rows that were read, and which rows may have any of some."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from groups.models import MeetingException, SearchRow
from groups.models.fields import minutes_of
from groups.models.windows import window_of
from groups.rules import languages
from groups.rules.choices import About, Attendance, Kind, WhoMayCome, YesNo
from groups.rules.criteria import STARTING_WITHIN, TIMES_OF_DAY, MeetingSearch, Moment, TimeOfDay
from groups.rules.schedule import ASSUMED_MINUTES
from groups.rules.search_row import AUDIENCES, KINDS, mask_of
from groups.rules.walls import MINUTES_IN_A_DAY
from groups.search.rings import Counted, Rows, any_of
from groups.search.vocabulary import Vocabulary

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_KINDS = {kind.value: KINDS[kind] for kind in Kind}
_PROBLEMS = {about.slug: about.value for about in About}
_AUDIENCES = {name: AUDIENCES[name] for name in ("self", "family")}
_TIMES = {time.slug: time for time in TIMES_OF_DAY}
_DIFFERS = Q(has_exceptions=True)
_FEW = 4
"""More words than this are not looked for one by one: rows that have any word at all are read."""


def choices_counted(asked: MeetingSearch, known: Vocabulary, at: Moment) -> dict[str, Counted]:
    """What is counted for each parameter of one search."""
    arrivals = _Arrivals(asked, at)
    counted = {
        "kind": _bits("kinds", {kind: bit for kind, bit in _KINDS.items() if bit & known.in_use.kinds}),
        "about": _bits("about", _PROBLEMS),
        "for": _bits("audiences", _AUDIENCES),
        "attend": Counted(frozenset(Attendance.values), _ways, lambda ways: Q(attendance__in=_ways_sought(ways))),
        "programme": _keys("programme", _slugs(known)),
        "language": Counted(
            _languages_in_use(known, asked.site_language),
            lambda rows: _languages(rows, asked.site_language),
            lambda tags: _held_in(tags, asked.site_language),
        ),
        "slip": _yes("slip"),
        "children": _yes("children"),
        "who": _words("tags", known.in_use.tags),
        "access": _words("access", known.in_use.access),
        "open": Counted(
            frozenset([YesNo.YES.value]), lambda rows: _open(rows, asked, at), lambda _values: _may_be_open
        ),
        "day": Counted(
            frozenset((*WEEKDAYS, "today", "tomorrow")),
            lambda rows: _days(rows, arrivals),
            lambda days: Q(weekday__in=_weekdays(days, at)) | _DIFFERS,
        ),
        "time": Counted(
            frozenset((*_TIMES, "now")),
            lambda rows: _times(rows, arrivals),
            lambda times: _starting(times, at) | _DIFFERS,
        ),
    }
    if asked.near is None or asked.areas:  # round a place nobody is asked for an area as well
        counted["area"] = _areas(known)
    return counted


def _bits(column: str, bits: Mapping[str, int]) -> Counted:
    """Choices that stand in a row as the bits of one number."""

    def counted(rows: Rows) -> Counter:
        found = Counter()
        for mask, number in rows.tally(column).items():
            for value, bit in bits.items():
                if mask & bit:
                    found[value] += number
        return found

    def found_by(values: Collection[str]) -> Q:
        return Q(GreaterThan(F(column).bitand(mask_of(values, bits)), 0))

    return Counted(frozenset(bits), counted, found_by)


def _words(column: str, offered: Iterable[str]) -> Counted:
    """Choices that stand in a row as words with spaces round them."""

    def counted(rows: Rows) -> Counter:
        found = Counter()
        for words, number in rows.tally(column).items():
            for word in words.split():
                found[word] += number
        return found

    def found_by(values: Collection[str]) -> Q:
        if len(values) > _FEW:
            return Q(**{f"{column}__gt": ""})
        return any_of(Q(**{f"{column}__contains": f" {value} "}) for value in values)

    return Counted(frozenset(offered), counted, found_by)


def _keys(column: str, slugs: Mapping[int, str]) -> Counted:
    """Choices that stand in a row by their key."""

    def counted(rows: Rows) -> Counter:
        found = Counter()
        for key, number in rows.tally(column).items():
            if key in slugs:
                found[slugs[key]] += number
        return found

    def found_by(values: Collection[str]) -> Q:
        return Q(**{f"{column}__in": [key for key, slug in slugs.items() if slug in values]})

    return Counted(frozenset(slugs.values()), counted, found_by)


def _areas(known: Vocabulary) -> Counted:
    """Areas, each with everything inside it."""

    def counted(rows: Rows) -> Counter:
        found = Counter()
        for key, number in rows.tally("area").items():
            for slug in known.areas_around.get(key, ()):
                found[slug] += number
        return found

    return Counted(frozenset(known.areas), counted, lambda _slugs: Q(area__isnull=False))


def _yes(column: str) -> Counted:
    yes = YesNo.YES.value
    return Counted(frozenset([yes]), lambda rows: {yes: sum(rows.column(column))}, lambda _values: Q(**{column: True}))


def _ways(rows: Rows) -> Counter:
    """Hybrid counts as in person and as online."""
    found = rows.tally("attendance")
    for way in (Attendance.IN_PERSON.value, Attendance.ONLINE.value):
        found[way] += found[Attendance.HYBRID.value]
    return found


def _ways_sought(ways: Collection[str]) -> set[str]:
    return {*ways, Attendance.HYBRID.value}


def _slugs(known: Vocabulary) -> dict[int, str]:
    """The programmes that meet at all, by their keys."""
    return {key: one.slug for one in known.programmes.values() for key in one.keys if key in known.in_use.programmes}


def _languages_in_use(known: Vocabulary, of_site: str) -> frozenset[str]:
    held = {*known.in_use.languages, of_site.lower()}
    return frozenset(tag for tag in languages.OFFERED if any(f"{one}-".startswith(f"{tag}-") for one in held))


def _languages(rows: Rows, of_site: str) -> Counter:
    found = Counter()
    for words, number in rows.tally("languages").items():
        held = words.split() or [of_site.lower()]
        for tag in languages.OFFERED:
            if any(f"{each}-".startswith(f"{tag}-") for each in held):
                found[tag] += number
    return found


def _held_in(tags: Collection[str], of_site: str) -> Q:
    """By any language, or where none is stated and that stands for one of these."""
    unsaid = any(f"{of_site.lower()}-".startswith(f"{tag}-") for tag in tags)
    return Q() if unsaid else Q(languages__gt="")


def _open(rows: Rows, asked: MeetingSearch, at: Moment) -> Counter:
    """Open whenever it meets; or in some weeks alone, if on a date that is shown. One query where there are such."""
    columns = zip(rows.column("pk"), rows.column("who"), rows.column("open_weeks"), strict=True)
    some_weeks = [pk for pk, who, weeks in columns if weeks and who != WhoMayCome.ANYONE]
    count = rows.column("who").count(WhoMayCome.ANYONE.value)
    if some_weeks:
        open_then = replace(asked, open_only=True, near=None, within=None)
        count += SearchRow.objects.filter(pk__in=some_weeks).happening(open_then, at=at).count()
    return Counter({YesNo.YES.value: count})


_may_be_open = Q(who=WhoMayCome.ANYONE) | Q(open_weeks__gt=0)


def _days(rows: Rows, arrivals: "_Arrivals") -> Counter:
    """Its own weekday, and that of each date which an exception brings."""
    found = Counter({name: rows.others.get(name, 0) for name in ("today", "tomorrow")})
    usual = Counter(zip(rows.column("weekday"), rows.column("has_exceptions"), strict=True))
    for (weekday, differs), number in usual.items():
        if weekday is not None and not differs:
            found[WEEKDAYS[weekday]] += number
    for one in arrivals.of(rows):
        found.update(WEEKDAYS[day] for day in {one.weekday, *(day.weekday() for day, _at in one.brought)} - {None})
    return found


def _times(rows: Rows, arrivals: "_Arrivals") -> Counter:
    """Its own time of day, and that of each date which an exception brings."""
    found = Counter({"now": rows.others.get("now", 0)})
    has_entry = [entry is not None for entry in rows.column("entry")]
    usual = Counter(
        zip(*(rows.column(name) for name in _OF_TIME), rows.column("has_exceptions"), has_entry, strict=True)
    )
    for (starts_at, minutes, drop_in, differs, is_dated), number in usual.items():
        if not differs:
            for slug in _times_of({starts_at}, minutes, drop_in and is_dated):
                found[slug] += number
    for one in arrivals.of(rows):
        starts = {one.starts_at, *(at for _day, at in one.brought)}
        found.update(_times_of(starts, one.minutes, one.drop_in and one.entry is not None))
    return found


_OF_TIME = ("starts_at", "minutes", "drop_in")


def _times_of(starts: Iterable[int | None], minutes: int | None, drop_in: bool) -> list[str]:
    return [
        slug
        for slug, time in _TIMES.items()
        if any(start is not None and _is_at(time, start, minutes or ASSUMED_MINUTES, drop_in) for start in starts)
    ]


def _is_at(time: TimeOfDay, start: int, minutes: int, drop_in: bool) -> bool:
    return any(
        begin <= start < until or (drop_in and start < until and start + minutes > begin) for begin, until in time.spans
    )


def _weekdays(days: Collection[str], at: Moment) -> list[int]:
    """The weekdays of the choices. A day that is not here yet in one zone is here in another: hence both sides."""
    numbers = {WEEKDAYS.index(day) for day in days if day in WEEKDAYS}
    if {"today", "tomorrow"} & set(days):
        numbers |= {(at.today.weekday() + n) % 7 for n in (0, 1)}
    return sorted(numbers)


def _starting(times: Collection[str], at: Moment) -> Q:
    found = any_of(
        Q(starts_at__gte=begin, starts_at__lt=until)
        for slug in times
        if slug in _TIMES
        for begin, until in _TIMES[slug].spans
    )
    return found | (_on_now(at) if "now" in times else Q()) | Q(drop_in=True)


def _on_now(at: Moment) -> Q:
    """What by its usual day and time is under way, or starts soon enough to count as now."""
    if set(at.zones) - {"", at.zone.key}:  # by the clock of some zone it is yesterday still, or tomorrow already
        return Q(weekday__in=[(at.today.weekday() + n) % 7 for n in (-2, -1, 0, 1)])
    local = at.now.astimezone(at.zone)
    now = local.hour * 60 + local.minute
    ends = F("starts_at") + Coalesce("minutes", ASSUMED_MINUTES)
    weekday = at.today.weekday()
    return (
        Q(weekday=(weekday - 1) % 7) & Q(GreaterThan(ends, MINUTES_IN_A_DAY + now))
        | Q(weekday=weekday, starts_at__lte=now + STARTING_WITHIN) & Q(GreaterThan(ends, now))
        | Q(weekday=(weekday + 1) % 7, starts_at__lte=now + STARTING_WITHIN - MINUTES_IN_A_DAY)
    )


@dataclass(frozen=True)
class _Differing:
    """A meeting with exceptions, and the dates they bring, each with its start in minutes of the day."""

    weekday: int | None
    starts_at: int | None
    minutes: int | None
    drop_in: bool
    entry: int | None
    brought: tuple[tuple[date, int | None], ...]


@dataclass(frozen=True)
class _Arrivals:
    """The dates that exceptions bring within the days a list looks at."""

    asked: MeetingSearch
    at: Moment

    def of(self, rows: Rows) -> list[_Differing]:
        """The meetings among these rows that have exceptions. One query where there are any."""
        if rows.differing is None:
            rows.differing = self._read(rows)
        return rows.differing

    def _read(self, rows: Rows) -> list[_Differing]:
        columns = [rows.column(name) for name in ("pk", "has_exceptions", "weekday", *_OF_TIME, "entry")]
        differing = {pk: rest for pk, differs, *rest in zip(*columns, strict=True) if differs}
        if not differing:
            return []
        window = window_of(replace(self.asked, days=(), dates=(), on=None, now=False), self.at)
        between = window.day(window.offsets[0]), window.day(window.offsets[-1])
        brought = MeetingException.objects.filter(meeting__in=differing, arrives_on__range=between).order_by("pk")
        found = {pk: [] for pk in differing}
        for meeting, day, starts_at in brought.values_list("meeting", "arrives_on", "starts_at"):
            found[meeting].append((day, starts_at and minutes_of(starts_at)))
        return [_Differing(*rest, tuple(found[pk])) for pk, rest in differing.items()]
