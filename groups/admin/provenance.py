"""What a record's feed says of it, beside what stands here."""

from datetime import date, time

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models.provenance import FromFeed

PROVENANCE = ("feed", "feed_key", "last_seen", "pinned")


class FromFeedDesk:
    """A desk whose records may be made by a feed: says which, and where staff have decided otherwise."""

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *PROVENANCE)

    def get_fieldsets(self, request, obj=None):
        """Where it came from stands at the end, and only on what came from a feed."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or obj.feed_id is None:
            return fieldsets
        return [*fieldsets, (_("Where it comes from"), {"fields": PROVENANCE, "classes": ["collapse"]})]

    @admin.display(description=gettext_lazy("differs from the feed"))
    def pinned(self, record):
        lines = differences(record)
        if not lines:
            return _("No. Every field follows the feed.")
        sentence = _("{field}: here “{here}”, in the feed “{there}”")
        items = format_html_join("", "<li>{}</li>", [[format_html(sentence, **line)] for line in lines])
        return format_html("<ul>{}</ul><p>{}</p>", items, _("The feed leaves these alone: staff have changed them."))


def differences(record: FromFeed) -> list[dict[str, str]]:
    """The fields of a record that hold something else than its feed last said, in words."""
    found = []
    for name, there in record.feed_values.items():
        field = _field(record, name)
        here = getattr(record, field.attname) if field else there
        if _plain(here) != there:
            found.append({"field": field.verbose_name, "here": _said(field, here), "there": _said(field, there)})
    return found


def _field(record: FromFeed, name: str) -> models.Field | None:
    try:
        field = record._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return field if field.concrete else None


def _plain(value):
    """As it stands in JSON."""
    return value.isoformat() if isinstance(value, date | time) else value


def _said(field: models.Field, value) -> str:
    if value in (None, ""):
        return _("nothing")
    if field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(dict(field.flatchoices).get(value, value))
