"""The desks of the vocabulary: tags, features of access, foreign codes."""

from django.contrib import admin

from groups.admin.desk import ListingDesk
from groups.models import AccessFeature, Code, Tag
from mutualaid.admin import EditedHere, ShippedDesk, TranslatedForm


@admin.register(Tag)
class TagDesk(ShippedDesk, ListingDesk):
    form = TranslatedForm
    fields = ("label", "slug", "family", "description", "translations", "origin")
    prepopulated_fields = {"slug": ("label",)}
    list_display = ("label", "slug", "family", "origin")
    list_filter = ("family", EditedHere)
    search_fields = ("label", "slug")


@admin.register(AccessFeature)
class AccessFeatureDesk(ShippedDesk, ListingDesk):
    form = TranslatedForm
    fields = ("label", "slug", "position", "translations", "origin")
    prepopulated_fields = {"slug": ("label",)}
    list_display = ("label", "slug", "position", "origin")
    list_filter = (EditedHere,)
    search_fields = ("label", "slug")


@admin.register(Code)
class CodeDesk(ShippedDesk):
    keys = ("scheme", "fellowship", "code")
    fields = ("scheme", "fellowship", "code", "label", "means", "value", "origin")
    list_display = ("code", "scheme", "fellowship", "label", "means", "value", "origin")
    list_filter = ("scheme", "means", "fellowship", EditedHere)
    search_fields = ("=code", "label", "value")
