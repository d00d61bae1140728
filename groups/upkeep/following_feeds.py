"""Letting a field follow its feed again: what staff decided is given up, and the feed's own value stands."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from groups.feeds.pinned import NoSuchDifference, Pinned, pinned_of
from groups.history import recording, states
from groups.history.words import field_name
from groups.rules.choices import DeedSource


@transaction.atomic
def follow_again(record: models.Model, unit: str, *, by=None) -> None:
    """Put back what the feed says of a field, or of status or point as a whole; ValidationError where a rule forbids.

    It is a deed, and can be taken back: then it is pinned again.
    """
    found = next((one for one in pinned_of(record) if one.unit == unit), None)
    if found is None:
        raise NoSuchDifference
    said = _("%(record)s follows its feed again: %(fields)s") % {"record": record, "fields": fields_of(found)}
    with recording.deed(DeedSource.FORM, by=by, said=said), recording.changing(record):
        parts = states.put(record, found.there)
        names = {field.name for field in record._meta.fields if field.attname in found.there}
        record.clean_fields(exclude={field.name for field in record._meta.fields} - names)
        record.validate_constraints()
        if names:
            record.save(update_fields=names)
        for part in parts:
            states.hang(record, part, found.there[part.name])


def fields_of(pinned: Pinned) -> str:
    """What the fields of a difference are called."""
    differs = [name for name in pinned.here if pinned.here[name] != pinned.there[name]]
    return ", ".join(field_name(pinned.table, name) for name in differs)
