"""What staff type, read kindly: weeks and months as ticks, languages, time zones."""

import re
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from groups.models.fields import MaskFormField
from groups.rules.schedule import canonical_weeks
from groups.rules.words import MONTHS, WEEKS_OF_THE_MONTH

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*", re.IGNORECASE)
"""BCP 47 without its rarities: language, script, region, variants."""


class TickRow(forms.CheckboxSelectMultiple):
    """Checkboxes side by side."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "tick-row", **(attrs or {})}, choices)


class TicksField(MaskFormField):
    """A mask as a row of ticks. With `none_is_all`, no tick and every tick both stand for all of them."""

    widget = TickRow

    def __init__(self, *, choices, none_is_all=False, **kwargs):
        super().__init__(choices=choices, required=False, **kwargs)
        self.everything = sum(bit for bit, _label in choices) if none_is_all else 0

    def prepare_value(self, value):
        return [] if value and value == self.everything else super().prepare_value(value)

    def clean(self, value):
        return self.in_one_form(super().clean(value))

    def in_one_form(self, mask: int) -> int:
        return mask or self.everything

    def has_changed(self, initial, data):
        ticked = sum({int(bit) for bit in data or () if str(bit).isdecimal()})
        return self.in_one_form(int(initial or 0)) != self.in_one_form(ticked)


class WeeksField(TicksField):
    """Weeks of the month in their one form: first to fifth are every week."""

    def __init__(self, **kwargs):
        super().__init__(choices=WEEKS_OF_THE_MONTH, **kwargs)

    def in_one_form(self, mask):
        return canonical_weeks(super().in_one_form(mask))


class MonthsField(TicksField):
    """Months of the year; none ticked is all of them."""

    def __init__(self, **kwargs):
        super().__init__(choices=MONTHS, none_is_all=True, **kwargs)


class LanguagesField(forms.CharField):
    """Language tags in the form in which they are kept: `en-GB pl bfi`."""

    def clean(self, value):
        tags = re.split(r"[\s,;]+", super().clean(value).strip())
        return " ".join(dict.fromkeys(_language_tag(tag) for tag in tags if tag))


def _language_tag(text: str) -> str:
    if not LANGUAGE_TAG.fullmatch(text):
        raise ValidationError(
            _("Enter language tags such as en-GB, cy, pl or bfi (British Sign Language). “%(tag)s” is none.")
            % {"tag": text}
        )
    first, *rest = text.lower().split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first, *(cased.get(len(part), str)(part) for part in rest)])


class TimeZoneField(forms.CharField):
    """A time zone's name in whatever case."""

    def clean(self, value):
        name = super().clean(value).strip().replace(" ", "_")
        known = {zone.lower(): zone for zone in available_timezones()}
        if name and name.lower() not in known:
            raise ValidationError(_("Enter a time zone such as Europe/London, or leave it blank."))
        return known.get(name.lower(), "")
