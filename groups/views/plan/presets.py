"""Fixed times that many weeks have, entered by one tick; each can be changed when it is there."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import letter_of
from groups.views.plan.time_words import hours_of, name_of, when_words

MINE, THEIRS = "mine", "theirs"

_WEEKDAYS = (0, 1, 2, 3, 4)
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Preset:
    """One of them: what is added, and how the box to tick says it."""

    slug: str
    times: tuple[Commitment, ...]
    title: str
    when: str
    is_need: bool


def presets(whose: str, *, today: date) -> list[Preset]:
    """Those offered for one's own times, or for those of the other.

    What keeps the other away from home is offered as a need of theirs, for somebody has to be there; their usual work
    is not, and a shift at night is.
    """
    this_week = letter_of(today)
    times = {
        "work": [_of(_WEEKDAYS, "0900", "1730", "work")],
        "school-run": [_of(_WEEKDAYS, "0830", "0915", "school-run"), _of(_WEEKDAYS, "1500", "1545", "school-run")],
        "training": [_of((3,), "1900", "2100", "training")],
        "bedtime": [_of(_EVERY_DAY, "1830", "1930", "bedtime")],
        "caring": [_of((5, 6), "1400", "1700", "caring")],
        "nights": [replace(_of(_WEEKDAYS, "2200", "0600", "nights"), weeks=this_week)],
        "nights-next": [replace(_of(_WEEKDAYS, "2200", "0600", "nights"), weeks=this_week.other)],
    }
    return [_preset(slug, whose, some, today=today) for slug, some in times.items()]


def _preset(slug: str, whose: str, times: list[Commitment], *, today: date) -> Preset:
    needs_other = whose == THEIRS and slug != "work"
    some = tuple(replace(one, needs_other=needs_other) for one in times)
    when = " ".join(
        [when_words(some[0], today=today), *(_("and %(hours)s") % {"hours": hours_of(x)} for x in some[1:])]
    )
    return Preset(slug, some, name_of(some[0]), when, needs_other)


def _of(days: tuple[int, ...], begins: str, ends: str, name: str) -> Commitment:
    return Commitment(days, *(60 * int(at[:2]) + int(at[2:]) for at in (begins, ends)), name=name)
