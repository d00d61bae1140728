"""What a suggestion may speak of, and which of it differs from what is listed."""

import re
from collections.abc import Mapping

from groups.rules import postcodes

Fields = dict[str, dict[str, object]]
"""Plain values by table and field: `{"meeting": {"weekday": 2}, "venue": {"town": "Woodbridge"}}`."""

FIELDS = {
    "meeting": (
        "name", "weekday", "starts_at", "minutes", "by_arrangement", "drop_in", "attendance", "room", "door",
        "online_link", "online_phone", "online_ask", "who", "who_note", "joining", "joining_note", "cost", "cost_note",
        "youngest", "oldest", "newcomer_met", "newcomer_note", "languages", "slip", "children", "bank_holidays", "note",
    ),
    "group": ("name", "programme", "audience", "description", "website", "phone", "email"),
    "venue": ("name", "address", "town", "postcode", "directions"),
}  # fmt: skip
"""Nothing else of a listing can be suggested: not its status, not its slug, never a private contact."""


def flat(fields: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """`{"meeting.weekday": 2}` of `{"meeting": {"weekday": 2}}`, in the order of FIELDS."""
    return {
        f"{table}.{name}": fields[table][name]
        for table, names in FIELDS.items()
        for name in names
        if name in fields.get(table, {})
    }


def nested(values: Mapping[str, object]) -> Fields:
    """The other way round."""
    fields: Fields = {}
    for key, value in values.items():
        table, _dot, name = key.partition(".")
        fields.setdefault(table, {})[name] = value
    return fields


def differing(proposed: Mapping[str, Mapping[str, object]], was: Mapping[str, Mapping[str, object]]) -> Fields:
    """Those of the proposed values that say something else than what is listed."""
    before = flat(was)
    return nested({key: value for key, value in flat(proposed).items() if not is_same(key, value, before.get(key))})


def is_same(key: str, one: object, other: object) -> bool:
    """Whether two values say the same: capitals, spaces and the way a number is grouped are no difference."""
    return _bare(key, one) == _bare(key, other)


def _bare(key: str, value: object) -> object:
    if value is None or value is False:
        return ""
    if not isinstance(value, str):
        return value
    name = key.partition(".")[2]
    if name == "postcode":
        return postcodes.tidy(value) or value.strip().upper()
    if name in ("phone", "online_phone"):
        return re.sub(r"[\s().-]", "", value)
    if name in ("website", "online_link"):
        return value.strip().rstrip("/")
    return " ".join(value.replace("’", "'").casefold().split())


def is_another_place(proposed: Mapping[str, object], was: Mapping[str, object]) -> bool:
    """Whether the venue proposed is another one, and not the same said better: another name is another place."""
    had_none = not any(was.get(name) for name in ("name", "address", "postcode"))
    return had_none or bool(proposed.get("name") and was.get("name"))
