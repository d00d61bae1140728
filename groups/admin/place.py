"""The desk of places: found by what a visitor would type; filled by open data, seldom by hand."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models import Place
from groups.rules import postcodes
from groups.rules.folding import fold
from mutualaid.admin import Desk


@admin.register(Place)
class PlaceDesk(Desk):
    fields = ("name", "key", "kind", ("lat", "lng"), "county", "country", "source", "ended")
    readonly_fields = ("key",)
    list_display = ("name", "kind", "county", "country", "lat", "lng", "source", "ended")
    list_filter = ("kind", "ended")
    search_fields = ("key",)
    search_help_text = _("The beginning of a name, or a postcode")
    ordering = ("pk",)

    def get_search_results(self, request, queryset, search_term):
        if not fold(search_term):
            return queryset, False
        postcode = postcodes.tidy(search_term)
        beginning = Q(key__startswith=fold(search_term))
        return queryset.filter(Q(key=fold(postcode)) if postcode else beginning), False

    def save_model(self, request, obj, form, change):
        obj.key = fold(obj.name)
        super().save_model(request, obj, form, change)
