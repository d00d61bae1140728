"""A meeting's row as the pure rules take it: its timetable, with exceptions and bank holidays."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from groups.models.meeting import Meeting
from groups.rules import holidays
from groups.rules.choices import Status
from groups.rules.schedule import Timetable


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of one nation, without end: looked up by date."""

    code: str

    def __contains__(self, day: date) -> bool:
        return day in holidays.in_year(self.code, day.year)


def nation_of(meeting: Meeting) -> str:
    """The nation whose bank holidays it keeps: its venue's area's, else its group's, else none stated."""
    areas = (meeting.venue and meeting.venue.area_that_holds, meeting.group.area)
    return next((area.nation for area in areas if area and area.nation), "")


def bank_holidays_of(meeting: Meeting) -> BankHolidays:
    """The bank holidays that a meeting keeps."""
    return BankHolidays(holidays.code_of(nation_of(meeting), settings.HOLIDAYS))


def timetable_of(meeting: Meeting) -> Timetable:
    """When a meeting happens. Reads its exceptions, venue, group and areas: prefetch them for a list."""
    return Timetable(
        rule=meeting.rule,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        zone=meeting.zone,
        differs=tuple(row.differs for row in meeting.exceptions.all()),
        bank_holidays=meeting.bank_holidays,
        holidays=bank_holidays_of(meeting),
        paused_until=_end_of_pause(meeting),
    )


def _end_of_pause(meeting: Meeting) -> date | None:
    ends = [date.max if until is None else until for until in _pauses(meeting)]
    return max(ends, default=None)


def _pauses(meeting: Meeting):
    for record in (meeting, meeting.group):
        if record.status in (Status.PAUSED, Status.CLOSED, Status.DRAFT):
            yield record.paused_until if record.status == Status.PAUSED else None
