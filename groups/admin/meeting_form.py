"""The form of a meeting: what people type about when and how it meets, made into facts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.fields import LanguagesField, MonthsField, TimeZoneField, WeeksField
from groups.admin.forms import SlugForm
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK, LONGEST_GAP, week_number
from groups.rules.words import weekday_name

PASSCODE = ("pwd=", "passcode=", "password=")


class MeetingForm(SlugForm):
    """Asks for a date on which the meeting meets where others would ask for the phase of its interval."""

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
    open_weeks = WeeksField(
        initial=0,
        label=gettext_lazy("Weeks in which anyone can come"),
        help_text=gettext_lazy("“The last Friday is open”: tick last. The meeting itself stays as it is."),
    )
    languages = LanguagesField(
        required=False,
        max_length=120,
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Language tags with spaces between: en-GB pl bfi. Blank: not stated."),
    )
    time_zone = TimeZoneField(
        required=False,
        max_length=40,
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Blank: the site’s. America/New_York for a meeting that keeps the time there."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = self.instance.rule
        if rule and rule.interval > 1:
            today = timezone.localdate()
            self.initial["counted_from"] = next(rule.dates(since=today, until=today + LONGEST_GAP), None)

    def clean_online_link(self):
        link = self.cleaned_data["online_link"]
        if any(sign in link.lower() for sign in PASSCODE):
            raise ValidationError(_("This link holds a passcode. Leave it out: people ask the group for it."))
        return link

    def clean(self):
        cleaned = super().clean()
        self._count_the_weeks(cleaned.get("interval"), cleaned.get("counted_from") or cleaned.get("first"))
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
            day_named = weekday_name(day.weekday())
            self.add_error("counted_from", _("This date is a %(day)s.") % {"day": day_named})
        else:
            self.instance.phase = week_number(day) % interval

    def _is_another_weekday(self, day) -> bool:
        weekday = self.cleaned_data.get("weekday")
        return "counted_from" in self.changed_data and weekday is not None and day.weekday() != weekday
