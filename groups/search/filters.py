"""The query string becomes one frozen MeetingSearch: the only reader of it.

A value that cannot be understood gets a sentence beside its field, and only that value is left out.
"""

from copy import copy
from datetime import timedelta
from functools import cache, cached_property
from typing import Self

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from groups.rules.choices import ABOUT_BY_SLUG, Kind
from groups.rules.criteria import TIMES_OF_DAY, MeetingSearch, Moment
from groups.rules.phrase.labels import WEEKS
from groups.rules.walls import MINUTES_IN_A_DAY
from groups.search import fields, places, words
from groups.search.vocabulary import Vocabulary

LONGEST_WORDS = 200

WAYS_TO_LOOK = ("sort", "view", "page")
"""Parameters that ask for nothing, but for another look at it."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PLURALS = {"programme": "programmes", "area": "areas"}


def _starts(begin: int | None, end: int | None) -> tuple[tuple[int, int], ...]:
    """The spans of minutes between two times of day, past midnight too; none where neither is said."""
    if begin is None and end is None:
        return ()
    begin, end = begin or 0, MINUTES_IN_A_DAY if end is None else end
    return ((begin, end),) if begin < end else ((begin, MINUTES_IN_A_DAY), (0, end))


class Parameter(django_filters.Filter):
    """One parameter. Nothing writes to it, so that each search may have the same one."""

    def __deepcopy__(self, memo) -> Self:
        return copy(self)


class Words(Parameter):
    field_class = forms.CharField


class Clock(Parameter):
    field_class = fields.Clock


class AnyOf(Parameter):
    field_class = fields.AnyOf


class AnyLanguage(Parameter):
    field_class = fields.AnyLanguage


class OneOf(Parameter):
    field_class = fields.OneOf


class Place(Parameter):
    field_class = fields.PlaceName


class RealDates(Parameter):
    field_class = fields.RealDates


class View(Parameter):
    field_class = fields.View


class Page(Parameter):
    field_class = fields.PageNumber


class MeetingFilter(django_filters.FilterSet):
    """The parameters of `/meetings/`. `wanted` is what they ask, `form` shows them, `qs` is what was found."""

    class Meta:
        model = Meeting
        form = fields.SearchForm
        fields = []  # each is named in `get_filters`

    @classmethod
    def get_filters(cls):
        """One filter a parameter (a function, because `for` is no name in Python)."""
        return {
            "near": Place(label=_("Town or postcode"), max_length=100),
            "q": Words(label=_("Words in the name, place or note"), max_length=LONGEST_WORDS),
            "day": AnyOf(label=_("Day"), choices=fields.DAYS),
            "time": AnyOf(label=_("Time of day"), choices=fields.TIMES),
            "date": RealDates(label=_("Date")),
            "week": AnyOf(label=_("Week of the month"), choices=fields.WEEKS_OFFERED),
            "from": Clock(label=_("Starting from"), max_length=20),
            "until": Clock(label=_("Starting before"), max_length=20),
            "within": OneOf(label=_("How far"), choices=fields.HOW_FAR),
            "area": AnyOf(label=_("Area")),
            "attend": AnyOf(label=_("How"), choices=fields.WAYS_TO_ATTEND),
            "kind": AnyOf(label=_("Kind"), choices=fields.KINDS),
            "about": AnyOf(label=_("About"), choices=fields.PROBLEMS),
            "programme": AnyOf(label=_("Programme")),
            "for": AnyOf(label=_("Who is it for?"), choices=fields.FOR),
            "open": AnyOf(label=_("Open"), choices=fields.OPEN),
            "who": AnyOf(label=_("Specially for")),
            "children": AnyOf(label=_("Children"), choices=fields.CHILDREN),
            "access": AnyOf(label=_("All of these")),
            "language": AnyLanguage(label=_("Language"), choices=fields.LANGUAGES),
            "slip": AnyOf(label=_("Attendance slips"), choices=fields.SLIP),
            "sort": OneOf(label=_("Order"), choices=fields.SORTS),
            "view": View(choices=fields.VIEWS),
            "page": Page(),
        }

    def __init__(self, data, *, vocabulary: Vocabulary, at: Moment):
        super().__init__(data, queryset=Meeting.objects.all())
        self.vocabulary = vocabulary
        self.at = at
        self.form.fields["date"].today = at.today
        for name in ("area", "programme", "who", "access"):
            known = getattr(vocabulary, _PLURALS.get(name, name))
            self.form.fields[name].choices = [(choice.slug, choice.label) for choice in known.values()]

    def get_form_class(self):
        """The class of its form: one in each language for all searches, of which each has a form of its own."""
        return _form_class(get_language())

    def show_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Put beside each choice how many results it would give; `counts` by parameter and value."""
        area, offered = self.form.fields["area"], ()
        if "area" in counts:  # round a place nobody is asked for an area as well
            offered = self.vocabulary.areas_offered({choice.slug for choice in self.wanted.areas})
        area.choices = [(value, label) for value, label in area.choices if value in offered]
        for name, of_values in counts.items():
            self.form.fields[name].widget.found = of_values
        distances = self.form.fields["within"]
        if "within" in counts:  # what is wider than need be is not counted, and not offered
            distances.choices = [
                (value, label) for value, label in distances.choices if value in ("", *counts["within"])
            ]

    def filter_queryset(self, queryset):
        return queryset.matching(self.wanted, at=self.at, freshness_months=settings.FRESHNESS_MONTHS[-1])

    @cached_property
    def wanted(self) -> MeetingSearch:
        """What is asked. Fields that fail are absent from it."""
        self.form.is_valid()
        asked = self.form.cleaned_data
        days, on = asked.get("day") or (), asked.get("date") or []
        relative = {"today": self.at.today, "tomorrow": self.at.today + timedelta(days=1)}
        times = asked.get("time") or ()
        audiences = asked.get("for") or ()
        return MeetingSearch(
            words=asked.get("q") or "",
            sought=words.seek(asked["q"]) if asked.get("q") else None,
            near=asked.get("near"),
            within=int(asked["within"]) if asked.get("within") else None,
            unit=settings.DISTANCE_UNIT,
            on=on[0] if len(on) == 1 else None,
            days=tuple(_DAYS.index(day) for day in days if day in _DAYS),
            dates=(*(relative[day] for day in days if day in relative), *(on if len(on) > 1 else ())),
            weeks=sum(WEEKS[value] for value in asked.get("week") or ()),
            starts=_starts(asked.get("from"), asked.get("until")),
            now="now" in times,
            times=tuple(one for one in TIMES_OF_DAY if one.slug in times),
            kinds=tuple(Kind(kind) for kind in asked.get("kind") or ()),
            audience=audiences[0] if len(audiences) == 1 else "",
            about=sum(ABOUT_BY_SLUG[slug] for slug in asked.get("about") or ()),
            programmes=_chosen(self.vocabulary.programmes, asked.get("programme")),
            attendance=tuple(asked.get("attend") or ()),
            open_only=bool(asked.get("open")),
            who=_chosen(self.vocabulary.who, asked.get("who")),
            access=_chosen(self.vocabulary.access, asked.get("access")),
            languages=tuple(asked.get("language") or ()),
            slip=bool(asked.get("slip")),
            children=bool(asked.get("children")),
            areas=_chosen(self.vocabulary.areas, asked.get("area")),
            sort=asked.get("sort") or "soonest",
            site_language=settings.LANGUAGE_CODE,
        )

    @property
    def view(self) -> str:
        """How to look at what was found."""
        self.form.is_valid()
        return self.form.cleaned_data["view"]

    @property
    def page(self) -> int:
        """Which page of it."""
        self.form.is_valid()
        return self.form.cleaned_data["page"]

    @property
    def place_failed(self) -> bool:
        """Whether a place was typed that is not known, or is more than one: then there is no list."""
        self.form.is_valid()
        return "near" in self.form.errors

    @property
    def place_names(self) -> list[str]:
        """What to ask for instead, where several places have the name."""
        for error in self.form.errors.as_data().get("near", ()):
            if isinstance(error.__cause__, places.SeveralPlaces):
                return error.__cause__.names
        return []


@cache
def _form_class(_language: str) -> type[forms.Form]:
    own = {name: copy(parameter).field for name, parameter in MeetingFilter.base_filters.items()}
    for field in own.values():
        field.label = str(field.label or "")
    return type("SearchForm", (fields.SearchForm,), own)


def _chosen(known, slugs):
    return tuple(known[slug] for slug in slugs or ())
