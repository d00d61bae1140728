"""What the JSON files hold, as JSON Schema: facts, with the closed lists as the domain has them.

Fields may be added to a file, so no schema forbids them; the tests do, and hold every field that is sent to be here.
"""

from django.utils.translation import gettext as _

from groups.exchange.calendar.entry import DAYS
from groups.exchange.meeting_guide.writer import LONGEST_NAME, LONGEST_SLUG
from groups.rules.choices import Attendance, BankHolidays, Cost, Joining, WhoMayCome

Fields = dict[str, object]

TEXT: Fields = {"type": "string"}
WEB: Fields = {"type": "string", "pattern": "^https?://"}
DAY: Fields = {"type": "string", "format": "date"}
CLOCK: Fields = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
TRUE: Fields = {"type": "boolean", "const": True}
YES_OR_NO: Fields = {"type": "boolean"}
WORDS: Fields = {"type": "array", "items": TEXT}
LATITUDE: Fields = {"type": "number", "minimum": -90, "maximum": 90}
LONGITUDE: Fields = {"type": "number", "minimum": -180, "maximum": 180}


def one_of(*values: str) -> Fields:
    """One of a closed list."""
    return {"type": "string", "enum": list(values)}


def said(schema: Fields, words: str) -> Fields:
    """The same with a sentence."""
    return schema | {"description": words}


def fields(properties: dict[str, Fields], *required: str) -> Fields:
    """An object of these fields; what is not known is left out."""
    return {"type": "object", "properties": properties} | ({"required": list(required)} if required else {})


def list_of(name: str) -> Fields:
    """Several of a named schema."""
    return {"type": "array", "items": named(name)}


def named(name: str) -> Fields:
    """A schema by its name in the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def of_files() -> dict[str, Fields]:
    """The schemas of the JSON files, and of the answer where there is none."""
    return {
        "MeetingGuideRow": _meeting_guide_row(),
        "FeatureCollection": fields(
            {"type": {"const": "FeatureCollection"}, "features": list_of("Feature")}, "type", "features"
        ),
        "Feature": _feature(),
        "Point": _point(),
        "FeatureProperties": _properties(),
        "Problem": fields(
            {
                "title": TEXT,
                "status": {"type": "integer"},
                "detail": TEXT,
                "choices": list_of("PlaceChoice"),
            },
            "title",
            "status",
            "detail",
        ),
        "PlaceChoice": fields({"near": TEXT, "url": WEB}, "near", "url"),
    }


def _meeting_guide_row() -> Fields:
    return fields(
        {
            "slug": TEXT | {"maxLength": LONGEST_SLUG},
            "name": TEXT | {"maxLength": LONGEST_NAME},
            "day": said({"type": "integer", "minimum": 0, "maximum": 6}, _("0 is Sunday.")),
            "time": said(CLOCK, _("By the clock of its time zone.")),
            "end_time": said(CLOCK, _("One before the start is past midnight.")),
            "timezone": TEXT,
            "attendance_option": one_of(*(one.replace("-", "_") for one in Attendance.values)),
            "types": said(WORDS, _("Codes, as the row’s own fellowship has them.")),
            "formatted_address": said(TEXT, _("Of a hidden venue its area alone.")),
            "regions": said(WORDS, _("The areas, the broadest first.")),
            "approximate": one_of("yes", "no"),
            "location": TEXT,
            "location_notes": TEXT,
            "address": TEXT,
            "city": TEXT,
            "postal_code": TEXT,
            "country": TEXT,
            "latitude": LATITUDE,
            "longitude": LONGITUDE,
            "conference_url": WEB,
            "conference_phone": TEXT,
            "notes": TEXT,
            "group": TEXT,
            "group_notes": TEXT,
            "website": WEB,
            "email": TEXT,
            "phone": TEXT,
            "url": said(WEB, _("Its page here.")),
            "feedback_url": said(WEB, _("Where anyone can report a mistake.")),
            "updated": said(
                TEXT | {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"},
                _("When the listing last changed, UTC."),
            ),
            "last_contact": said(DAY, _("When the listing was last checked.")),
        },
        "slug",
        "name",
        "day",
        "time",
        "timezone",
        "attendance_option",
        "approximate",
        "notes",
        "group",
        "url",
        "feedback_url",
    )


def _feature() -> Fields:
    return fields(
        {
            "type": {"const": "Feature"},
            "id": {"type": "integer"},
            "geometry": {"oneOf": [{"type": "null"}, named("Point")]},
            "properties": named("FeatureProperties"),
        },
        "type",
        "id",
        "geometry",
        "properties",
    )


def _point() -> Fields:
    both = {"type": "array", "prefixItems": [LONGITUDE, LATITUDE], "minItems": 2, "maxItems": 2}
    return fields({"type": {"const": "Point"}, "coordinates": both}, "type", "coordinates")


def _properties() -> Fields:
    return fields(
        {
            "name": TEXT,
            "group": TEXT,
            "programme": said(TEXT, _("Its slug.")),
            "url": said(WEB, _("Its page here.")),
            "demonstration": said(TRUE, _("It is invented. Nobody meets there.")),
            "by_arrangement": said(TRUE, _("Ask for dates: nothing else says when.")),
            "when": said(TEXT, _("The rule in words.")),
            "weekly": YES_OR_NO,
            "day": one_of(*DAYS),
            "starts": said(CLOCK, _("By the clock of its time zone.")),
            "minutes": {"type": "integer", "minimum": 1},
            "time_zone": TEXT,
            "drop_in": TRUE,
            "changes": said(WORDS, _("Dates that differ, in sentences.")),
            "attendance": one_of(*Attendance.values),
            "venue": TEXT,
            "address": TEXT,
            "town": TEXT,
            "postcode": TEXT,
            "country": TEXT,
            "areas": WORDS,
            "precision": said(one_of("exact", "approximate", "area"), _("How exact the point is.")),
            "room": TEXT,
            "door": TEXT,
            "online_link": TEXT,
            "online_phone": TEXT,
            "ask_how_to_join_online": TRUE,
            "who": one_of(*WhoMayCome.values),
            "can_i_come": TEXT,
            "joining": one_of(*Joining.values),
            "cost": one_of(*Cost.values),
            "bank_holidays": one_of(*BankHolidays.values),
            "tags": said(WORDS, _("What always holds, by slug.")),
            "access": said(WORDS, _("What was answered with yes, by slug.")),
            "languages": WORDS,
            "note": TEXT,
            "website": TEXT,
            "email": TEXT,
            "phone": TEXT,
            "last_checked": DAY,
        },
        "name",
        "group",
        "url",
        "attendance",
    )
