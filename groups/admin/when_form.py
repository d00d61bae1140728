"""The part of a form that says when a meeting meets: in one box as one would say it, and as fields."""

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import localize_input
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.fields import MonthsField, WeeksField
from groups.admin.forms import DeskForm
from groups.models import Meeting
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, LONGEST_GAP, Rule, week_number
from groups.rules.when_in_words import LONGEST, NotUnderstood, When, coming, read
from groups.rules.words import MONTHS, WEEKS_OF_THE_MONTH, full_date, hours_words, rule_words, weekday_name

SHOW_DATES = "_show_dates"
"""The button that shows what is typed, and stores nothing."""

DATES_SHOWN = 6


class WhenBox(forms.TextInput):
    """The box with its button, and under it what was understood."""

    said = None

    class Media:
        js = (Script("js/desk/when.js", type="module"),)

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, attrs, renderer)
        prefix = name.removesuffix("when")
        return format_html(
            '<div class="when" data-when="{}" data-prefix="{}">{} '
            '<button type="submit" class="button" name="{}" value="1">{}</button>'
            '<div class="when__said" data-said aria-live="polite">{}</div></div>',
            reverse_lazy("admin:groups_meeting_when"),
            prefix,
            box,
            SHOW_DATES,
            _("Show the dates"),
            render_to_string("admin/groups/_when_said.html", {"said": self.said}) if self.said else "",
        )


class WhenForm(DeskForm):
    """Asks for a date on which the meeting meets where others would ask for the phase of its interval.

    What stands in the box goes into the fields once: after that the fields count, until the words are others.
    """

    when = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=gettext_lazy("When, in words"),
        help_text=gettext_lazy(
            "“2nd and 4th Tuesdays 7.30pm to 9”, “every other Friday at noon from 4 December”, “last Sunday of the "
            "month, not in August”. It fills the fields below."
        ),
        widget=WhenBox({"class": "vTextField", "autocomplete": "off"}),
    )
    when_read = forms.CharField(required=False, widget=forms.HiddenInput)
    weeks = WeeksField(
        none_is_all=True,
        initial=EVERY_WEEK,
        label=gettext_lazy("Weeks of the month"),
        help_text=gettext_lazy("None ticked: every week. “2nd and 4th Tuesday” is one meeting with two ticks."),
    )
    counted_from = forms.DateField(
        required=False,
        label=gettext_lazy("One of its dates"),
        help_text=gettext_lazy("For every other week or more seldom: any date on which it meets."),
    )
    months = MonthsField(
        initial=EVERY_MONTH,
        label=gettext_lazy("Months"),
        help_text=gettext_lazy(
            "None ticked: every month. Tick those in which it meets, for term time or “not in August”."
        ),
    )

    def __init__(self, data=None, *args, **kwargs):
        self.heard: When | None = None
        self.not_heard = ""
        if data is not None:
            data = self._with_words(data, kwargs.get("prefix"))
        super().__init__(data, *args, **kwargs)
        rule = self.instance.rule
        if rule and rule.interval > 1:
            today = timezone.localdate()
            self.initial["counted_from"] = next(rule.dates(since=today, until=today + LONGEST_GAP), None)

    def _with_words(self, data, prefix: str | None):
        """The same data with the words put into the fields, where they are new and can be read."""

        def named(name: str) -> str:
            return f"{prefix}-{name}" if prefix else name

        words = data.get(named("when"), "").strip()
        if not words or words == data.get(named("when_read"), ""):
            return data
        try:
            self.heard = read(words, today=timezone.localdate())
        except NotUnderstood as refusal:
            self.not_heard = str(refusal)
            return data
        filled = data.copy()
        for name, values in (fields_of(self.heard) | {"when_read": [words]}).items():
            filled.setlist(named(name), values)
        return filled

    @property
    def only_shows(self) -> bool:
        """Whether the page was sent to see the dates, not to be stored."""
        return self.is_bound and SHOW_DATES in self.data

    def is_valid(self):
        """What is only shown is never stored."""
        return super().is_valid() and not self.only_shows

    def clean(self):
        cleaned = super().clean()
        if self.not_heard:
            self.add_error("when", self.not_heard)
        self._count_the_weeks(cleaned.get("interval"), cleaned.get("counted_from") or cleaned.get("first"))
        if self.only_shows and "when" in self.fields:
            self.fields["when"].widget.said = self.said_back()
        return cleaned

    def _count_the_weeks(self, interval, day) -> None:
        """The phase of the interval, by a date on which the meeting meets."""
        if not interval or "counted_from" in self._errors:
            return
        if interval == 1:
            self.instance.phase = 0
        elif day is None:
            self.add_error("counted_from", _("Enter a date on which it meets, to count the weeks from."))
        elif self._is_another_weekday(day):
            self.add_error("counted_from", _("This date is a %(day)s.") % {"day": weekday_name(day.weekday())})
        else:
            self.instance.phase = week_number(day) % interval

    def _is_another_weekday(self, day) -> bool:
        weekday = self.cleaned_data.get("weekday")
        return "counted_from" in self.changed_data and weekday is not None and day.weekday() != weekday

    def said_back(self) -> dict | None:
        """What the fields say, in words, with the next dates; None where they say too little, or something wrong."""
        said = self.cleaned_data
        if self.not_heard or said.get("by_arrangement") or said.get("weekday") is None:
            return None
        if {"weeks", "interval", "months", "first", "last", "counted_from"} & self._errors.keys():
            return None
        rule = Rule(
            said["weekday"], said["weeks"], said["interval"], self.instance.phase % said["interval"], said["months"],
            said.get("first"), said.get("last"),
        )  # fmt: skip
        words = [rule_words(rule)]
        if said.get("starts_at") is not None:
            words.append(hours_words(said["starts_at"], said.get("minutes")))
        dates = coming(rule, since=timezone.localdate(), count=DATES_SHOWN)
        hints = list(self.heard.hints) if self.heard else []
        if not dates:
            hints.append(_("It has no dates to come."))
        return {"words": ", ".join(words), "dates": [full_date(day) for day in dates], "hints": hints}


def fields_of(when: When) -> dict[str, list[str]]:
    """What was understood, as a form sends it. What was not said of times and bank holidays stays as it is."""
    weeks = [] if when.weeks == EVERY_WEEK else [str(bit) for bit, _label in WEEKS_OF_THE_MONTH if when.weeks & bit]
    months = [] if when.months == EVERY_MONTH else [str(bit) for bit, _label in MONTHS if when.months & bit]
    fields = {
        "weekday": ["" if when.weekday is None else str(when.weekday)],
        "weeks": weeks,
        "interval": [str(when.interval)],
        "months": months,
        "by_arrangement": ["on"] if when.by_arrangement else [],
        **{name: [_day(getattr(when, name))] for name in ("counted_from", "first", "last")},
    }
    if when.starts_at is not None:
        fields["starts_at"] = [f"{when.starts_at:%H:%M}"]
    if when.minutes is not None:
        fields["minutes"] = [str(when.minutes)]
    if when.bank_holidays:
        fields["bank_holidays"] = [when.bank_holidays]
    return fields


def _day(day) -> str:
    return localize_input(day) if day else ""


class TimeForm(WhenForm):
    """When a meeting meets, and nothing else of it: a line of a new listing, and what the box asks while one types."""

    class Meta:
        model = Meeting
        fields = (
            "weekday", "starts_at", "minutes", "by_arrangement", "weeks", "interval",
            "months", "first", "last",
        )  # fmt: skip


class Typed(TimeForm):
    """The same while somebody types: nothing is checked against the tables."""

    def _post_clean(self):
        pass
