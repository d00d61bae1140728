"""The log of checks: only read here."""

from django.contrib import admin

from groups.admin import rights
from groups.models import Confirmation
from mutualaid.admin import Desk, OnlyRead


@admin.register(Confirmation)
class ConfirmationDesk(OnlyRead, Desk):
    list_display = ("on", "group", "meeting", "by", "role")
    list_filter = ("by",)
    list_select_related = ("group", "meeting__group")
    date_hierarchy = "on"
    search_fields = ("group__name", "meeting__name", "meeting__group__name")

    def get_queryset(self, request):
        theirs = rights.of_groups(request.user, "group__") | rights.of_groups(request.user, "meeting__group__")
        return super().get_queryset(request).filter(theirs)
