"""What every desk of the staff's workplace shares: who may delete, how a list is joined, and rows that ship."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mutualaid.shipped import Shipped


class JoinedList(ChangeList):
    """A list whose desk names what else its rows show, so that no row asks for it."""

    def apply_select_related(self, qs):
        return super().apply_select_related(qs).prefetch_related(*self.model_admin.list_prefetch_related)


class Desk(admin.ModelAdmin):
    """One table of the workplace. Nothing is deleted here but by an administrator."""

    list_prefetch_related = ()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget({"rows": 4})},
        models.URLField: {"assume_scheme": "https"},
    }

    @contextmanager
    def changing(self, *records: models.Model) -> Iterator[None]:
        """Around every save and action: what has to follow a change of these records follows as it ends."""
        with transaction.atomic():
            yield

    @contextmanager
    def removing(self, *records: models.Model) -> Iterator[None]:
        """The same around every deletion."""
        with transaction.atomic():
            yield

    def get_changelist(self, request, **kwargs):
        return JoinedList

    def changelist_view(self, request, extra_context=None):
        if "\x00" in "".join(value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("No name holds a NUL.")
        title = {"title": capfirst(self.opts.verbose_name_plural)}  # not “Select deed to view”
        return super().changelist_view(request, title | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        with self.changing(obj):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with self.removing(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with self.removing(*queryset):
            super().delete_queryset(request, queryset)


class OnlyRead:
    """For desks whose rows are written by the software alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class WordsField(forms.CharField):
    """A list of words or names, with commas between."""

    widget = AdminTextareaWidget({"rows": 2})

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        super().__init__(**kwargs)
        self.help_text = " ".join(str(text) for text in (self.help_text, _("With commas between.")) if text)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        words = super().to_python(value).replace("\n", ",").split(",")
        return [word.strip() for word in words if word.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class TranslationsField(forms.JSONField):
    """Words by language and field, as `Translated.said` reads them."""

    default_error_messages = {"shape": gettext_lazy("Write it as {“cy”: {“label”: “Merched”}}, with straight quotes.")}

    def validate(self, value):
        super().validate(value)
        if not _is_words_by_language(value or {}):
            raise ValidationError(self.error_messages["shape"], code="shape")


def _is_words_by_language(value) -> bool:
    if not isinstance(value, dict):
        return False
    return all(
        isinstance(words, dict) and all(isinstance(word, str) for word in words.values()) for words in value.values()
    )


class TranslatedForm(forms.ModelForm):
    """Of a record whose words may be held in further languages."""

    translations = TranslationsField(required=False, initial=dict, label=gettext_lazy("In other languages"))

    def clean_translations(self):
        return self.cleaned_data["translations"] or {}


class EditedHere(admin.SimpleListFilter):
    """Rows as they were shipped, edited here, or added here."""

    title = gettext_lazy("origin")
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("shipped", _("Shipped")), ("here", _("Added here"))]

    def queryset(self, request, queryset):
        if self.value() == "shipped":
            return queryset.exclude(shipped={})
        return queryset.filter(shipped={}) if self.value() == "here" else queryset


class ShippedDesk(Desk):
    """Rows that a release brings: each says whether it was edited here, and can be made as shipped again."""

    actions = ("return_to_shipped",)
    keys = ("slug",)
    """The fields by which a release knows its rows: not to be changed in those."""

    @admin.display(description=gettext_lazy("text"))
    def origin(self, row):
        if not row.shipped:
            return _("added here")
        if not row.edited_fields:
            return _("as shipped")
        names = [str(row._meta.get_field(name).verbose_name) for name in row.edited_fields]
        return _("edited here: %(fields)s") % {"fields": ", ".join(names)}

    @admin.action(description=gettext_lazy("Return to the shipped text"), permissions=["change"])
    def return_to_shipped(self, request, queryset):
        with self.changing(*queryset):
            count = return_to_shipped(queryset)
        said = ngettext("%(count)s row is as shipped again.", "%(count)s rows are as shipped again.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    def get_readonly_fields(self, request, obj=None):
        keys = self.keys if obj and obj.shipped else ()
        return (*super().get_readonly_fields(request, obj), *keys, "origin")

    def get_prepopulated_fields(self, request, obj=None):
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.JSONField) and db_field.default is list:
            kwargs["form_class"] = WordsField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@transaction.atomic
def return_to_shipped(rows: Iterable[Shipped]) -> int:
    """Put back what the release last wrote into the fields that staff edited; return how many rows had any."""
    count = 0
    for row in rows:
        edited = row.edited_fields
        for name in edited:
            setattr(row, name, row.shipped[name])
        if edited:
            row.full_clean()
            row.save()
            count += 1
    return count
