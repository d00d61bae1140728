"""What is said of one date of a meeting: what is different about it, that one should ask, that it is sure. Pure."""

from datetime import timedelta

from django.utils.translation import gettext as _

from groups.rules.choices import BankHolidays, ExceptionKind
from groups.rules.criteria import Moment
from groups.rules.schedule import Occurrence, State, Timetable
from groups.rules.words import clock, day_title, long_date


def caution(table: Timetable, one: Occurrence) -> str:
    """That nobody knows whether it meets on this date, in words; empty where that is no question."""
    if one.known == ExceptionKind.ASK:
        return _("It is not known whether it meets on this date: ask before you go.")
    if _is_unsure(table, one):
        return _("It is a bank holiday: ask before you go.")
    return ""


def _is_unsure(table: Timetable, one: Occurrence) -> bool:
    unsaid = one.state is State.USUAL and not one.known and table.bank_holidays in ("", BankHolidays.ASK)
    return unsaid and one.day in table.holidays


def assurance(table: Timetable, one: Occurrence) -> str:
    """That it is known to meet on a date of which one would ask, in words; empty on all others."""
    if not one.happens or one.known == ExceptionKind.ASK or one.for_holiday or _is_unsure(table, one):
        return ""
    if one.day in table.holidays:
        return _("It meets on this bank holiday.")
    return _("It is known to meet on this date.") if one.known else ""


def what_differs(one: Occurrence, at: Moment) -> str:
    """What is different about a date that has just been named; empty where nothing is."""
    return f"{_difference(one, at)} {note_of(one)}".strip()


def note_of(one: Occurrence) -> str:
    """What staff noted at this date."""
    return one.differs.source.note if one.differs and one.differs.source else ""


def _difference(one: Occurrence, at: Moment) -> str:
    if one.state is State.CANCELLED:
        return _("It does not meet: bank holiday.") if one.for_holiday else _("It does not meet.")
    if one.state is State.MOVED_AWAY:
        to = one.differs.arrives_on if one.differs else one.day + timedelta(weeks=1)
        starts_at = (one.differs and one.differs.starts_at) or one.starts_at
        moved = {"day": day_title(to, today=at.today, at=starts_at), "time": clock(starts_at)}
        return _("Moved to %(time)s.") % moved if to == one.day else _("Moved to %(day)s, %(time)s.") % moved
    if one.state is State.EXTRA:
        return _("An extra meeting.")
    if one.state is State.ARRIVED:
        return _moved_here(one, at)
    return _("At another place on this date.") if one.state is State.CHANGED else ""


def _moved_here(one: Occurrence, at: Moment) -> str:
    if one.differs is None:
        return _("Put off by a week because of a bank holiday.")
    if one.differs.first == one.day:
        return _("At another time on this date.")
    return _("Moved here from %(day)s.") % {"day": long_date(one.differs.first, today=at.today)}
