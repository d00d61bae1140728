"""Letters to people of the staff: written from templates, sent beside the answer, so that none says by its time whether
an address is known."""

import logging
from smtplib import SMTPException
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Site
from mutualaid.staff.models import Person
from mutualaid.staff.passes import WELCOME

logger = logging.getLogger(__name__)

GOES_NOWHERE = ("console", "dummy", "filebased")


def site_name() -> str:
    return Site.objects.the_one().name or settings.SITE_NAME


def go_out() -> bool:
    """Whether letters leave this machine, or lie in a folder until a server for mail is named."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in GOES_NOWHERE


def invitation_address(person: Person) -> str:
    """Where somebody who was invited chooses a name and a password: for seven days, once."""
    return settings.SITE_URL + reverse("staff_welcome", args=[WELCOME.give(person)])


def invite(person: Person) -> bool:
    """Write to somebody who is to work here; say whether the letter went out."""
    context = {"address": invitation_address(person), "days": WELCOME.lasts.days}
    return _send(written(person, _("You are invited"), "invitation", context))


def tell_factor_taken_away(person: Person) -> None:
    """Let somebody know that their second factor is gone: it should have been at their own wish."""
    if person.email:
        sign_in = settings.SITE_URL + reverse("admin:login")
        apart(written(person, _("Your second factor was taken away"), "factor_taken_away", {"address": sign_in}))


def written(person: Person, subject: str, name: str, context: dict) -> EmailMessage:
    """A letter to one person. The subject says nothing of what the site is about."""
    shared = {"person": person, "site": site_name()}
    body = render_to_string(f"admin/staff/letters/{name}.txt", {**shared, **context})
    return EmailMessage(subject, body, to=[person.email])


def apart(message: EmailMessage) -> None:
    """Send a letter in a thread of its own. What goes wrong is logged, and the answer waits for nothing."""
    Thread(target=_send, args=[message]).start()


def _send(message: EmailMessage) -> bool:
    try:
        return message.send() == 1 and go_out()
    except (OSError, SMTPException) as error:
        logger.error("A letter could not be sent: %s", type(error).__name__)
        return False
