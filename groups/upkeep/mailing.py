"""Handing mail to the server, and saying in words what went wrong. Whatever is to be sent was stored before."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from groups.models import Site
from groups.rules.letter import one_line

PERMANENT = 500
"""Codes of SMTP from here on say that it will not do another time either."""


class NotSent(Exception):
    """A letter did not leave; its words say why, for staff. `stops` where the next one would not leave either."""

    stops = True


class OnlyThisOne(NotSent):
    """The server would not have this letter now; it may take others."""

    stops = False


class Refused(OnlyThisOne):
    """There is no such address: it need not be tried again."""


def message(*, to: str, subject: str, body: str, answers_to: str = "") -> EmailMessage:
    """A letter of the site's; out-of-office notes stay away."""
    answers_to = answers_to or settings.STAFF_EMAIL
    return EmailMessage(
        subject=one_line(subject),
        body=body,
        to=[to],
        reply_to=[answers_to] if answers_to else None,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"},
    )


@contextmanager
def server() -> Iterator:
    """One connection for all letters of a run; NotSent where there is none to be had."""
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(sentence_of(error)) from error
    try:
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):  # it may have hung up first
            connection.close()


def hand_over(letter: EmailMessage, connection) -> None:
    """Give one letter to the server; NotSent or one of its kinds where it does not take it."""
    try:
        for address in letter.to:
            validate_email(address)
    except ValidationError as error:
        raise Refused(_("This is no mail address.")) from error
    letter.connection = connection
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        gone = all(code >= PERMANENT for code, _words in error.recipients.values())
        raise (Refused if gone else OnlyThisOne)(sentence_of(error)) from error
    except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError, ValueError) as error:
        raise OnlyThisOne(sentence_of(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(sentence_of(error)) from error


def send_test(to: str) -> None:
    """Send a letter to try the mail; NotSent, whose words say what to look at, where it does not leave."""
    site = Site.objects.the_one()
    body = _(
        "This is a test letter from %(site)s (%(address)s). If you read it, mail leaves as it should: "
        "letters to the contacts of groups will too."
    ) % {"site": one_line(site.name or settings.SITE_NAME), "address": settings.SITE_URL}
    with server() as connection:
        hand_over(message(to=to, subject=_("A test letter"), body=f"{body}\n"), connection)


def sentence_of(error: Exception) -> str:
    """What went wrong and where to look, for staff. What the server said is left out: it repeats addresses."""
    server_name = {"server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"}
    match error:
        case smtplib.SMTPAuthenticationError():
            said = _("The mail server %(server)s did not accept the user name and password in EMAIL_URL.")
        case smtplib.SMTPRecipientsRefused():
            said = _("The mail server %(server)s refused this address.")
        case smtplib.SMTPSenderRefused():
            said = _("The mail server %(server)s refused the sender’s address: see EMAIL_FROM.")
        case smtplib.SMTPDataError():
            said = _("The mail server %(server)s refused the letter itself.")
        case smtplib.SMTPNotSupportedError():
            said = _("The mail server %(server)s cannot do what EMAIL_URL asks of it: see the part before “://”.")
        case ssl.SSLError():
            said = _("No safe connection to the mail server %(server)s: see whether EMAIL_URL begins as it should.")
        case TimeoutError():
            said = _("The mail server %(server)s did not answer in time: see the host and port in EMAIL_URL.")
        case socket.gaierror():
            said = _("There is no mail server of the name %(server)s: see EMAIL_URL.")
        case ConnectionRefusedError():
            said = _("Nothing answers at the mail server %(server)s: see the host and port in EMAIL_URL.")
        case ValueError():
            said = _("The letter could not be put into the form of a mail.")
        case smtplib.SMTPException():
            said = _("The mail server %(server)s broke off.")
        case _other if settings.EMAIL_FILE_PATH:
            said = _("No file could be written into the folder for mail.")
        case _other:
            said = _("The mail server %(server)s could not be reached.")
    return said % server_name
