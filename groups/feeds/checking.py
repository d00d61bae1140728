"""Why what a row says cannot be stored, in sentences; so that a bad row costs that row alone."""

from functools import cache

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from groups.feeds.values import GroupValues, MeetingValues, VenueValues
from groups.models import Group, Meeting, Venue
from groups.rules.choices import Attendance
from groups.rules.listing import OF_A_MEETING, OF_A_VENUE, faults


def wrong_with(meeting: MeetingValues, venue: VenueValues | None, group: GroupValues) -> list[str]:
    """Every rule that a row's meeting, venue or group breaks; empty where they can be stored."""
    if meeting.attendance != Attendance.ONLINE and meeting.venue is None:
        return [_("It does not say where it meets.")]
    return [
        *faults(meeting, OF_A_MEETING),
        *(faults(venue, OF_A_VENUE) if venue else ()),
        *_too_long(meeting, Meeting),
        *(_too_long(venue, Venue) if venue else ()),
        *_too_long(group, Group),
    ]


def _too_long(values: GroupValues | VenueValues | MeetingValues, model: type[models.Model]) -> list[str]:
    """A text that its column cannot hold would stop the whole import."""
    return [
        _("%(field)s is longer than %(limit)d characters.") % {"field": capfirst(label), "limit": limit}
        for place, limit, label in _limits(type(values), model)
        if len(values[place] or "") > limit
    ]


@cache
def _limits(values: type, model: type[models.Model]) -> tuple[tuple[int, int, str], ...]:
    """Where in the values a text stands, how long it may be, and what its field is called."""
    fields = {field.name: field for field in model._meta.concrete_fields if getattr(field, "max_length", None)}
    return tuple(
        (place, fields[name].max_length, str(fields[name].verbose_name))
        for place, name in enumerate(values._fields)
        if name in fields
    )
