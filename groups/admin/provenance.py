"""What a record's feed says of it, beside what stands here, and the way back to following it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin import rights
from groups.feeds.pinned import pinned_of
from groups.history.words import Line, lines_of
from groups.models import Change
from groups.models.provenance import FromFeed
from groups.rules.choices import ChangeKind

PROVENANCE = ("feed", "feed_key", "last_seen", "pinned")


class FromFeedDesk:
    """A desk whose records may be made by a feed: says which, and where staff have decided otherwise."""

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and obj.feed_id:
            obj.may_follow = rights.may_change(request.user, obj)
        return (*super().get_readonly_fields(request, obj), *PROVENANCE)

    def get_fieldsets(self, request, obj=None):
        """Where it came from stands at the end, and only on what came from a feed."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or obj.feed_id is None:
            return fieldsets
        return [*fieldsets, (_("Where it comes from"), {"fields": PROVENANCE, "classes": ["collapse"]})]

    @admin.display(description=gettext_lazy("differs from the feed"))
    def pinned(self, record):
        units = differences(record)
        if not units:
            return _("No. Every field follows the feed.")
        items = format_html_join("", "{}", [[_said(record, *unit)] for unit in units.items()])
        return format_html("<ul>{}</ul><p>{}</p>", items, _("The feed leaves these alone: staff have changed them."))


def differences(record: FromFeed) -> dict[str, list[Line]]:
    """What a record holds otherwise than its feed last said, in words, by what follows together."""
    found = pinned_of(record)
    changes = [
        Change(pk=at, table=one.table, key=one.pk, kind=ChangeKind.CHANGED, before=one.here, after=one.there)
        for at, one in enumerate(found)
    ]
    lines = lines_of(changes)
    return {one.unit: lines[at] for at, one in enumerate(found)}


def _said(record: FromFeed, unit: str, lines: list[Line]) -> str:
    sentence, nothing = _("{field}: here “{here}”, in the feed “{there}”"), _("nothing")
    items = [
        [format_html(sentence, field=line.field, here=line.before or nothing, there=line.after or nothing)]
        for line in lines
    ]
    said = format_html_join("", "<li>{}</li>", items)
    return format_html("{}{}", said, _button(record, unit, lines)) if getattr(record, "may_follow", False) else said


def _button(record: FromFeed, unit: str, lines: list[Line]) -> str:
    """Sends the page's own form elsewhere, so that it works within it: forms do not nest."""
    return format_html(
        '<li class="follow"><button type="submit" class="button" formnovalidate formaction="{}"'
        ' name="follow" value="{}">{}<span class="visually-hidden">: {}</span></button></li>',
        reverse("admin:groups_feed_follow", args=[record.feed_id]),
        f"{record._meta.model_name}-{record.pk}-{unit}",
        _("Follow the feed again"),
        ", ".join(line.field for line in lines),
    )
