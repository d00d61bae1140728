"""The fields of the search form: each judges the values of its own parameter and knows its choices."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.models.fields import minutes_of
from groups.rules import languages
from groups.rules.choices import About, Attendance, Kind
from groups.rules.criteria import DISTANCES, distance_words
from groups.rules.phrase.labels import WEEKS
from groups.rules.reading import parse_time
from groups.rules.words import WEEKS_OF_THE_MONTH
from groups.search import places, week_order
from groups.search.widgets import Boxes, OneOfList
from mutualaid.shipped import is_at_home

YEARS_AHEAD = 10
LONGEST_NUMBER = 6
MOST_LANGUAGES = 20
"""Each is a condition of its own, and SQLite refuses some hundreds of them."""


class InWords:
    """Choices in the language of the page, put into words once for each language and unit of distance."""

    def __init__(self, pairs: Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]]):
        self._pairs = pairs
        self._said: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        spoken = (get_language(), settings.DISTANCE_UNIT)
        if spoken not in self._said:
            pairs = self._pairs() if callable(self._pairs) else self._pairs
            self._said[spoken] = [(str(value), str(words)) for value, words in pairs]
        return iter(self._said[spoken])

    def __deepcopy__(self, memo) -> Self:
        return self


def _distances():
    unit = settings.DISTANCE_UNIT
    return [("", _("As far as needed")), *((number, distance_words(number, unit)) for number in DISTANCES)]


def _languages():
    left_out = () if is_at_home() else languages.OF_THE_UK
    return [(tag, languages.language_name(tag)) for tag in languages.OFFERED if tag not in left_out]


DAYS = InWords(
    [
        ("today", _("Today")),
        ("tomorrow", _("Tomorrow")),
        *((day.slug, day.label) for day in week_order.weekdays()),
    ]
)
TIMES = InWords(
    [
        ("now", _("Now")),
        ("morning", _("Morning")),
        ("afternoon", _("Afternoon")),
        ("evening", _("Evening")),
        ("night", _("Late night")),
    ]
)
WEEKS_OFFERED = InWords([(value, dict(WEEKS_OF_THE_MONTH)[bit]) for value, bit in WEEKS.items()])
HOW_FAR = InWords(_distances)
WAYS_TO_ATTEND = InWords(
    [
        (Attendance.IN_PERSON.value, _("In person")),
        (Attendance.ONLINE.value, _("Online")),
        (Attendance.HYBRID.value, _("Both at once")),
    ]
)
KINDS = InWords(Kind.choices)
PROBLEMS = InWords([(one.slug, one.label) for one in About])
FOR = InWords([("self", _("For me")), ("family", _("For someone close to me"))])
OPEN = InWords([("yes", _("Anyone can come"))])
CHILDREN = InWords([("yes", _("Children may come"))])
LANGUAGES = InWords(_languages)
SLIP = InWords([("yes", _("Gives attendance slips"))])
SORTS = InWords([("soonest", _("Soonest")), ("nearest", _("Nearest")), ("name", _("Name"))])
VIEWS = InWords([("list", _("List")), ("week", _("Week")), ("map", _("Map"))])


class Chosen(forms.Field):
    """A field with choices. It shares them with its copies: Django's own makes each anew, for every page."""

    def __init__(self, *, choices=(), **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    @property
    def choices(self):
        """Pairs of a value and its words."""
        return self.widget.choices

    @choices.setter
    def choices(self, pairs):
        self.widget.choices = pairs

    def valid_value(self, value: str) -> bool:
        """Whether it is the value of a choice."""
        return any(value == str(known) for known, _words in self.choices)


class AnyOf(Chosen):
    """Several values, each judged alone: the known ones count, the others are left out and said."""

    widget = Boxes

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


class OneOf(Chosen):
    """One value, or none."""

    widget = OneOfList

    def clean(self, value):
        if value and not self.valid_value(value):
            raise ValidationError(_("“%(value)s” is not one of the choices."), params={"value": value})
        return value or ""


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


class View(Chosen):
    """How the search is looked at: as a list, where an address names a way that there is not."""

    def clean(self, value):
        return value if value and self.valid_value(value) else "list"


class PageNumber(forms.IntegerField):
    """Which page of a list: the first, where an address holds no number."""

    def clean(self, value):
        typed = str(value or "")
        return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 1


class SearchForm(forms.Form):
    """Says what was left out of a field beside that field, and keeps the rest of it."""

    def clean(self):
        for name, field in self.fields.items():
            for unknown in getattr(field, "left_out", ())[:3]:
                kept = self.cleaned_data.get(name)
                self.add_error(name, _("“%(value)s” is not one of the choices.") % {"value": unknown[:40]})
                self.cleaned_data[name] = kept
        return self.cleaned_data
