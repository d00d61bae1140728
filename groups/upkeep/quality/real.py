"""Which records the checks look at: neither the invented nor another's doubles, and those that anybody goes by."""

from collections.abc import Iterable

from django.db.models import QuerySet

from groups.models import DEMONSTRATION, Group, Meeting, Venue
from groups.rules.choices import Status

SHOWN = (Status.LISTED, Status.PAUSED)


def groups() -> QuerySet:
    """Groups that are no demonstration, and are shown themselves."""
    return Group.objects.filter(same_as__isnull=True).exclude(feed__name=DEMONSTRATION).order_by("pk")


def meetings() -> QuerySet:
    """Meetings that are no demonstration, and are shown themselves."""
    return Meeting.objects.shown_themselves().exclude(feed__name=DEMONSTRATION).order_by("pk")


def venues() -> QuerySet:
    """Venues that are no demonstration."""
    return Venue.objects.exclude(feed__name=DEMONSTRATION).order_by("pk")


def open_groups() -> QuerySet:
    """Drafts too, for what is wrong with them is best seen before they are listed."""
    return groups().exclude(status=Status.CLOSED)


def open_meetings() -> QuerySet:
    """Neither closed themselves nor of a closed group."""
    return meetings().exclude(status=Status.CLOSED).exclude(group__status=Status.CLOSED)


def shown_groups() -> QuerySet:
    """Listed, or paused: the public reads them."""
    return groups().filter(status__in=SHOWN)


def shown_meetings() -> QuerySet:
    """Listed, or paused, and so is their group."""
    return meetings().filter(status__in=SHOWN, group__status__in=SHOWN)


def used_venues() -> QuerySet:
    """Where some meeting is that has not closed."""
    return venues().filter(pk__in=open_meetings().order_by().values("venue"))


def called(name: str, group: str) -> str:
    """A meeting as its lists call it."""
    return group if not name or name == group else f"{group}: {name}"


def venue_called(name: str, address: str, town: str) -> str:
    """As `Venue.__str__` has it."""
    return ", ".join(part for part in (name or address.partition("\n")[0], town) if part)


def joined(sentences: Iterable[object]) -> str:
    """Several sentences as one text."""
    return " ".join(map(str, sentences))
