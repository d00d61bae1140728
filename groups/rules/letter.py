"""The letter that asks a group's contact whether the listing is still right: its words, and when it is sent again."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.rules.words import full_date

TIMES = 3
"""The letter itself and two reminders."""
REMIND_AFTER = timedelta(days=14)
"""From one sending to the next, and from the last one to the end."""
ASK_AGAIN_AFTER = timedelta(days=90)
"""Nobody is asked about the same group again within so long, whatever they answered."""
LINK_LASTS = timedelta(days=90)
"""From each sending."""
FORGET_AFTER = timedelta(days=180)
"""A letter's own copy of the address goes so long after it was last sent."""
FORGET_CONTACT_AFTER = timedelta(days=30)
"""Who is no longer the contact, or wants no letters, is forgotten so long after saying so."""

LONGEST_NAME = 160


@dataclass(frozen=True)
class Sender:
    """Who writes: the site."""

    name: str
    address: str
    run_by: str = ""
    email: str = ""


def one_line(text: str) -> str:
    """Text that came from people, as part of one line: nothing in it can begin a line or a header of its own."""
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in text)
    return " ".join(shown.split())[:LONGEST_NAME]


def subject() -> str:
    """The same for every group: a shared screen or inbox learns nothing from it."""
    return _("Is your listing still right?")


def body(sender: Sender, groups: Sequence[str], *, link: str, until: date, times_sent: int) -> str:
    """The whole letter. What names a group comes after the link, so that no preview of a mail program shows it."""
    parts = [_who_writes(sender, len(groups))]
    if times_sent:
        parts.append(_("We wrote to you about this before and have had no answer."))
    parts += [_what_to_do(len(groups)), link, _the_rest(until)]
    parts.append("\n".join([_("It is about:"), *(f"- {one_line(name)}" for name in groups)]))
    parts += [_what_follows(times_sent), _what_we_keep(), _signed(sender)]
    return "\n\n".join(parts) + "\n"


def _who_writes(sender: Sender, count: int) -> str:
    who = {"site": one_line(sender.name), "address": sender.address, "who": one_line(sender.run_by)}
    if who["who"]:
        writes = _("%(site)s (%(address)s) writes to you: a public list of local groups, run by %(who)s.") % who
    else:
        writes = _("%(site)s (%(address)s) writes to you: a public list of local groups.") % who
    has = ngettext(
        "We have this address because it was given to our staff as the contact of a group.",
        "We have this address because it was given to our staff as the contact of some groups.",
        count,
    )
    return f"{writes} {has}"


def _what_to_do(count: int) -> str:
    return ngettext(
        "Is your listing still right? This page shows it. If it is right, press one button there. You need no account.",
        "Are your listings still right? This page shows them. If they are right, press one button there. "
        "You need no account.",
        count,
    )


def _the_rest(until: date) -> str:
    return _(
        "On the same page you can say what is different, that it has closed, that you are no longer the contact, "
        "or that it should be taken off our list. Opening the page changes nothing. "
        "The link works until %(day)s. Please do not pass it on."
    ) % {"day": full_date(until)}


def _what_follows(times_sent: int) -> str:
    left = TIMES - 1 - times_sent
    if left <= 0:
        return _(
            "This is the last letter about it for now. Without an answer the listing stays, "
            "below those that were checked more lately."
        )
    weeks = REMIND_AFTER.days // 7
    return ngettext(
        "Without an answer we send %(count)s more letter, in %(weeks)s weeks, and then stop.",
        "Without an answer we send %(count)s more letters, %(weeks)s weeks apart, and then stop.",
        left,
    ) % {"count": left, "weeks": weeks}


def _what_we_keep() -> str:
    return _(
        "We use this address for these letters alone, and show it to nobody but our staff. To stop them, choose "
        "“I am no longer the contact” on the page: the letters stop at once, and we delete the address within "
        "%(days)s days."
    ) % {"days": FORGET_CONTACT_AFTER.days}


def _signed(sender: Sender) -> str:
    if sender.email:
        return _("Questions? Answer this letter, or write to %(email)s.") % {"email": sender.email}
    return _("Questions? See %(address)s/about/") % {"address": sender.address}
