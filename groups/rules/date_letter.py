"""The letter that asks a contact whether their meetings meet on one date: its words."""

from collections.abc import Sequence
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.letter import Sender, one_line
from groups.rules.words import clock, full_date


def at(starts_at: time) -> str:
    """The time of a meeting, as the letter says it."""
    return clock(starts_at)


def subject() -> str:
    """The same for every group: a shared screen or inbox learns nothing from it."""
    return _("Are you open on this date?")


def body(sender: Sender, meetings: Sequence[str], *, day: date, link: str) -> str:
    """The whole letter. What names a group comes after the link, so that no preview of a mail program shows it."""
    parts = [
        _("%(site)s (%(address)s) writes to you: a public list of local groups.")
        % {"site": one_line(sender.name), "address": sender.address}
        + " "
        + _("We have this address because it was given to our staff as the contact of a group."),
        ngettext(
            "Do you meet on %(day)s? One press on this page tells us. You need no account.",
            "Do you meet on %(day)s? A few presses on this page tell us. You need no account.",
            len(meetings),
        )
        % {"day": full_date(day)},
        link,
        _("Until we hear from you, our list tells people to ask before they go on that day."),
        _("Opening the page changes nothing. The link works until that day. Please do not pass it on."),
        "\n".join([_("It is about:"), *(f"- {one_line(name)}" for name in meetings)]),
        _("We ask once about this date. To have no letters from us, answer this one and say so."),
        _signed(sender),
    ]
    return "\n\n".join(parts) + "\n"


def _signed(sender: Sender) -> str:
    if sender.email:
        return _("Questions? Answer this letter, or write to %(email)s.") % {"email": sender.email}
    return _("Questions? See %(address)s/about/") % {"address": sender.address}
