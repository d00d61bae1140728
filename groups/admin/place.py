"""The desk of places: found by what a visitor would type; filled by open data, seldom by hand."""

from contextlib import contextmanager

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Place, PlaceLoad
from groups.rules import gazetteer, postcodes
from groups.rules.folding import fold
from groups.search import index
from mutualaid.admin import Desk, OnlyRead


@admin.register(Place)
class PlaceDesk(Desk):
    """Staff change what staff entered; what a file said, the next load of that file would say again."""

    fields = ("name", "key", "kind", ("lat", "lng"), "county", "country", "load", "ended")
    readonly_fields = ("key", "load")
    list_display = ("name", "kind", "county", "country", "lat", "lng", "load", "ended")
    list_filter = ("kind", "ended")
    list_select_related = ("load",)
    search_fields = ("key",)
    search_help_text = gettext_lazy("The beginning of a name, or a postcode")
    ordering = ("pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(load__shown=True)

    def get_search_results(self, request, queryset, search_term):
        if not fold(search_term):
            return queryset, False
        postcode = postcodes.tidy(search_term)
        beginning = Q(key__startswith=fold(search_term))
        return queryset.filter(Q(key=fold(postcode)) if postcode else beginning), False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.load.source == gazetteer.BY_HAND)

    def save_model(self, request, obj, form, change):
        obj.key = fold(obj.name)
        obj.load = PlaceLoad.objects.by_hand()
        super().save_model(request, obj, form, change)

    @contextmanager
    def changing(self, *records):
        with transaction.atomic():
            index.hold()
            yield
            index.places_changed()

    removing = changing

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET" and not PlaceLoad.objects.has_open_data():
            messages.warning(
                request,
                _(
                    "No open data of places is loaded: visitors find by the towns and postcodes of venues alone, and by"
                    " the places that came with the software. Load some with “manage.py import_places FILE”."
                ),
            )
        return super().changelist_view(request, extra_context)


@admin.register(PlaceLoad)
class PlaceLoadDesk(OnlyRead, Desk):
    """What was loaded from where. Nothing is changed here: `import_places` does that."""

    list_display = ("__str__", "file", "within", "rows", "loaded_at", "shown")
    ordering = ("pk",)

    def has_delete_permission(self, request, obj=None):
        return False
