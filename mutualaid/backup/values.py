"""The value of a column as JSON knows it, whichever database it comes from, and back."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

AS_THEY_ARE = (
    models.AutoField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.CharField,
    models.TextField,
)


def plain(value: object) -> object:
    """For what Python has and JSON has not."""
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return b64encode(value).decode()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    raise TypeError(f"No backup knows what to do with a {type(value).__name__}.")


def outward(field: models.Field) -> Callable | None:
    """What makes the plain value of what a query answers; None where that is plain already, or `plain` knows it."""
    field = _pointed_at(field)
    is_our_own = hasattr(field, "from_db_value") and not isinstance(field, models.JSONField)
    return field.get_prep_value if is_our_own else None


def inward(field: models.Field, connection: BaseDatabaseWrapper) -> Callable | None:
    """What makes what the database takes of a plain value; None where that is the same."""
    field_pointed_at, nullable = _pointed_at(field), field.null
    if isinstance(field_pointed_at, AS_THEY_ARE):
        return None

    def taken(value):
        if value is None and (nullable or not isinstance(field, models.JSONField)):
            return None
        return field_pointed_at.get_db_prep_value(field_pointed_at.to_python(value), connection)

    return taken


def _pointed_at(field: models.Field) -> models.Field:
    while field.remote_field:
        field = field.target_field
    return field
