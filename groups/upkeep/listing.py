"""Keeping listings right: publish, pause, close, take off and reopen a group or a meeting."""

from datetime import date

from groups.history import recording
from groups.models import Group, Meeting
from groups.rules.choices import Status

_STANDING = ("status", "paused_until", "status_reason")


def publish(listing: Group | Meeting) -> None:
    """Put it into the search; a group brings its drafted meetings along."""
    with recording.changing(listing):
        _stand(listing, Status.LISTED)
        if isinstance(listing, Group):
            for meeting in listing.meetings.filter(status=Status.DRAFT):
                _stand(meeting, Status.LISTED)


def pause(listing: Group | Meeting, *, until: date | None = None, reason: str = "") -> None:
    """Take it off the search up to and including `until`, or until told; its page stays and says so."""
    with recording.changing(listing):
        _stand(listing, Status.PAUSED, until=until, reason=reason)


def close(listing: Group | Meeting, *, reason: str) -> None:
    """Take it off the search for good but keep its page, which says that it closed and why."""
    with recording.changing(listing):
        _stand(listing, Status.CLOSED, reason=reason)


def take_off(listing: Group | Meeting, *, reason: str) -> None:
    """Take it away from the public altogether, its page too: it is a draft again, whose reason staff read alone."""
    with recording.changing(listing):
        _stand(listing, Status.DRAFT, reason=reason)


def reopen(listing: Group | Meeting) -> None:
    """List again what was paused or closed; a group's own meetings stand as they stood."""
    with recording.changing(listing):
        _stand(listing, Status.LISTED)


def _stand(listing: Group | Meeting, status: str, *, until: date | None = None, reason: str = "") -> None:
    listing.status, listing.paused_until, listing.status_reason = status, until, reason
    untouched = {field.name for field in listing._meta.fields} - set(_STANDING)
    listing.full_clean(exclude=untouched, validate_unique=False)
    listing.save(update_fields=_STANDING)
