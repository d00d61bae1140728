"""One row of BMLT as plain texts by the names of `GetSearchResults`, whichever of its two interfaces sent it.

The admin interface has names such as `startTime`, numbers, lists and true or false; old values carry the prompt of the
field they were typed into. Contacts and the notes of administrators are not among what a row tells.
"""

import re
from collections.abc import Mapping

Fields = dict[str, str]

LONGEST_VALUE = 8000
MOST_VALUES = 100

_ADMIN_NAMES = {
    "id": "id_bigint",
    "name": "meeting_name",
    "format_ids": "format_shared_id_list",
    "duration": "duration_time",
    "world_id": "worldid_mixed",
    "location_postal_code1": "location_postal_code_1",
    "train_line": "train_lines",
}
_TOLD = {
    "id_bigint", "root_server_uri", "root_server_id", "worldid_mixed", "meeting_name", "published", "lang_enum",
    "weekday_tinyint", "day", "start_time", "duration_time", "time_zone", "venue_type", "temporarily_virtual",
    "formats", "format_shared_id_list", "latitude", "longitude", "location_text", "location_street", "location_info",
    "location_neighborhood", "location_city_subsection", "location_municipality", "location_sub_province",
    "location_province", "location_postal_code_1", "location_nation", "bus_lines", "train_lines", "public_transport",
    "comments", "format_comments", "virtual_meeting_link", "virtual_meeting_additional_info", "phone_meeting_number",
}  # fmt: skip
"""All that is read. What is not named here, such as a contact, never gets in."""
_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_AFTER_PROMPT = "#@-@#"


def fields_of(row: Mapping[str, object]) -> Fields:
    """What a row says; a field that says nothing is not among it."""
    fields: Fields = {}
    own = row.get("customFields")
    for source in (row, own if isinstance(own, Mapping) else {}):
        for key, value in source.items():
            name = _HUMP.sub(r"_\1", str(key)[:100]).lower()
            name = _ADMIN_NAMES.get(name, name)
            if name in _TOLD and name not in fields:
                text = _text(value)
                if text:
                    fields[name] = text
    return fields


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, Mapping):
        value = list(value.values())  # a list whose numbers have gaps comes as an object
    if isinstance(value, list):
        return ",".join(
            filter(None, (_text(one) for one in value[:MOST_VALUES] if not isinstance(one, list | Mapping)))
        )
    if not isinstance(value, str | int | float):
        return ""
    try:
        return str(value)[:LONGEST_VALUE].rpartition(_AFTER_PROMPT)[2].strip()
    except ValueError:  # a number of thousands of digits
        return ""
