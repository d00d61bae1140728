"""The one letter to who suggested something and left an address, and the question that may come before it."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from groups.models import Site, Suggestion
from groups.rules.choices import SuggestionKind
from groups.rules.keeping import forgotten_on


def tell(suggestion: Suggestion) -> bool | None:
    """Say what was decided. Whether it went; None where there is no address to write to."""
    return _send(suggestion, subject=_("What you told us about a listing"), page="letters/suggestion_decided.txt")


def ask(suggestion: Suggestion) -> bool | None:
    """Ask what staff want to know; they answer by mail."""
    return _send(suggestion, subject=_("A question about what you told us"), page="letters/suggestion_asked.txt")


def answers_go_to(site: Site) -> str:
    """The address to which an answer to such a letter comes; empty where there is none."""
    return settings.STAFF_EMAIL or site.email


def _send(suggestion: Suggestion, *, subject: str, page: str) -> bool | None:
    """The decision is stored already: a letter that fails loses nothing, and staff are told."""
    if not suggestion.email:
        return None
    site = Site.objects.the_one()
    answers = answers_go_to(site)
    letter = EmailMessage(
        subject, _body(suggestion, site, page), to=[suggestion.email], reply_to=[answers] if answers else None
    )
    try:
        return letter.send() == 1
    except (smtplib.SMTPException, OSError, ValueError):  # the last: an address that no mail can be made for
        return False


def _body(suggestion: Suggestion, site: Site, page: str) -> str:
    # A worry may be about whoever reads over the sender's shoulder: its letter names no listing.
    record = None if suggestion.kind == SuggestionKind.WORRY else suggestion.meeting or suggestion.group
    said = {
        "suggestion": suggestion,
        "site_name": site.name or settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "run_by": site.run_by,
        "name": str(record) if record else "",
        "url": settings.SITE_URL + record.get_absolute_url() if record else "",
        "forgotten_on": forgotten_on(sent_at=suggestion.sent_at, decided_at=suggestion.decided_at),
    }
    return render_to_string(page, said).strip() + "\n"
