"""What else is in a week: fixed times of one's own, and of the other at home. Pure; how an address says them is here.

In an address one is `12345-0900-1730_work`: the days (1 is Monday), from and until by a 24-hour clock, and a name.
After the times may stand marks: `n` where it is a need of the other at home, `a` or `b` where it holds in those weeks
alone (`fortnight.Weeks`): `4-1900-2100-na_training`. Several are joined by full stops. Nothing in it has to be escaped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.planning.fortnight import Span, Weeks, spans_of
from groups.rules.schedule import MINUTES_IN_A_DAY
from groups.rules.words import listed_words, weekday_name

LONGEST_NAME = 20
"""In signs. With longer ones, and all else as long as it can be, seven meetings and ten commitments would take more
than 600 characters of an address."""
MOST = 20
"""So many of each person's are read; a week has room for no more."""

PRESET_NAMES = {
    "work": gettext_lazy("work"),
    "school-run": gettext_lazy("school run"),
    "training": gettext_lazy("training"),
    "nights": gettext_lazy("night shift"),
    "bedtime": gettext_lazy("children’s bedtime"),
    "caring": gettext_lazy("caring"),
    "class": gettext_lazy("class"),
    "appointment": gettext_lazy("appointment"),
}
"""Names that are said in the reader's language."""

_WRITTEN = re.compile(r"([1-7]{1,7})-(\d{2})(\d{2})-(\d{2})(\d{2})(?:-(n?)([ab]?))?(?:_(.*))?", re.DOTALL)
_NO_NAME = re.compile(r"(?:[^\w']|_)+")


@dataclass(frozen=True)
class Commitment:
    """One fixed time of somebody's week.

    `begins` is minutes after midnight (0 to 1439), `ends` likewise; one that ends at or before its beginning runs past
    midnight. `days` are weekdays on which it begins, 0 is Monday, in order.
    """

    days: tuple[int, ...]
    begins: int
    ends: int
    needs_other: bool = False
    """Whether it means “I need the other at home”, and not “I am busy”."""
    weeks: Weeks = Weeks.EVERY
    name: str = ""
    """A name of `PRESET_NAMES`, or the visitor's own word; may be empty."""

    @property
    def minutes(self) -> int:
        """How long it takes, past midnight too."""
        return (self.ends - self.begins - 1) % MINUTES_IN_A_DAY + 1

    @property
    def spans(self) -> list[Span]:
        """Its times in the fortnight."""
        until = self.begins + self.minutes
        return [span for day in self.days for span in spans_of(day, self.begins, until, self.weeks)]

    @property
    def called(self) -> str:
        """Its name as people read it; empty where it has none."""
        return str(PRESET_NAMES.get(self.name, self.name.replace("-", " ")))

    @property
    def said(self) -> str:
        """What a sentence calls it: `Thursday training`, `work (Monday to Friday)`, `Sunday 6pm`."""
        days = days_words(self.days)
        if not self.called:
            return days
        if len(self.days) == 1:
            return _("%(day)s %(name)s") % {"day": days, "name": self.called}
        return _("%(name)s (%(days)s)") % {"name": self.called, "days": days}


def days_words(days: tuple[int, ...]) -> str:
    """`Thursday`, `Monday to Friday`, `Monday, Wednesday and Friday`, `every day`."""
    if len(days) == 7:
        return _("every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": weekday_name(days[0]), "last": weekday_name(days[-1])}
    return listed_words([weekday_name(day) for day in days])


def tidy_name(typed: str) -> str:
    """A typed name as an address holds it: its letters and digits, with hyphens for what is between them."""
    return _NO_NAME.sub("-", typed.strip()).strip("-")[:LONGEST_NAME].strip("-")


def write(commitments: Iterable[Commitment]) -> str:
    """What an address says of them."""
    return ".".join(_written(one) for one in commitments)


def read(text: str) -> tuple[tuple[Commitment, ...], list[str]]:
    """The commitments that an address names, each once, and the pieces that could not be understood."""
    found: dict[Commitment, None] = {}
    wrong = []
    for piece in filter(None, text.split(".")):
        one = _read(piece)
        if one is None or len(found) >= MOST:
            wrong.append(piece)
        else:
            found[one] = None
    return tuple(found), wrong


def _written(one: Commitment) -> str:
    days = "".join(str(day + 1) for day in one.days)
    marks = ("n" if one.needs_other else "") + one.weeks.value
    return f"{days}-{_clock(one.begins)}-{_clock(one.ends)}{marks and '-' + marks}{one.name and '_' + one.name}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}{minutes % 60:02}"


def _read(piece: str) -> Commitment | None:
    found = _WRITTEN.fullmatch(piece)
    if found is None:
        return None
    days, begin_hour, begin_minute, end_hour, end_minute, needs, weeks, name = found.groups()
    hours, minutes = (int(begin_hour), int(end_hour)), (int(begin_minute), int(end_minute))
    if max(hours) > 23 or max(minutes) > 59:
        return None
    begins, ends = (60 * hour + minute for hour, minute in zip(hours, minutes, strict=True))
    at = tuple(sorted({int(day) - 1 for day in days}))
    return Commitment(at, begins, ends, bool(needs), Weeks(weeks or ""), tidy_name(name or ""))
