"""The forms of the desks: each constraint says its sentence beside the field that it is about."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.desk import KnownAutocomplete
from groups.models import OldSlug

PLACES = {
    "meeting_happens_somewhere": ("venue",),
    "meeting_online_only_has_no_venue": ("venue",),
    "meeting_online_can_be_joined": ("online_link",),
    "meeting_has_a_day_and_time": ("weekday", "starts_at"),
    "meeting_weekday_is_one_of_seven": ("weekday",),
    "meeting_weeks_in_their_one_form": ("weeks",),
    "meeting_interval_has_its_phase": ("interval",),
    "meeting_interval_or_weeks_of_the_month": ("weeks",),
    "meeting_meets_in_some_month": ("months",),
    "meeting_ends_after_it_begins": ("last",),
    "meeting_lasts_a_day_at_most": ("minutes",),
    "meeting_open_weeks_are_weeks": ("open_weeks",),
    "meeting_ages_in_order": ("oldest",),
    "meeting_pause_has_an_end_only_when_paused": ("paused_until",),
    "group_pause_has_an_end_only_when_paused": ("paused_until",),
    "venue_point_is_whole": ("lat", "lng"),
    "venue_point_is_on_the_earth": ("lat",),
    "exception_ends_after_it_begins": ("last",),
    "exception_cancelled_goes_nowhere": ("kind",),
    "exception_that_meets_is_as_usual": ("kind",),
    "exception_moved_says_where_or_when": ("to",),
    "exception_moved_in_time_is_one_date": ("last",),
    "exception_extra_is_one_date": ("last",),
}
"""Beside which field a constraint speaks: the first of these that is empty, else the first."""


class DeskForm(forms.ModelForm):
    """Checks every constraint of its table, those over fields that the form leaves out too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocomplete):
                relation = self._meta.model._meta.get_field(name)
                widget.known = relation.get_cached_value(self.instance, default=None)

    def _post_clean(self):
        """Django checks the constraints over its own fields and says all at the top; here each has its place."""
        super()._post_clean()
        constraints = self._meta.model._meta.constraints
        sentences = {constraint.violation_error_message for constraint in constraints}
        at_the_top = [error for error in self.non_field_errors().as_data() if error.message not in sentences]
        self._errors.pop(NON_FIELD_ERRORS, None)
        for error in at_the_top:
            self.add_error(None, error)
        failed = set(self._errors)
        for constraint in constraints:
            try:
                constraint.validate(self._meta.model, self.instance, exclude=failed)
            except ValidationError as error:
                self.add_error(self._place(constraint.name), error)

    def _place(self, constraint: str) -> str | None:
        fields = [name for name in PLACES.get(constraint, ()) if name in self.fields]
        empty = [name for name in fields if getattr(self.instance, name) in (None, "")]
        return next(iter(empty + fields), None)


class SlugForm(DeskForm):
    """A form whose slug may be left to the system, and may not be what another record was called."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Its name in addresses. Blank: made from the name. Old ones lead here.")

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        was = OldSlug.objects.filter(kind=self._meta.model._meta.model_name, slug=slug).first()
        if was and was.leads_to != self.initial.get("slug"):
            raise ValidationError(_("This address leads to “%(slug)s” already.") % {"slug": was.leads_to})
        return slug


class ExceptionForm(DeskForm):
    """One date, or a span: the last date is the first where it is left empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "last" in self.fields:
            self.fields["last"].required = False
            self.fields["last"].help_text = gettext_lazy("Blank: one date.")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("last") and "last" not in self._errors:
            cleaned["last"] = cleaned.get("first")
        return cleaned
