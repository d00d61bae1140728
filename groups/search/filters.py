"""The query string becomes one frozen MeetingSearch: the only reader of it.

A value that cannot be understood gets a sentence beside its field, and only that value is left out.
"""

from datetime import date, timedelta
from functools import cached_property

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groups.models import Meeting
from groups.models.fields import minutes_of
from groups.rules import languages
from groups.rules.choices import ABOUT_BY_SLUG, About, Attendance, Kind
from groups.rules.criteria import DISTANCES, TIMES_OF_DAY, MeetingSearch, Moment, distance_words
from groups.rules.phrase_labels import WEEKS
from groups.rules.reading import parse_time
from groups.rules.walls import MINUTES_IN_A_DAY
from groups.rules.words import WEEKS_OF_THE_MONTH
from groups.search import places
from groups.search.vocabulary import Vocabulary

LONGEST_WORDS = 200
YEARS_AHEAD = 10
MOST_LANGUAGES = 20
"""Each is a condition of its own, and SQLite refuses some hundreds of them."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAYS = [
    ("today", _("Today")),
    ("tomorrow", _("Tomorrow")),
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
]
TIMES = [
    ("now", _("Now")),
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("evening", _("Evening")),
    ("night", _("Late night")),
]
FOR = [("self", _("For me")), ("family", _("For someone close to me"))]
WAYS_TO_ATTEND = [
    (Attendance.IN_PERSON.value, _("In person")),
    (Attendance.ONLINE.value, _("Online")),
    (Attendance.HYBRID.value, _("Both at once")),
]
WEEKS_OFFERED = [(value, dict(WEEKS_OF_THE_MONTH)[bit]) for value, bit in WEEKS.items()]
SORTS = [("soonest", _("Soonest")), ("nearest", _("Nearest")), ("name", _("Name"))]


_PLURALS = {"programme": "programmes", "area": "areas"}


def _starts(begin: int | None, end: int | None) -> tuple[tuple[int, int], ...]:
    """The spans of minutes between two times of day, past midnight too; none where neither is said."""
    if begin is None and end is None:
        return ()
    begin, end = begin or 0, MINUTES_IN_A_DAY if end is None else end
    return ((begin, end),) if begin < end else ((begin, MINUTES_IN_A_DAY), (0, end))


def _distances():
    unit = settings.DISTANCE_UNIT
    return [("", _("As far as needed")), *((str(number), distance_words(number, unit)) for number in DISTANCES)]


def _languages():
    return [(tag, languages.language_name(tag)) for tag in languages.OFFERED]


class CountedLabel(str):
    """What a choice is called, carrying how many results it would give as `found`."""

    def __new__(cls, label, found: int):
        counted = super().__new__(cls, label)
        counted.found = found
        return counted


class AnyOf(forms.MultipleChoiceField):
    """Several values, each judged alone: the known ones count, the others are left out and said."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        values = list(dict.fromkeys(one for one in value or () if one))
        self.left_out = [one for one in values if not self.valid_value(one)]
        return [one for one in values if self.valid_value(one)]


class AnyLanguage(AnyOf):
    """Language tags: those offered, and any other well-formed one that an address names; not too many of them."""

    def clean(self, value):
        known = super().clean(value)
        self.left_out += known[MOST_LANGUAGES:]
        return known[:MOST_LANGUAGES]

    def valid_value(self, value):
        return bool(languages.WELL_FORMED.fullmatch(value))


class OneOf(forms.ChoiceField):
    """One value, or none."""

    default_error_messages = {"invalid_choice": _("“%(value)s” is not one of the choices.")}


class PlaceName(forms.CharField):
    """A town or postcode, found; a failure keeps its choices as its cause."""

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return places.find(typed)
        except places.PlaceNotFound as error:
            raise ValidationError(str(error)) from error


class DatesInput(forms.DateInput):
    """One date to choose; an address may name several."""

    def value_from_datadict(self, data, files, name):
        return [value for value in data.getlist(name) if value]

    def format_value(self, value):
        return super().format_value(value[0] if value else None)


class RealDates(forms.DateField):
    """Dates near enough to `today` to mean something: within ten years of it."""

    default_error_messages = {"invalid": _("Enter a date such as 2026-11-24.")}

    def __init__(self, *, today=date.min, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], widget=DatesInput(attrs={"type": "date"}), **kwargs)
        self.today = today

    def clean(self, value):
        return sorted({day for day in map(super().clean, value or ()) if day})

    def to_python(self, value):
        day = super().to_python(value)
        if day and abs(day.year - self.today.year) > YEARS_AHEAD:
            raise ValidationError(_("Choose a date within ten years of today."))
        return day


