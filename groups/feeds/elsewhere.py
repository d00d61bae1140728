"""The venues of single dates: in the exceptions of a meeting's values each is named by its key, then by its number."""

from collections.abc import Iterator, Mapping

from groups.exchange.listing import ExceptionSaid
from groups.exchange.spreadsheet.own_exceptions import read_exceptions, say_exceptions

_KEY = "#"
"""Before a key, which is no number yet."""


def with_keys(lines: str, keys: Mapping[str, str]) -> str:
    """The same lines, with the venues' keys for what a file calls them."""
    return _renamed(lines, {known_as: f"{_KEY}{key}" for known_as, key in keys.items()}) if keys else lines


def with_numbers(lines: str, numbers: Mapping[str, int]) -> str:
    """The same lines, with the number of each venue whose row is known by now."""
    if _KEY not in lines:
        return lines
    waiting = {one.venue for one in read_exceptions(lines) if one.venue.startswith(_KEY)}
    known = {key: numbers[key[len(_KEY) :]] for key in waiting if key[len(_KEY) :] in numbers}
    return _renamed(lines, {key: str(number) for key, number in known.items()})


def _renamed(lines: str, names: Mapping[str, str]) -> str:
    rows = (one._replace(venue=names.get(one.venue, one.venue)) for one in read_exceptions(lines))
    return "\n".join(sorted(say_exceptions([one]) for one in rows))


def is_waiting(one: ExceptionSaid) -> bool:
    """Whether its venue is still to be made."""
    return one.venue.startswith(_KEY)


def rows_of(lines: str) -> Iterator[dict[str, object]]:
    """The exceptions as the columns of their table; a venue that is still to be made by its key."""
    for one in read_exceptions(lines):
        said = one._asdict()
        columns = ("kind", "first", "last", "to", "starts_at", "room", "online_link", "note")
        yield {name: said[name] for name in columns} | {"venue_id": _reference(one)}


def _reference(one: ExceptionSaid) -> int | str | None:
    if is_waiting(one):
        return one.venue[len(_KEY) :]
    return int(one.venue) if one.venue else None
