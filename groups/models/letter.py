"""A letter that asks a contact whether the listings of their groups are still right, and what they said of each."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import LetterAnswer, LetterState

UNANSWERED = (LetterState.WAITING, LetterState.SENT)
"""States in which a letter still waits for something."""


class Letter(models.Model):
    """One letter to one address, for all its groups that were due; reminders are the same letter sent again.

    The address is forgotten on its date. The token in the link is signed and holds this row's `code`. While no mail
    server is set a letter that was put into a file waits on, with the time of that as `sent_at`.
    """

    to = models.EmailField(_("to"), blank=True)
    code = models.CharField(max_length=40, unique=True, editable=False)
    groups = models.ManyToManyField(
        "groups.Group", through="groups.LetterGroup", related_name="letters", verbose_name=_("groups")
    )
    state = models.CharField(_("state"), max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    written_at = models.DateTimeField(_("written"))
    claimed_at = models.DateTimeField(_("being sent since"), null=True, blank=True, editable=False)
    """Set while a run has it in hand, so that another does not send it too."""
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=0)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="letter_by_state")]
        constraints = [
            models.UniqueConstraint(
                Lower("to"),
                condition=models.Q(state__in=UNANSWERED) & ~models.Q(to=""),
                name="letter_one_open_for_an_address",
                violation_error_message=_("A letter to this address waits for its answer."),
            )
        ]

    def __str__(self):
        return f"{self.get_state_display()}, {self.written_at:%d %B %Y}"


class LetterGroup(models.Model):
    """A group that a letter asks about, and what its contact said of it.

    `handed_to` is whom they named as the new contact. It is in no history, and forgotten with the letter's address.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="asked", verbose_name=_("letter"))
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="asked", verbose_name=_("group"))
    answer = models.CharField(_("answer"), max_length=8, choices=LetterAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    handed_to = models.EmailField(_("new contact that they named"), blank=True)

    class Meta:
        verbose_name = _("group of a letter")
        verbose_name_plural = _("groups of a letter")
        ordering = ["group__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "group"],
                name="letter_names_a_group_once",
                violation_error_message=_("This letter asks about this group already."),
            )
        ]

    def __str__(self):
        return str(self.group)
