"""`/meetings.rss`: what is new or has changed among the listings of a search, the newest first."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F, Min
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from groups.exchange import rss
from groups.exchange.outgoing.listings import Reading
from groups.models import Change
from groups.rules.choices import ChangeKind
from groups.views.files import asking
from groups.views.files.guide import changes_of

KIND = asking.FileKind("rss", f"{rss.MEDIA_TYPE}; charset=utf-8")


@require_safe
def meetings_rss(request):
    """Every meeting, by when its listing last changed."""
    asked = asking.read(request)
    return asking.send(asked, KIND, lambda: pieces(asked))


def pieces(asked: asking.Request):
    """The file, an item at a time."""
    itself = settings.SITE_URL + asked.request.path
    channel = rss.Channel(
        title=asking.title_of(asked),
        page=asked.page,
        itself=f"{itself}?{urlencode(asked.parameters)}" if asked.parameters else itself,
        pages=settings.SITE_URL + reverse("groups:meeting-list"),
        language=get_language(),
        is_new={},
    )
    newest_first = asking.keys_of(
        asked, narrowed=lambda rows: rows.order_by(F("changed_at").desc(nulls_last=True), "-pk")
    )
    reading = Reading(
        changes=lambda some: changes_of(some, asked), seen=lambda some: _note_first_listed(some, channel.is_new)
    )
    return rss.write(reading.listings(newest_first), channel)


def _note_first_listed(keys: Collection[int], found: dict) -> None:
    """When each of a batch was added, as history tells; what was before it is forgotten."""
    found.clear()
    added = Change.objects.filter(table="meeting", key__in=keys, kind=ChangeKind.ADDED).order_by()
    found.update(added.values_list("key").annotate(Min("deed__at")))
