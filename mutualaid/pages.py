"""The statements about this site: what is listed and who decides, what is kept of a visit, and who can use it."""

from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groups.models import PlaceLoad
from groups.rules import keeping
from groups.views.structured import runner_of
from groups.views.visit import site_of
from mutualaid import speaking
from mutualaid.articles import articles_of

ACCESSIBILITY_PREPARED_ON = date(2026, 11, 24)
"""When somebody last read templates/mutualaid/accessibility.html against the tests and the pages, line by line."""

MORE_ON_ACCESSIBILITY = "accessibility"
"""The slug of the article in which a site adds what the law of its country asks of it, where that asks for more."""


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


@require_safe
def accessibility(request):
    """What standard the pages are held to, how that is checked, and what is not right yet."""
    context = {
        "canonical_url": settings.SITE_URL + request.path,
        "is_in_several": len(speaking.offered()) > 1,
        "has_street_pictures": bool(settings.MAP_TILES_URL),
        "more": articles_of(request).get(MORE_ON_ACCESSIBILITY),
        "prepared_on": ACCESSIBILITY_PREPARED_ON,
    }
    return render(request, "mutualaid/accessibility.html", context)
