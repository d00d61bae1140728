"""What people suggest: stored first, then taken (all or in part), asked back about, or turned down. Staff decide."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.history import recording
from groups.history.states import TABLES, plain
from groups.models import Group, Meeting, Suggestion
from groups.models.suggestion import OPEN
from groups.rules import keeping_private, suggested
from groups.rules.choices import CheckedBy, DeedSource, SuggestedBy, SuggestionKind, SuggestionState
from groups.rules.reading import LONGEST_LINE, one_line, plain_text
from groups.upkeep import listing, suggestion_letters
from groups.upkeep.confirming import confirm
from groups.upkeep.suggested_listings import LIKELY, create, put, put_place

LONG_TEXTS = ("address", "directions", "description", "note")


class AlreadyDecided(Exception):
    """Somebody else has decided this meanwhile."""


def send(
    *,
    kind: str,
    nonce: str,
    now: datetime,
    meeting: Meeting | None = None,
    group: Group | None = None,
    proposed: Mapping[str, Mapping[str, object]] | None = None,
    note: str = "",
    email: str = "",
    sent_by: str = SuggestedBy.PUBLIC,
) -> Suggestion:
    """Put it into the queue; nothing public changes. Of what is proposed only what differs from the listing is kept.

    The same form sent twice (it has the same nonce) is one suggestion.
    """
    group = group or (meeting.group if meeting else None)
    is_new = kind == SuggestionKind.NEW
    asked = _kept(proposed or {}) if is_new else what_differs(proposed or {}, meeting=meeting, group=group)
    suggestion = Suggestion(
        kind=kind,
        sent_by=sent_by,
        meeting=meeting,
        group=group,
        proposed=asked,
        was={} if is_new else standing(asked, meeting=meeting, group=group),
        note=plain_text(note, limit=_longest(Suggestion, "note")),
        email=email,
        nonce=nonce,
        sent_at=now,
    )
    suggestion.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            suggestion.save()
    except IntegrityError:
        return Suggestion.objects.get(nonce=nonce)
    return suggestion


def what_differs(
    proposed: Mapping[str, Mapping[str, object]], *, meeting: Meeting | None, group: Group | None
) -> suggested.Fields:
    """Those of the proposed values, as they are kept, that say something else than the listing does."""
    asked = _kept(proposed)
    return suggested.differing(asked, standing(asked, meeting=meeting, group=group))


def _kept(proposed: Mapping[str, Mapping[str, object]]) -> suggested.Fields:
    return suggested.nested({key: _plain(key, value) for key, value in suggested.flat(proposed).items()})


def _plain(key: str, value: object) -> object:
    """As it is kept: without control characters, passcodes and what is too long."""
    if not isinstance(value, str):
        return plain(value)
    table, _dot, name = key.partition(".")
    longest = _longest(TABLES[table], name)
    text = plain_text(value, limit=longest) if name in LONG_TEXTS else one_line(value, limit=longest)
    return keeping_private.take_passcode_off_link(text)[0] if name == "online_link" else text


def _longest(model: type[models.Model], name: str) -> int:
    return model._meta.get_field(name).max_length or LONGEST_LINE


def standing(
    fields: Mapping[str, Mapping[str, object]], *, meeting: Meeting | None, group: Group | None
) -> suggested.Fields:
    """These fields as they stand, as plain values; of what is not there, none."""
    records = {"meeting": meeting, "group": group, "venue": meeting.venue if meeting else None}
    return {
        table: {name: plain(_value(records[table], name)) for name in names}
        for table, names in fields.items()
        if records[table] is not None
    }


def _value(record: models.Model, name: str) -> object:
    return getattr(record, record._meta.get_field(name).attname)


def standing_now(suggestion: Suggestion) -> suggested.Fields:
    """The fields it speaks of as they stand now."""
    return standing(suggestion.proposed, meeting=suggestion.meeting, group=suggestion.group)


def accept(
    suggestion: Suggestion,
    *,
    by,
    now: datetime,
    taking: Mapping[str, object] | None = None,
    place: str = "",
    into: Group | None = None,
    reason: str = "",
) -> bool | None:
    """Do what it says: all of it, or the values of `taking` (by `table.field`, edited perhaps); tell the sender.

    `place` says what a proposed venue is: another one (`NEW_PLACE`), the same said better (`SAME_PLACE`), or the number
    of a known one. A new group's meeting may go `into` a known group. Returns whether the letter went (None: no
    address). Raises AlreadyDecided, or ValidationError where the listing cannot be so; then nothing has changed.
    """
    offered = suggested.flat(suggestion.proposed)
    taken = offered if taking is None else dict(taking)
    if offered and not taken:
        raise ValidationError(_("Tick at least one line, or turn it down."))
    in_part = suggestion.kind in (SuggestionKind.CHANGE, SuggestionKind.NEW) and set(offered) - set(taken)
    state = SuggestionState.PARTLY if in_part else SuggestionState.ACCEPTED
    said = _("Suggestion taken: %(what)s") % {"what": suggestion}
    with transaction.atomic(), recording.deed(DeedSource.SUGGESTION, by=by, said=said) as deed:
        _decide(suggestion, state, by=by, now=now, reason=reason)
        if suggestion.kind == SuggestionKind.NEW:
            suggestion.meeting = create(suggested.nested(taken), place=place, into=into)
            suggestion.group = suggestion.meeting.group
        elif suggestion.kind == SuggestionKind.CLOSED:
            _close(suggestion, reason)
        elif suggestion.kind == SuggestionKind.OFF:
            listing.take_off(_record(suggestion), reason=_("They do not want to be listed."))
        elif suggestion.kind == SuggestionKind.CHANGE:
            _change(suggestion, suggested.nested(taken), place)
        if suggestion.sent_by == SuggestedBy.CONTACT and suggestion.kind == SuggestionKind.CHANGE:
            _count_as_check(suggestion)
        suggestion.deed = deed.row
        suggestion.save(update_fields=["deed", "meeting", "group"])
    return suggestion_letters.tell(suggestion)


def decline(suggestion: Suggestion, *, by, now: datetime, reason: str) -> bool | None:
    """Turn it down; the sender is told why. Returns whether the letter went (None: no address)."""
    if not reason.strip():
        raise ValidationError(_("Say why: whoever sent it reads this."))
    with transaction.atomic():
        _decide(suggestion, SuggestionState.DECLINED, by=by, now=now, reason=reason)
    return suggestion_letters.tell(suggestion)


def ask_back(suggestion: Suggestion, *, by, now: datetime, question: str) -> bool | None:
    """Ask the sender something; it stays open. They answer by mail. Returns whether the letter went."""
    if not question.strip():
        raise ValidationError(_("Write what you want to know."))
    if not suggestion.email:
        raise ValidationError(_("Whoever sent this left no address."))
    suggestion.asked = question.strip()
    suggestion.clean_fields(exclude={field.name for field in Suggestion._meta.fields} - {"asked"})
    changed = Suggestion.objects.filter(pk=suggestion.pk, state__in=OPEN).update(
        state=SuggestionState.ASKED, asked=suggestion.asked
    )
    if not changed:
        raise AlreadyDecided
    suggestion.state = SuggestionState.ASKED
    return suggestion_letters.ask(suggestion)


def pause(suggestion: Suggestion, *, by) -> None:
    """Take the listing that somebody is worried about off the search at once. The worry itself stays open."""
    record = _record(suggestion)
    if suggestion.state not in OPEN:
        raise AlreadyDecided
    said = _("Paused while it is checked")
    with recording.deed(DeedSource.SUGGESTION, by=by, said=said), recording.changing(record):
        listing.pause(record, reason=_("We are checking this listing."))


def _decide(suggestion: Suggestion, state: str, *, by, now: datetime, reason: str) -> None:
    """Write the decision down, unless somebody was quicker."""
    reason = reason.strip()
    longest = Suggestion._meta.get_field("reason").max_length
    if len(reason) > longest:
        raise ValidationError(_("A reason has %(longest)s letters at most.") % {"longest": longest})
    said = {"state": state, "reason": reason, "decided_at": now, "decided_by": by}
    if not Suggestion.objects.filter(pk=suggestion.pk, state__in=OPEN).update(**said):
        raise AlreadyDecided
    for name, value in said.items():
        setattr(suggestion, name, value)


def _close(suggestion: Suggestion, reason: str) -> None:
    record = _record(suggestion)
    with recording.changing(record):
        listing.close(record, reason=reason or _("It no longer meets."))


def _change(suggestion: Suggestion, said: suggested.Fields, place: str) -> None:
    _record(suggestion)
    meeting, group = suggestion.meeting, suggestion.group
    venue = meeting.venue if meeting else None
    with recording.changing(*_there(meeting, group if said.get("group") else None)) as change:
        for record in _there(meeting, group, venue):
            record.refresh_from_db()
        moved = put_place(meeting, said["venue"], place, change) if meeting and said.get("venue") else ()
        if meeting and (said.get("meeting") or moved):
            put(meeting, said.get("meeting", {}), also=moved)
        if group and said.get("group"):
            put(group, said["group"])


def _count_as_check(suggestion: Suggestion) -> None:
    """What a group's own contact says of a listing is a check of it."""
    covers = {"meetings": [suggestion.meeting]} if suggestion.meeting else {"groups": [suggestion.group]}
    on = timezone.localdate(suggestion.sent_at)
    with recording.changing(suggestion.meeting or suggestion.group):
        confirm(on=on, by=CheckedBy.GROUP, role=_("contact"), **covers)


def _record(suggestion: Suggestion) -> Meeting | Group:
    record = suggestion.meeting or suggestion.group
    if record is None:
        raise ValidationError(_("There is no such listing any more."))
    return record


def _there(*records: models.Model | None) -> Iterable[models.Model]:
    return [record for record in records if record is not None]


def likely_groups(suggestion: Suggestion, *, among: models.QuerySet[Group]) -> list[Group]:
    """Known groups that a new one may be, by its name."""
    name = suggestion.proposed.get("group", {}).get("name", "")
    found = among.filter(name__iexact=name).select_related("programme", "area").order_by("name", "pk")
    return list(found[:LIKELY]) if name else []
