"""Questions about meetings, chainable and in the words of the domain: the only place where a search becomes SQL."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import ATan2, Coalesce, Concat, Cos, Greatest, Lower, NullIf, Power, Radians, Sin, Sqrt
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from groups.models.recurrence import Entry, Window
from groups.models.windows import window_of, windows_of
from groups.rules.choices import Answer, Approach, Attendance, Audience, Kind, Precision, Status, WhoMayCome, YesNo
from groups.rules.criteria import Choice, MeetingSearch, Moment
from groups.rules.freshness import earliest_within
from groups.rules.geo import EARTH_RADIUS_KM, Box, Point, box_around
from groups.rules.schedule import ASSUMED_MINUTES
from groups.rules.walls import MINUTES_IN_A_DAY

_MINUTE = timedelta(minutes=1)
_HIDDEN = Q(venue__precision=Precision.HIDDEN)


class MeetingQuerySet(models.QuerySet):
    """Each method narrows, or adds to what a row carries; only those that say so run a query of their own."""

    def matching(self, asked: MeetingSearch, *, at: Moment, freshness_months: int = 12):
        """All that a search asks, in the order it asks for; each row carries `entry`, `is_old`, and `km` where near."""
        windows = windows_of(asked, at)
        found = (
            self.fitting(asked).expected(*windows).old_last(before=earliest_within(freshness_months, today=at.today))
        )
        if asked.near:
            found = found.near(asked.near.point, asked.km) if asked.km else found.with_distance(asked.near.point)
            found = found.annotate(near_is_about=Value(asked.near.about))
        if asked.has_dates or asked.only_now:
            return found.listed_or_back_later().filter(entry__isnull=False).in_order(asked, at)
        return found.listed_or_back_later().filter(_dated_or_to_ask(asked, at)).in_order(asked, at)

    def happening(self, asked: MeetingSearch, *, at: Moment):
        """The same without what is cancelled or has moved elsewhere, in no order: what counts are made of."""
        dated = asked.has_dates or asked.only_now
        windows = [
            replace(window, only_what_happens=dated or window.only_what_happens) for window in windows_of(asked, at)
        ]
        found = self.fitting(asked).listed_or_back_later().expected(*windows)
        found = found.filter(Q(entry__isnull=False) if dated else _dated_or_to_ask(asked, at))
        return found.near(asked.near.point, asked.km) if asked.near and asked.km else found

    def still_to_come_today(self, asked: MeetingSearch, *, at: Moment):
        """What truly meets today and is not over yet."""
        window = replace(window_of(replace(asked, days=(at.today.weekday(),)), at), only_what_happens=True)
        return self.fitting(asked).listed_or_back_later().expected(window).filter(entry__lt=MINUTES_IN_A_DAY)

    def fitting(self, asked: MeetingSearch):
        """All that a search asks but place and date."""
        found = self
        if asked.kinds:
            found = found.of_kinds(*asked.kinds)
        if asked.audience:
            found = found.for_whom(asked.audience)
        if asked.about:
            found = found.about(asked.about)
        if asked.programmes:
            found = found.filter(group__programme__in=_keys(asked.programmes))
        if asked.attendance:
            found = found.attended(*asked.attendance)
        if asked.who:
            found = found.tagged(choice.slug for choice in asked.who)
        for feature in asked.access:
            found = found.with_access(feature.slug)
        if asked.languages:
            found = found.in_languages(*asked.languages, site_language=asked.site_language)
        if asked.slip:
            found = found.filter(slip=YesNo.YES)
        if asked.children:
            found = found.filter(children=YesNo.YES)
        if asked.areas:
            found = found.in_areas(_keys(asked.areas))
        return found.saying(asked.words) if asked.words else found

    def in_order(self, asked: MeetingSearch, at: Moment):
        """Soonest first (by day, old listings last within it, then by instant), or nearest, or by name."""
        called = Lower(Coalesce(NullIf(F("name"), Value("")), F("group__name")))
        nearest = [F("km").asc(nulls_last=True)] if asked.near else []
        if asked.sort == "name":
            return self.order_by(called, F("entry").asc(nulls_last=True), "pk")
        if asked.sort == "nearest" and asked.near:
            return self.order_by(*nearest, F("entry").asc(nulls_last=True), called, "pk")
        # A date that includes today is shown whole: what is over comes last.
        now = (at.now.astimezone(at.zone).replace(tzinfo=None) - datetime.combine(at.today, time())) // _MINUTE
        length = Coalesce(F("minutes"), Value(ASSUMED_MINUTES))
        over = [Case(When(Q(LessThanOrEqual(F("entry") + length, now)), then=1), default=0)] if asked.has_dates else []
        day = F("entry") / MINUTES_IN_A_DAY
        return self.order_by(
            *over, day.asc(nulls_last=True), "is_old", F("entry").asc(nulls_last=True), *nearest, called, "pk"
        )

    def listed(self, *, on: date):
        """Those that may be shown on this date: neither draft nor closed, nor still paused."""
        return self.filter(_listed("", on), _listed("group__", on))

    def listed_or_back_later(self):
        """The listed, and those whose pause has an end: the rule of recurrence leaves out the dates until then."""
        return self.filter(_listed("", None), _listed("group__", None))

    def for_cards(self):
        """Everything one row of a list shows, with a fixed number of further queries however many rows there are."""
        with_features = self._related("access_answers").select_related("feature")
        return self.select_related(
            "group__programme", "group__area", "group__feed", "venue__area", "feed"
        ).prefetch_related(
            Prefetch("exceptions", self._related("exceptions").select_related("venue__area")),
            Prefetch("meeting_tags", self._related("meeting_tags").select_related("tag")),
            Prefetch("access_answers", with_features),
            Prefetch("venue__access_answers", with_features),
        )

    def for_map(self):
        """Everything one pin of a map shows."""
        return self.select_related("group__programme", "venue__area").only(
            "name", "slug", "attendance",
            "group__name", "group__audience", "group__programme__audience", "group__programme__approach",
            "venue__name", "venue__address", "venue__town", "venue__precision", "venue__lat", "venue__lng",
            "venue__area__name", "venue__area__lat", "venue__area__lng",
        )  # fmt: skip

    def _related(self, name: str):
        """The rows that a relation of meetings leads to, as a queryset of their own."""
        return self.model._meta.get_field(name).related_model.objects.all()

    def zones(self) -> tuple[str, ...]:
        """The time zones that meetings state. One query."""
        return tuple(self.model.objects.order_by("time_zone").values_list("time_zone", flat=True).distinct())

    def of_kinds(self, *kinds: Kind):
        """Of any of these kinds; a family group of a 12-step programme is of both."""
        asked = Q()
        for kind in kinds:
            asked |= _of_kind(kind)
        return self.filter(asked)

    def count_by_kind(self) -> dict[Kind, int]:
        """How many are of each kind. One query."""
        found = self.aggregate(**{kind.name: Count("pk", _of_kind(kind)) for kind in Kind})
        return {kind: found[kind.name] for kind in Kind}

    def for_whom(self, audience: str):
        """For people themselves or for family; what is for everyone is in both."""
        return self.filter(_for_whom(audience) | _for_whom(Audience.EVERYONE))

    def about(self, problems: int):
        """About any of the problems in this mask; a group for any problem fits every one."""
        stated = Q(GreaterThan(F("group__about").bitand(problems), 0))
        inherited = Q(GreaterThan(F("group__programme__about").bitand(problems), 0))
        not_stated = Q(group__about=0)
        return self.filter(stated | (not_stated & (inherited | Q(group__programme__isnull=True))))

    def attended(self, *ways: str):
        """Hybrid counts as in person and as online."""
        hybrid_too = {Attendance.IN_PERSON, Attendance.ONLINE} & set(ways)
        return self.filter(attendance__in={*ways, Attendance.HYBRID} if hybrid_too else set(ways))

    def with_access(self, feature: str):
        """Where the answer for this feature (its slug) is yes: the meeting's own, else its venue's."""
        answers = self._related("access_answers").filter(feature__slug=feature)
        own = answers.filter(meeting=OuterRef("pk"))
        of_venue = answers.filter(venue=OuterRef("venue"), answer=Answer.YES)
        return self.filter(Exists(own.filter(answer=Answer.YES)) | (~Exists(own) & Exists(of_venue)))

    def tagged(self, slugs: Iterable[str]):
        """With any of these tags, in some week at least."""
        tags = self._related("meeting_tags")
        return self.filter(Exists(tags.filter(meeting=OuterRef("pk"), tag__slug__in=list(slugs))))

    def in_languages(self, *tags: str, site_language: str):
        """Held in any of these languages, by prefix; one that states none is held in the site's."""
        held = self.alias(held_in=Concat(Value(" "), Lower("languages"), Value(" ")))
        asked = Q()
        for tag in (tag.lower() for tag in tags):
            asked |= Q(held_in__contains=f" {tag} ") | Q(held_in__contains=f" {tag}-")
            if f"{site_language.lower()}-".startswith(f"{tag}-"):
                asked |= Q(languages="")
        return held.filter(asked)

    def in_areas(self, keys: Iterable[int]):
        """In any of these areas: the venue's (or, where it states none, the group's); online, the group's."""
        keys = list(keys)
        return self.filter(Q(venue__area__in=keys) | Q(venue__area__isnull=True, group__area__in=keys))

    def saying(self, words: str):
        """Whose names, place or notes hold every one of these words; a hidden venue's own words are not looked at."""
        found = self
        for word in words.split():
            in_the_place = (
                Q(venue__name__icontains=word) | Q(venue__town__icontains=word) | Q(venue__postcode__icontains=word)
            )
            found = found.filter(
                Q(name__icontains=word)
                | Q(group__name__icontains=word)
                | Q(group__programme__name__icontains=word)
                | Q(group__programme__short_name__iexact=word)
                | Q(group__area__name__icontains=word)
                | Q(venue__area__name__icontains=word)
                | Q(note__icontains=word)
                | (~_HIDDEN & in_the_place)
            )
        return found

    def near(self, point: Point, km: float):
        """Within `km` of `point`, each row carrying its own `km`. A hidden venue stands at its area's centre."""
        box = box_around(point, km)
        in_box = (Q(venue__isnull=False) & ~_HIDDEN & _in_box("venue__", box)) | (
            _HIDDEN & _in_box("venue__area__", box)
        )
        return self.filter(in_box).with_distance(point).filter(km__lte=km)

    def with_distance(self, point: Point):
        """Each row carrying its great-circle distance from `point` as `km`; NULL where it has no point."""
        lat = Case(When(_HIDDEN, then=F("venue__area__lat")), default=F("venue__lat"))
        lng = Case(When(_HIDDEN, then=F("venue__area__lng")), default=F("venue__lng"))
        return self.annotate(km=_km_from(point, lat, lng))

    def expected(self, *windows: Window):
        """Each row carrying `entry`: where in the first window that has it a list shows it (see `Entry`), else NULL."""
        first, *others = map(Entry, windows)
        return self.annotate(entry=Coalesce(first, *others) if others else first)

    def old_last(self, *, before: date):
        """Each row carrying `is_old`: 1 where its last check, or its group's, was before this date, else 0."""
        newer = Q(confirmed_on__gte=before) | Q(group__confirmed_on__gte=before)
        never = Q(confirmed_on__isnull=True, group__confirmed_on__isnull=True)
        return self.annotate(is_old=Case(When(newer | never, then=0), default=1))


