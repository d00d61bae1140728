"""How long ago a listing was last checked, and in what words the public reads it."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groups.rules.choices import CheckedBy, Freshness
from groups.rules.words import ago

DAYS_IN_A_MONTH = 365 / 12


def earliest_within(months: int, *, today: date) -> date:
    """The earliest date of a check that is at most so many months old."""
    return today - timedelta(days=int(months * DAYS_IN_A_MONTH))


def freshness(checked_on: date | None, *, today: date, months: tuple[int, int, int]) -> Freshness:
    """Its class by age: up to the first of `months` checked, then due, overdue, old; never checked without a date."""
    if checked_on is None:
        return Freshness.NEVER
    classes = zip((Freshness.CHECKED, Freshness.DUE, Freshness.OVERDUE), months, strict=True)
    return next((one for one, limit in classes if checked_on >= earliest_within(limit, today=today)), Freshness.OLD)


def checked_words(checked_on: date | None, by: str = "", *, today: date) -> str:
    """`Checked 12 days ago`, and by what kind of source where it is known; `Not checked yet`."""
    if checked_on is None:
        return _("Not checked yet")
    when = ago((today - checked_on).days)
    if by:
        return _("Checked %(when)s %(how)s") % {"when": when, "how": CheckedBy(by).label}
    return _("Checked %(when)s") % {"when": when}


def checked_on_words(checked_on: date | None, by: str = "") -> str:
    """The same for a file that is read at any time: `Checked on 12 November 2026 on its website.`"""
    if checked_on is None:
        return _("Not checked yet.")
    when = date_format(checked_on, _("j F Y"))
    if by:
        return _("Checked on %(day)s %(how)s.") % {"day": when, "how": CheckedBy(by).label}
    return _("Checked on %(day)s.") % {"day": when}
