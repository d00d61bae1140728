"""For who may only look: sets of choices and times are read in words, not as the numbers that they are stored as."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.db import models

from groups.history.words import field_words
from groups.models.fields import ClockField, MaskField

STORED_AS_NUMBERS = (MaskField, ClockField)


class ReadInWords:
    """For desks and for what stands inside them."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, options | {"fields": _in_words(self.model, options["fields"])}) for name, options in fieldsets]

    def get_readonly_fields(self, request, obj=None):
        fields = tuple(super().get_readonly_fields(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return (*fields, *(_reader(field) for field in self.model._meta.fields if isinstance(field, STORED_AS_NUMBERS)))


def _in_words(model: type[models.Model], names: Iterable) -> tuple:
    return tuple(_one_in_words(model, name) for name in names)


def _one_in_words(model: type[models.Model], name):
    if isinstance(name, list | tuple):
        return _in_words(model, name)
    field = next((field for field in model._meta.fields if field.name == name), None)
    return _reader(field) if isinstance(field, STORED_AS_NUMBERS) else name


@lru_cache
def _reader(field: models.Field) -> Callable[[models.Model], str]:
    """What shows this field; one and the same each time, for the admin compares them."""

    def read(record: models.Model) -> str:
        value = getattr(record, field.attname)
        return "–" if value in (None, 0) else field_words(field, value)

    read.__name__, read.short_description = field.name, field.verbose_name
    return read
