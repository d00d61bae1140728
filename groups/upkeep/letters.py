"""Letters to the contacts of groups: who is due one, writing them, and how they end. `letter_sending.py` sends them."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import DEMONSTRATION, Group, Letter, LetterGroup, Meeting, Site
from groups.models.in_files import listed
from groups.models.letter import UNANSWERED
from groups.rules.choices import DeedSource, LetterAnswer, LettersEnded, LetterState
from groups.rules.freshness import earliest_within
from groups.rules.letter import ASK_AGAIN_AFTER, FORGET_AFTER, FORGET_CONTACT_AFTER, REMIND_AFTER, TIMES


@dataclass(frozen=True)
class Due:
    """One letter that may be written: an address as one of its groups has it, and the groups."""

    address: str
    groups: list[Group]


def due_groups(*, on: date) -> QuerySet[Group]:
    """Listed groups that are due a check, or older, or were never checked; never those of the demonstration.

    A group's check covers its meetings; where each of its meetings was checked by itself, nothing is due.
    """
    earliest = earliest_within(settings.FRESHNESS_MONTHS[0], today=on)
    stale = Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=earliest)
    meetings = Meeting.objects.shown_themselves().filter(listed("", on), group=OuterRef("pk"))
    found = Group.objects.listed(on=on).filter(stale).filter(Exists(meetings.filter(stale)) | ~Exists(meetings))
    return found.exclude(feed__name=DEMONSTRATION)


def due(*, on: date, among: QuerySet[Group] | None = None) -> list[Due]:
    """The letters to write: one to each address, for all that is due there. Three queries, or four.

    Not while a letter to the address waits for its answer; and not about a group about which it was asked lately,
    answered or not. With `among` only letters that are about one of these groups, then about the others of that
    address too.
    """
    groups = due_groups(on=on).exclude(private_contact="").filter(letters_ended="")
    since = timezone.make_aware(datetime.combine(on, time())) - ASK_AGAIN_AFTER
    waiting = {to.casefold() for to in Letter.objects.filter(state__in=UNANSWERED).values_list("to", flat=True)}
    asked = LetterGroup.objects.filter(letter__sent_at__gte=since).values_list("letter__to", "group")
    asked_lately = {(to.casefold(), group) for to, group in asked}
    found: dict[str, Due] = {}
    for group in groups.order_by("name", "pk"):
        address = group.private_contact.casefold()
        if address not in waiting and (address, group.pk) not in asked_lately:
            found.setdefault(address, Due(group.private_contact, [])).groups.append(group)
    if among is None:
        return list(found.values())
    own = set(among.values_list("pk", flat=True))
    return [one for one in found.values() if any(group.pk in own for group in one.groups)]


def call_list(*, on: date, among: QuerySet[Group] | None = None) -> QuerySet[Group]:
    """Groups that are due a check and cannot be asked by letter, the longest unchecked first."""
    groups = due_groups(on=on).filter(Q(private_contact="") | ~Q(letters_ended=""))
    if among is not None:
        groups = groups.filter(pk__in=among.values("pk"))
    return groups.order_by(F("confirmed_on").asc(nulls_first=True), "name", "pk")


@transaction.atomic
def write_letters(*, now: datetime, among: QuerySet[Group] | None = None) -> int:
    """Store a letter for each address that is due one; return how many. Sending comes after."""
    Site.objects.held()  # two runs write one after the other, and the second finds nothing due
    return len(write(due(on=timezone.localdate(now), among=among), now=now))


def write(found: list[Due], *, now: datetime) -> list[Letter]:
    """Store these letters, waiting to be sent. Two queries."""
    letters = [Letter(to=one.address, code=secrets.token_urlsafe(16), written_at=now) for one in found]
    Letter.objects.bulk_create(letters)
    pairs = [(letter, group) for letter, one in zip(letters, found, strict=True) for group in one.groups]
    LetterGroup.objects.bulk_create([LetterGroup(letter=letter, group=group) for letter, group in pairs])
    return letters


def has_same_contact(letter: Letter, group: Group) -> bool:
    """Whether the group's contact is still the one to whom the letter went."""
    return bool(letter.to) and letter.to.casefold() == group.private_contact.casefold()


