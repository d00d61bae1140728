"""The short forms of the page that a letter opens: what is different, what has closed, who is no longer the contact."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import LetterGroup, Meeting
from groups.models.fields import ClockFormField
from groups.rules.choices import Weekday
from groups.search import week_order
from groups.upkeep.letter_answers import Different
from groups.views.facts import when

WORDS = {"rows": 4}
ANY_DAY = ("", gettext_lazy("As it is"))
NOT_YET = ("", gettext_lazy("Choose the meeting"))


class AboutGroups(forms.Form):
    """Which of the groups is meant. Where there is only one, nobody is asked."""

    use_required_attribute = False  # our own sentences say what is missing, in the page

    groups = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which group?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the group that you mean.")},
    )
    key = ""

    def __init__(self, data=None, *, asked: list[LetterGroup]):
        super().__init__(data, prefix=self.key, label_suffix="")
        self.asked = asked
        if len(asked) == 1:
            del self.fields["groups"]
        else:
            self.fields["groups"].choices = [(one.group_id, one.group.name) for one in asked]

    @property
    def meant(self) -> list[LetterGroup]:
        """What the letter asks about that is meant; of a form that is valid."""
        if len(self.asked) == 1:
            return self.asked
        chosen = set(self.cleaned_data["groups"])
        return [one for one in self.asked if one.group_id in chosen]


class ClosedForm(AboutGroups):
    key = "closed"
    note = forms.CharField(
        label=gettext_lazy("Anything that we should know (optional)"),
        help_text=gettext_lazy("For example since when, or where people can go instead."),
        widget=forms.Textarea(WORDS),
        max_length=1500,
        required=False,
    )


class GoneForm(AboutGroups):
    key = "gone"
    handed_to = forms.EmailField(
        label=gettext_lazy("E-mail of the new contact (optional)"),
        help_text=gettext_lazy("Ask them first. Our staff look at it before we write there, and nobody else sees it."),
        widget=forms.EmailInput({"autocomplete": "off"}),
        max_length=254,
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an e-mail address such as secretary@example.org.")},
    )


class OffForm(AboutGroups):
    key = "off"
    note = forms.CharField(
        label=gettext_lazy("Anything that we should know (optional)"),
        widget=forms.Textarea(WORDS),
        max_length=1500,
        required=False,
    )


class DifferentForm(forms.Form):
    """What is different: in words, and where it is simple the day, the time or the place."""

    use_required_attribute = False  # our own sentences say what is missing, in the page
    key = "different"
    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Choose the meeting that you mean.")},
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("New day (optional)"), coerce=int, empty_value=None, required=False
    )
    starts_at = ClockFormField(
        label=gettext_lazy("New time (optional)"), help_text=gettext_lazy("For example 7:30pm."), required=False
    )
    place = forms.CharField(label=gettext_lazy("New place (optional)"), max_length=120, required=False)
    postcode = forms.CharField(
        label=gettext_lazy("Its postcode (optional)"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What is different, in your words"),
        help_text=gettext_lazy("No surnames, and no private numbers, please."),
        widget=forms.Textarea(WORDS),
        max_length=2000,
        required=False,
    )
    may_write = forms.BooleanField(
        label=gettext_lazy("You may write to me about this, at the address to which your letter came"), required=False
    )

    def __init__(self, data=None, *, asked: list[LetterGroup], about: str = ""):
        super().__init__(data, prefix=self.key, label_suffix="", initial={"about": about})
        self.asked = {name: pair for one in asked for name, pair in _things_of(one)}
        several = len(asked) > 1
        named = [(name, _label(*pair, several=several)) for name, pair in self.asked.items()]
        self.fields["about"].choices = named if self._is_plain() else [NOT_YET, *named]
        self.fields["weekday"].choices = [ANY_DAY, *week_order.choices()]

    def _is_plain(self) -> bool:
        """Whether it can be about one meeting only: that one stands chosen. Else nobody chooses for them."""
        meetings = [meeting for _one, meeting in self.asked.values() if meeting is not None]
        return len(meetings) == 1 or len(self.asked) == 1

    def clean(self):
        said = super().clean()
        named = ("weekday", "starts_at", "place", "postcode", "note")
        if not self.errors and all(said.get(name) in (None, "") for name in named):
            self.add_error("note", ValidationError(_("Say in a few words what is different.")))
        return said

    @property
    def meant(self) -> LetterGroup:
        """What the letter asks about that is meant; of a form that is valid."""
        return self.asked[self.cleaned_data["about"]][0]

    @property
    def said(self) -> Different:
        """What is to be told to staff; of a form that is valid. A day or place of no one meeting is told in words."""
        said = self.cleaned_data
        one, meeting = self.asked[said["about"]]
        if meeting is None:
            return Different(one.group, note=self._in_words(), may_write=said["may_write"])
        times = {"weekday": said["weekday"], "starts_at": said["starts_at"]}
        place = {"name": said["place"], "postcode": said["postcode"]}
        proposed = {"meeting": _stated(times), "venue": _stated(place)}
        return Different(one.group, meeting, proposed, said["note"], said["may_write"])

    def _in_words(self) -> str:
        named = ("weekday", "starts_at", "place", "postcode")
        parts = [f"{self.fields[name].label}: {self[name].value()}" for name in named if self[name].value()]
        if self.cleaned_data["weekday"] is not None:
            parts[0] = f"{self.fields['weekday'].label}: {Weekday(self.cleaned_data['weekday']).label}"
        return "\n".join([self.cleaned_data["note"], *parts]).strip()


def _things_of(one: LetterGroup) -> list[tuple[str, tuple[LetterGroup, Meeting | None]]]:
    """What something may be said about: each meeting of the group, then the group."""
    meetings = [(f"m{meeting.pk}", (one, meeting)) for meeting in one.group.meetings.all()]
    return [*meetings, (f"g{one.group_id}", (one, None))]


def _label(one: LetterGroup, meeting: Meeting | None, *, several: bool) -> str:
    """`Harbour Lights: Every Monday, 7:30pm to 9pm`, or what is no one meeting's."""
    name = one.group.name
    if meeting is None:
        return _("%(group)s: something else") % {"group": name} if several else _("Something else")
    return f"{name}: {when(meeting)}" if several else when(meeting)


def _stated(values: dict) -> dict:
    return {name: value for name, value in values.items() if value not in (None, "")}
