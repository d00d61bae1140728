"""What stands inside a meeting or a venue: exceptions, tags, answers about access."""

from itertools import groupby

from django.contrib import admin
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.desk import Autocompletes
from groups.admin.fields import WeeksField
from groups.admin.forms import DeskForm, ExceptionForm
from groups.models import AccessAnswer, MeetingException, MeetingTag
from groups.rules.choices import TagFamily
from groups.rules.schedule import EVERY_WEEK


class OneVocabulary(BaseInlineFormSet):
    """Every row chooses from the same words, which are asked for once and chosen once."""

    words = ""
    """The field that holds the word."""

    def add_fields(self, form, index):
        """Each box of the line is named: the words above its column are no label to a screen reader."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)
        if self.words in form.fields:  # who may only look has no fields
            form.fields[self.words].choices = self._choices(form.fields[self.words])

    def _choices(self, field):
        if not hasattr(self, "_asked"):
            self._asked = [("", "---------"), *self.choices_from(field.queryset)]
        return self._asked

    def choices_from(self, rows) -> list:
        return [(row.pk, str(row)) for row in rows]

    def clean(self):
        seen = set()
        for form in self.forms:
            said = getattr(form, "cleaned_data", {})
            word = said.get(self.words)
            if word is None or said.get(DELETION_FIELD_NAME):
                continue
            if word in seen:
                form.add_error(self.words, _("This stands on another line already."))
            seen.add(word)
        super().clean()


class TagFormSet(OneVocabulary):
    words = "tag"

    def choices_from(self, rows):
        by_family = sorted(rows, key=lambda tag: (TagFamily.values.index(tag.family), tag.label))
        return [
            (TagFamily(family).label, [(tag.pk, tag.label) for tag in tags])
            for family, tags in groupby(by_family, key=lambda tag: tag.family)
        ]


class AccessFormSet(OneVocabulary):
    words = "feature"


class TagForm(DeskForm):
    weeks = WeeksField(
        none_is_all=True, initial=EVERY_WEEK, label=gettext_lazy("only in"), help_text=gettext_lazy("None: every week.")
    )


class Part(Autocompletes):
    """A line of its record: whoever may change the record may add, change and take away its lines."""

    extra = 1

    def _may(self, request, *verbs) -> bool:
        owner = self.parent_model._meta
        return any(request.user.has_perm(f"{owner.app_label}.{verb}_{owner.model_name}") for verb in verbs)

    def has_add_permission(self, request, obj=None):
        return self._may(request, "add", "change")

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None):
        return self._may(request, "add", "change", "view")


class ExceptionInline(Part, admin.StackedInline):
    model = MeetingException
    form = ExceptionForm
    verbose_name_plural = gettext_lazy("exceptions")
    fields = (("kind", "first", "last"), ("to", "starts_at", "note"), ("venue", "room", "online_link"))
    autocomplete_fields = ("venue",)
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("venue")


class Words(Part, admin.TabularInline):
    """Lines that each choose a word, without the buttons that would edit the vocabulary itself."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == self.formset.words:
            field.widget = field.widget.widget
        return field


class TagInline(Words):
    model = MeetingTag
    form = TagForm
    formset = TagFormSet
    fields = ("tag", "weeks")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("tag").order_by("tag__family", "tag__label")


class AccessInline(Words):
    model = AccessAnswer
    formset = AccessFormSet
    fields = ("feature", "answer", "note")
    verbose_name_plural = gettext_lazy("access: a feature without a line is “not stated”")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("feature").order_by("feature__position", "pk")
