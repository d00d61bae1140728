"""A feed's plain values as the columns of a table."""

from collections.abc import Iterable

from groups.feeds.values import MOMENTS, OWN_ROWS, REFERENCES


def to_columns(values, names: Iterable[str]) -> dict[str, object]:
    """Some of a record's values by the names of its columns, times and dates as such."""
    columns = {}
    for name in names:
        if name in OWN_ROWS:
            continue
        value = getattr(values, name)
        if value is not None and name in MOMENTS:
            value = MOMENTS[name].fromisoformat(value)
        columns[f"{name}_id" if name in REFERENCES else name] = value
    return columns
