"""The desk of programmes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from groups.admin.desk import SluggedDesk
from groups.admin.fields import TicksField
from groups.admin.forms import SlugForm
from groups.models import Programme
from groups.rules.choices import ABOUT_ANYTHING, About
from mutualaid.admin import EditedHere, ShippedDesk, TranslatedForm


class ProgrammeForm(TranslatedForm, SlugForm):
    about = TicksField(
        choices=About.choices,
        none_is_all=True,
        initial=ABOUT_ANYTHING,
        label=_("What it is about"),
        help_text=_("For a family programme, the relative’s problem. None ticked: any problem."),
    )


@admin.register(Programme)
class ProgrammeDesk(ShippedDesk, SluggedDesk):
    form = ProgrammeForm
    fieldsets = (
        (None, {"fields": (("name", "short_name"), "slug", "other_names", "approach", "audience", "about")}),
        (
            _("What visitors read"),
            {"fields": ("description", "website", ("helpline", "helpline_hours"), "nations", "translations")},
        ),
        (None, {"fields": ("origin",)}),
    )
    list_display = ("name", "short_name", "approach", "audience", "helpline", "origin")
    list_filter = ("approach", "audience", EditedHere)
    search_fields = ("name", "=short_name", "slug")
