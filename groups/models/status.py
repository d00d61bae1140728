"""Where a group or meeting stands, until when, and when it was last checked: what the two records share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import CheckedBy, Status


class Kept(models.Model):
    """A record with a status and a last confirmation.

    `confirmed_on` and `confirmed_by` repeat the newest row of Confirmation, so that a list need not look it up;
    `groups/upkeep/confirming.py` writes both together.
    """

    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.DRAFT)
    paused_until = models.DateField(
        _("paused until"), null=True, blank=True, help_text=_("The last day of the pause; blank: until told.")
    )
    status_reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Why it is paused or closed; the public reads this.")
    )
    confirmed_on = models.DateField(_("last checked on"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(
        _("last checked"), max_length=8, choices=CheckedBy.choices, blank=True, editable=False
    )

    class Meta:
        abstract = True
