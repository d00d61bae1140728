"""The statements about this site: what is listed and who decides, and what is kept of a visit."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.models import PlaceLoad


@require_safe
def about(request):
    """What is listed, who decides, how to object."""
    context = {"canonical_url": settings.SITE_URL + request.path, "credits": PlaceLoad.objects.credits()}
    return render(request, "mutualaid/about.html", context)


@require_safe
def privacy(request):
    """What is kept of a visit: nothing."""
    return render(request, "mutualaid/privacy.html", {"canonical_url": settings.SITE_URL + request.path})
