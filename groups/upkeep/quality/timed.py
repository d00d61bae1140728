"""Times that are probably not meant, and meetings whose last date has passed."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from groups.rules.oddities import Times, is_over, oddities
from groups.rules.schedule import Rule
from groups.rules.words import full_date
from groups.upkeep.quality import real
from groups.upkeep.quality.finding import MEETING, Finding, Record

TIMES = "times"
_COLUMNS = (
    "pk", "name", "group__name", "attendance", "starts_at", "minutes", "drop_in", "weekday", "weeks", "interval",
    "phase", "months", "first", "last",
)  # fmt: skip


def impossible_times(on: date) -> Iterator[Finding]:
    """What `groups.rules.oddities` says of each meeting that has not closed. One query."""
    there = real.open_meetings().filter(by_arrangement=False, weekday__isnull=False)
    for pk, name, group, *times in there.values_list(*_COLUMNS):
        attendance, starts_at, minutes, drop_in, *days = times
        rule = Rule(*days)
        said = oddities(Times(attendance, starts_at, minutes, drop_in, rule))
        if is_over(rule, on=on):
            said.append(_("Its last date was %(day)s: close it if it is over.") % {"day": full_date(rule.last)})
        if said:
            yield Finding(TIMES, (Record(MEETING, pk, real.called(name, group)),), real.joined(said), tuple(times))
