"""Questions about meetings, chainable and in the words of the domain: the only place where a search becomes SQL."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import ASin, Concat, Cos, Least, Lower, Power, Radians, Sin, Sqrt
from django.db.models.lookups import GreaterThan

from groups.models.recurrence import Entry, Window
from groups.rules.choices import Answer, Approach, Attendance, Audience, Kind, Precision, Status
from groups.rules.geo import EARTH_RADIUS_KM, Box, Point, box_around

_HIDDEN = Q(venue__precision=Precision.HIDDEN)


class MeetingQuerySet(models.QuerySet):
    """Each method narrows, or adds to what a row carries; only those that say so run a query of their own."""

    def listed(self, *, on: date):
        """Those that may be shown on this date: neither draft nor closed, nor still paused."""
        return self.filter(_listed("", on), _listed("group__", on))

    def listed_or_back_later(self):
        """The listed, and those whose pause has an end: the rule of recurrence leaves out the dates until then."""
        return self.filter(_listed("", None), _listed("group__", None))

    def for_cards(self):
        """Everything one row of a list shows, with a fixed number of further queries however many rows there are."""
        return self.select_related(
            "group__programme", "group__area", "group__feed", "venue__area", "feed"
        ).prefetch_related(
            "exceptions__venue__area", "meeting_tags__tag", "access_answers__feature", "venue__access_answers__feature"
        )

    def zones(self) -> tuple[str, ...]:
        """The time zones that meetings state. One query."""
        return tuple(self.model.objects.order_by("time_zone").values_list("time_zone", flat=True).distinct())

    def of_kinds(self, *kinds: Kind):
        """Of any of these kinds; a family group of a 12-step programme is of both."""
        asked = Q()
        for kind in kinds:
            asked |= _for_whom(Audience.FAMILY) if kind == Kind.FAMILY else _of_approach(kind)
        return self.filter(asked)

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
        answers = self.model._meta.get_field("access_answers").related_model.objects.filter(feature__slug=feature)
        own = answers.filter(meeting=OuterRef("pk"))
        of_venue = answers.filter(venue=OuterRef("venue"), answer=Answer.YES)
        return self.filter(Exists(own.filter(answer=Answer.YES)) | (~Exists(own) & Exists(of_venue)))

    def tagged(self, slugs: Iterable[str]):
        """With any of these tags, in some week at least."""
        tags = self.model._meta.get_field("meeting_tags").related_model.objects
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

    def expected(self, window: Window):
        """Each row carrying `entry`: where in this window a list shows it (see `Entry`); NULL where nowhere."""
        return self.annotate(entry=Entry(window))

    def old_last(self, *, before: date):
        """Each row carrying `is_old`: 1 where its last check, or its group's, was before this date, else 0."""
        newer = Q(confirmed_on__gte=before) | Q(group__confirmed_on__gte=before)
        never = Q(confirmed_on__isnull=True, group__confirmed_on__isnull=True)
        return self.annotate(is_old=Case(When(newer | never, then=0), default=1))


def _listed(prefix: str, on: date | None) -> Q:
    back = {f"{prefix}paused_until__lt": on} if on else {f"{prefix}paused_until__isnull": False}
    return Q(**{f"{prefix}status": Status.LISTED}) | Q(**{f"{prefix}status": Status.PAUSED}, **back)


def _for_whom(audience: str) -> Q:
    """Whom the group says it is for, else its programme; a group that says nothing and has none is for everyone."""
    inherited = Q(group__programme__audience=audience)
    if audience == Audience.EVERYONE:
        inherited |= Q(group__programme__isnull=True)
    return Q(group__audience=audience) | (Q(group__audience="") & inherited)


def _of_approach(kind: Kind) -> Q:
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
    return 2 * EARTH_RADIUS_KM * ASin(Least(Value(1.0), Sqrt(haversine)))
