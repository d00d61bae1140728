"""The statements about this site: what is listed and who decides, and what is kept of a visit."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.models import PlaceLoad
from groups.rules import keeping
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
    """What is kept of a visit: nothing; and what of a form, until when."""
    months = keeping.WHO_DID_WHAT.days * 12 // 365
    context = {
        "canonical_url": settings.SITE_URL + request.path,
        "contact_days": keeping.CONTACT_AFTER_DECISION.days,
        "contact_at_most": keeping.CONTACT_AT_MOST.days,
        "words_months": months,
        "staff_months": months,
    }
    return render(request, "mutualaid/privacy.html", context)
