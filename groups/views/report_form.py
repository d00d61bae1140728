"""What a visitor may say of a listing: what is wrong, what differs from what it says, and in their own words."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Group, Meeting
from groups.rules import suggested
from groups.rules.choices import Attendance, SuggestionKind, WhoMayCome
from groups.rules.who_may_come import who_words
from groups.search import week_order
from groups.upkeep.suggestions import what_differs
from groups.views.public_fields import HoursField, OwnEmailField, PlainEmailField, PlainField, PlainTextField, WebField

REPORTED = (SuggestionKind.CHANGE, SuggestionKind.CLOSED, SuggestionKind.WORRY)
AS_NOW = gettext_lazy("As it is now")


class ReportForm(forms.Form):
    """About a group as a whole."""

    use_required_attribute = False  # our own sentences say what is missing, in the page

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in REPORTED],
        widget=forms.RadioSelect,
        label=gettext_lazy("What is wrong?"),
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    name = PlainField(max_length=160, label=gettext_lazy("Name of the group"))
    phone = PlainField(
        max_length=40, label=gettext_lazy("Phone"), help_text=gettext_lazy("The group’s or a helpline’s.")
    )
    group_email = PlainEmailField(
        label=gettext_lazy("E-mail of the group"),
        help_text=gettext_lazy("One that is meant for everybody, never a member’s own."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    website = WebField(label=gettext_lazy("Website"))
    note = PlainTextField(
        max_length=2000,
        rows=4,
        label=gettext_lazy("Anything else, in your own words"),
        help_text=gettext_lazy("No names of people, please."),
    )
    email = OwnEmailField()
    GROUP = {"name": "name", "phone": "phone", "group_email": "email", "website": "website"}
    """Its fields, by what the group calls them."""

    def __init__(self, data=None, *, group: Group, meeting: Meeting | None = None):
        super().__init__(data)
        self.group, self.meeting = group, meeting

    def clean(self):
        cleaned = super().clean()
        says_how = cleaned.get("note") or self.proposed()
        if cleaned.get("kind") == SuggestionKind.CHANGE and not says_how and not self.errors:
            raise ValidationError(_("Say what is different: fill in what has changed, or tell us in your own words."))
        return cleaned

    def proposed(self) -> suggested.Fields:
        """What they say differs from the listing."""
        said = {table: {name: value for name, value in fields.items() if value not in (None, "")}
                for table, fields in self.said().items()}  # fmt: skip
        return what_differs(said, meeting=self.meeting, group=self.group)

    def said(self) -> suggested.Fields:
        """What was filled in, by table and field."""
        return {"group": {field: self.cleaned_data.get(name) for name, field in self.GROUP.items()}}


class MeetingReportForm(ReportForm):
    """About one meeting."""

    weekday = forms.TypedChoiceField(
        choices=[("", AS_NOW), *week_order.choices()],
        coerce=int,
        empty_value=None,
        required=False,
        label=gettext_lazy("Day"),
    )
    hours = HoursField(label=gettext_lazy("Time"), help_text=gettext_lazy("7:30pm, or 7:30pm to 9pm"))
    attendance = forms.ChoiceField(
        choices=[("", AS_NOW), *Attendance.choices], required=False, label=gettext_lazy("In person or online")
    )
    venue_name = PlainField(max_length=160, label=gettext_lazy("Name of the building"))
    venue_address = PlainTextField(max_length=300, rows=2, label=gettext_lazy("Street"))
    venue_town = PlainField(max_length=80, label=gettext_lazy("Town"))
    venue_postcode = PlainField(max_length=12, label=gettext_lazy("Postcode"))
    online_link = WebField(
        label=gettext_lazy("Link to join online"), help_text=gettext_lazy("Without the passcode: we never show one.")
    )
    who = forms.ChoiceField(required=False, label=gettext_lazy("Who can come"))

    def __init__(self, data=None, *, group: Group, meeting: Meeting | None = None):
        super().__init__(data, group=group, meeting=meeting)
        del self.fields["name"]
        about = {"audience": group.whom_for, "problems": group.problems}
        choices = [(who.value, who_words(who, **about)) for who in WhoMayCome]
        self.fields["who"].choices = [("", AS_NOW), *choices]

    def said(self):
        cleaned = self.cleaned_data
        starts_at, minutes = cleaned.get("hours") or (None, None)
        return {
            "meeting": {
                "weekday": cleaned.get("weekday"),
                "starts_at": starts_at,
                "minutes": minutes,
                "attendance": cleaned.get("attendance"),
                "online_link": cleaned.get("online_link"),
                "who": cleaned.get("who"),
            },
            "venue": {name: cleaned.get(f"venue_{name}") for name in ("name", "address", "town", "postcode")},
            **super().said(),
        }
