"""What Open Referral UK 3.0 requires of each object, as far as its schemas say it, and what breaks that.

The facts are those of the schemas at https://github.com/OpenReferralUK/uk-profile; the words are our own.
"""

import re
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID


def uuid(value):
    return isinstance(value, str) and str(UUID(value)) == value


def text(value):
    return isinstance(value, str)


def number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def yes_no(value):
    return isinstance(value, bool)


def uri(value):
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)


def email(value):
    return isinstance(value, str) and bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value))


def day(value):
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def moment(value):
    """With its zone, and to the millisecond."""
    return bool(re.fullmatch(r"\S+T\S+\.\d{3}Z", value)) and datetime.fromisoformat(value).tzinfo is not None


def clock(value):
    return isinstance(value, str) and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", value))


def by_day(value):
    return bool(re.fullmatch(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*", value))


def degrees(most):
    return lambda value: number(value) and -most <= value <= most


def one_of(*values):
    return lambda value: value in values


def a(name):
    return name


def some(name):
    return [name]


PAGE = {
    "total_items": whole, "total_pages": whole, "page_number": whole, "size": whole,
    "first_page": yes_no, "last_page": yes_no, "empty": yes_no,
}  # fmt: skip
OBJECTS = {
    "meta": ({"version": text, "profile": uri, "openapi_url": uri}, ("version", "profile", "openapi_url")),
    "service": (
        {
            "id": uuid, "organization_id": uuid, "name": text, "description": text, "url": uri, "email": email,
            "status": one_of("active", "inactive", "defunct", "temporarily closed"), "fees": text,
            "accreditations": text, "minimum_age": number, "maximum_age": number, "assured_date": day,
            "assurer_email": email, "alert": text, "last_modified": moment, "schedules": some("schedule"),
            "service_at_locations": some("service_at_location"), "languages": some("language"),
            "organization": a("organization"), "attributes": some("attribute"), "phones": some("phone"),
            "cost_options": some("cost_option"),
        },
        ("id", "name", "status", "url", "organization"),
    ),
    "organization": (
        {"id": uuid, "name": text, "description": text, "email": email, "website": uri, "logo": uri, "uri": uri},
        ("id", "name", "description"),
    ),
    "schedule": (
        {
            "id": uuid, "service_id": uuid, "service_at_location_id": uuid, "valid_from": day, "valid_to": day,
            "dtstart": day, "freq": one_of("WEEKLY", "MONTHLY"), "interval": number, "byday": by_day,
            "bymonthday": text, "description": text, "opens_at": clock, "closes_at": clock, "schedule_link": uri,
            "attending_type": text, "notes": text, "attributes": some("attribute"), "name": text, "bymonth": text,
            "url": uri,
        },
        ("id", "url"),
    ),
    "service_at_location": (
        {
            "id": uuid, "service_id": uuid, "location_id": uuid, "location": a("location"),
            "schedules": some("schedule"), "service": a("service"),
        },
        ("id", "location"),
    ),
    "location": (
        {
            "id": uuid, "location_type": one_of("physical", "postal", "virtual"), "name": text, "description": text,
            "latitude": degrees(90), "longitude": degrees(180), "addresses": some("address"),
            "accessibility": some("accessibility"), "transportation": text, "url": uri, "phones": some("phone"),
            "attributes": some("attribute"),
        },
        ("id", "location_type"),
    ),
    "cost_option": (
        {
            "id": uuid, "service_id": uuid, "valid_from": day, "valid_to": day, "option": text, "currency": text,
            "amount": number, "amount_description": text, "url": uri,
        },
        ("id", "url"),
    ),
    "address": (
        {
            "id": uuid, "location_id": uuid, "address_1": text, "city": text, "region": text, "state_province": text,
            "postal_code": text, "country": lambda value: bool(re.fullmatch("[A-Z]{2}", value)),
            "address_type": one_of("physical", "postal", "virtual"),
        },
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    ),
    "accessibility": ({"id": uuid, "location_id": uuid, "description": text, "details": text, "url": uri}, ("id",)),
    "language": ({"id": uuid, "name": text, "code": text, "url": uri}, ("id", "url")),
    "phone": ({"id": uuid, "number": text}, ("id", "number")),
    "attribute": (
        {
            "id": uuid, "link_id": uuid, "taxonomy_term_id": uuid, "link_type": text,
            "link_entity": one_of("service", "schedule", "location"),
            "value": text, "taxonomy_term": a("taxonomy_term"),
        },
        ("id", "link_id", "taxonomy_term_id", "taxonomy_term"),
    ),
    "taxonomy_term": (
        {
            "id": uuid, "code": text, "name": text, "term": text, "description": text, "taxonomy": text,
            "taxonomy_id": uuid,
        },
        ("id", "name", "description", "term", "taxonomy"),
    ),
    "taxonomy": (
        {"id": uuid, "name": text, "description": text, "taxonomy_terms": some("taxonomy_term")},
        ("id", "name", "description"),
    ),
}  # fmt: skip


def faults(value, kind, where=""):
    """All that breaks the standard in an object of this kind, with its place."""
    known, required = OBJECTS[kind]
    where = where or kind
    found = [f"{where}: no {name}" for name in required if name not in value]
    for name, one in value.items():
        here = f"{where}.{name}"
        if one in (None, "", [], {}):
            found.append(f"{here}: empty")
        elif name not in known:
            found.append(f"{here}: not known")
        else:
            found += _of(known[name], one, here)
    return found


def _of(is_right, value, here):
    if isinstance(is_right, str):
        return faults(value, is_right, here)
    if isinstance(is_right, list):
        return [fault for place, one in enumerate(value) for fault in faults(one, is_right[0], f"{here}[{place}]")]
    try:
        return [] if is_right(value) else [f"{here}: {value!r}"]
    except (TypeError, ValueError) as error:
        return [f"{here}: {error}"]


def page_faults(value, kind):
    """The same of a page of them, and of its envelope; lists hold no arrays."""
    found = [f"page: no {name}" for name in (*PAGE, "contents") if name not in value]
    envelope = ((name, value[name], is_right) for name, is_right in PAGE.items() if name in value)
    found += [f"page.{name}: {held!r}" for name, held, is_right in envelope if not is_right(held)]
    for place, one in enumerate(value.get("contents", ())):
        found += faults(one, kind, f"[{place}]")
        if kind != "taxonomy":
            found += [f"[{place}].{name}: an array in a list" for name, held in one.items() if isinstance(held, list)]
    return found
