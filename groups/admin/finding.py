"""How staff find listings: by postcode however it is typed, by kind, area, and age of the last check."""

from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib import admin
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Length, Replace, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy

from groups.models import Area, Programme, Venue
from groups.rules import postcodes
from groups.rules.choices import Approach, Audience, Freshness, Kind, Weekday
from groups.rules.freshness import DAYS_IN_A_MONTH
from groups.search import week_order

INWARD_LETTERS = 3


class ByPostcode:
    """A search that knows a postcode, or the first part of one, among its words."""

    venue_path = "venue"
    """How its rows reach their venues."""

    def get_search_results(self, request, queryset, search_term):
        postcode, words = take_postcode(search_term)
        found, doubles = super().get_search_results(request, queryset, words)
        if not postcode:
            return found, doubles
        there = Q(**{f"{self.venue_path}__in": venues_at(postcode)})
        return found.filter(there | Q(name__icontains=postcode)), True


def take_postcode(words: str) -> tuple[str, str]:
    """The postcode among words, without its space, and the words that are left."""
    listed = words.split()
    for size in (2, 1):
        for at in range(len(listed) - size + 1):
            full = postcodes.tidy("".join(listed[at : at + size]))
            if full:
                return full.replace(" ", ""), " ".join(listed[:at] + listed[at + size :])
    for at, word in enumerate(listed):
        if postcodes.outward(word):
            return postcodes.outward(word), " ".join(listed[:at] + listed[at + 1 :])
    return "", words


def venues_at(postcode: str) -> QuerySet:
    """The venues of a postcode or of an outward code, written without spaces."""
    bare = Venue.objects.alias(bare=Replace(Upper("postcode"), Value(" "), Value("")), letters=Length("bare"))
    if postcodes.tidy(postcode):
        return bare.filter(bare=postcode)
    inside = Q(bare__startswith=postcode, letters=len(postcode) + INWARD_LETTERS)
    return bare.filter(inside | Q(bare=postcode))


class KindFilter(admin.SimpleListFilter):
    """The kinds that a visitor chooses between, of groups or (by `path`) of what belongs to them."""

    title = gettext_lazy("kind")
    parameter_name = "kind"
    path = ""

    def lookups(self, request, model_admin):
        return Kind.choices

    def queryset(self, request, queryset):
        if self.value() not in Kind.values:
            return queryset
        return queryset.filter(of_kind(self.value(), path=self.path))


def of_kind(kind: str, *, path: str) -> Q:
    """Family is whatever is for family; the rest go by approach, a group without a programme being a community's."""
    if kind == Kind.FAMILY:
        says = Q(**{f"{path}audience": Audience.FAMILY})
        return says | Q(**{f"{path}audience": "", f"{path}programme__audience": Audience.FAMILY})
    by_approach = Q(**{f"{path}programme__approach": kind})
    return by_approach | Q(**{f"{path}programme__isnull": True}) if kind == Approach.COMMUNITY else by_approach


class MeetingKindFilter(KindFilter):
    path = "group__"


class ProgrammeFilter(admin.SimpleListFilter):
    """Programmes, and the groups that have none."""

    title = gettext_lazy("programme")
    parameter_name = "programme"
    path = "programme"
    NONE = "none"

    def lookups(self, request, model_admin):
        none = (self.NONE, gettext_lazy("No programme"))
        in_use = Programme.objects.filter(groups__isnull=False).distinct()
        return [none, *in_use.values_list("slug", "name")]

    def queryset(self, request, queryset):
        if self.value() == self.NONE:
            return queryset.filter(**{f"{self.path}__isnull": True})
        known = {slug for slug, _name in self.lookup_choices}
        return queryset.filter(**{f"{self.path}__slug": self.value()}) if self.value() in known else queryset


class MeetingProgrammeFilter(ProgrammeFilter):
    path = "group__programme"


