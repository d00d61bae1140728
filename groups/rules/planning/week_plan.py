"""A visitor's week, as an address holds it: nothing of it is kept anywhere else. Pure.

`plan=12.34a.56&busy=…&theirs=…&home=52.09,1.32&by=bus&target=3&latest=2130&first=12`. A value that cannot be read is
left out and named; the rest holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from groups.rules.geo import Point
from groups.rules.planning import commitments, journeys
from groups.rules.planning.commitments import Commitment
from groups.rules.planning.fortnight import Weeks
from groups.rules.schedule import MINUTES_IN_A_DAY

MOST_MEETINGS = 30
TARGETS = range(1, 8)
AS_MANY_AS_CAN_BE = "most"
LONGEST_NUMBER = 9
LONGEST_HOME = 100

PARAMETERS = ("plan", "busy", "theirs", "home", "by", "target", "latest", "first")
"""What an address holds of a week. `plan` is a search's too, which carries all of them along."""

_PICK = re.compile(r"(\d{1,9})([ab]?)")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


@dataclass(frozen=True)
class Pick:
    """One meeting of a week, by its short number, and in which weeks the visitor goes to it."""

    number: int
    weeks: Weeks = Weeks.EVERY

    def __str__(self):
        return f"{self.number}{self.weeks.value}"


@dataclass(frozen=True)
class Misread:
    """One value that could not be understood: `why` is a sentence for people."""

    parameter: str
    value: str
    why: str


@dataclass(frozen=True)
class WeekPlan:
    """The meetings somebody chose, what else is in their week, where they start from and what they would like."""

    picks: tuple[Pick, ...] = ()
    mine: tuple[Commitment, ...] = ()
    theirs: tuple[Commitment, ...] = ()
    """Those of a partner or carer, or whoever else is at home."""
    home: str = ""
    """A place, as it was typed or as `rounded` writes its point."""
    by: str = ""
    """A slug of `journeys.BY_SLUG`."""
    target: int | str | None = None
    """How many meetings a week: 1 to 7, or `AS_MANY_AS_CAN_BE`."""
    latest: int | None = None
    """By when to be home, in minutes after midnight (0 to 1439); before 5:00 it is the night after."""
    first: int | None = None
    """The number of the home group's meeting."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self == WeekPlan()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its meetings."""
        return tuple(pick.number for pick in self.picks)

    @property
    def travel(self) -> journeys.Travel:
        """How they travel, by bus where nobody said."""
        return journeys.BY_SLUG.get(self.by, journeys.USUAL)

    def parameters(self) -> dict[str, str]:
        """What an address says of it, in the order of `PARAMETERS`; only what there is."""
        said = {
            "plan": ".".join(map(str, self.picks)),
            "busy": commitments.write(self.mine),
            "theirs": commitments.write(self.theirs),
            "home": self.home,
            "by": self.by,
            "target": str(self.target or ""),
            "latest": "" if self.latest is None else f"{self.latest // 60:02}{self.latest % 60:02}",
            "first": str(self.first or ""),
        }
        return {name: value for name, value in said.items() if value}

    def without_home(self) -> Self:
        """The same for somebody else's eyes: it does not say where the visitor lives."""
        return replace(self, home="")

    def with_meeting(self, number: int, weeks: Weeks = Weeks.EVERY) -> Self:
        """The same with one more meeting; unchanged where it is full, or has it."""
        if number in self.numbers or len(self.picks) >= MOST_MEETINGS:
            return self
        return replace(self, picks=(*self.picks, Pick(number, weeks)))

    def without_meeting(self, number: int) -> Self:
        """The same without a meeting; if it was the home group, without one."""
        picks = tuple(pick for pick in self.picks if pick.number != number)
        return replace(self, picks=picks, first=None if self.first == number else self.first)


def rounded(point: Point) -> str:
    """A point as a week holds it: to a hundredth of a degree (about 0.7 miles), so that it names no house."""
    return f"{point.lat:.2f},{point.lng:.2f}"


def read(parameters: Mapping[str, str]) -> tuple[WeekPlan, list[Misread]]:
    """The week that an address holds, and what in it could not be understood.

    `parameters` gives one string a name (a QueryDict does). `home` is only taken over: whether it is a place is for
    whoever looks it up.
    """
    wrong: list[Misread] = []
    said = {name: (parameters.get(name) or "").strip() for name in PARAMETERS}
    plan = WeekPlan(
        picks=_picks(said["plan"], wrong),
        mine=_commitments("busy", said["busy"], wrong),
        theirs=_commitments("theirs", said["theirs"], wrong),
        home=" ".join(said["home"].split())[:LONGEST_HOME].strip(),
        by=_one_of("by", said["by"], journeys.BY_SLUG, _("Choose a way to travel."), wrong),
        target=_target(said["target"], wrong),
        latest=_latest(said["latest"], wrong),
        first=_first(said["first"], wrong),
    )
    return plan, wrong


def clock_minutes(typed: str) -> int | None:
    """`21:30`, `21.30`, `2130` or `930` as minutes after midnight; None where it is no time of day."""
    found = _CLOCK.fullmatch(typed.strip())
    return None if found is None else (60 * int(found[1]) + int(found[2])) % MINUTES_IN_A_DAY


def _picks(text: str, wrong: list[Misread]) -> tuple[Pick, ...]:
    found: dict[int, Pick] = {}
    for piece in filter(None, text.split(".")):
        match = _PICK.fullmatch(piece)
        if match is None or not match[1].isascii() or not int(match[1]):
            why = _("“%(piece)s” is no number of a meeting, so it was left out of your week.")
            wrong.append(Misread("plan", piece, why % {"piece": piece[:LONGEST_NUMBER]}))
        elif len(found) >= MOST_MEETINGS and int(match[1]) not in found:
            wrong.append(Misread("plan", piece, _("Your week holds 30 meetings; the others were left out.")))
            break
        else:
            found.setdefault(int(match[1]), Pick(int(match[1]), Weeks(match[2])))
    return tuple(found.values())


def _commitments(name: str, text: str, wrong: list[Misread]) -> tuple[Commitment, ...]:
    found, pieces = commitments.read(text)
    why = _("A time in your week could not be read from the address, so it was left out. Enter it again.")
    wrong.extend(Misread(name, piece, why) for piece in pieces)
    return found


def _one_of(name: str, text: str, known: Mapping[str, object], why: str, wrong: list[Misread]) -> str:
    if text and text not in known:
        wrong.append(Misread(name, text, why))
        return ""
    return text


def _target(text: str, wrong: list[Misread]) -> int | str | None:
    if text in ("", AS_MANY_AS_CAN_BE):
        return text or None
    if text.isascii() and text.isdigit() and len(text) == 1 and int(text) in TARGETS:
        return int(text)
    wrong.append(Misread("target", text, _("Choose a number from 1 to 7, or as many as you can.")))
    return None


def _latest(text: str, wrong: list[Misread]) -> int | None:
    minutes = clock_minutes(text) if text else None
    if text and minutes is None:
        wrong.append(Misread("latest", text, _("Enter a time such as 21:30.")))
    return minutes


def _first(text: str, wrong: list[Misread]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and 0 < len(text) <= LONGEST_NUMBER and int(text):
        return int(text)
    wrong.append(Misread("first", text, _("This is no number of a meeting.")))
    return None
