"""Building constraints that carry their own sentences, from the pure rules of `groups/rules/listing.py`."""

from django.db import models

from groups.rules.listing import SENTENCES


def must(name: str, condition: models.Q) -> models.CheckConstraint:
    """The rule called `name` as a constraint of the table."""
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=SENTENCES[name])


def between(field: str, low, high) -> models.Q:
    """Not stated, or within both limits."""
    return models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gte": low, f"{field}__lte": high})


def in_order(one: str, other: str) -> models.Q:
    """Either is not stated, or the first is not after the other."""
    missing = models.Q(**{f"{one}__isnull": True}) | models.Q(**{f"{other}__isnull": True})
    return missing | models.Q(**{f"{one}__lte": models.F(other)})
