"""The parts of a new listing: the group, the place, the lines of times, and whether it was checked."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.admin.desk import KnownAutocomplete, NamedAutocomplete
from groups.admin.forms import DeskForm
from groups.admin.group_form import GroupForm
from groups.admin.meeting_form import without_passcode
from groups.admin.when_form import TimeForm
from groups.models import Group, Meeting, Venue
from groups.rules import postcodes
from groups.rules.choices import Attendance, CheckedBy, Status

TIMES = 3
"""So many lines for times are on the page at first."""

MOST_TIMES = 14
CHECKS = [(CheckedBy.PHONE, CheckedBy.PHONE.label), (CheckedBy.WEBSITE, CheckedBy.WEBSITE.label),
          (CheckedBy.VISIT, CheckedBy.VISIT.label)]  # fmt: skip
TALL = forms.Textarea({"rows": 3, "class": "vLargeTextField"})


def widen(form: forms.BaseForm) -> None:
    """Give the boxes for text the width that they have on the desks' own pages."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.TextInput) and type(field) in (
            forms.CharField,
            forms.URLField,
            forms.EmailField,
        ):
            field.widget.attrs.setdefault("class", "vTextField")


class GroupPart(GroupForm):
    """Who meets. Its address is made from its name; whether it is here already is asked of the whole page."""

    warns = False
    website = forms.URLField(required=False, max_length=500, assume_scheme="https", label=gettext_lazy("Website"))

    class Meta:
        model = Group
        fields = ("name", "programme", "area", "audience", "about", "description", "website", "email", "phone",
                  "private_contact")  # fmt: skip
        widgets = {
            "programme": KnownAutocomplete(Group._meta.get_field("programme"), admin.site),
            "area": KnownAutocomplete(Group._meta.get_field("area"), admin.site),
            "description": TALL,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widen(self)


class PlaceForm(DeskForm):
    """Where it meets: a venue that is known, or a new one; online; or both."""

    attendance = forms.ChoiceField(
        choices=Attendance.choices,
        initial=Attendance.IN_PERSON,
        label=gettext_lazy("How one takes part"),
        widget=forms.RadioSelect,
    )
    venue = forms.ModelChoiceField(
        queryset=Venue.objects.none(),
        required=False,
        label=gettext_lazy("A venue that is known"),
        help_text=gettext_lazy("Type its name, town or postcode. Is it not there? Enter it below."),
        widget=NamedAutocomplete(Meeting._meta.get_field("venue"), admin.site),
    )
    room = forms.CharField(required=False, max_length=120, label=gettext_lazy("Room"))
    door = forms.CharField(required=False, max_length=200, label=gettext_lazy("Which door"))
    online_link = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label=gettext_lazy("Online link"),
        help_text=gettext_lazy("Without a passcode."),
    )  # fmt: skip
    online_phone = forms.CharField(required=False, max_length=80, label=gettext_lazy("Phone to join by"))
    online_ask = forms.BooleanField(required=False, label=gettext_lazy("Ask the group how to join online"))

    class Meta:
        model = Venue
        fields = ("name", "address", "town", "postcode", "directions")
        widgets = {"address": TALL, "directions": TALL}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = rights.venues_seen(person)
        self.fields["name"].label = _("Name of the new venue")
        widen(self)

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"].strip()
        return postcodes.tidy(typed) or typed.upper()

    def clean_online_link(self):
        return without_passcode(self.cleaned_data["online_link"])

    def clean(self):
        cleaned = super().clean()
        is_new = any(cleaned.get(name) for name in ("name", "address", "town", "postcode"))
        attendance = cleaned.get("attendance")
        if attendance == Attendance.ONLINE:
            if is_new or cleaned.get("venue"):
                self.add_error("attendance", _("A meeting that is only online has no venue. Choose “In person and "
                                               "online” if it meets at a venue too."))  # fmt: skip
        elif attendance and cleaned.get("venue") and is_new:
            self.add_error("venue", _("Choose a known venue, or enter a new one: not both."))
        elif attendance and not cleaned.get("venue") and not is_new and "venue" not in self._errors:
            self.add_error("venue", _("A meeting in person needs a venue."))
        elif attendance and is_new and not (cleaned.get("name") or cleaned.get("address")):
            self.add_error("name", _("Enter the venue’s name, or its address."))
        self._check_online(cleaned, attendance)
        return cleaned

    def _check_online(self, cleaned, attendance) -> None:
        named = [name for name in ("online_link", "online_phone", "online_ask") if cleaned.get(name)]
        if attendance in (Attendance.ONLINE, Attendance.HYBRID) and not named and "online_link" not in self._errors:
            said = _("An online meeting needs a link, a phone number, or a tick at “Ask the group”.")
            self.add_error("online_link", said)

    @property
    def place(self) -> Venue | None:
        """The venue that was chosen, or the new one, which is not stored."""
        if self.cleaned_data["attendance"] == Attendance.ONLINE:
            return None
        return self.cleaned_data["venue"] or self.instance

    @property
    def facts(self) -> dict[str, object]:
        """What is the same for each of its meetings."""
        names = ["attendance", "online_link", "online_phone", "online_ask"]
        if self.cleaned_data["attendance"] != Attendance.ONLINE:
            names += ["room", "door"]
        if self.cleaned_data["attendance"] == Attendance.IN_PERSON:
            names = ["attendance", "room", "door"]
        return {name: self.cleaned_data[name] for name in names}


class TimeLine(TimeForm):
    """One of the times. Where it meets is asked elsewhere on the page."""

    def __init__(self, *args, **kwargs):
        instance = Meeting(attendance=Attendance.ONLINE, online_ask=True)  # until the place is known
        super().__init__(*args, **kwargs, instance=instance)

    @property
    def meeting(self) -> Meeting:
        """A meeting at this time, with nothing else said of it."""
        names = [name for name in self._meta.fields if name != "phase"]
        return Meeting(phase=self.instance.phase, **{name: getattr(self.instance, name) for name in names})


class BaseTimes(forms.BaseFormSet):
    """Lines that are left empty are no times; one at least is asked for."""

    @property
    def filled(self) -> list[TimeLine]:
        """The lines in which something stands."""
        return [form for form in self.forms if form.has_changed()]

    def clean(self):
        if not self.filled:
            raise ValidationError(_("Enter at least one time."))

    def is_valid(self):
        """What only shows its dates is never stored, an empty line neither."""
        return super().is_valid() and not any(form.only_shows for form in self.forms)


TimeLines = forms.formset_factory(TimeLine, formset=BaseTimes, extra=TIMES, max_num=MOST_TIMES)


class CheckForm(forms.Form):
    """Whether it is listed at once, and how it was checked."""

    status = forms.ChoiceField(
        choices=[(Status.LISTED, gettext_lazy("List it now")), (Status.DRAFT, gettext_lazy("Keep it as a draft"))],
        initial=Status.LISTED,
        label=gettext_lazy("When this is saved"),
        widget=forms.RadioSelect,
    )
    checked_by = forms.ChoiceField(
        choices=[("", gettext_lazy("Not yet")), *CHECKS],
        required=False,
        label=gettext_lazy("I have checked this with them"),
        widget=forms.RadioSelect,
    )
