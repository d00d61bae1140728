"""What a deed changed, in the words of people: fields by their names, values as they are read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.history import states
from groups.models import Change, Deed
from groups.models.fields import ClockField, MaskField
from groups.rules.choices import ChangeKind
from groups.rules.words import clock

_PART_NAMES = {"tags": gettext_lazy("tags"), "access": gettext_lazy("access"), "exceptions": gettext_lazy("exceptions")}
_NEVER_SHOWN = ("feed_values", "last_seen", "shipped", "feed_id", "feed_key", "checks")


class Line(NamedTuple):
    """One field, before and after."""

    field: str
    before: str
    after: str


def words_of(deed: Deed) -> str:
    """What was done: its own words, else what its first change is called, and how many more there are."""
    if deed.said:
        return deed.said
    changes = list(deed.changes.all()[:2])
    if not changes:
        return str(deed.get_source_display())
    return _("%(record)s: %(kind)s") % {"record": changes[0].called, "kind": changes[0].get_kind_display()}


def lines_of(changes: Iterable[Change], *, seen: Mapping[type, models.QuerySet] = MappingProxyType({})) -> dict:
    """The lines of each change by its number. A query for each table whose names are needed.

    Of the tables that `seen` names, only these records are called by their names, others by their numbers.
    """
    changes = list(changes)
    names = _names(changes, seen)
    return {change.pk: list(_lines(change, names)) for change in changes}


def lines_between(table: str, before: states.State, after: states.State) -> list[Line]:
    """The same for two states of a record of this table."""
    change = Change(table=table, kind=ChangeKind.CHANGED, before=before, after=after)
    return list(_lines(change, _names([change])))


def _lines(change: Change, names) -> Iterable[Line]:
    secret = states.SECRETS.get(change.table, ())
    held = {*change.before, *change.after}
    known = [*_fields(change.table), *_PART_NAMES]  # PostgreSQL keeps no order of its own
    for name in (name for name in known if name in held and name not in _NEVER_SHOWN):
        label = field_name(change.table, name)
        if name in secret:
            yield Line(label, _secret(change.before.get(name)), _("changed; what it is, history does not keep"))
            continue
        before, after = (
            value_words(change.table, name, side.get(name), names) for side in (change.before, change.after)
        )
        if before != after:
            yield Line(label, before, after)


def _secret(was: object) -> str:
    return _("stated") if was else ""


def field_name(table: str, name: str) -> str:
    """What a field, or a part, of a record is called."""
    if name in _PART_NAMES:
        return str(_PART_NAMES[name])
    field = _fields(table).get(name)
    return str(field.verbose_name) if field is not None else name


def value_words(table: str, name: str, value: object, names) -> str:
    """A value as people read it; empty where nothing is stated."""
    if value in (None, "", []):
        return ""
    parts = {part.name: part.model for part in states.PARTS.get(table, ())}
    if name in parts:
        return "; ".join(_row_words(parts[name], row, names) for row in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    field = _fields(table).get(name)
    return field_words(field, value, names) if field is not None else str(value)


def _row_words(model: type[models.Model], row: dict, names) -> str:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    shown = ((fields[name], value) for name, value in row.items() if value not in (None, ""))
    default = {field: field.get_default() for field in fields.values()}
    return ", ".join(field_words(field, value, names) for field, value in shown if value != default[field])


def field_words(field: models.Field, value: object, names=MappingProxyType({})) -> str:
    """One value of a column as people read it."""
    if field.is_relation:
        return names.get((field.related_model, value)) or _("number %(number)s") % {"number": value}
    if isinstance(field, MaskField):
        if value == sum(bit for bit, _label in field.bits):
            return _("all")
        return ", ".join(str(label) for bit, label in field.bits if value & bit) or _("none")
    if isinstance(field, ClockField):
        return clock(field.to_python(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return date_format(field.to_python(value), "j F Y")
    return str(dict(field.flatchoices).get(value, value))


def _names(
    changes: list[Change], seen: Mapping[type, models.QuerySet] = MappingProxyType({})
) -> dict[tuple[type[models.Model], object], str]:
    """What the records are called to which these changes point."""
    wanted: dict[type[models.Model], set] = defaultdict(set)
    for change in changes:
        for side in (change.before, change.after):
            _collect(_fields(change.table), side, wanted)
            for part in states.PARTS.get(change.table, ()):
                fields = {field.attname: field for field in part.model._meta.concrete_fields}
                for row in side.get(part.name) or ():
                    _collect(fields, row, wanted)
    return {
        (model, record.pk): str(record)
        for model, keys in wanted.items()
        for record in seen.get(model, model._base_manager).filter(pk__in=keys)
    }


def _collect(fields: dict[str, models.Field], row: dict, wanted) -> None:
    for name, value in row.items():
        field = fields.get(name)
        if field is not None and field.is_relation and value is not None:
            wanted[field.related_model].add(value)


def _fields(table: str) -> dict[str, models.Field]:
    return {field.attname: field for field in states.TABLES[table]._meta.concrete_fields}


def counted(number: int) -> str:
    """`12 records`."""
    return ngettext("%(count)s record", "%(count)s records", number) % {"count": number}
