"""What every view needs of one request: the site, the moment, and the vocabulary. The clock enters here."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from groups.models import Site
from groups.rules.criteria import Moment
from groups.search import vocabulary
from groups.search.vocabulary import Vocabulary


def site_of(request) -> Site:
    """The Site, read once for a request."""
    if not hasattr(request, "site"):
        request.site = Site.objects.the_one()
    return request.site


def vocabulary_of(request) -> Vocabulary:
    """The vocabulary as of the listings' revision."""
    return vocabulary.current(site_of(request).revision)


def moment_of(request) -> Moment:
    """Now, in the site's zone."""
    known = vocabulary_of(request)
    return Moment(timezone.now(), ZoneInfo(settings.TIME_ZONE), known.zones, known.nations)
