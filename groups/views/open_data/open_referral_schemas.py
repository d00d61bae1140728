"""What the answers of the Open Referral API hold, as JSON Schema. The facts are the standard's, the words our own."""

from groups.exchange.open_referral.service import ServiceStatus
from groups.exchange.open_referral.when import DAYS, MONTHLY, WEEKLY
from groups.views.open_data.schemas import (
    CLOCK,
    DAY,
    LATITUDE,
    LONGITUDE,
    TEXT,
    WEB,
    YES_OR_NO,
    Fields,
    fields,
    list_of,
    named,
    one_of,
)

UUID: Fields = {"type": "string", "format": "uuid"}
AGE: Fields = {"type": "integer", "minimum": 0}
NUMBER: Fields = {"type": "integer", "minimum": 0}
MOMENT: Fields = {"type": "string", "format": "date-time"}
_DAY_IN_A_RULE = f"(-?[1-5])?({'|'.join(DAYS)})"

PAGES_OF = {
    "ServicePage": "Service",
    "ServiceAtLocationPage": "ServiceAtLocation",
    "TaxonomyPage": "Taxonomy",
    "TaxonomyTermPage": "TaxonomyTerm",
}


def of_open_referral() -> dict[str, Fields]:
    """All of its schemas by name."""
    return {
        "OpenReferral": fields({"version": TEXT, "profile": WEB, "openapi_url": WEB}, "version", "profile"),
        **{name: _page_of(kind) for name, kind in PAGES_OF.items()},
        "Service": _service(),
        "Organization": fields(
            {"id": UUID, "name": TEXT, "description": TEXT, "website": WEB}, "id", "name", "description"
        ),
        "Schedule": _schedule(),
        "ServiceAtLocation": fields(
            {
                "id": UUID,
                "service_id": UUID,
                "location_id": UUID,
                "location": named("Location"),
                "schedules": list_of("Schedule"),
                "service": named("Service"),
            },
            "id",
            "service_id",
            "location_id",
            "location",
        ),
        "Location": _location(),
        "Address": _address(),
        "Accessibility": fields(
            {"id": UUID, "location_id": UUID, "description": TEXT, "details": TEXT}, "id", "location_id", "description"
        ),
        "Language": fields({"id": UUID, "name": TEXT, "code": TEXT, "url": WEB}, "id", "name", "code"),
        "CostOption": fields(
            {"id": UUID, "service_id": UUID, "url": WEB, "option": TEXT, "amount_description": TEXT},
            "id",
            "service_id",
            "url",
        ),
        "Phone": fields({"id": UUID, "number": TEXT}, "id", "number"),
        "Attribute": _attribute(),
        "Taxonomy": fields(
            {"id": UUID, "name": TEXT, "description": TEXT, "taxonomy_terms": list_of("TaxonomyTerm")},
            "id",
            "name",
            "description",
        ),
        "TaxonomyTerm": _term(),
        "Failure": fields({"status": {"type": "integer"}, "message": TEXT}, "status", "message"),
    }


def _page_of(kind: str) -> Fields:
    envelope = {
        "total_items": NUMBER,
        "total_pages": NUMBER,
        "page_number": {"type": "integer", "minimum": 1},
        "size": NUMBER,
        "first_page": YES_OR_NO,
        "last_page": YES_OR_NO,
        "empty": YES_OR_NO,
        "contents": list_of(kind),
    }
    return fields(envelope, *envelope)


def _service() -> Fields:
    return fields(
        {
            "id": UUID,
            "organization_id": UUID,
            "name": TEXT,
            "description": TEXT,
            "url": WEB,
            "email": TEXT,
            "status": one_of(*ServiceStatus),
            "fees": TEXT,
            "minimum_age": AGE,
            "maximum_age": AGE,
            "assured_date": DAY,
            "alert": TEXT,
            "last_modified": MOMENT,
            "organization": named("Organization"),
            "schedules": list_of("Schedule"),
            "service_at_locations": list_of("ServiceAtLocation"),
            "languages": list_of("Language"),
            "cost_options": list_of("CostOption"),
            "phones": list_of("Phone"),
            "attributes": list_of("Attribute"),
        },
        "id",
        "organization_id",
        "name",
        "status",
        "organization",
    )


def _schedule() -> Fields:
    return fields(
        {
            "id": UUID,
            "service_id": UUID,
            "service_at_location_id": UUID,
            "name": TEXT,
            "valid_from": DAY,
            "valid_to": DAY,
            "dtstart": DAY,
            "freq": one_of(WEEKLY, MONTHLY),
            "interval": {"type": "integer", "minimum": 1},
            "byday": {"type": "string", "pattern": f"^{_DAY_IN_A_RULE}(,{_DAY_IN_A_RULE})*$"},
            "bymonth": {"type": "string", "pattern": "^[0-9]{1,2}(,[0-9]{1,2})*$"},
            "opens_at": CLOCK,
            "closes_at": CLOCK,
            "description": TEXT,
            "schedule_link": WEB,
            "url": WEB,
            "attending_type": TEXT,
            "notes": TEXT,
            "attributes": list_of("Attribute"),
        },
        "id",
        "service_id",
        "description",
        "schedule_link",
        "url",
        "attending_type",
    )


def _location() -> Fields:
    return fields(
        {
            "id": UUID,
            "location_type": one_of("physical", "virtual"),
            "name": TEXT,
            "description": TEXT,
            "url": WEB,
            "transportation": TEXT,
            "latitude": LATITUDE,
            "longitude": LONGITUDE,
            "addresses": list_of("Address"),
            "accessibility": list_of("Accessibility"),
            "phones": list_of("Phone"),
            "attributes": list_of("Attribute"),
        },
        "id",
        "location_type",
    )


def _address() -> Fields:
    every = {
        "id": UUID,
        "location_id": UUID,
        "address_1": TEXT,
        "city": TEXT,
        "state_province": TEXT,
        "postal_code": TEXT,
        "country": TEXT,
        "address_type": one_of("physical"),
    }
    return fields(every, *every)


def _attribute() -> Fields:
    return fields(
        {
            "id": UUID,
            "link_id": UUID,
            "taxonomy_term_id": UUID,
            "link_type": TEXT,
            "link_entity": TEXT,
            "value": TEXT,
            "taxonomy_term": named("TaxonomyTerm"),
        },
        "id",
        "link_id",
        "taxonomy_term_id",
        "taxonomy_term",
    )


def _term() -> Fields:
    every = {
        "id": UUID,
        "code": TEXT,
        "name": TEXT,
        "term": TEXT,
        "description": TEXT,
        "taxonomy": TEXT,
        "taxonomy_id": UUID,
    }
    return fields(every, *every)
