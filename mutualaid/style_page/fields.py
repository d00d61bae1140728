"""Fields of the forms that anyone may fill in, right and wrong; and what a form says when it is sent."""

from django import forms

from groups.rules.choices import Attendance, Weekday
from groups.views.public_fields import HoursField, OwnEmailField, PlainField, PlainTextField
from mutualaid.style_page.specimens import FOCUSED, Component, Family, State, drawn, partial, together
from mutualaid.style_page.values import NOWHERE


class Asked(forms.Form):
    """One field of each sort."""

    use_required_attribute = False

    name = PlainField(
        max_length=160,
        required=True,
        label="Name of the group",
        error_messages={"required": "Enter what the group is called."},
    )
    hours = HoursField(label="Time", help_text="7:30pm, or 7:30pm to 9pm")
    weekday = forms.ChoiceField(choices=[("", "Choose a day"), *Weekday.choices], label="Day", required=False)
    attendance = forms.ChoiceField(
        choices=Attendance.choices,
        widget=forms.RadioSelect,
        label="In person or online",
        error_messages={"required": "Choose how people take part."},
    )
    note = PlainTextField(
        max_length=2000, rows=4, label="Anything else, in your own words", help_text="No names of people, please."
    )
    email = OwnEmailField()
    groups = forms.MultipleChoiceField(
        choices=[("1", "Abbey Hall"), ("2", "Tuesday Night Candlelight")],
        widget=forms.CheckboxSelectMultiple,
        label="Which group?",
        error_messages={"required": "Tick the group that you mean."},
    )


def family() -> Family:
    return Family("forms", "Forms", [_field(), _part(), _wrong(), _answer(), _copy()])


def _blank() -> Asked:
    return Asked(label_suffix="")


def _filled() -> Asked:
    said = {"name": "", "hours": "half past", "note": "The hall is closed in August.", "email": "sam@example"}
    form = Asked(said, label_suffix="")
    form.is_valid()
    return form


def _field() -> Component:
    blank, wrong = _blank(), _filled()
    return Component(
        "Field",
        "partials/_form_field.html",
        "The label above, then what helps, then what is wrong, then the box. Nothing is starred: what may be left "
        "out says so. What was typed is never taken away.",
        [
            State("Text", partial("form_field", field=blank["name"])),
            State("Text that is missing", partial("form_field", field=wrong["name"])),
            State("With what helps", partial("form_field", field=blank["hours"])),
            State("With what helps, and wrong", partial("form_field", field=wrong["hours"])),
            State("With the focus", partial("form_field", field=blank["name"]), look=FOCUSED),
            State("A list", partial("form_field", field=blank["weekday"])),
            State("One of a few", partial("form_field", field=blank["attendance"])),
            State("One of a few, none chosen", partial("form_field", field=wrong["attendance"])),
            State("Some lines", partial("form_field", field=wrong["note"])),
            State("One’s own e-mail", partial("form_field", field=wrong["email"])),
        ],
    )


def _part() -> Component:
    blank = _blank()
    fields = [blank["weekday"], blank["hours"]]
    return Component(
        "Part of a form that folds",
        "partials/_form_part.html",
        "For a report: what the listing says now stands on the fold, so that only what has changed needs opening.",
        [
            State("Folded", partial("form_part", title="When", now="Tuesday, 7:30pm to 8:45pm", fields=fields)),
            State("Open", partial("form_part", title="When", now="", fields=fields, open=True)),
        ],
    )


def _wrong() -> Component:
    wrong = _filled()
    errors = [
        {
            "label": wrong[name].label,
            "message": messages[0],
            "field_id": f"id_{name}_0" if wrong[name].use_fieldset else f"id_{name}",
        }
        for name, messages in wrong.errors.items()
    ]
    return Component(
        "Error summary",
        "partials/_errors.html",
        "At the top, with the same words as at the field, each a link to it. It says what to do, and never “invalid”.",
        [
            State(
                "Several, with their fields",
                together(
                    partial("errors", errors=errors),
                    *(partial("form_field", field=wrong[name]) for name in wrong.errors),
                ),
            ),
            State(
                "One, with its field",
                together(partial("errors", errors=errors[:1]), partial("form_field", field=wrong["name"])),
            ),
        ],
    )


def _answer() -> Component:
    blank, wrong = _blank(), _filled()
    return Component(
        "Answer to a letter",
        "partials/_answer_field.html, partials/_answer_groups.html, partials/_asked_group.html",
        "The page that a letter opens: a contact looks their listing through, presses one button, or says what "
        "differs.",
        [
            State("A field", partial("answer_field", field=blank["hours"])),
            State("A field, wrong", partial("answer_field", field=wrong["hours"])),
            State("Which group", partial("answer_groups", field=blank["groups"])),
            State("Which group, none ticked", partial("answer_groups", field=wrong["groups"])),
            State("Their listing", partial("asked_group", group=_group())),
            State(
                "Confirmed a moment ago",
                partial("asked_group", group=_group(said="You said: still right. Thank you.", is_theirs=False)),
            ),
            State("Without meetings", partial("asked_group", group=_group(meetings=[], contact=None))),
        ],
    )


def _group(**differs) -> dict:
    meeting = {"key": 1, "name": "", "when": "Tuesday, 7:30pm to 8:45pm", "place": "Abbey Hall, Church Street"}
    return {
        "name": "Tuesday Night Candlelight",
        "url": NOWHERE,
        "key": 1,
        "freshness": "Checked 12 June 2026 with the group",
        "freshness_state": "due",
        "is_theirs": True,
        "contact": {"phone": "01632 960123", "email": "candlelight@example.org", "website": "candlelight.example.org"},
        "meetings": [
            meeting | {"who": "For anyone who wants to stop drinking"},
            meeting | {"name": "Step study", "when": "First Saturday, 10am", "who": "Anyone can come"},
        ],
    } | differs


def _copy() -> Component:
    return Component(
        "A text to copy",
        "partials/_copy.html",
        "Below a field. Where the browser can copy, a script puts a button in the place of the sentence.",
        [
            State(
                "Below its field",
                drawn(
                    "mutualaid/style/_copied.html", label="Link to send", value="https://example.org/plan/?plan=12.34"
                ),
            )
        ],
    )
