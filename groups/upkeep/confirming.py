"""Confirming that listings are right: the log of checks, and the newest one repeated on what was checked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from groups.history import recording
from groups.models import Confirmation, Group, Meeting


def confirm(
    *, on: date, by: str, role: str = "", groups: Iterable[Group] = (), meetings: Iterable[Meeting] = ()
) -> int:
    """Write down that these were checked on that day and how (`CheckedBy`); return how many were.

    A group's check covers its meetings. One that was checked later by then keeps its newer date.
    """
    groups, meetings = list(groups), list(meetings)
    if not groups and not meetings:
        return 0
    with recording.changing(*groups, *meetings):
        Confirmation.objects.bulk_create(
            [Confirmation(group=group, on=on, by=by, role=role) for group in groups]
            + [Confirmation(meeting=meeting, on=on, by=by, role=role) for meeting in meetings]
        )
        _repeat(Group, groups, on=on, by=by)
        _repeat(Meeting, meetings, on=on, by=by)
    return len(groups) + len(meetings)


def _repeat(model, records: list, *, on: date, by: str) -> None:
    """Put the check on the records, in the database and in hand, but where a newer one stands."""
    not_newer = Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=on)
    keys = [record.pk for record in records]
    model.objects.filter(not_newer, pk__in=keys).update(confirmed_on=on, confirmed_by=by)
    for record in records:
        if record.confirmed_on is None or record.confirmed_on <= on:
            record.confirmed_on, record.confirmed_by = on, by
