"""The description of the open data for programs: OpenAPI 3.1, made of the definitions that the answers are made of.

Spec: https://spec.openapis.org/oas/v3.1.1.html. Parameters come from the fields of the search and the bounds of the
API, closed lists from the domain, and identifiers in examples from this site.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.search.vocabulary import Vocabulary
from groups.views.files import asking, geo, guide, ics, pdf, rss, sheet
from groups.views.open_data import open_referral_paths, parameters
from groups.views.open_data.examples import Examples
from groups.views.open_data.open_referral_schemas import of_open_referral
from groups.views.open_data.parameters import Parameter
from groups.views.open_data.schemas import TEXT, Fields, named, of_files

VERSION = "1.0.0"
"""Of what is promised: raised in its second part when fields are added."""

SAID = 9
"""The values of longer lists are not said in words."""

PROBLEM = "application/problem+json"
CALENDAR = ics.KIND.media_type
NOT_MODIFIED: Fields = {"$ref": "#/components/responses/NotModified"}
HAVING: Fields = {"$ref": "#/components/parameters/If-None-Match"}


def describe(known: Vocabulary, examples: Examples, *, site_name: str, licence: Fields) -> Fields:
    """All of it, in the reader's language. A licence that is stated has a name and perhaps a url; else it is {}."""
    asked = list(parameters.of_searches(known))
    return {
        "openapi": "3.1.1",
        "info": {
            "title": _("Open data of %(site)s") % {"site": site_name},
            "version": VERSION,
            "description": _(
                "Mutual aid meetings, free to read without a key. These addresses stay; fields may be added. "
                "What is asked of whoever uses them stands on the page of the open data."
            ),
            **({"license": licence} if licence else {}),
        },
        "externalDocs": {"url": settings.SITE_URL + reverse("groups:open-data")},
        "servers": [{"url": settings.SITE_URL}],
        "tags": [
            {"name": "files", "description": _("A search as a file.")},
            {"name": "calendars", "description": _("One meeting, or one group.")},
            {"name": "open-referral-uk", "description": _("All listings as services, by Open Referral UK 3.0.")},
        ],
        "paths": {
            **_files(asked),
            **_calendars(examples),
            **open_referral_paths.paths(examples),
        },
        "components": {
            "schemas": {**of_files(), **of_open_referral()},
            "parameters": {
                "If-None-Match": _having(),
                **{f"search-{one.name}": _parameter(one) for one in asked},
            },
            "headers": _headers(),
            "responses": {"NotModified": {"description": _("Nothing has changed since that ETag.")}},
        },
    }


# --- Files


def _files(asked: Iterable[Parameter]) -> Fields:
    """The search in each of its formats."""
    every: list[Fields] = [{"$ref": f"#/components/parameters/search-{one.name}"} for one in asked]
    rows = {"type": "array", "items": named("MeetingGuideRow")}
    kinds = {
        "groups:meetings-json": (guide.KIND, _("What meets every week, as Meeting Guide."), rows, []),
        "groups:meetings-geojson": (geo.KIND, _("Every meeting, for maps."), named("FeatureCollection"), []),
        "groups:meetings-csv": (sheet.KIND, _("Every meeting with all of its facts, as a spreadsheet."), TEXT, []),
        "groups:meetings-ics": (
            ics.KIND,
            _("Every meeting that has dates, as a calendar."),
            TEXT,
            parameters.of_calendars(),
        ),
        "groups:meetings-rss": (rss.KIND, _("New and changed listings, the newest first."), TEXT, []),
        "meetings-pdf": (pdf.KIND, _("A list for print."), None, parameters.of_print()),
    }
    paths = {
        reverse(name): {"get": _file(name, kind, summary, schema, every + [_parameter(one) for one in own])}
        for name, (kind, summary, schema, own) in kinds.items()
    }
    paths[reverse("meetings-pdf")]["get"]["responses"]["503"] = {
        "description": _("Others are being made."),
        "content": {"text/plain": {"schema": TEXT}},
    }
    return paths | {reverse("groups:meeting-text"): {"get": _message(every)}}


def _file(name: str, kind: asking.FileKind, summary: str, schema: Fields | None, asked: list[Fields]) -> Fields:
    left_out = {"$ref": f"#/components/headers/{asking.LEFT_OUT}"}
    return {
        "operationId": name.rpartition(":")[2],
        "summary": summary,
        "tags": ["files"],
        "parameters": [*asked, HAVING],
        "responses": {
            "200": {
                "description": summary,
                "headers": {**_always(), asking.LEFT_OUT: left_out},
                "content": {kind.media_type: {"schema": schema} if schema else {}},
            },
            "304": NOT_MODIFIED,
            "404": {
                "description": _("The place is not known, or is several. Keep what you have."),
                "content": {PROBLEM: {"schema": named("Problem")}},
            },
        },
    }


def _message(asked: list[Fields]) -> Fields:
    summary = _("At most four meetings with the link to all, short enough for a text message.")
    return {
        "operationId": "meeting-text",
        "summary": summary,
        "tags": ["files"],
        "parameters": asked,
        "responses": {
            "200": {"description": summary, "content": {"text/plain; charset=utf-8": {"schema": TEXT}}},
        },
    }


def _calendars(examples: Examples) -> Fields:
    both = {
        "groups:meeting-calendar": (_("The calendar of one meeting."), examples.meeting),
        "groups:group-calendar": (_("The calendar of all meetings of a group."), examples.group),
    }
    return {
        reverse(name, args=["slug"]).replace("slug", "{slug}"): {"get": _calendar(name, summary, example)}
        for name, (summary, example) in both.items()
    }


def _calendar(name: str, summary: str, example: str) -> Fields:
    slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    return {
        "operationId": name.rpartition(":")[2],
        "summary": summary,
        "tags": ["calendars"],
        "parameters": [
            slug | ({"example": example} if example else {}),
            *map(_parameter, parameters.of_calendars()),
            HAVING,
        ],
        "responses": {
            "200": {"description": summary, "headers": _always(), "content": {CALENDAR: {"schema": TEXT}}},
            "301": {"description": _("It has another address now.")},
            "304": NOT_MODIFIED,
            "404": {
                "description": _("Nothing is there, or nothing that has dates."),
                "content": {"text/html; charset=utf-8": {"schema": TEXT}},
            },
        },
    }


# --- What they share


def _parameter(one: Parameter) -> Fields:
    """As OpenAPI has it: one that may stand several times does so, and has no commas."""
    several = {"style": "form", "explode": True} if one.several else {}
    said = f"{one.label}: {listed}" if (listed := _values_said(one)) else one.label
    return {"name": one.name, "in": "query", "description": said, "schema": one.schema} | several


def _values_said(one: Parameter) -> str:
    return ", ".join(f"{value} ({words})" for value, words in one.values) if len(one.values) <= SAID else ""


def _having() -> Fields:
    return {
        "name": "If-None-Match",
        "in": "header",
        "description": _("The ETag of what you have: 304 until that changes."),
        "schema": TEXT,
    }


def _headers() -> Fields:
    return {
        "ETag": {"description": _("The state of the listings and what was asked."), "required": True, "schema": TEXT},
        "Access-Control-Allow-Origin": {
            "description": _("Any site may read it."),
            "required": True,
            "schema": {"type": "string", "const": "*"},
        },
        asking.LEFT_OUT: {"description": _("The parameters that could not be understood."), "schema": TEXT},
    }


def _always() -> Fields:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Access-Control-Allow-Origin")}
