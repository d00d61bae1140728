"""Why what a row says cannot be stored, in sentences; so that a bad row costs that row alone."""

from collections.abc import Iterable
from functools import cache

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from groups.exchange.listing import ExceptionSaid
from groups.exchange.spreadsheet.own_exceptions import read_exceptions
from groups.feeds.values import GroupValues, MeetingValues, VenueValues
from groups.models import Group, Meeting, MeetingException, Venue
from groups.rules.choices import Attendance
from groups.rules.listing import OF_A_MEETING, OF_A_VENUE, OF_AN_EXCEPTION, faults

Values = GroupValues | VenueValues | MeetingValues | ExceptionSaid


def wrong_with(meeting: MeetingValues, venues: Iterable[VenueValues], group: GroupValues) -> list[str]:
    """Every rule that a row's meeting, its venues and dates, or its group breaks; empty where they can be stored."""
    if meeting.attendance != Attendance.ONLINE and meeting.venue is None:
        return [_("It does not say where it meets.")]
    return [
        *faults(meeting, OF_A_MEETING),
        *_too_long(meeting, Meeting),
        *_too_long(group, Group),
        *(fault for venue in venues for fault in (*faults(venue, OF_A_VENUE), *_too_long(venue, Venue))),
        *(fault for one in read_exceptions(meeting.exceptions) for fault in _wrong_on_a_date(one)),
    ]


def _wrong_on_a_date(one: ExceptionSaid) -> list[str]:
    return [*faults(one, OF_AN_EXCEPTION), *_too_long(one, MeetingException)]


def _too_long(values: Values, model: type[models.Model]) -> list[str]:
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
