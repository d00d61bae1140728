"""When a meeting without dates would fall: its rule in one value, `weekday=1;weeks=2,-1`, written and read.

What is by arrangement, or rests, names no dates in the fields of the standard: who reads these alone would go there.
"""

from collections.abc import Mapping
from datetime import date

from groups.exchange.listing import Columns
from groups.exchange.open_referral.when import months_in_numbers, weeks_in_numbers, weeks_of_numbers
from groups.rules.schedule import EVERY_MONTH, EVERY_WEEK

_BETWEEN = ";"


def said_usually(of: Columns) -> str:
    """The rule of a meeting; empty where there is none."""
    said = {
        "weekday": "" if of.weekday is None else str(of.weekday),
        "weeks": "" if of.weeks == EVERY_WEEK else ",".join(map(str, weeks_in_numbers(of.weeks))),
        "interval": "" if of.interval == 1 else str(of.interval),
        "phase": "" if of.phase == 0 else str(of.phase),
        "months": "" if of.months == EVERY_MONTH else ",".join(map(str, months_in_numbers(of.months))),
        "first": of.first.isoformat() if of.first else "",
        "last": of.last.isoformat() if of.last else "",
    }
    return _BETWEEN.join(f"{name}={value}" for name, value in said.items() if value)


def read_usually(text: str) -> Mapping[str, object]:
    """The same as the fields of `When`; ValueError where it says no rule."""
    parts = dict(part.split("=", 1) for part in text.split(_BETWEEN))
    fields: dict[str, object] = {"weekday": None, "first": None, "last": None}
    fields |= {"weeks": EVERY_WEEK, "months": EVERY_MONTH, "interval": 1, "phase": 0}
    for name, value in parts.items():
        if name not in fields:
            raise ValueError(name)
        fields[name] = _READ.get(name, int)(value)
    return fields


def _months(text: str) -> int:
    numbers = {int(number) for number in text.split(",")}
    if not numbers <= set(range(1, 13)):
        raise ValueError(text)
    return sum(1 << number - 1 for number in numbers)


_READ = {
    "weeks": weeks_of_numbers,
    "months": _months,
    "first": date.fromisoformat,
    "last": date.fromisoformat,
}