def _keys(choices: Iterable[Choice]) -> set[int]:
    return set().union(*(choice.keys for choice in choices))


def _dated_or_to_ask(asked: MeetingSearch, at: Moment) -> Q:
    """With a date in the window; or, not over for good, without one (by arrangement, or later than lists look)."""
    to_ask = Q(entry__isnull=True) & (Q(last__isnull=True) | Q(last__gte=at.today))
    to_ask &= _listed("", at.today) & _listed("group__", at.today)
    if asked.weeks:
        return Q(entry__isnull=False)
    if asked.days:
        to_ask &= Q(weekday__in=asked.days)
    if asked.spans:
        to_ask &= _starting_at(asked)
    if asked.open_only:
        to_ask &= Q(who=WhoMayCome.ANYONE)
    return Q(entry__isnull=False) | to_ask


def _starting_at(asked: MeetingSearch) -> Q:
    """Whose usual time is one asked for; of drop-in the whole span counts, as in `Window`."""
    length = Coalesce(F("minutes"), Value(ASSUMED_MINUTES))
    ends = models.ExpressionWrapper(F("starts_at") + length, models.IntegerField())
    usual = Q()
    for begin, end in asked.spans:
        usual |= Q(starts_at__lt=end) & (Q(starts_at__gte=begin) | Q(GreaterThan(ends, begin), drop_in=True))
    return usual


