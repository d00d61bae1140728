"""`/open-data/`: for other sites, apps, practice systems and researchers: what they may take, and how."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.models import Site
from groups.views.open_data import parameters
from groups.views.open_data.examples import examples_of
from groups.views.open_data.feeds import Feed, feeds
from groups.views.open_data.parameters import Parameter
from groups.views.structured import runner_of
from groups.views.visit import site_of, vocabulary_of

NAMED = 9
"""A closed list of more values than this is not spelled out on the page."""

_WHERE_LISTED = {"area": "groups:area-list", "programme": "groups:programme-list"}


@require_safe
def open_data(request):
    """What there is, with examples that work here."""
    found = feeds(examples_of(request))
    site = site_of(request)
    context = {
        "feeds": found,
        "parameters": _parameters(request),
        "embed_url": reverse("groups:embed"),
        "search_url": reverse("groups:meeting-list"),
        "help_url": reverse("help-now"),
        "openapi_url": reverse("groups:openapi"),
        "distances": _("Distances are in miles.") if settings.DISTANCE_UNIT == "mi" else _("Distances are in km."),
        "licence": {"name": site.licence, "url": site.licence_url} if site.licence else None,
        "credit": _("Meetings: %(site)s, %(address)s")
        % {"site": site.name or settings.SITE_NAME, "address": settings.SITE_URL},
        "canonical_url": settings.SITE_URL + request.path,
        "structured": _catalogue(site, found),
    }
    return render(request, "groups/open_data.html", context)


def _parameters(request) -> list[dict]:
    """Each parameter with its values where they are few, else with where they are listed."""
    return [
        {
            "name": one.name,
            "label": one.label,
            "values": [value for value, _label in one.values] if len(one.values) <= NAMED else [],
            "such_as": _such_as(one),
            "listed_at": reverse(_WHERE_LISTED[one.name]) if one.name in _WHERE_LISTED else "",
            "is_listed_below": len(one.values) > NAMED and one.name not in _WHERE_LISTED,
        }
        for one in parameters.of_searches(vocabulary_of(request))
    ]


def _such_as(one: Parameter) -> list[str]:
    """Values that nobody could list, as examples."""
    schema = one.schema.get("items", one.schema)
    return ["2027-01-31"] if schema.get("format") == "date" else schema.get("examples", [])


def _catalogue(site: Site, found: list[Feed]) -> dict:
    """The same for search engines of data."""
    runner = runner_of(site)
    where = {"spatialCoverage": site.area_covered} if site.area_covered else {}
    licence = {"license": site.licence_url or site.licence} if site.licence else {}
    name = site.name or settings.SITE_NAME
    return {
        "@type": "DataCatalog",
        "name": _("Open data of %(site)s") % {"site": name},
        "url": settings.SITE_URL + reverse("groups:open-data"),
        "publisher": runner,
        "dataset": {
            "@type": "Dataset",
            "name": _("Mutual aid meetings from %(site)s") % {"site": name},
            "description": _(
                "Meetings of mutual aid groups for recovery: when and where each meets, who may come, access, and when "
                "the listing was last checked. It changes as meetings do."
            ),
            "url": settings.SITE_URL + reverse("groups:open-data"),
            "isAccessibleForFree": True,
            "creator": {"@id": runner["@id"]},
            **where,
            **licence,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": one.name,
                    "encodingFormat": one.media_type,
                    "contentUrl": settings.SITE_URL + one.whole,
                }
                for one in found
                if one.media_type
            ],
        },
    }