class AreaFilter(admin.SimpleListFilter):
    """An area and everything inside it."""

    title = gettext_lazy("area")
    parameter_name = "in"

    def lookups(self, request, model_admin):
        return [(area.slug, f"{'– ' * depth}{area.name}") for depth, area in tree(Area.objects.all())]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(self.inside(Area.objects.within([self.value()])))

    def inside(self, keys: set[int]) -> Q:
        return Q(area__in=keys)


class VenueAreaFilter(AreaFilter):
    """By its own area, else the one worked out from places."""

    def inside(self, keys):
        return Q(area__in=keys) | Q(area__isnull=True, area_worked_out__in=keys)


class MeetingAreaFilter(AreaFilter):
    """By the venue's area, else the group's."""

    def inside(self, keys):
        worked_out = Q(venue__area_worked_out__in=keys) | Q(venue__area_worked_out__isnull=True, group__area__in=keys)
        return Q(venue__area__in=keys) | Q(Q(venue__area__isnull=True) & worked_out)


def tree(areas) -> list[tuple[int, Area]]:
    """Areas as one reads a tree, each with its depth; those caught in a circle are left out."""
    parts: dict[int | None, list[Area]] = {}
    for area in areas:
        parts.setdefault(area.parent_id, []).append(area)

    def below(parent: int | None, depth: int):
        for area in sorted(parts.get(parent, ()), key=lambda area: area.name):
            yield depth, area
            yield from below(area.pk, depth + 1)

    return list(below(None, 0))


class DayFilter(admin.SimpleListFilter):
    """The day of the week, or by arrangement."""

    title = gettext_lazy("day")
    parameter_name = "day"
    BY_ARRANGEMENT = "by-arrangement"

    def lookups(self, request, model_admin):
        return [*((str(day), label) for day, label in week_order.choices()), (self.BY_ARRANGEMENT, gettext_lazy("Ask"))]

    def queryset(self, request, queryset):
        if self.value() == self.BY_ARRANGEMENT:
            return queryset.filter(by_arrangement=True)
        if self.value() in {str(day) for day in Weekday.values}:
            return queryset.filter(weekday=int(self.value()), by_arrangement=False)
        return queryset


class DoubleFilter(admin.SimpleListFilter):
    """Whether visitors see it, or another in its place."""

    title = gettext_lazy("shown through another")
    parameter_name = "double"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(same_as__isnull=self.value() == "no")


class FreshnessFilter(admin.SimpleListFilter):
    """How long ago it was last checked, in the words of the domain."""

    title = gettext_lazy("last check")
    parameter_name = "freshness"
    checks = ("confirmed_on",)
    """Where the dates of its checks stand; the newest counts."""

    def lookups(self, request, model_admin):
        return Freshness.choices

    def queryset(self, request, queryset):
        if self.value() not in Freshness.values:
            return queryset
        return queryset.filter(as_fresh_as(self.value(), self.checks, today=timezone.localdate()))


class MeetingFreshnessFilter(FreshnessFilter):
    """A group's check covers its meetings."""

    checks = ("confirmed_on", "group__confirmed_on")


def as_fresh_as(wanted: str, checks: tuple[str, ...], *, today: date) -> Q:
    """Rows whose newest check is of that age: what `groups.rules.freshness` says, asked the other way round."""

    def since(day: date) -> Q:
        return reduce(or_, (Q(**{f"{check}__gte": day}) for check in checks))

    limits = [today - timedelta(days=int(months * DAYS_IN_A_MONTH)) for months in settings.FRESHNESS_MONTHS]
    checked, due, overdue = (since(day) for day in limits)
    ever = since(date.min)
    return {
        Freshness.CHECKED: checked,
        Freshness.DUE: due & ~checked,
        Freshness.OVERDUE: overdue & ~due,
        Freshness.OLD: ever & ~overdue,
        Freshness.NEVER: ~ever,
    }[Freshness(wanted)]
