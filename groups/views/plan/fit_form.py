"""The form of `/plan/fit/`: where from, how, how many, by when home. What kind of meeting is the search's own form.

It is sent to its own page with `go=fit`; `place` is what was typed, which no address holds afterwards.
"""

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.criteria import DISTANCES, Moment
from groups.rules.geo import KM_IN
from groups.rules.planning.journeys import USUAL, WAYS, Travel
from groups.rules.planning.week_plan import AS_MANY_AS_CAN_BE, LONGEST_HOME, TARGETS, WeekPlan
from groups.search.fields import Clock
from groups.search.filters import MeetingFilter
from groups.search.vocabulary import Vocabulary
from groups.views.plan.time_form import TimeInput
from groups.views.plan.wishes import ANEW, FILTERS, Wishes
from groups.views.public_fields import PlainField

USUAL_TARGET = "3"
SET_HERE = ("by", "target", "latest", *FILTERS, ANEW)
"""What its own fields say. The home that was found is kept until another place is typed."""

_LABELS = {
    "within": gettext_lazy("How far at most?"),
    "attend": gettext_lazy("In person or online?"),
    "for": gettext_lazy("Whom are the meetings for?"),
    "about": gettext_lazy("What are they about?"),
    "kind": gettext_lazy("What kind of meeting?"),
    "programme": gettext_lazy("Programme"),
    "access": gettext_lazy("Getting in and taking part: all of these"),
}
"""What the fields of the search are called here."""

_RECKONED = gettext_lazy("{minutes} minutes a mile and {margin} to spare")


class FitForm(forms.Form):
    """What is asked of the week beside the kind of meeting."""

    use_required_attribute = False

    place = PlainField(
        max_length=LONGEST_HOME,
        label=gettext_lazy("Where do you start from? (optional)"),
        help_text=gettext_lazy("Town or postcode. We round it to about a mile and do not keep it."),
        widget=forms.TextInput({"autocomplete": "postal-code", "autocapitalize": "words", "spellcheck": "false"}),
    )
    by = forms.ChoiceField(
        choices=[(way.slug, way.label) for way in WAYS],
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("How do you travel?"),
    )
    target = forms.ChoiceField(
        choices=[
            *((str(number), str(number)) for number in TARGETS),
            (AS_MANY_AS_CAN_BE, gettext_lazy("As many as I can")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("How many meetings a week?"),
        help_text=gettext_lazy("Some programmes suggest that new and returning members go to as many as they can."),
        error_messages={"required": gettext_lazy("Choose how many.")},
    )
    latest = Clock(
        max_length=40,
        required=False,
        widget=TimeInput,
        label=gettext_lazy("By when do you want to be home? (optional)"),
    )
    anew = forms.ChoiceField(
        choices=[("", gettext_lazy("Keep them where they fit")), ("yes", gettext_lazy("Start afresh"))],
        widget=forms.RadioSelect,
        required=False,
        label=gettext_lazy("The meetings that are in your week already"),
    )


def form_of(plan: WeekPlan, wishes: Wishes, *, place: str = "") -> FitForm:
    """The form as a week fills it in; `place` is one that could not be found."""
    form = FitForm(
        {
            "place": place,
            "by": plan.by or USUAL.slug,
            "target": str(plan.target or USUAL_TARGET),
            "latest": "" if plan.latest is None else f"{plan.latest // 60:02}:{plan.latest % 60:02}",
            "anew": "yes" if wishes.get(ANEW) == ["yes"] else "",
        }
    )
    return _for(form, plan)


def form_sent(data: QueryDict, plan: WeekPlan) -> FitForm:
    """The form as it was sent."""
    return _for(FitForm(data), plan)


def _for(form: FitForm, plan: WeekPlan) -> FitForm:
    if not plan.picks:
        del form.fields["anew"]
    return form


def ways(form: FitForm) -> list[tuple]:
    """The ways to travel, each with how its journeys are reckoned."""
    miles = KM_IN[settings.DISTANCE_UNIT] / KM_IN["mi"]
    said = {
        way.slug: format_lazy(_RECKONED, minutes=round(way.minutes_per_mile * miles), margin=way.margin) for way in WAYS
    }
    return [(choice, said[choice.data["value"]]) for choice in form["by"]]


def wanted(form: FitForm) -> dict:
    """What a valid form changes in a week."""
    said = form.cleaned_data
    target = said["target"] if said["target"] == AS_MANY_AS_CAN_BE else int(said["target"])
    return {"by": said["by"], "target": target, "latest": said["latest"]}


def filter_of(wishes: Wishes, *, known: Vocabulary, at: Moment) -> MeetingFilter:
    """The search's own reader and form for these wishes, with what a week can ask of it."""
    data = QueryDict(mutable=True)
    for name, values in wishes.items():
        data.setlist(name, values)
    search = MeetingFilter(data, vocabulary=known, at=at)
    fields = search.form.fields
    fields["attend"].choices = [choice for choice in fields["attend"].choices if choice[0] != "hybrid"]
    _offer_what_is_in_use(fields, wishes, known)
    for name, label in _LABELS.items():
        fields[name].label = str(label)
    far = [choice for choice in fields["within"].choices if choice[0]]
    fields["within"].choices = [("", _("As suits how I travel")), *far]
    return search


def _offer_what_is_in_use(fields: dict, wishes: Wishes, known: Vocabulary) -> None:
    """What no listing has need not be looked through, unless it was asked for. Programmes have their full names."""
    names = {row.slug: row.said("name") for row in known.rows[0]}
    in_use = {
        "programme": {slug for slug, one in known.programmes.items() if one.keys & known.in_use.programmes},
        "who": known.in_use.tags,
        "access": known.in_use.access,
    }
    for name, slugs in in_use.items():
        asked = wishes.get(name, ())
        fields[name].choices = [
            (slug, names.get(slug, label) if name == "programme" else label)
            for slug, label in fields[name].choices
            if slug in slugs or slug in asked
        ]


def reach_of(travel: Travel) -> int:
    """How far one goes where nobody said, as a value of `within`."""
    km, unit = travel.reach * KM_IN["mi"], KM_IN[settings.DISTANCE_UNIT]
    return next(number for number in DISTANCES if number * unit >= km - 0.5)


def errors_of(form: FitForm) -> list[dict[str, str]]:
    """What could not be understood, each with the field to which it leads."""
    found = []
    for name, messages in form.errors.items():
        field = form[name]
        field_id = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
        found += [{"label": str(field.label), "message": message, "field_id": field_id} for message in messages]
    return found
