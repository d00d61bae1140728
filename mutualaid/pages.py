"""The statements about this site: what is listed and who decides, and what is kept of a visit."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.models import PlaceLoad
from groups.views.structured import runner_of
from groups.views.visit import site_of


@require_safe
def about(request):
    """What is listed, who decides, how to object."""
    context = {
        "canonical_url": settings.SITE_URL + request.path,
        "credits": PlaceLoad.objects.credits(),
        "structured": runner_of(site_of(request)),
    }
    return render(request, "mutualaid/about.html", context)


@require_safe
def privacy(request):
    """What is kept of a visit: nothing."""
    return render(request, "mutualaid/privacy.html", {"canonical_url": settings.SITE_URL + request.path})
