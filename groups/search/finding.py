"""What a search finds besides its list: how far it reached, how many there are, and how many are online."""

from dataclasses import replace

from django.db.models import Count, Q

from groups.models import Meeting, SearchRow
from groups.rules.choices import Attendance
from groups.rules.criteria import DISTANCES, ENOUGH, WIDENING, MeetingSearch, Moment
from groups.rules.geo import KM_IN


def settle_distance(asked: MeetingSearch, *, at: Moment) -> MeetingSearch:
    """The same search with a distance: the first that holds enough meetings, where nobody said how far. One query."""
    if asked.near is None or asked.within is not None:
        return asked
    widest = replace(asked, within=WIDENING[-1])
    rings = {f"within_{number}": Count("pk", Q(km__lte=number * KM_IN[asked.unit])) for number in WIDENING}
    found = SearchRow.objects.happening(widest, at=at).order_by().aggregate(**rings)
    enough = (number for number in WIDENING if found[f"within_{number}"] >= ENOUGH)
    return replace(asked, within=next(enough, WIDENING[-1]))


def count(asked: MeetingSearch, *, at: Moment) -> int:
    """How many meetings it finds, those left out that only show that they are cancelled. A query or two."""
    return sum(part.count() for part in SearchRow.objects.happening_in_parts(asked, at=at))


def count_online(asked: MeetingSearch, *, at: Moment) -> int:
    """How many online-only meetings it would find without its place. A query or two."""
    if asked.near is None or asked.attendance:
        return 0
    elsewhere = replace(asked, near=None, within=None, attendance=(Attendance.ONLINE,))
    parts = SearchRow.objects.happening_in_parts(elsewhere, at=at)
    return sum(part.filter(attendance=Attendance.ONLINE).count() for part in parts)


def wider(asked: MeetingSearch, *, at: Moment) -> tuple[int, int] | None:
    """The first distance beyond the asked one that finds something, and how many. One query."""
    if asked.near is None or asked.within is None:
        return None
    beyond = [number for number in DISTANCES if number > asked.within]
    if not beyond:
        return None
    rings = {f"within_{number}": Count("pk", Q(km__lte=number * KM_IN[asked.unit])) for number in beyond}
    found = SearchRow.objects.happening(replace(asked, within=beyond[-1]), at=at).order_by().aggregate(**rings)
    return next(((number, found[f"within_{number}"]) for number in beyond if found[f"within_{number}"]), None)


def nearest(asked: MeetingSearch, *, at: Moment) -> Meeting | None:
    """The nearest meeting that fits all but the distance, however far, carrying its `km`. One query."""
    if asked.near is None:
        return None
    anywhere = replace(asked, within=None)
    fitting = Meeting.objects.happening(anywhere, at=at).with_distance(asked.near.point).filter(km__isnull=False)
    return fitting.select_related("group", "venue__area", "venue__area_worked_out").order_by("km", "pk").first()
