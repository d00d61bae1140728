"""What a search finds besides its list: how far it reached, how many there are, and how many are online."""

from dataclasses import replace

from django.db.models import Count, Q

from groups.models import Meeting
from groups.rules.choices import Attendance
from groups.rules.criteria import ENOUGH, WIDENING, MeetingSearch, Moment
from groups.rules.geo import KM_IN


def settle_distance(asked: MeetingSearch, *, at: Moment) -> MeetingSearch:
    """The same search with a distance: the first that holds enough meetings, where nobody said how far. One query."""
    if asked.near is None or asked.within is not None:
        return asked
    widest = replace(asked, within=WIDENING[-1])
    rings = {f"within_{number}": Count("pk", Q(km__lte=number * KM_IN[asked.unit])) for number in WIDENING}
    found = Meeting.objects.happening(widest, at=at).aggregate(**rings)
    enough = (number for number in WIDENING if found[f"within_{number}"] >= ENOUGH)
    return replace(asked, within=next(enough, WIDENING[-1]))


def count(asked: MeetingSearch, *, at: Moment) -> int:
    """How many meetings it finds, those left out that only show that they are cancelled. One query."""
    return Meeting.objects.happening(asked, at=at).count()


def count_online(asked: MeetingSearch, *, at: Moment) -> int:
    """How many online-only meetings it would find without its place. One query."""
    if asked.near is None or asked.attendance:
        return 0
    elsewhere = replace(asked, near=None, within=None, attendance=(Attendance.ONLINE,))
    return Meeting.objects.happening(elsewhere, at=at).filter(attendance=Attendance.ONLINE).count()
