"""Bank holidays that are near: the way to who is open then, and what to know of a list for such a date."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groups.rules import holidays
from groups.rules.criteria import MeetingSearch, Moment

A_FORTNIGHT = timedelta(days=14)
NAMED_ALONE = ((12, 25),)
"""Christmas Day needs no date beside its name."""


def open_on(at: Moment) -> list[dict]:
    """A link for each of the site's bank holidays within a fortnight, the nearest first: “Open on Christmas Day”."""
    days = sorted(holidays.between(settings.HOLIDAYS, at.today, at.today + A_FORTNIGHT))
    return [
        {"text": _called(day), "url": f"{reverse('groups:meeting-list')}?{urlencode({'date': day})}"} for day in days
    ]


def _called(day) -> str:
    name = holidays.name_of(settings.HOLIDAYS, day)
    if (day.month, day.day) in NAMED_ALONE:
        return _("Open on %(holiday)s") % {"holiday": name}
    # Translators: Django's format letters for a day and a month.
    on = date_format(day, _("j F"))
    if holidays.is_substitute(settings.HOLIDAYS, day):
        return _("Open on the bank holiday, %(day)s") % {"day": on}
    return _("Open on %(holiday)s, %(day)s") % {"holiday": name, "day": on}


def note(asked: MeetingSearch) -> str:
    """What to know of a list for a bank holiday; empty for any other."""
    days = asked.days_meant if asked.has_dates else ()
    name = holidays.name_of(settings.HOLIDAYS, days[0]) if len(days) == 1 else ""
    if not name:
        return ""
    said = _("%(holiday)s: each meeting says whether it is known to be open.")
    return said % {"holiday": name[:1].upper() + name[1:]}
