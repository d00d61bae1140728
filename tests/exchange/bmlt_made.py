"""Rows of BMLT as tests write them: one valid row, and what is read of it."""

import json

from groups.exchange.bmlt import read


def row(**fields):
    """One valid row in person on a Tuesday; a field set to None is left out."""
    usual = {
        "id_bigint": "2566",
        "weekday_tinyint": "3",
        "venue_type": "1",
        "start_time": "19:30:00",
        "duration_time": "01:30:00",
        "formats": "",
        "format_shared_id_list": "",
        "lang_enum": "en",
        "latitude": "52.0567",
        "longitude": "1.1482",
        "meeting_name": "Clean on Tuesday",
        "location_text": "Trinity Hall",
        "location_street": "1 Church Street",
        "location_municipality": "Ipswich",
        "location_postal_code_1": "IP1 1AA",
        "location_nation": "United Kingdom",
        "published": "1",
        "root_server_uri": "https://bmlt.example.org/main_server",
    }
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def online_row(**fields):
    """One that is online alone, with the coordinates its server gives to such."""
    usual = {"venue_type": "2", "location_text": "", "location_street": "", "location_postal_code_1": ""}
    return row(**{**usual, "virtual_meeting_link": "https://zoom.us/j/1", **fields})


def listed(number, key, name="", *, world="", lang="en", kind=""):
    """One row of a list of formats."""
    words = {"key_string": key, "name_string": name or key, "description_string": "", "lang": lang}
    return {"id": str(number), "world_id": world, "format_type_enum": kind, **words}


def read_rows(*rows, known=(), **options):
    """`known` is the list of formats that stands apart."""
    beside = json.dumps({"formats": known}).encode() if known else b""
    return list(read(json.dumps(rows).encode(), beside=beside, **options))


def read_row(*, known=(), **fields):
    (record,) = read_rows(row(**fields), known=known)
    return record
