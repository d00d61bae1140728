"""The addresses of the Open Referral API as OpenAPI has them, with the bounds that its reader of questions holds."""

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.exchange.open_referral.when import DAYS
from groups.rules.choices import Weekday
from groups.rules.listing import OLDEST_AGE
from groups.views.open_data.examples import Examples
from groups.views.open_data.open_referral_schemas import UUID
from groups.views.open_data.schemas import TEXT, Fields, named, one_of
from groups.views.open_referral.answering import JSON
from groups.views.open_referral.asking import (
    LARGEST_PAGE,
    LONGEST_SEARCH,
    MOST_METRES,
    MOST_PER_PAGE,
    MOST_TERMS,
    USUAL_METRES,
    USUAL_PER_PAGE,
)

_ALWAYS = ("ETag", "Access-Control-Allow-Origin")


def paths(examples: Examples) -> Fields:
    """The nine addresses."""
    asks = _of_services(examples)
    ids = examples.ids
    return {
        _path("open-referral"): _get("root", _("Which standard this is."), "OpenReferral"),
        _path("open-referral-services"): _get(
            "services", _("Groups as services, in short."), "ServicePage", [*_paging(), *asks]
        ),
        _path("open-referral-service", "id"): _one("service", _("A service in full."), "Service", ids.get("service")),
        _path("open-referral-places"): _get(
            "service-at-locations",
            _("The places of services, in short."),
            "ServiceAtLocationPage",
            [*_paging(), *asks, *_near()],
        ),
        _path("open-referral-place", "id"): _one(
            "service-at-location", _("A place of a service in full."), "ServiceAtLocation", ids.get("place")
        ),
        _path("open-referral-taxonomies"): _get(
            "taxonomies", _("The closed lists in whose words services are described."), "TaxonomyPage", _paging()
        ),
        _path("open-referral-taxonomy", "id"): _one(
            "taxonomy", _("One of them with its terms."), "Taxonomy", ids["taxonomy"]
        ),
        _path("open-referral-terms"): _get("taxonomy-terms", _("Their terms."), "TaxonomyTermPage", _paging()),
        _path("open-referral-term", "id"): _one("taxonomy-term", _("One term."), "TaxonomyTerm", ids["term"]),
    }


def _path(name: str, *args: str) -> str:
    """Without the slash at its end, which may stand there."""
    found = reverse(f"groups:{name}", args=args).removesuffix("/")
    return f"{found.removesuffix('id')}{{id}}" if args else found


def _get(name: str, summary: str, schema: str, asked: list[Fields] | None = None) -> Fields:
    """An address with what may be asked of it; where that cannot be understood it says so."""
    answers = {
        "200": {
            "description": summary,
            "headers": {header: {"$ref": f"#/components/headers/{header}"} for header in _ALWAYS},
            "content": {JSON: {"schema": named(schema)}},
        },
        "304": {"$ref": "#/components/responses/NotModified"},
    }
    if asked:
        answers["400"] = _failure(_("A value cannot be understood."))
    return {
        "get": {
            "operationId": f"open-referral-{name}",
            "summary": summary,
            "tags": ["open-referral-uk"],
            "parameters": [*(asked or []), {"$ref": "#/components/parameters/If-None-Match"}],
            "responses": answers,
        }
    }


def _one(name: str, summary: str, schema: str, example: str | None) -> Fields:
    path = _get(name, summary, schema)
    identifier = {"name": "id", "in": "path", "required": True, "schema": UUID}
    path["get"]["parameters"].insert(0, identifier | ({"example": example} if example else {}))
    path["get"]["responses"]["404"] = _failure(_("Nothing stands under this identifier."))
    return path


def _failure(description: str) -> Fields:
    return {"description": description, "content": {JSON: {"schema": named("Failure")}}}


# --- What may be asked


def _asks(name: str, description: str, schema: Fields) -> Fields:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _whole(least: int, most: int, usual: int | None = None) -> Fields:
    return {"type": "integer", "minimum": least, "maximum": most} | ({} if usual is None else {"default": usual})


def _paging() -> list[Fields]:
    size = _("How many to a page: %(most)s at most.") % {"most": MOST_PER_PAGE}
    return [
        _asks("page", _("Which page."), _whole(1, LARGEST_PAGE, 1)),
        _asks("per_page", size, _whole(1, MOST_PER_PAGE, USUAL_PER_PAGE)),
    ]


def _of_services(examples: Examples) -> list[Fields]:
    """All that is asked has to hold of one meeting of the service."""
    several = {"type": "array", "maxItems": MOST_TERMS, "items": UUID}
    days = one_of(*DAYS, *(day.name.lower() for day in Weekday))
    clock = {"type": "string", "examples": ["19:30"]}
    return [
        _asks("search", _("Words, as in the search of the site."), TEXT | {"maxLength": LONGEST_SEARCH}),
        _asks("taxonomy_term_id", _("What has all of these terms."), several)
        | {"style": "form", "explode": False, "example": [examples.ids["term"]]},
        _asks("taxonomy_id", _("What has any term of each of these taxonomies."), several)
        | {"style": "form", "explode": False, "example": [examples.ids["taxonomy"]]},
        _asks("minimum_age", _("What states a youngest age of at least this."), _whole(0, OLDEST_AGE)),
        _asks("maximum_age", _("What states an oldest age of at most this."), _whole(0, OLDEST_AGE)),
        _asks("day", _("A weekday."), days),
        _asks("start_time", _("What starts no earlier, by its own clock."), clock),
        _asks("end_time", _("What ends no later, by its own clock."), clock),
    ]


def _near() -> list[Fields]:
    metres = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_METRES, "default": USUAL_METRES}
    return [
        _asks("postcode", _("What is around this postcode."), TEXT),
        _asks("proximity", _("How many metres around it."), metres),
    ]
