"""The desk of helplines: which numbers, and when somebody last rang them."""

from contextlib import contextmanager
from datetime import timedelta

from django.contrib import admin, messages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance import help_file
from guidance.models import Helpline
from mutualaid.admin import EditedHere, ShippedDesk, TranslatedForm

RING_AGAIN_AFTER = timedelta(days=365)
"""A number that was rung so long ago is due again: as an article is, once a year."""


class CheckedFilter(admin.SimpleListFilter):
    """Whether anybody has rung it."""

    title = gettext_lazy("check")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("no", _("Never rung")), ("long-ago", _("More than a year ago")), ("yes", _("Rung"))]

    def queryset(self, request, queryset):
        if self.value() == "long-ago":
            return queryset.filter(checked_on__lte=timezone.localdate() - RING_AGAIN_AFTER)
        if self.value() in ("no", "yes"):
            return queryset.filter(checked_on__isnull=self.value() == "no")
        return queryset


@admin.register(Helpline)
class HelplineDesk(ShippedDesk):
    form = TranslatedForm
    actions = (*ShippedDesk.actions, "rang_today")
    fieldsets = (
        (None, {"fields": (("name", "slug"), ("number", "hours"), "checked_on", "for_whom", ("urgent", "position"))}),
        (
            gettext_lazy("Other ways to reach it"),
            {"fields": (("text_number", "text_to"), "relay", "bsl_url", "email", "website")},
        ),
        (gettext_lazy("For whom it is shown"), {"fields": ("nations", "areas", "topics", "ages", "languages")}),
        (gettext_lazy("In other languages"), {"fields": ("translations",)}),
        (None, {"fields": ("source", "origin")}),
    )
    list_display = ("name", "number", "hours", "urgent", "nations_in_words", "checked", "origin")
    list_filter = (CheckedFilter, "urgent", EditedHere)
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "number", "text_number")

    @admin.display(description=gettext_lazy("nations"))
    def nations_in_words(self, line):
        return ", ".join(line.nations) or _("everywhere")

    @admin.display(
        description=gettext_lazy("checked on"), ordering="checked_on", empty_value=gettext_lazy("never rung")
    )
    def checked(self, line):
        return line.checked_on

    @admin.action(description=gettext_lazy("I rang it today, and it answered as it says here"), permissions=["change"])
    def rang_today(self, request, queryset):
        with self.changing(*queryset):
            count = queryset.update(checked_on=timezone.localdate())
        said = ngettext("%(count)s helpline checked.", "%(count)s helplines checked.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    @contextmanager
    def changing(self, *records):
        """What visitors see while the database is away says the same."""
        with transaction.atomic():
            yield
            help_file.write_after_this()

    removing = changing

    def save_model(self, request, obj, form, change):
        """A new number is one that nobody has rung yet."""
        if change and "number" in form.changed_data and "checked_on" not in form.changed_data:
            obj.checked_on = None
            self.message_user(request, _("The number is new: ring it, then say so here."), messages.WARNING)
        super().save_model(request, obj, form, change)
