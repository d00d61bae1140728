"""What a record's feed says of it, beside what stands here."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Meeting
from groups.models.provenance import FromFeed
from groups.rules.schedule import EVERY_WEEK

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
        if isinstance(record, Meeting) and name in OWN_ROWS:
            label, here = OWN_ROWS[name]
            found += _line(label, here(record), there, str)
        elif field := _field(record, name):
            found += _line(field.verbose_name, _plain(getattr(record, field.attname)), there, partial(_said, field))
    return found


def _line(label: str, here, there, said: Callable) -> list[dict[str, str]]:
    nothing = _("nothing")
    return [] if here == there else [{"field": label, "here": said(here) or nothing, "there": said(there) or nothing}]


def _field(record: FromFeed, name: str) -> models.Field | None:
    try:
        field = record._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.many_to_many else None


def _tags(meeting: Meeting) -> str:
    """As a feed's values hold them: `speaker:1 women`."""
    rows = meeting.meeting_tags.values_list("tag__slug", "weeks")
    return " ".join(sorted(slug if weeks == EVERY_WEEK else f"{slug}:{weeks}" for slug, weeks in rows))


def _access(meeting: Meeting) -> str:
    """As a feed's values hold them: `parking=no step-free=yes`."""
    rows = meeting.access_answers.values_list("feature__slug", "answer")
    return " ".join(sorted(f"{slug}={answer}" for slug, answer in rows))


OWN_ROWS = {"tags": (gettext_lazy("tags"), _tags), "access": (gettext_lazy("access"), _access)}
"""What a meeting has in rows of its own, and how a feed's values write it (see `groups.feeds.values`)."""


def _plain(value):
    """As it stands in JSON."""
    return value.isoformat() if isinstance(value, date | time) else value


def _said(field: models.Field, value) -> str:
    if value in (None, ""):
        return ""
    if field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(dict(field.flatchoices).get(value, value))
