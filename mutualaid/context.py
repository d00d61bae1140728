"""What every page knows of the site."""

from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.views.plan.held import is_held, week_held
from groups.views.structured import runner_of
from groups.views.visit import site_of, vocabulary_of
from mutualaid.articles import articles_of

PRIVATE_VISIT = "private-visit"
"""The slug of the article on what others can see of a visit."""

NAMED_AT_THE_TOP = (
    "home",
    "groups:meeting-list",
    "groups:area-list",
    "groups:programme-list",
    "guidance",
    "groups:plan",
)


def site(request) -> dict:
    """The site's name, colours and contact, of which nothing is read until a template asks; and where `here` is.

    Of the visitor's week, whether the address `holds_a_week` and `in_my_week`: how many meetings are in it.
    """
    here = request.path if request.path in _addresses(get_language()) else ""
    return {
        "site": SimpleLazyObject(lambda: _site(request)),
        "here": here,
        "holds_a_week": lambda: is_held(request),
        "in_my_week": lambda: len(week_held(request).picks),
    }


@cache
def _addresses(_language: str) -> frozenset[str]:
    return frozenset(map(reverse, NAMED_AT_THE_TOP))


def _shipped(words: str) -> str:
    """What a release wrote into the site's own record, in the reader's language; staff's own words as they are."""
    return _(words) if words else ""


def _site(request) -> dict:
    row, articles = site_of(request), articles_of(request)
    return {
        "name": row.name,
        "strapline": _shipped(row.strapline),
        "area_covered": row.area_covered,
        "run_by": row.run_by,
        "contact_email": row.email,
        "contact_url": row.website,
        "notice": row.notice,
        "colour_set": row.colour_set,
        "runner": runner_of(row),
        "logo_url": reverse("groups:logo", args=[row.logo_name]) if row.logo_name else "",
        "guidance_url": reverse("guidance") if articles else "",
        "private_url": articles[PRIVATE_VISIT].url if PRIVATE_VISIT in articles else "",
        "has_demonstration": vocabulary_of(request).demonstration is not None,
    }