class Clock(forms.CharField):
    """A time of day, however it is written, as minutes since midnight."""

    def clean(self, value):
        typed = super().clean(value)
        at = parse_time(typed) if typed else None
        if typed and at is None:
            raise ValidationError(_("Enter a time such as 7:30pm or 19:30."))
        return None if at is None else minutes_of(at)


class ClockFilter(django_filters.Filter):
    field_class = Clock


class AnyOfFilter(django_filters.Filter):
    field_class = AnyOf


class AnyLanguageFilter(django_filters.Filter):
    field_class = AnyLanguage


class OneOfFilter(django_filters.Filter):
    field_class = OneOf


class PlaceFilter(django_filters.Filter):
    field_class = PlaceName


class RealDatesFilter(django_filters.Filter):
    field_class = RealDates


class SearchForm(forms.Form):
    """Says what was left out of a field beside that field, and keeps the rest of it."""

    def clean(self):
        for name, field in self.fields.items():
            for unknown in getattr(field, "left_out", ())[:3]:
                kept = self.cleaned_data.get(name)
                self.add_error(name, _("“%(value)s” is not one of the choices.") % {"value": unknown[:40]})
                self.cleaned_data[name] = kept
        return self.cleaned_data


class MeetingFilter(django_filters.FilterSet):
    """The parameters of `/meetings/`. `wanted` is what they ask, `form` shows them, `qs` is what was found."""

    class Meta:
        model = Meeting
        fields = []
        form = SearchForm

    @classmethod
    def get_filters(cls):
        """One filter a parameter (a function, because `for` is no name in Python)."""
        return {
            "near": PlaceFilter(label=_("Town or postcode"), max_length=100),
            "q": django_filters.CharFilter(label=_("Words in the name, place or note"), max_length=LONGEST_WORDS),
            "day": AnyOfFilter(label=_("Day"), choices=DAYS),
            "time": AnyOfFilter(label=_("Time of day"), choices=TIMES),
            "date": RealDatesFilter(label=_("Date")),
            "week": AnyOfFilter(label=_("Week of the month"), choices=WEEKS_OFFERED),
            "from": ClockFilter(label=_("Starting from"), max_length=20),
            "until": ClockFilter(label=_("Starting before"), max_length=20),
            "within": OneOfFilter(label=_("How far"), choices=_distances),
            "area": AnyOfFilter(label=_("Area")),
            "attend": AnyOfFilter(label=_("How"), choices=WAYS_TO_ATTEND),
            "kind": AnyOfFilter(label=_("Kind"), choices=Kind.choices),
            "about": AnyOfFilter(label=_("About"), choices=[(one.slug, one.label) for one in About]),
            "programme": AnyOfFilter(label=_("Programme")),
            "for": AnyOfFilter(label=_("Who is it for?"), choices=FOR),
            "open": AnyOfFilter(label=_("Open"), choices=[("yes", _("Anyone can come"))]),
            "who": AnyOfFilter(label=_("Specially for")),
            "children": AnyOfFilter(label=_("Children"), choices=[("yes", _("Children may come"))]),
            "access": AnyOfFilter(label=_("All of these")),
            "language": AnyLanguageFilter(label=_("Language"), choices=_languages),
            "slip": AnyOfFilter(label=_("Attendance slips"), choices=[("yes", _("Gives attendance slips"))]),
            "sort": OneOfFilter(label=_("Order"), choices=SORTS),
        }

    def __init__(self, data, *, vocabulary: Vocabulary, at: Moment):
        super().__init__(data, queryset=Meeting.objects.all())
        self.vocabulary = vocabulary
        self.at = at
        self.filters["date"].extra["today"] = at.today
        for name in ("area", "programme", "who", "access"):
            known = getattr(vocabulary, _PLURALS.get(name, name))
            self.filters[name].extra["choices"] = [(choice.slug, choice.label) for choice in known.values()]

    def show_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Put beside each choice how many results it would give; `counts` by parameter and value."""
        for name, of_values in counts.items():
            field = self.form.fields[name]
            field.choices = [
                (value, CountedLabel(label, of_values.get(str(value), 0)) if value else label)
                for value, label in field.choices
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


def _chosen(known, slugs):
    return tuple(known[slug] for slug in slugs or ())
