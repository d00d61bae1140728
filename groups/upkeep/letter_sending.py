"""Sending the letters that wait, and the reminders that are due: each once, however many runs there are at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Group, Letter, LetterGroup, Site
from groups.models.letter import UNANSWERED
from groups.rules.choices import LettersEnded, LetterState
from groups.rules.letter import LINK_LASTS, REMIND_AFTER, TIMES, Sender, body, subject
from groups.upkeep import letter_links, mailing
from groups.upkeep.letters import Due, due_groups, end_for_address, end_unanswered, is_for, write

CLAIM_LASTS = timedelta(minutes=15)
"""A run that was killed with a letter in hand lets go of it after this; no letter takes so long to send."""
MOST_FAILURES = 3
"""So many one after the other, and the server is taken to have none of them."""


@dataclass
class Sent:
    """What a run did; `stopped` says why it did not go on."""

    sent: int = 0
    reminded: int = 0
    refused: int = 0
    stopped: str = ""

    def __str__(self):
        return f"sent {self.sent}, reminded {self.reminded}, refused {self.refused}"


def send_waiting(*, now: datetime, among: QuerySet[Group] | None = None, most: int | None = None) -> Sent:
    """Send what waits and remind where it is time, at most so many letters. What fails stays, for the next run.

    With `among` only letters that are about one of these groups. Without a mail server each letter is put into its
    file once, and waits on.
    """
    end_unanswered(now=now)
    done = Sent()
    letters = _to_ask(to_send(now=now, among=among)[:most], now=now)
    if not letters:
        return done
    try:
        with mailing.server() as connection:
            _send_all(letters, connection, done, now=now)
    except mailing.NotSent as error:
        done.stopped = str(error)
    return done


def to_send(*, now: datetime, among: QuerySet[Group] | None = None) -> QuerySet[Letter]:
    """Letters that wait to be sent, and those whose reminder is due; the oldest first."""
    waiting = Q(state=LetterState.WAITING)
    if settings.MAIL_IS_SET:
        waiting |= Q(state=LetterState.SENT, times_sent__lt=TIMES, sent_at__lte=now - REMIND_AFTER)
    else:
        waiting &= Q(sent_at=None)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    found = Letter.objects.filter(waiting, free).exclude(to="")
    if among is not None:
        found = found.filter(pk__in=LetterGroup.objects.filter(group__in=among.values("pk")).values("letter"))
    return found.order_by("written_at", "pk")


def waiting(among: QuerySet[Group] | None = None) -> int:
    """How many letters have been written and have not left."""
    found = Letter.objects.filter(state=LetterState.WAITING)
    if among is not None:
        found = found.filter(pk__in=LetterGroup.objects.filter(group__in=among.values("pk")).values("letter"))
    return found.count()


def send_fresh(letter: Letter, *, now: datetime) -> bool:
    """To whom a letter went whose link has run out: a new one, about all that they still speak for.

    Returns whether there was anybody to send it to. It is stored first; a failed mail leaves it waiting.
    """
    groups = [asked.group for asked in letter.asked.select_related("group") if is_for(letter, asked.group)]
    if not groups:
        return False
    try:
        with transaction.atomic():
            fresh = _open_letter(letter.to) or write([Due(letter.to, groups)], now=now)[0]
    except IntegrityError:  # the same button was pressed twice at once
        return True
    groups = [asked.group for asked in fresh.asked.select_related("group") if is_for(fresh, asked.group)]
    try:
        with mailing.server() as connection:
            _send(fresh, groups, connection, _sender(), now=now)
    except mailing.Refused:
        end_for_address(letter.to, reason=LettersEnded.REFUSED)
    except mailing.NotSent:
        return True  # it waits, and the next run sends it
    return True


def _open_letter(address: str) -> Letter | None:
    return Letter.objects.filter(to__iexact=address, state__in=UNANSWERED).first()


def _to_ask(letters: QuerySet[Letter], *, now: datetime) -> list[tuple[Letter, list[Group]]]:
    """Each letter with the groups about which it still has to ask. Three queries."""
    asked = LetterGroup.objects.filter(answer="").select_related("group").order_by("group__name", "pk")
    letters = list(letters.prefetch_related(Prefetch("asked", asked)))
    keys = {asked.group_id for letter in letters for asked in letter.asked.all()}
    still_due = set(due_groups(on=timezone.localdate(now)).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        (letter, [one.group for one in letter.asked.all() if one.group_id in still_due and is_for(letter, one.group)])
        for letter in letters
    ]


def _send_all(letters: list[tuple[Letter, list[Group]]], connection, done: Sent, *, now: datetime) -> None:
    failures, sender = 0, _sender()
    for letter, groups in letters:
        was_sent = letter.times_sent > 0
        try:
            if not _send(letter, groups, connection, sender, now=now):
                continue
        except mailing.Refused:
            end_for_address(letter.to, reason=LettersEnded.REFUSED)
            done.refused += 1
        except mailing.OnlyThisOne as error:
            failures += 1
            if failures == MOST_FAILURES:
                raise mailing.NotSent(str(error)) from error
        else:
            failures = 0
            done.reminded += was_sent
            done.sent += not was_sent


def _send(letter: Letter, groups: list[Group], connection, sender: Sender, *, now: datetime) -> bool:
    """Send one letter, or end it where there is nothing left to ask; whether it was sent, by us and now."""
    if not groups:
        _unchanged(letter).update(state=LetterState.ENDED, why=_("Nothing was left to ask."))
        return False
    if not _unchanged(letter).filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)).update(claimed_at=now):
        return False
    try:
        mailing.hand_over(written(letter, groups, sender, now=now), connection)
    except mailing.NotSent:
        Letter.objects.filter(pk=letter.pk).update(claimed_at=None)
        raise
    gone = {"state": LetterState.SENT, "times_sent": F("times_sent") + 1} if settings.MAIL_IS_SET else {}
    Letter.objects.filter(pk=letter.pk, state__in=UNANSWERED).update(sent_at=now, claimed_at=None, **gone)
    return True


def _unchanged(letter: Letter) -> QuerySet[Letter]:
    """The letter, if nobody has sent, answered or ended it since it was read."""
    return Letter.objects.filter(pk=letter.pk, state=letter.state, times_sent=letter.times_sent, sent_at=letter.sent_at)


def _sender() -> Sender:
    site = Site.objects.the_one()
    return Sender(site.name or settings.SITE_NAME, settings.SITE_URL, site.run_by, site.email)


def written(letter: Letter, groups: list[Group], sender: Sender, *, now: datetime) -> EmailMessage:
    """The mail of a letter."""
    text = body(
        sender,
        [group.name for group in groups],
        link=letter_links.address_of(letter, now=now),
        until=timezone.localdate(now + LINK_LASTS),
        times_sent=letter.times_sent,
    )
    return mailing.message(to=letter.to, subject=subject(), body=text, answers_to=sender.email)
