"""Asking the contacts of groups whether their meetings meet on one date, and taking their answers.

A letter is about one date and goes once to one address, with a link that needs no account. That a meeting meets, where
visitors are told to ask, is a confirmation and is written at once; every other answer waits on the sheet for staff.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import DEMONSTRATION, DateAsked, Meeting, Site
from groups.models.timetable import timetable_of
from groups.rules import date_letter
from groups.rules.choices import DateAnswer, DeedSource, LettersEnded, Status
from groups.rules.letter import Sender
from groups.rules.on_a_date import known_of
from groups.rules.words import long_date
from groups.upkeep import dates, mailing
from groups.upkeep.letters import end_for_address

AT_ONCE = 40
"""So many letters leave at one press."""
MARK = "date."
"""How the text begins that the token of such a link signs: no code of another letter holds a dot."""

_signer = signing.Signer(salt="groups.asking_dates", sep=".")


@dataclass
class Asked:
    """How many letters left; `more` wait for another press, `stopped` says why no more left."""

    letters: int = 0
    more: int = 0
    stopped: str = ""


@dataclass(frozen=True)
class Said:
    """What a contact says of one meeting."""

    asked: DateAsked
    answer: str
    starts_at: time | None = None


def is_about_a_date(token: str) -> bool:
    """Whether a link's token is of this kind."""
    return token.startswith(MARK)


def token_of(code: str) -> str:
    """The token of a letter's link."""
    return _signer.sign(MARK + code)


def read(token: str) -> list[DateAsked]:
    """What the letter of this token asks about, as far as it still goes to the same contact; empty for any other."""
    try:
        code = _signer.unsign(token).removeprefix(MARK)
    except signing.BadSignature:
        return []
    rows = DateAsked.objects.filter(code=code).select_related(
        "meeting__group__area", "meeting__group__programme", "meeting__venue__area", "meeting__venue__area_worked_out"
    )
    rows = rows.prefetch_related("meeting__exceptions__venue").order_by("meeting__starts_at", "meeting")
    return [row for row in rows if row.whom == _hash(row.meeting.group.private_contact)]


def to_ask(meetings: Iterable[Meeting], *, day: date) -> dict[str, list[Meeting]]:
    """By address, those whose contact can be asked about this date and was not: never one of the demonstration."""
    meetings = list(meetings)
    asked = set(
        DateAsked.objects.filter(day=day, meeting__in=meetings, asked_at__isnull=False).values_list("meeting", "whom")
    )
    found: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        group = meeting.group
        invented = group.feed is not None and group.feed.name == DEMONSTRATION
        if not group.private_contact or group.letters_ended or invented:
            continue
        if (meeting.pk, _hash(group.private_contact)) not in asked:
            found.setdefault(group.private_contact.casefold(), []).append(meeting)
    return found


def ask(meetings: Iterable[Meeting], *, day: date, now: datetime) -> Asked:
    """One letter to each contact, about all of theirs. What does not leave is not counted as asked."""
    wanted = to_ask(meetings, day=day)
    some = list(wanted.items())[:AT_ONCE]
    done = Asked(more=len(wanted) - len(some))
    if not some:
        return done
    try:
        with mailing.server() as connection:
            for _key, theirs in some:
                address = theirs[0].group.private_contact
                done.letters += _ask(address, theirs, connection, day=day, now=now)
    except mailing.NotSent as error:
        done.stopped = str(error)
    return done


def _ask(address: str, meetings: list[Meeting], connection, *, day: date, now: datetime) -> bool:
    """One letter: stored first, asked once it left. A server that will have no letter travels up."""
    code = secrets.token_urlsafe(16)
    with transaction.atomic():
        for meeting in meetings:
            row = {"code": code, "whom": _hash(address), "asked_at": None, "answer": "", "answered_at": None}
            DateAsked.objects.update_or_create(meeting=meeting, day=day, defaults=row | {"is_settled": False})
    try:
        mailing.hand_over(_written(address, meetings, code, day=day), connection)
    except mailing.Refused:
        end_for_address(address, reason=LettersEnded.REFUSED)
        return False
    except mailing.OnlyThisOne:
        return False
    DateAsked.objects.filter(code=code).update(asked_at=now)
    return True


def _written(address: str, meetings: list[Meeting], code: str, *, day: date):
    site = Site.objects.the_one()
    sender = Sender(site.name or settings.SITE_NAME, settings.SITE_URL, site.run_by, site.email)
    names = [f"{meeting.title}, {date_letter.at(meeting.starts_at)}" for meeting in meetings]
    link = settings.SITE_URL + reverse("groups:confirm", args=[token_of(code)])
    return mailing.message(
        to=address,
        subject=date_letter.subject(),
        body=date_letter.body(sender, names, day=day, link=link),
        answers_to=sender.email,
    )


def take(said: Iterable[Said], *, now: datetime) -> int:
    """Keep what a contact says; what only confirms that a meeting meets is written. Returns how many were."""
    said = list(said)
    known = {one.asked.pk: known_of(timetable_of(one.asked.meeting), one.asked.day) for one in said}
    confirmed = [one for one in said if _only_confirms(one, known[one.asked.pk])]
    with transaction.atomic():
        if confirmed:
            words = _("Meets on %(day)s") % {"day": long_date(confirmed[0].asked.day)}
            by = _("the group’s contact")
            given = [
                dates.Given(one.asked.meeting_id, one.asked.day, DateAnswer.MEETS, was=known[one.asked.pk].mark)
                for one in confirmed
            ]
            with recording.deed(DeedSource.CONTACT, by_words=by, said=words):
                dates.answer(given)
        for one in said:
            row = {"answer": one.answer, "starts_at": one.starts_at, "answered_at": now}
            DateAsked.objects.filter(pk=one.asked.pk).update(**row, is_settled=one in confirmed)
    return len(confirmed)


def _only_confirms(one: Said, known) -> bool:
    listed = {one.asked.meeting.status, one.asked.meeting.group.status} == {Status.LISTED}
    return listed and known is not None and one.answer == DateAnswer.MEETS and known.answer in (DateAnswer.ASK, "")


def _hash(address: str) -> str:
    if not address:
        return ""
    return salted_hmac("groups.asking_dates", address.casefold(), algorithm="sha256").hexdigest()
