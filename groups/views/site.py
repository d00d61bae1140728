"""The logo of the site, served under its content's name."""

from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.models import Site
from groups.models.site import LOGO_TYPES

YEAR = 365 * 24 * 60 * 60


@cache_control(max_age=YEAR, public=True, immutable=True)
@require_safe
def logo(request, name):
    """The picture that the admin stored; its name changes with its content."""
    site = Site.objects.filter(logo_name=name, logo__isnull=False).first()
    if site is None or not name:
        raise Http404
    kind = LOGO_TYPES.get(PurePath(name).suffix.lstrip("."))
    if kind is None:
        raise Http404
    return HttpResponse(bytes(site.logo), content_type=kind)
