"""What pages show of a helpline."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from guidance.models import Helpline
from guidance.rendering import Line, tel
from guidance.rules.hours import is_open
from mutualaid.speaking import IN_ENGLISH, is_unreviewed

EMERGENCY = "emergency"
"""The topic of lines for danger to life."""

NATIONS = {
    "england": gettext_lazy("England"),
    "scotland": gettext_lazy("Scotland"),
    "wales": gettext_lazy("Wales"),
    "northern-ireland": gettext_lazy("Northern Ireland"),
}


def named(line: Helpline) -> Line:
    """What an article says where it names it."""
    return Line(
        line.slug,
        line.said("name"),
        line.number,
        tel(line.number),
        is_checked=line.checked_on is not None,
        is_emergency=EMERGENCY in line.topics,
    )


def shown(line: Helpline, *, at: datetime | None = None) -> dict:
    """What its entry in a list of numbers says; with a moment in its zone, whether it is answered then."""
    text = ""
    if line.text_number and line.text_to:
        text = _("Text %(word)s to %(number)s") % {"word": line.text_to, "number": line.text_number}
    elif line.text_number:
        text = _("Text %(number)s") % {"number": line.text_number}
    return {
        "slug": line.slug,
        "name": line.said("name"),
        "number": line.number,
        "tel": tel(line.number),
        "text": text,
        "hours": line.said("hours"),
        "for_whom": _for_whom(line),
        "for_whom_in_english": _in_english(line),
        "website": line.website,
        "relay": line.relay,
        "bsl_url": line.bsl_url,
        "checked": _checked(line),
        "is_open": is_open(line.hours, at) if at else None,
    }


def _for_whom(line: Helpline) -> str:
    where = ", ".join(str(NATIONS.get(nation, nation)) for nation in line.nations)
    whom = line.said("for_whom")
    return f"{where}. {whom}" if where else whom


def _in_english(line: Helpline) -> str:
    """The English of a translation that nobody at home in its language has read."""
    if not is_unreviewed() or line.said("for_whom") == line.for_whom:
        return ""
    with override(IN_ENGLISH):
        return _for_whom(line)


def _checked(line: Helpline) -> str:
    if line.checked_on is None:
        return "" if line.is_for_emergencies else _("We have not rung this number yet.")
    rang, looked = pgettext("helpline", "We rang it on %(day)s."), pgettext("helpline", "We checked it on %(day)s.")
    return (looked if line.is_for_emergencies else rang) % {"day": f"{line.checked_on:%d/%m/%Y}"}
