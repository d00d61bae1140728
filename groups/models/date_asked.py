"""That a meeting's contact was asked whether it meets on one date, and what they said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.fields import ClockField
from groups.rules.choices import DateAnswer


class DateAsked(models.Model):
    """One date of one meeting. The rows of one letter share its `code`, which the signed link holds.

    The address is not kept: `whom` is a keyed hash of it, by which the link ends where the group has another contact.
    """

    meeting = models.ForeignKey("groups.Meeting", models.CASCADE, related_name="dates_asked")
    day = models.DateField(_("date"))
    code = models.CharField(max_length=40, db_index=True, editable=False)
    whom = models.CharField(max_length=64, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=5, choices=DateAnswer.choices, blank=True)
    starts_at = ClockField(_("other time"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_settled = models.BooleanField(_("settled"), default=False)
    """Whether the answer was written, or staff decided otherwise."""

    class Meta:
        verbose_name = _("date asked about")
        verbose_name_plural = _("dates asked about")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "day"],
                name="date_asked_once",
                violation_error_message=_("This date of the meeting was asked about already."),
            )
        ]

    def __str__(self):
        return f"{self.meeting_id}, {self.day:%d %B %Y}"