def is_for(letter: Letter, group: Group) -> bool:
    """Whether the letter may be sent about this group: its contact is the same, and letters to it have not ended."""
    return has_same_contact(letter, group) and not group.letters_ended


def end_unanswered(*, now: datetime) -> int:
    """End the letters that had no answer some time after the last reminder; return how many."""
    silent = Letter.objects.filter(state=LetterState.SENT, times_sent__gte=TIMES, sent_at__lte=now - REMIND_AFTER)
    return silent.update(state=LetterState.ENDED, why=_("No answer."))


def end_for_address(address: str, *, reason: str, among: QuerySet[Group] | None = None) -> int:
    """No more letters to this address (`LettersEnded` says why), whatever group has it; return how many groups had.

    With `among` only about these groups: a letter that asks about others too goes on.
    """
    if not address:
        return 0
    with transaction.atomic():
        groups = Group.objects.filter(private_contact__iexact=address, letters_ended="")
        still = Letter.objects.filter(to__iexact=address, state__in=UNANSWERED)
        if among is not None:
            groups = groups.filter(pk__in=among.values("pk"))
            others = LetterGroup.objects.exclude(group__in=among.values("pk"))
            still = still.exclude(pk__in=others.values("letter"))
        ended = end_for_groups(groups, reason=reason)
        still.update(state=LetterState.ENDED, claimed_at=None, why=str(LettersEnded(reason).label))
    return ended


def end_for_groups(groups: QuerySet[Group], *, reason: str) -> int:
    """No more letters to the contacts of these groups; return how many. Outside history: no undo begins them again."""
    return groups.update(letters_ended=reason)


def take_handover(asked: LetterGroup, *, by) -> None:
    """Make whom the last contact named the group's contact, to whom the next letter goes."""
    group = asked.group
    said = _("New contact, as the last one said")
    with recording.deed(DeedSource.ACTION, by=by, said=said), recording.changing(group):
        group.private_contact, group.letters_ended = asked.handed_to, ""
        group.save(update_fields=["private_contact", "letters_ended"])
        LetterGroup.objects.filter(pk=asked.pk).update(handed_to="")


def forget(*, now: datetime) -> int:
    """Delete the addresses that have reached their dates; return how many groups and letters had one.

    A letter's own after some months; that of a contact who is gone, or wants no letters, within days of saying so.
    """
    gone = LetterGroup.objects.filter(
        answer__in=(LetterAnswer.NOT_CONTACT, LetterAnswer.TAKE_OFF), answered_at__lte=now - FORGET_CONTACT_AFTER
    )
    count = _forget_contacts(gone)
    old = Q(sent_at__lte=now - FORGET_AFTER) | Q(sent_at=None, written_at__lte=now - FORGET_AFTER)
    nobodys = ~Exists(Group.objects.filter(private_contact__iexact=OuterRef("to")))
    ended = Letter.objects.exclude(to="").exclude(state__in=UNANSWERED)
    ended = ended.filter(old | Q(pk__in=gone.values("letter")) & nobodys)
    LetterGroup.objects.filter(answered_at__lte=now - FORGET_AFTER).exclude(handed_to="").update(handed_to="")
    return count + ended.update(to="")


def _forget_contacts(gone: QuerySet[LetterGroup]) -> int:
    """Delete the private contact of groups about which it has said that it is gone."""
    said_so = gone.exclude(letter__to="").filter(letter__to__iexact=OuterRef("private_contact"), group=OuterRef("pk"))
    ended = (LettersEnded.NOT_CONTACT, LettersEnded.UNWANTED)
    groups = list(Group.objects.filter(Exists(said_so), letters_ended__in=ended))
    with recording.deed(DeedSource.COMMAND, said=_("Contact forgotten, as they asked")), recording.changing(*groups):
        Group.objects.filter(pk__in=[group.pk for group in groups]).update(private_contact="")
    return len(groups)
