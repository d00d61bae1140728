"""What every page knows of the site."""

from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from groups.views.visit import site_of, vocabulary_of

NAMED_AT_THE_TOP = ("home", "groups:meeting-list", "groups:area-list", "groups:programme-list")


def site(request) -> dict:
    """The site's name, colours and contact, of which nothing is read until a template asks; and where `here` is."""
    here = request.path if request.path in _addresses(get_language()) else ""
    return {"site": SimpleLazyObject(lambda: _site(request)), "here": here}


@cache
def _addresses(_language: str) -> frozenset[str]:
    return frozenset(map(reverse, NAMED_AT_THE_TOP))


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
