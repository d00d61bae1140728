"""What a group's contact says by way of a letter: still right, different, closed, no longer mine, take it off.

Only a check is written into the listings; all else goes to staff. Saying the same thing twice changes nothing more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from groups.history import recording
from groups.models import DEMONSTRATION, Group, Letter, LetterGroup, Meeting
from groups.rules.choices import (
    CheckedBy,
    DeedSource,
    LetterAnswer,
    LettersEnded,
    LetterState,
    Status,
    SuggestedBy,
    SuggestionKind,
)
from groups.upkeep import suggestions
from groups.upkeep.confirming import confirm
from groups.upkeep.letters import end_for_groups, has_same_contact, is_for

CONFIRMABLE = ("", LetterAnswer.RIGHT)
GONE = (LetterAnswer.NOT_CONTACT, LetterAnswer.TAKE_OFF)
"""Who has said one of these does not speak for the group any more."""


@dataclass(frozen=True)
class Different:
    """What a contact says is different about one of their groups, or one of its meetings."""

    group: Group
    meeting: Meeting | None = None
    proposed: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    note: str = ""
    may_write: bool = False


def asked_of(letter: Letter, *, meetings) -> list[LetterGroup]:
    """What the letter asks about, each group with these meetings. Two queries and those of the meetings.

    Nothing of the demonstration, no draft, and no group that has another contact by now.
    """
    asked = letter.asked.select_related("group__programme", "group__area", "group__feed").prefetch_related(meetings)
    return [
        one
        for one in asked.order_by("group__name", "pk")
        if has_same_contact(letter, one.group) and one.group.status != Status.DRAFT and not _is_invented(one.group)
    ]


def _is_invented(group: Group) -> bool:
    return group.feed is not None and group.feed.name == DEMONSTRATION


def to_confirm(asked: Iterable[LetterGroup]) -> list[LetterGroup]:
    """Those of which “still right” can be said: shown to the public or paused, and nothing else was said of them."""
    return [one for one in asked if one.answer in CONFIRMABLE and one.group.status in (Status.LISTED, Status.PAUSED)]


def still_theirs(asked: Iterable[LetterGroup]) -> list[LetterGroup]:
    """Those of which something can still be said."""
    return [one for one in asked if one.answer not in GONE]


def still_right(letter: Letter, asked: Iterable[LetterGroup], *, now: datetime) -> int:
    """All of these are as listed; return how many. A second time on one day leaves one check."""
    asked, on = to_confirm(asked), timezone.localdate(now)
    groups = [one.group for one in asked if (one.group.confirmed_on, one.group.confirmed_by) != (on, CheckedBy.GROUP)]
    said = {"by_words": _("the group’s contact"), "said": _("Still right")}
    with transaction.atomic(), recording.deed(DeedSource.CONTACT, **said):
        confirm(on=on, by=CheckedBy.GROUP, role=_("contact"), groups=groups)
        _note(letter, asked, LetterAnswer.RIGHT, now=now)
    return len(asked)


def different(letter: Letter, asked: LetterGroup, said: Different, *, now: datetime) -> None:
    """Something is different: to the staff's queue."""
    with transaction.atomic():
        suggestions.send(
            kind=SuggestionKind.CHANGE,
            nonce=_nonce(letter, "different", said.meeting, asked, said.note, said.proposed),
            now=now,
            meeting=said.meeting,
            group=asked.group,
            proposed=said.proposed,
            note=said.note,
            email=letter.to if said.may_write else "",
            sent_by=SuggestedBy.CONTACT,
        )
        _note(letter, [asked], LetterAnswer.DIFFERENT, now=now)


def closed(letter: Letter, asked: Iterable[LetterGroup], *, note: str, now: datetime) -> None:
    """These no longer meet: to the staff's queue."""
    _tell(letter, list(asked), LetterAnswer.CLOSED, kind=SuggestionKind.CLOSED, note=note, now=now)


def take_off(letter: Letter, asked: Iterable[LetterGroup], *, note: str, now: datetime) -> None:
    """These do not want to be listed: to the staff's queue; and no more letters about them."""
    asked = list(asked)
    with transaction.atomic():
        _tell(letter, asked, LetterAnswer.TAKE_OFF, kind=SuggestionKind.OFF, note=note, now=now)
        _end(asked, LettersEnded.UNWANTED)


def no_longer_contact(letter: Letter, asked: Iterable[LetterGroup], *, handed_to: str, now: datetime) -> None:
    """No more letters about these; whom they named instead is kept for staff to decide."""
    asked = list(asked)
    with transaction.atomic():
        _note(letter, asked, LetterAnswer.NOT_CONTACT, now=now)
        if handed_to:
            LetterGroup.objects.filter(pk__in=[one.pk for one in asked]).update(handed_to=handed_to)
        _end(asked, LettersEnded.NOT_CONTACT)


def _tell(letter: Letter, asked: list[LetterGroup], answer: str, *, kind: str, note: str, now: datetime) -> None:
    with transaction.atomic():
        for one in asked:
            suggestions.send(
                kind=kind,
                nonce=_nonce(letter, answer, None, one, note, {}),
                now=now,
                group=one.group,
                note=note,
                sent_by=SuggestedBy.CONTACT,
            )
        _note(letter, asked, answer, now=now)


def _end(asked: list[LetterGroup], reason: str) -> None:
    theirs = Group.objects.filter(pk__in=[one.group_id for one in asked], letters_ended="")
    end_for_groups(theirs, reason=reason)


def _note(letter: Letter, asked: list[LetterGroup], answer: str, *, now: datetime) -> None:
    """Keep what was said of each; once all is answered, the letter is."""
    LetterGroup.objects.filter(pk__in=[one.pk for one in asked]).update(answer=answer, answered_at=now)
    said = {one.pk for one in asked}
    for one in asked:
        one.answer = answer
    left = letter.asked.filter(answer="").exclude(pk__in=said).select_related("group")
    if not any(is_for(letter, one.group) for one in left):
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.ANSWERED, answered_at=now, claimed_at=None, why="")


def _nonce(letter: Letter, what: str, meeting: Meeting | None, asked: LetterGroup, note: str, proposed) -> str:
    """The same for the same words about the same thing: pressed twice it is one suggestion."""
    said = repr([letter.code, str(what), meeting.pk if meeting else 0, asked.group_id, note, proposed])
    return salted_hmac("groups.letter_answers", said, algorithm="sha256").hexdigest()[:40]
