"""One fixed time of somebody's week as it is entered on `/plan/times/`: its name, days, hours and weeks.

Its fields in an address stand behind the row they are of (`m0-`, `t3-`): `name`, `day`, `at`, `to`, `is`, `weeks`, and
`out` where one that was there before is to go.
"""

from collections.abc import Mapping
from datetime import date, time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.choices import Weekday
from groups.rules.planning.commitments import PRESET_NAMES, Commitment, tidy_name
from groups.rules.planning.fortnight import Weeks, letter_of
from groups.search import week_order
from groups.search.fields import Clock
from groups.views.plan.presets import MINE, THEIRS
from groups.views.plan.time_words import name_of, when_words
from groups.views.public_fields import PlainField

BUSY, NEED = "busy", "need"
MEANS = {
    MINE: {BUSY: gettext_lazy("I am busy"), NEED: gettext_lazy("I need the other at home")},
    THEIRS: {BUSY: gettext_lazy("They are busy"), NEED: gettext_lazy("They need me at home")},
}
USUALLY = {MINE: BUSY, THEIRS: NEED}
LONGEST_TYPED = 60
"""A longer name is told; one that an address has no room for is cut."""


class TimeInput(forms.TimeInput):
    """The browser's own way to choose a time; one without it shows what was typed."""

    input_type = "time"

    def format_value(self, value):
        return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else value


class TimeForm(forms.Form):
    """A row of the form. A blank one may stay blank."""

    use_required_attribute = False

    name = PlainField(max_length=LONGEST_TYPED, label=gettext_lazy("What is it? (optional)"))
    day = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("On which days?"),
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    at = Clock(
        max_length=40,
        widget=TimeInput,
        label=gettext_lazy("From"),
        error_messages={"required": gettext_lazy("Enter when it begins.")},
    )
    to = Clock(
        max_length=40,
        widget=TimeInput,
        label=gettext_lazy("Until"),
        error_messages={"required": gettext_lazy("Enter when it ends.")},
    )
    weeks = forms.ChoiceField(required=False, label=gettext_lazy("In which weeks?"))

    def __init__(self, data: Mapping | None, prefix: str, *, whose: str, today: date, held: Commitment | None = None):
        usual = {"is": USUALLY[whose], "weeks": ""}
        initial = _initial(held) if held else usual
        # A row that is not filled in is one that nobody wanted; of a row that was there something must be left.
        super().__init__(data, prefix=prefix, initial=initial, empty_permitted=held is None)
        self.held, self.whose, self.today = held, whose, today
        self.fields["is"] = forms.ChoiceField(
            choices=list(MEANS[whose].items()),
            widget=forms.RadioSelect,
            label=_("What does it mean?"),
            error_messages={"required": _("Choose one of these.")},
        )
        self.fields["day"].choices = week_order.choices()
        this = letter_of(today)
        self.fields["weeks"].choices = [
            ("", _("Every week")),
            (this.value, _("This week and every other")),
            (this.other.value, _("Next week and every other")),
        ]

    @property
    def is_out(self) -> bool:
        """Whether it is to go, whatever else its fields say."""
        return self.held is not None and self.is_bound and bool(self.data.get(self.add_prefix("out")))

    @property
    def holds(self) -> Commitment | None:
        """The time that it stands for; None where there is none, or where it is to go. Only of a row that is valid."""
        if self.is_out or not self.is_bound:
            return None if self.is_out else self.held
        if not self.cleaned_data.get("day"):
            return None
        said = self.cleaned_data
        needs_other = said["is"] == NEED
        return Commitment(
            tuple(sorted(said["day"])),
            said["at"],
            said["to"],
            needs_other,
            Weeks(said["weeks"]),
            known_name(said["name"]),
        )

    @property
    def title(self) -> str:
        """What it is called in a heading."""
        return name_of(self.held) if self.held else _("Another time")

    @property
    def when(self) -> str:
        """When it is, and what it means."""
        return when_words(self.held, today=self.today) if self.held else ""

    @property
    def means(self) -> str:
        """What it means to the two."""
        return str(MEANS[self.whose][NEED if self.held.needs_other else BUSY]) if self.held else ""

    @property
    def days(self) -> list[tuple[str, str, str, str, bool]]:
        """Its days to tick: key, value, name, short name, and whether it is ticked."""
        ticked = {str(value) for value in self["day"].value() or ()}
        return [
            (
                f"{self['day'].auto_id}_{day.value}",
                str(day.value),
                str(day.label),
                short_day(day),
                str(day.value) in ticked,
            )
            for day in week_order.weekdays()
        ]


def short_day(day: Weekday) -> str:
    """`Mon`: the beginning of its name."""
    return str(day.label)[:3]


def known_name(typed: str) -> str:
    """A typed name as an address holds it; one that we know by itself is held by its own key, for other languages."""
    tidy = tidy_name(typed.replace("’", "'"))
    keys = {tidy_name(str(label).replace("’", "'")).casefold(): key for key, label in PRESET_NAMES.items()}
    return keys.get(tidy.casefold(), tidy)


def _initial(held: Commitment) -> dict:
    return {
        "name": held.called,
        "day": list(held.days),
        "at": f"{time(*divmod(held.begins, 60)):%H:%M}",
        "to": f"{time(*divmod(held.ends, 60)):%H:%M}",
        "is": NEED if held.needs_other else BUSY,
        "weeks": held.weeks.value,
    }
