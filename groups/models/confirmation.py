"""One time that a listing was checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import CheckedBy


class Confirmation(models.Model):
    """A check of a group, which covers its meetings, or of one meeting."""

    group = models.ForeignKey(
        "groups.Group", models.CASCADE, null=True, blank=True, related_name="confirmations", verbose_name=_("group")
    )
    meeting = models.ForeignKey(
        "groups.Meeting", models.CASCADE, null=True, blank=True, related_name="confirmations", verbose_name=_("meeting")
    )
    on = models.DateField(_("date"))
    by = models.CharField(_("how"), max_length=8, choices=CheckedBy.choices)
    role = models.CharField(
        _("by which role"), max_length=80, blank=True, help_text=_("Secretary, editor … never a name.")
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="confirmation_of_a_group_or_a_meeting",
                condition=models.Q(group__isnull=False, meeting__isnull=True)
                | models.Q(group__isnull=True, meeting__isnull=False),
                violation_error_message=_("A confirmation is of a group or of a meeting."),
            )
        ]

    def __str__(self):
        return f"{self.on:%d %B %Y}, {self.get_by_display()}"
