"""When a window of dates shows a meeting first: what the tests of windows and of clocks ask."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from groups.models import Meeting
from groups.models.recurrence import Window

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 1, 5)  # a Monday, in the first week of its month and of its year


def first_shown(meeting, *, today=TODAY, ahead=35, at="", **options):
    """The first date and time by the site's clock, in the window from today on; `at` is the time it is today."""
    now = datetime.combine(today, time.fromisoformat(at), LONDON) if at else None
    offsets = options.pop("offsets", range(-2 if at else 0, ahead + 1))
    window = Window(today=today, site_zone=LONDON, offsets=tuple(offsets), now=now, **options)
    minutes = Meeting.objects.expected(window).get(pk=meeting.pk).entry
    return None if minutes is None else datetime.combine(today, time()) + timedelta(minutes=minutes)
