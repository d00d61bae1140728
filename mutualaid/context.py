"""What every page knows of the site."""

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from groups.views.visit import site_of, vocabulary_of


def site(request) -> dict:
    """The site's name, colours and contact; nothing is read until a template asks."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(request) -> dict:
    row = site_of(request)
    return {
        "name": row.name,
        "strapline": row.strapline,
        "area_covered": row.area_covered,
        "run_by": row.run_by,
        "contact_email": row.email,
        "contact_url": row.website,
        "notice": row.notice,
        "colour_set": row.colour_set,
        "logo_url": reverse("groups:logo", args=[row.logo_name]) if row.logo_name else "",
        "has_demonstration": vocabulary_of(request).demonstration is not None,
    }
