"""Column types of the domain: a wall-clock time kept as minutes of the day, and a set of choices kept as a bit mask."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.reading import parse_time


def minutes_of(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def _read(text: str) -> time:
    """The time that a text names, however it is written; ValidationError where it names none."""
    found = parse_time(text)
    if found is None:
        raise ValidationError(_("Enter a time such as 7:30pm or 19:30."))
    return found


class ClockFormField(forms.CharField):
    """A time as people write it: 7.30pm, 19:30, noon."""

    def __init__(self, **kwargs):
        kwargs.pop("max_value", None), kwargs.pop("min_value", None)
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        return _read(value)

    def prepare_value(self, value):
        return value.strftime("%H:%M") if isinstance(value, time) else value


class ClockField(models.PositiveSmallIntegerField):
    """A time of day by the wall clock: `datetime.time` in Python, minutes since midnight in the database.

    As a number it can be added and compared in SQL alike on every database.
    """

    description = "Wall-clock time as minutes of the day"

    def from_db_value(self, value, expression, connection):
        return value if value is None else time(*divmod(value, 60))

    def to_python(self, value):
        if value is None or isinstance(value, time):
            return value
        if isinstance(value, str):
            return _read(value)
        return time(*divmod(int(value), 60))

    def get_prep_value(self, value):
        if isinstance(value, time):
            return minutes_of(value)
        return super().get_prep_value(value)

    @property
    def validators(self):
        return []

    def formfield(self, **kwargs):
        return super(models.PositiveSmallIntegerField, self).formfield(form_class=ClockFormField, **kwargs)


class MaskFormField(forms.TypedMultipleChoiceField):
    """Checkboxes whose values are bits."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices, **kwargs):
        super().__init__(choices=choices, coerce=int, empty_value=[], **kwargs)

    def clean(self, value):
        return sum(super().clean(value))

    def prepare_value(self, value):
        if isinstance(value, int):
            return [bit for bit, _label in self.choices if value & bit]
        return value

    def has_changed(self, initial, data):
        kept = sum(bit for bit, _label in self.choices if int(initial or 0) & bit)
        return kept != sum(int(bit) for bit in data or () if str(bit).isdigit())


class MaskField(models.PositiveSmallIntegerField):
    """A set of choices as one small number that a database can test with a bitwise and."""

    description = "Set of choices as a bit mask"

    def __init__(self, *args, bits=(), **kwargs):
        self.bits = bits
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return MaskFormField(
            choices=self.bits,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=self.get_default(),
        )


class LatitudeField(models.FloatField):
    """WGS84 degrees north."""

    default_validators = (MinValueValidator(-90), MaxValueValidator(90))


class LongitudeField(models.FloatField):
    """WGS84 degrees east."""

    default_validators = (MinValueValidator(-180), MaxValueValidator(180))
