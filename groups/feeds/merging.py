"""Three ways: what the feed says now, what it said before, and what stands here. Staff's own values stay.

A field that still holds what the feed last said follows the feed; one that differs was changed by staff, and is pinned.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from groups.feeds.values import STATUS_FIELDS, WHEN_FIELDS, WHERE_FIELDS, GroupValues, MeetingValues, VenueValues
from groups.rules.listing import OF_A_GROUP, OF_A_MEETING, faults

Values = TypeVar("Values", GroupValues, VenueValues, MeetingValues)


def pinned_fields(now: Values, said: Mapping) -> set[str]:
    """The fields in which a record differs from what the feed last `said`. A field it never spoke of counts as blank.

    Status, reason and end of a pause are one decision: who changed one of them has decided.
    """
    blank = now._field_defaults
    pinned = {name for name, value in zip(now._fields, now, strict=True) if said.get(name, blank.get(name)) != value}
    return pinned | STATUS_FIELDS if pinned & STATUS_FIELDS and "status" in now._fields else pinned


def merge_meeting(says: MeetingValues, said: Mapping, now: MeetingValues) -> MeetingValues:
    """What the meeting becomes.

    Where staff's values and the feed's do not go together (staff say every other week, the feed now says second
    Tuesday), what staff touched of the time or of the place stands as a whole; failing that, everything.
    """
    return _merge(says, said, now, units=(WHEN_FIELDS, WHERE_FIELDS), is_sound=lambda v: not faults(v, OF_A_MEETING))


def merge_group(says: GroupValues, said: Mapping, now: GroupValues) -> GroupValues:
    """What the group becomes."""
    return _merge(says, said, now, units=(), is_sound=lambda v: not faults(v, OF_A_GROUP))


def merge_venue(says: VenueValues, said: Mapping, now: VenueValues) -> VenueValues:
    """What the venue becomes. A point is one thing, with how exact it is."""
    pinned = pinned_fields(now, said)
    point = {"lat", "lng", "precision"}
    return _with(says, now, pinned | point if pinned & point else pinned)


def _merge(
    says: Values,
    said: Mapping,
    now: Values,
    *,
    units: Iterable[frozenset[str]],
    is_sound: Callable[[Values], bool],
) -> Values:
    pinned = pinned_fields(now, said)
    if not pinned:
        return says
    merged = _with(says, now, pinned)
    if is_sound(merged):
        return merged
    whole = pinned.union(*(unit for unit in units if unit & pinned))
    merged = _with(says, now, whole)
    return merged if is_sound(merged) else now


def _with(says: Values, now: Values, pinned: set[str]) -> Values:
    return says._replace(**{name: getattr(now, name) for name in pinned})
