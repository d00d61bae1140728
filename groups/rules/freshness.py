"""How long ago a listing was last checked, and in what words the public reads it."""

from datetime import date

from django.utils.translation import gettext as _

from groups.rules.choices import CheckedBy, Freshness
from groups.rules.words import ago

DAYS_IN_A_MONTH = 365 / 12


def freshness(checked_on: date | None, *, today: date, months: tuple[int, int, int]) -> Freshness:
    """Its class by age: up to the first of `months` checked, then due, overdue, old; never checked without a date."""
    if checked_on is None:
        return Freshness.NEVER
    age = (today - checked_on).days / DAYS_IN_A_MONTH
    classes = (Freshness.CHECKED, Freshness.DUE, Freshness.OVERDUE)
    return next((one for one, limit in zip(classes, months, strict=True) if age <= limit), Freshness.OLD)


def checked_words(checked_on: date | None, by: str = "", *, today: date) -> str:
    """`Checked 12 days ago`, and by what kind of source where it is known; `Not checked yet`."""
    if checked_on is None:
        return _("Not checked yet")
    when = ago((today - checked_on).days)
    if by:
        return _("Checked %(when)s %(how)s") % {"when": when, "how": CheckedBy(by).label}
    return _("Checked %(when)s") % {"when": when}