def _listed(prefix: str, on: date | None) -> Q:
    back = {f"{prefix}paused_until__lt": on} if on else {f"{prefix}paused_until__isnull": False}
    return Q(**{f"{prefix}status": Status.LISTED}) | Q(**{f"{prefix}status": Status.PAUSED}, **back)


def _for_whom(audience: str) -> Q:
    """Whom the group says it is for, else its programme; a group that says nothing and has none is for everyone."""
    inherited = Q(group__programme__audience=audience)
    if audience == Audience.EVERYONE:
        inherited |= Q(group__programme__isnull=True)
    return Q(group__audience=audience) | (Q(group__audience="") & inherited)


def _of_kind(kind: Kind) -> Q:
    if kind == Kind.FAMILY:
        return _for_whom(Audience.FAMILY)
    of_programme = Q(group__programme__approach=kind)
    return of_programme | Q(group__programme__isnull=True) if kind == Approach.COMMUNITY else of_programme


def _in_box(prefix: str, box: Box) -> Q:
    within = Q()
    for west, east in box.ranges:
        within |= Q(**{f"{prefix}lng__range": (west, east)})
    return Q(**{f"{prefix}lat__range": (box.south, box.north)}) & within


def _km_from(point: Point, lat, lng):
    """Haversine; as in `groups.rules.geo.kilometres`."""
    here_lat, here_lng = Radians(Value(point.lat)), Radians(Value(point.lng))
    half_lat = (Radians(lat) - here_lat) / 2.0
    half_lng = (Radians(lng) - here_lng) / 2.0
    haversine = Power(Sin(half_lat), 2) + Cos(here_lat) * Cos(Radians(lat)) * Power(Sin(half_lng), 2)
    # Not by the arc sine of the lesser of it and 1: LEAST makes that 1 of a missing point on PostgreSQL.
    return 2 * EARTH_RADIUS_KM * ATan2(Sqrt(haversine), Sqrt(Greatest(Value(0.0), 1.0 - haversine)))
