"""Taking a deed back, and bringing a record back to how it stood: nothing is ever lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from groups.history import recording, states
from groups.history.words import field_name, words_of
from groups.models import Change, Deed, Group, Meeting, OldSlug, Venue
from groups.rules.choices import ChangeKind, DeedSource, Status
from groups.rules.listing import OF_A_GROUP, OF_A_MEETING, OF_A_VENUE, faults
from groups.upkeep.sameness import unsafe
from groups.upkeep.slugs import keep_old_slug

_RULES = {Meeting: OF_A_MEETING, Group: OF_A_GROUP, Venue: OF_A_VENUE}


@dataclass
class Undone:
    """What came of taking a deed back."""

    records: int = 0
    left: list[str] = field(default_factory=list)
    """What stays as it is, each with its reason."""


@transaction.atomic
def undo(deed: Deed, *, by=None) -> Undone:
    """Take back all that a deed changed and that nobody has changed since; what stays is named.

    What it added is taken off the search as a draft, for nothing is deleted by an undo; what it removed comes back,
    under its old number and address. The undo is a deed itself, and can be taken back.
    """
    undone = Undone()
    said = _("Undone: %(deed)s") % {"deed": words_of(deed)}
    with recording.deed(DeedSource.UNDO, by=by, said=said, undoes=deed), recording.changing() as changing:
        changes = _in_their_order(deed.changes.all())
        present = _records([c for c in changes if c.kind != ChangeKind.REMOVED])
        changing.watch(present.values())
        now = _standing(present)
        for change in changes:
            if change.kind == ChangeKind.REMOVED:
                _bring_back_removed(change, changing, undone)
                continue
            record = present.get((change.table, change.key))
            if record is None:
                undone.left.append(_("%(record)s: it is no longer there.") % {"record": change.called})
            elif change.kind == ChangeKind.ADDED:
                _take_off(record, undone)
            else:
                _put_back(record, change, now[change.table, change.key], undone)
    return undone


@transaction.atomic
def bring_back(change: Change, *, by=None) -> Undone:
    """Let a record stand as it stood before this change; every later change of it is taken back too.

    A record that was removed comes back as it was.
    """
    undone = Undone()
    said = _("Brought back as it was before %(when)s") % {"when": f"{change.deed.at:%d %B %Y, %H:%M}"}
    with recording.deed(DeedSource.UNDO, by=by, said=said), recording.changing() as changing:
        record = _records([change]).get((change.table, change.key))
        if record is None:
            _bring_back_removed(change, changing, undone)
            return undone
        changing.watch([record])
        _write(record, state_before(change), undone)
    return undone


def state_before(change: Change) -> states.State:
    """The fields that this change and all later ones of its record touched, as they were before them."""
    later = Change.objects.filter(table=change.table, key=change.key, pk__gte=change.pk, kind=ChangeKind.CHANGED)
    said: states.State = {}
    for one in later.order_by("-pk"):
        said |= one.before
    return _without_secrets(change.table, said)


def _records(changes: list[Change]) -> dict[tuple[str, int], models.Model]:
    found = {}
    for table, model in states.TABLES.items():
        keys = {change.key for change in changes if change.table == table}
        found |= {(table, record.pk): record for record in model._base_manager.filter(pk__in=keys)} if keys else {}
    return found


def _standing(records: dict[tuple[str, int], models.Model]) -> dict[tuple[str, int], states.State]:
    found = {}
    for name in states.TABLES:
        keys = [key for table, key in records if table == name]
        found |= {(name, key): state for key, state in states.read(name, keys).items()} if keys else {}
    return found


def _put_back(record: models.Model, change: Change, now: states.State, undone: Undone) -> None:
    """Field by field, where it still holds what the deed put there."""
    said = _without_secrets(change.table, change.before)
    _say_what_is_not_kept(change, said, undone)
    moved = [name for name in said if now.get(name) != change.after.get(name)]
    for name in moved:
        named = _("%(record)s: %(field)s has been changed since.")
        undone.left.append(named % {"record": change.called, "field": field_name(change.table, name)})
    said = {name: value for name, value in said.items() if name not in moved}
    if said and _write(record, said, undone) and "confirmed_on" in said:
        states.forget_check(record, on=change.after["confirmed_on"])


def _take_off(record: models.Model, undone: Undone) -> None:
    """What was added is no longer listed; who wants it gone for good deletes it."""
    if not isinstance(record, Group | Meeting):
        undone.left.append(_("%(record)s: it stays, for others may use it by now.") % {"record": record})
    elif record.status == Status.DRAFT:
        undone.records += 1
    else:
        _write(record, {"status": Status.DRAFT.value, "paused_until": None, "status_reason": ""}, undone)


def _write(record: models.Model, said: states.State, undone: Undone) -> bool:
    """Store these fields and return whether that could be done: what the rules forbid stays, and is named."""
    try:
        with transaction.atomic():
            former = getattr(record, "slug", "")
            parts = states.put(record, said)
            _check(record, said)
            record.save()
            if former != getattr(record, "slug", ""):
                keep_old_slug(kind=record._meta.model_name, old=former, new=record.slug)
            for part in parts:
                states.hang(record, part, said[part.name])
    except (ValidationError, IntegrityError) as error:
        why = " ".join(error.messages) if isinstance(error, ValidationError) else _("something it needs is gone.")
        undone.left.append(f"{record}: {why}")
        return False
    undone.records += 1
    return True


def _check(record: models.Model, said: states.State) -> None:
    """ValidationError where a field that is put back, or the record with it, breaks a rule.

    By the pure rules where there are any: to ask the database for each constraint of each record would make the undo
    of an import last for minutes.
    """
    put = {field.name for field in record._meta.concrete_fields if field.attname in said}
    if (other := said.get("same_as_id")) and (why := unsafe(record, other)):
        raise ValidationError(why)
    record.clean_fields(exclude={field.name for field in record._meta.concrete_fields} - put)
    rules = _RULES.get(type(record))
    if rules is None:
        record.validate_constraints()
    elif broken := faults(record, rules):
        raise ValidationError(broken)


def _bring_back_removed(change: Change, changing: recording.Watched, undone: Undone) -> None:
    model = states.TABLES[change.table]
    if change.kind != ChangeKind.REMOVED or not change.before:
        undone.left.append(_("%(record)s: it is no longer there.") % {"record": change.called})
        return
    if model._base_manager.filter(pk=change.key).exists():
        undone.left.append(_("%(record)s: it is there again already.") % {"record": change.called})
        return
    record = model(pk=change.key)
    said = _without_secrets(change.table, change.before)
    try:
        with transaction.atomic():
            parts = states.put(record, said)
            for name in ("feed_values", "last_seen", "shipped"):
                if name in said:
                    setattr(record, name, _stored(model, name, said[name]))
            record.full_clean(exclude=["id"], validate_unique=False)
            record.save(force_insert=True)
            OldSlug.objects.filter(kind=change.table, slug=getattr(record, "slug", "")).delete()
            for part in parts:
                states.hang(record, part, said[part.name])
            states.hang_checks(record, said.get("checks", []))
    except (ValidationError, IntegrityError) as error:
        why = " ".join(error.messages) if isinstance(error, ValidationError) else _("its address or its group is gone.")
        undone.left.append(f"{change.called}: {why}")
    else:
        changing.also(record)
        undone.records += 1
        _say_what_is_not_kept(change, said, undone)


def _say_what_is_not_kept(change: Change, said: states.State, undone: Undone) -> None:
    if len(said) == len(change.before):
        return
    sentence = {
        "group": _("%(record)s: what its private contact was is not kept."),
        "feed": _("%(record)s: what its key was is not kept."),
    }[change.table]
    undone.left.append(sentence % {"record": change.called})


def _stored(model: type[models.Model], name: str, value: object) -> object:
    return model._meta.get_field(name).to_python(value)


def _in_their_order(changes: Iterable[Change]) -> list[Change]:
    """What others stand on comes first. Of one table what was changed comes before what was removed, which may have
    handed its key in a feed to it; areas the other way round, for they stand on each other."""
    order = list(states.TABLES)

    def place(change: Change) -> tuple[int, bool, int]:
        is_later = (change.kind == ChangeKind.REMOVED) != (change.table == "area")
        return order.index(change.table), is_later, change.pk

    return sorted(changes, key=place)


def _without_secrets(table: str, said: states.State) -> states.State:
    secret = states.SECRETS.get(table, ())
    return {name: value for name, value in said.items() if name not in secret}
