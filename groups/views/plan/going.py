"""The meetings of a visitor's week: where each lies in it, how far it is, and what became of those that are gone."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from groups.models import Meeting, SearchRow
from groups.models.timetable import timetable_of
from groups.rules.choices import Attendance, Status
from groups.rules.criteria import MeetingSearch, Moment, Near
from groups.rules.geo import KM_IN, kilometres
from groups.rules.planning import Candidate
from groups.rules.planning.fortnight import Weeks
from groups.rules.planning.journeys import Travel
from groups.rules.planning.usual_week import usual_time
from groups.rules.planning.week_plan import Pick, WeekPlan
from groups.rules.schedule import Timetable
from groups.search.vocabulary import Vocabulary
from groups.views.cards import Row
from groups.views.kept_rows import rows_of

MOST_INSTEAD = 5
"""For so many meetings that are gone the nearest like it is looked for; an old link may hold many."""


@dataclass(frozen=True)
class Going:
    """One meeting of a week."""

    pick: Pick
    meeting: Meeting
    table: Timetable
    km: float | None
    """How far from home; None online, or where nobody said where home is."""
    journey: int
    """Minutes one way."""
    is_home_group: bool
    usual: Candidate | None
    """Where it lies in a usual week, with its journeys; None where it is not in every week or every other one."""


@dataclass(frozen=True)
class Gone:
    """A meeting of a week that is in no list any more, and the nearest one like it."""

    pick: Pick
    name: str
    """Empty where nothing of it is public."""
    url: str
    why: str
    instead: Row | None


def going_of(plan: WeekPlan, near: Near | None, *, at: Moment) -> tuple[list[Going], list[tuple[Pick, Meeting | None]]]:
    """The meetings of a week that go on, in the order of the address, and those that are gone. A few queries in all."""
    picks = {pick.number: pick for pick in plan.picks}
    public = Meeting.objects.with_page()
    known = {meeting.pk: meeting for meeting in public.filter(pk__in=picks).for_plans()} if picks else {}
    going, gone = [], []
    for number, pick in picks.items():
        meeting = known.get(number)
        if meeting is None or _is_closed(meeting):
            gone.append((pick, meeting))
        else:
            going.append(going_to(meeting, pick, plan, near, at=at))
    return going, gone


def _is_closed(meeting: Meeting) -> bool:
    return Status.CLOSED in (meeting.status, meeting.group.status)


def going_to(meeting: Meeting, pick: Pick, plan: WeekPlan, near: Near | None, *, at: Moment) -> Going:
    """One meeting as part of a week."""
    table = timetable_of(meeting)
    km, journey = way_to(meeting, near, plan.travel)
    return Going(
        pick=pick,
        meeting=meeting,
        table=table,
        km=km,
        journey=journey,
        is_home_group=meeting.pk == plan.first,
        usual=candidate_of(meeting, table, journey, weeks=pick.weeks, at=at),
    )


def way_to(meeting: Meeting, near: Near | None, travel: Travel, *, venue=None) -> tuple[float | None, int]:
    """How far a meeting is in a straight line (km) and how long one way takes (minutes), or to where it has moved.

    A hybrid one beyond one's reach is joined online.
    """
    venue = venue or (meeting.venue if meeting.attendance != Attendance.ONLINE else None)
    point = venue.public_point if venue else None
    if near is None or point is None:
        return None, 0
    km = kilometres(near.point, point)
    if meeting.attendance == Attendance.HYBRID and km > travel.reach * KM_IN["mi"]:
        return None, 0
    return km, travel.minutes(km)


def candidate_of(
    meeting: Meeting, table: Timetable, journey: int, *, weeks: Weeks = Weeks.EVERY, at: Moment
) -> Candidate | None:
    """Where a meeting lies in a usual week; None where it is not in every week or every other one."""
    usual = usual_time(table, zone=at.zone, today=at.today)
    if usual is None:
        return None
    in_weeks = weeks if usual.weeks is Weeks.EVERY else usual.weeks
    return Candidate(meeting.pk, usual.weekday, usual.starts, usual.minutes, journey, in_weeks)


def told(
    gone: Collection[tuple[Pick, Meeting | None]],
    near: Near | None,
    *,
    at: Moment,
    known: Vocabulary,
    held: Collection[int] = (),
) -> list[Gone]:
    """What the page says of meetings that are gone, the first few with the nearest like it that is not `held` already.

    Two queries and rows for each of these few.
    """
    found = []
    for pick, meeting in gone:
        if meeting is None:
            found.append(Gone(pick, "", "", _("It is not listed any more."), None))
            continue
        looks = sum(bool(one.name) for one in found) < MOST_INSTEAD
        instead = _instead_of(meeting, near, held, at=at, known=known) if looks else None
        found.append(Gone(pick, meeting.title, meeting.get_absolute_url(), _("It has closed."), instead))
    return found


def _instead_of(
    meeting: Meeting, near: Near | None, held: Collection[int], *, at: Moment, known: Vocabulary
) -> Row | None:
    """The nearest meeting of its kind about the same problem: on its weekday where there is one, else on any."""
    point = meeting.venue.public_point if meeting.venue else None
    if point is not None:
        place = {"near": Near("", point), "within": 25, "sort": "nearest"}
    elif near is not None and meeting.attendance != Attendance.ONLINE:
        place = {"near": near, "within": 25, "sort": "nearest"}
    else:
        place = {"attendance": (Attendance.ONLINE,)}
    group = meeting.group
    asked = MeetingSearch(kinds=(group.kind,), about=group.problems, unit=settings.DISTANCE_UNIT, **place)
    that_day = replace(asked, days=(meeting.weekday,)) if meeting.weekday is not None else asked
    for search in dict.fromkeys((that_day, asked)):
        found = SearchRow.objects.matching(search, at=at).filter(entry__isnull=False)
        rows = rows_of(found.exclude(meeting__in=[meeting.pk, *held])[:1], at=at, known=known)
        if rows:
            return rows[0]
    return None
