"""`/meetings.geojson`: the search for maps."""

from django.conf import settings
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.exchange import geojson
from groups.exchange.outgoing.listings import Reading
from groups.views.files import asking
from groups.views.files.guide import changes_of

KIND = asking.FileKind("geojson", geojson.MEDIA_TYPE)


@require_safe
def meetings_geojson(request):
    """Every meeting; what has no point that may be shown has no geometry."""
    asked = asking.read(request)
    return asking.send(asked, KIND, lambda: pieces(asked))


def pieces(asked: asking.Request):
    """The file, a feature at a time."""
    pages = settings.SITE_URL + reverse("groups:meeting-list")
    site = geojson.Site(pages=pages, country=settings.COUNTRY, time_zone=settings.TIME_ZONE)
    reading = Reading(changes=lambda some: changes_of(some, asked))
    return geojson.write(reading.listings(asking.keys_of(asked)), site)
