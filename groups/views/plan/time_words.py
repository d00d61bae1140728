"""Fixed times as the planner says them: `Monday to Friday, 9am to 5:30pm, this week and every other`."""

from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.planning.commitments import Commitment, days_words
from groups.rules.planning.fortnight import Weeks, letter_of
from groups.rules.words import clock


def when_words(one: Commitment, *, today: date) -> str:
    """When it is, from its days to its weeks."""
    days = days_words(one.days)
    said = [days[:1].upper() + days[1:], hours_of(one), weeks_said(one.weeks, today=today)]
    return ", ".join(filter(None, said))


def hours_of(one: Commitment) -> str:
    """`9am to 5:30pm`; `all day` where it ends when it begins."""
    if one.begins == one.ends:
        return _("all day and night")
    return _("%(start)s to %(end)s") % {"start": at_clock(one.begins), "end": at_clock(one.ends)}


def at_clock(minutes: int) -> str:
    """Minutes after midnight as a time of day; those of another day too."""
    hours, rest = divmod(minutes, 60)
    return clock(time(hours % 24, rest))


def weeks_said(weeks: Weeks, *, today: date) -> str:
    """In which weeks, seen from today; empty for every week."""
    if weeks is Weeks.EVERY:
        return ""
    return _("this week and every other") if weeks is letter_of(today) else _("next week and every other")


def name_of(one: Commitment) -> str:
    """What it is called, with a capital; `A fixed time` where it has no name."""
    called = one.called or _("a fixed time")
    return called[:1].upper() + called[1:]


def about_hours(minutes: int) -> str:
    """Minutes to the nearest half hour: `about 5½ hours`; less than an hour to the nearest five."""
    if minutes < 60:
        count = 5 * round(minutes / 5)
        return ngettext("about %(count)s minute", "about %(count)s minutes", count) % {"count": count}
    whole, half = divmod(round(minutes / 30), 2)
    count = f"{whole}½" if half else str(whole)
    return ngettext("about %(count)s hour", "about %(count)s hours", whole + half) % {"count": count}
