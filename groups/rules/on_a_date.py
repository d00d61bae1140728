"""What is known of one date of one meeting, as one of the four answers of the bank-holiday sheet. Pure rules."""

from dataclasses import dataclass
from datetime import date, time

from groups.rules.choices import BankHolidays, DateAnswer, ExceptionKind
from groups.rules.schedule import Occurrence, State, Timetable


@dataclass(frozen=True)
class Known:
    """What is known of the meeting that a rule names on one date.

    `answer` is empty where nothing was said of a date on which nobody would ask. `starts_at` is the other time.
    """

    one: Occurrence
    answer: str
    starts_at: time | None = None
    said: bool = False
    """Whether it was said of this very date, and is no answer for all bank holidays."""

    @property
    def note(self) -> str:
        """What staff noted at this date."""
        source = self.one.differs and self.one.differs.source
        return source.note if source else ""

    @property
    def mark(self) -> str:
        """All of it in one word, by which one sees whether somebody changed it meanwhile."""
        at = f"{self.starts_at:%H%M}" if self.starts_at else ""
        differs = self.one.differs
        where = f"{differs.kind}.{differs.first}.{differs.last}.{differs.to or ''}" if differs else ""
        return f"{self.answer}-{at}-{self.one.state.value}-{where}"


def known_of(table: Timetable, day: date) -> Known | None:
    """What is known of this date; None where the rule names none, or the meeting is paused."""
    one = table.of_rule(day)
    if one is None:
        return None
    said = one.differs is not None
    if one.state is State.CANCELLED:
        return Known(one, DateAnswer.NOT, said=said)
    if one.state is State.MOVED_AWAY:
        on_its_day = said and one.differs.arrives_on == day
        if not on_its_day:
            return Known(one, DateAnswer.NOT, said=said)
        return Known(one, DateAnswer.MOVED, one.differs.starts_at or one.starts_at, said=True)
    if one.known == ExceptionKind.ASK:
        return Known(one, DateAnswer.ASK, said=True)
    if said:
        return Known(one, DateAnswer.MEETS, said=True)
    if day not in table.holidays:
        return Known(one, "")
    meets = table.bank_holidays == BankHolidays.AS_USUAL
    return Known(one, DateAnswer.MEETS if meets else DateAnswer.ASK)
