"""A group or meeting that is missing, as a visitor knows it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Programme
from groups.rules import suggested
from groups.rules.choices import Attendance, Audience
from groups.search import week_order
from groups.views.public_fields import HoursField, OwnEmailField, PlainField, PlainTextField, WebField

VARIES = "varies"


class SuggestForm(forms.Form):
    """One meeting of a group; what else there is goes into the words."""

    use_required_attribute = False  # our own sentences say what is missing, in the page

    name = PlainField(
        max_length=160,
        required=True,
        label=gettext_lazy("Name of the group"),
        error_messages={"required": gettext_lazy("Enter what the group is called.")},
    )
    programme = forms.ChoiceField(required=False, label=gettext_lazy("Part of"))
    audience = forms.ChoiceField(
        choices=[("", gettext_lazy("Not sure")), *Audience.choices], required=False, label=gettext_lazy("Who it is for")
    )
    weekday = forms.ChoiceField(
        choices=[("", gettext_lazy("Choose a day")), *week_order.choices(), (VARIES, gettext_lazy("No fixed day"))],
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Choose a day, or “No fixed day”.")},
    )
    hours = HoursField(label=gettext_lazy("Time"), help_text=gettext_lazy("7:30pm, or 7:30pm to 9pm"))
    attendance = forms.ChoiceField(
        choices=Attendance.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("In person or online"),
        error_messages={"required": gettext_lazy("Choose how people take part.")},
    )
    venue_name = PlainField(max_length=160, label=gettext_lazy("Name of the building (optional)"))
    venue_address = PlainTextField(max_length=300, rows=2, label=gettext_lazy("Street (optional)"))
    venue_town = PlainField(max_length=80, label=gettext_lazy("Town"))
    venue_postcode = PlainField(max_length=12, label=gettext_lazy("Postcode (optional)"))
    online_link = WebField(
        label=gettext_lazy("Link to join online (optional)"),
        help_text=gettext_lazy("Without the passcode: we never show one."),
    )
    website = WebField(
        label=gettext_lazy("Where we can check this (optional)"),
        help_text=gettext_lazy("The group’s website, or a page that names it."),
    )
    note = PlainTextField(
        max_length=2000,
        rows=4,
        label=gettext_lazy("Anything else, in your own words (optional)"),
        help_text=gettext_lazy("Other days on which it meets, who can come, which door. No names of people, please."),
    )
    email = OwnEmailField()

    def __init__(self, data=None):
        super().__init__(data)
        known = [(str(programme.pk), programme.said("name")) for programme in Programme.objects.order_by("name", "pk")]
        self.fields["programme"].choices = [("", _("None of these, or not sure")), *known]

    def clean(self):
        cleaned = super().clean()
        has_day = cleaned.get("weekday") not in (None, "", VARIES)
        if has_day and not cleaned.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Enter when it starts."))
        in_person = cleaned.get("attendance") in (Attendance.IN_PERSON, Attendance.HYBRID)
        if in_person and not (cleaned.get("venue_town") or cleaned.get("venue_postcode")):
            self.add_error("venue_town", _("Say where it is: the town at least."))
        return cleaned

    def proposed(self) -> suggested.Fields:
        """All that was filled in, by table and field."""
        cleaned = self.cleaned_data
        starts_at, minutes = cleaned["hours"] or (None, None)
        varies = cleaned["weekday"] == VARIES
        fields = {
            "group": {
                "name": cleaned["name"],
                "programme": int(cleaned["programme"]) if cleaned["programme"] else None,
                "audience": cleaned["audience"],
                "website": cleaned["website"],
            },
            "meeting": {
                "weekday": None if varies else int(cleaned["weekday"]),
                "starts_at": starts_at,
                "minutes": minutes,
                "by_arrangement": varies or None,
                "attendance": cleaned["attendance"],
                "online_link": cleaned["online_link"],
            },
            "venue": {name: cleaned[f"venue_{name}"] for name in ("name", "address", "town", "postcode")},
        }
        told = {table: {k: v for k, v in values.items() if v not in (None, "")} for table, values in fields.items()}
        return {table: values for table, values in told.items() if values}
