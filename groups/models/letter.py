"""A letter that asks a group's contact whether the listing is still right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import LetterState


class Letter(models.Model):
    """One letter to one address, for all its groups that were due; reminders are the same letter sent again.

    The address is forgotten on its date. The token in the link is signed and holds this row's `code`.
    """

    to = models.EmailField(_("to"), blank=True)
    code = models.CharField(max_length=40, unique=True, editable=False)
    groups = models.ManyToManyField("groups.Group", related_name="letters", verbose_name=_("groups"))
    state = models.CharField(_("state"), max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    written_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=0)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="letter_by_state")]

    def __str__(self):
        return f"{self.get_state_display()}, {self.written_at:%d %B %Y}"
