"""The desk of areas: a tree."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.desk import SluggedDesk
from groups.admin.forms import SlugForm
from groups.admin.provenance import FromFeedDesk
from groups.models import Area

BELOW = " › "
INDENT = "\u2003\u2003"
PARENTS = tuple("__".join(["parent"] * depth) for depth in (4, 3, 2, 1))
"""The way to each level above, the farthest first: a tree of nation, region, county, district and town has four."""


class AreaForm(SlugForm):
    """An area is inside no part of itself."""

    nation = forms.CharField(
        required=False,
        label=gettext_lazy("Nation"),
        validators=[RegexValidator(r"^[A-Za-z-]+$", gettext_lazy("Write it as england or northern-ireland."))],
        help_text=gettext_lazy("Decides bank holidays: england, wales, scotland, northern-ireland. Blank: the site’s."),
        max_length=30,
    )

    def clean_nation(self):
        return "-".join(self.cleaned_data["nation"].split())

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and parent.pk in Area.objects.within([self.initial["slug"]]):
            raise ValidationError(_("An area cannot be inside itself or one of its own parts."))
        return parent


def path_of_names():
    """`England › Suffolk › Ipswich`, in SQL, so that a list can be put into the order of the tree."""
    above = [
        Case(When(**{f"{way}__isnull": False}, then=Concat(F(f"{way}__name"), Value(BELOW))), default=Value(""))
        for way in PARENTS
    ]
    return Concat(*above, F("name"))


class NationFilter(admin.SimpleListFilter):
    """The nations that areas state."""

    title = gettext_lazy("nation")
    parameter_name = "nation"

    def lookups(self, request, model_admin):
        stated = Area.objects.exclude(nation="").order_by("nation").values_list("nation", flat=True).distinct()
        return [(nation, nation) for nation in stated]

    def queryset(self, request, queryset):
        return queryset.filter(nation=self.value()) if self.value() else queryset


@admin.register(Area)
class AreaDesk(FromFeedDesk, SluggedDesk):
    form = AreaForm
    autocomplete_fields = ("parent",)
    fieldsets = ((None, {"fields": (("name", "slug"), "kind", "parent", "nation", ("lat", "lng"))}),)
    list_display = ("name_in_tree", "kind", "nation", "slug")
    list_filter = ("kind", NationFilter, "feed")
    list_per_page = 500
    search_fields = ("name", "slug")

    def get_ordering(self, request):
        return (path_of_names().asc(), "pk")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(path=path_of_names())

    @admin.display(description=gettext_lazy("area"), ordering="path")
    def name_in_tree(self, area):
        return INDENT * area.path.count(BELOW) + area.name
