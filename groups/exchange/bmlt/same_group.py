"""Which rows of BMLT are one group: it has no groups, only a name on every meeting, and "NA Meeting" is many.

Rows of one name are one group where they meet at the same place, or have the same number of the fellowship's world
services. Where one name turns out to be several groups, each is known by that number or place besides.
"""

import re
from collections.abc import Iterable, Mapping

from groups.exchange.bmlt.fields import Fields
from groups.rules.folding import fold
from groups.rules.reading import one_line

_WORLD_ID = re.compile(r"[A-Z]{1,4}[0-9]{3,9}")
_ONLINE = "2"


def group_keys(rows: Mapping[int, Fields]) -> dict[int, str]:
    """The key of each row's group, by the row's line; empty where its name is enough."""
    by_name: dict[str, list[int]] = {}
    for line, fields in rows.items():
        by_name.setdefault(fold(one_line(fields.get("meeting_name"))), []).append(line)
    keys: dict[int, str] = {}
    for name, lines in by_name.items():
        signs = {line: _signs(rows[line]) for line in lines}
        groups = _joined(signs.values())
        is_one = len(set(groups.values())) == 1
        keys |= {line: "" if is_one else f"{name}|{groups[min(signs[line])]}" for line in lines}
    return keys


def _signs(fields: Fields) -> set[str]:
    """By what a row's group is known beside its name; never empty."""
    number = one_line(fields.get("worldid_mixed")).upper()
    found = {number} if _WORLD_ID.fullmatch(number) else set()
    place = "" if fields.get("venue_type") == _ONLINE else _place(fields)
    return found | ({place} if place else set()) or {"online"}


def _place(fields: Fields) -> str:
    street = fold(one_line(fields.get("location_street")))
    where = street or fold(one_line(fields.get("location_text")))
    return f"at {where} {fold(one_line(fields.get('location_municipality')))}".strip() if where else ""


def _joined(signs: Iterable[set[str]]) -> dict[str, str]:
    """For each sign the least of those that belong together, for rows have them in common."""
    above: dict[str, str] = {}

    def least(sign: str) -> str:
        while above.setdefault(sign, sign) != sign:
            above[sign] = sign = above[above[sign]]
        return sign

    for some in signs:
        first, *others = sorted(map(least, some))
        for other in others:
            above[other] = first
    return {sign: least(sign) for sign in list(above)}
