"""Fields of forms that anyone may fill in: plain text whatever is sent, times as people write them, links."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.keeping import CONTACT_AFTER_DECISION, CONTACT_AT_MOST
from groups.rules.reading import minutes_between, one_line, parse_times, plain_text

LIKE_ONE = {"autocomplete": "off"}
"""What a visitor's browser knows of the visitor's own address has no place in these."""
HALF_A_DAY = 12 * 60
FAR_MORE = 4
"""So many times the length that a field takes is looked at: what is too long is told, and not silently cut."""


class PlainField(forms.CharField):
    """One line of plain text."""

    def __init__(self, *, max_length: int, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(LIKE_ONE))
        super().__init__(max_length=max_length, required=kwargs.pop("required", False), **kwargs)

    def to_python(self, value):
        return one_line(super().to_python(value), limit=self.max_length * FAR_MORE)


class PlainTextField(PlainField):
    """Some lines of plain text."""

    def __init__(self, *, rows: int, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows, **LIKE_ONE}), **kwargs)

    def to_python(self, value):
        return plain_text(forms.CharField.to_python(self, value), limit=self.max_length * FAR_MORE)


class PlainEmailField(forms.EmailField):
    """An address to write to."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Enter an e-mail address such as name@example.org.")
        # In its place, not changed: the one that stood there is every form's.
        self.validators = [EmailValidator(self.error_messages["invalid"]), *self.validators[1:]]

    def to_python(self, value):
        return one_line(super().to_python(value), limit=self.max_length * FAR_MORE)


class OwnEmailField(PlainEmailField):
    """The visitor's own address, with what it is for and when it is forgotten."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Your e-mail, if you want an answer"),
            widget=forms.EmailInput({"autocomplete": "email"}),
            help_text=format_lazy(
                gettext_lazy(
                    "For one letter about this, or a question, and for nothing else. We delete it {decided} days after "
                    "we decide, and after {at_most} days in any case."
                ),
                decided=CONTACT_AFTER_DECISION.days,
                at_most=CONTACT_AT_MOST.days,
            ),
        )


class WebField(forms.URLField):
    """An address of the web."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "url", **LIKE_ONE}))
        super().__init__(required=False, max_length=500, assume_scheme="https", **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Enter an address of the web, such as https://example.org.")

    def to_python(self, value):
        return super().to_python(one_line(value, limit=self.max_length * FAR_MORE))

    def run_validators(self, value):
        if value and not value.lower().startswith(("https://", "http://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        super().run_validators(value)


class HoursField(PlainField):
    """When it starts and, where they say so, how long it lasts: `7.30pm`, `7 to 8.30pm`. None: nothing was typed."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, **kwargs)

    def clean(self, value) -> tuple[time, int | None] | None:
        words = super().clean(value)
        times = parse_times(words) if words else None
        if words and times is None:
            raise ValidationError(_("Enter a time such as 7:30pm, or 7:30pm to 9pm."))
        return (times[0], _length(words, *times)) if times else None


def _length(words: str, start: time, end: time | None) -> int | None:
    """`8pm to 9.30` is an hour and a half: an end that does not say which half of the day is the nearer one."""
    minutes = minutes_between(start, end) if end else None
    says_half = words[-1:].lower() == "m" or words[-2:].lower() == "m."
    return minutes - HALF_A_DAY if minutes and minutes > HALF_A_DAY and not says_half else minutes
