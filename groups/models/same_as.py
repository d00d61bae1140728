"""Two records of one thing, told by two sources: which of them visitors see, and which is the same as it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.constraints import must


class SameAs(models.Model):
    """A record that may be the same as another of its table.

    Then it is shown nowhere, its address leads to the other, and its feed goes on finding it. `upkeep/sameness.py`
    sees to it that the other one is not itself the same as a third; a table cannot state that.
    """

    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="stands_for",
        verbose_name=_("the same as"),
    )

    class Meta:
        abstract = True


def not_itself(name: str) -> models.CheckConstraint:
    """Nothing is said by being the same as oneself; and whoever were would be shown nowhere."""
    return must(name, models.Q(same_as__isnull=True) | ~models.Q(same_as=models.F("id")))
