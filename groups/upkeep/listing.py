"""Keeping listings right: publish, pause, close and reopen a group or a meeting."""

from datetime import date

from django.db import transaction

from groups.models import Group, Meeting
from groups.rules.choices import Status
from groups.search import index

_STANDING = ("status", "paused_until", "status_reason")


@transaction.atomic
def publish(listing: Group | Meeting) -> None:
    """Put it into the search; a group brings its drafted meetings along."""
    index.hold()
    _stand(listing, Status.LISTED)
    if isinstance(listing, Group):
        for meeting in listing.meetings.filter(status=Status.DRAFT):
            _stand(meeting, Status.LISTED)
    index.changed(listing)


@transaction.atomic
def pause(listing: Group | Meeting, *, until: date | None = None, reason: str = "") -> None:
    """Take it off the search up to and including `until`, or until told; its page stays and says so."""
    index.hold()
    _stand(listing, Status.PAUSED, until=until, reason=reason)
    index.changed(listing)


@transaction.atomic
def close(listing: Group | Meeting, *, reason: str) -> None:
    """Take it off the search for good but keep its page, which says that it closed and why."""
    index.hold()
    _stand(listing, Status.CLOSED, reason=reason)
    index.changed(listing)


@transaction.atomic
def reopen(listing: Group | Meeting) -> None:
    """List again what was paused or closed; a group's own meetings stand as they stood."""
    index.hold()
    _stand(listing, Status.LISTED)
    index.changed(listing)


def _stand(listing: Group | Meeting, status: str, *, until: date | None = None, reason: str = "") -> None:
    listing.status, listing.paused_until, listing.status_reason = status, until, reason
    untouched = {field.name for field in listing._meta.fields} - set(_STANDING)
    listing.full_clean(exclude=untouched, validate_unique=False)
    listing.save(update_fields=_STANDING)
