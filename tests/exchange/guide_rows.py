"""Rows of Meeting Guide as tests write them: one valid row, and what is read of it."""

import json

from groups.exchange.meeting_guide import read


def row(**fields):
    """One valid row in person; a field set to None is left out."""
    usual = {
        "slug": "evening-group",
        "name": "Evening Group",
        "day": 1,
        "time": "19:30",
        "location": "St Mary’s Hall",
        "formatted_address": "12 High Street, Leeds LS1 1AA, UK",
    }
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def read_rows(*rows, **options):
    return list(read(json.dumps(rows).encode(), **options))


def read_row(**fields):
    (record,) = read_rows(row(**fields))
    return record
