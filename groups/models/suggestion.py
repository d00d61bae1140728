"""What the public or a group's contact says is new, changed, closed or worrying: a queue, decided by staff."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import SuggestedBy, SuggestionKind, SuggestionState

OPEN = (SuggestionState.WAITING, SuggestionState.ASKED)
"""As long as it stands so, nobody has decided."""


IN_TURN = (models.Case(models.When(kind=SuggestionKind.WORRY, then=0), default=1), "sent_at", "pk")


class SuggestionQuerySet(models.QuerySet):
    """Questions about the queue."""

    def open(self):
        """What nobody has decided yet."""
        return self.filter(state__in=OPEN)

    def oldest_first(self):
        """In the order in which they are decided: what worried somebody before the rest."""
        return self.order_by(*IN_TURN)


class Suggestion(models.Model):
    """Nothing that it says is public before somebody of the staff takes it.

    `proposed` holds the fields that it would have, `was` the same fields as they stood when it was sent (plain values
    by field name, those of the meeting under `meeting`, of its group under `group`, of its venue under `venue`).
    `nonce` is that of the form: the same form sent twice is one suggestion. `email` is forgotten on its date.
    """

    kind = models.CharField(_("what it says"), max_length=8, choices=SuggestionKind.choices)
    sent_by = models.CharField(_("from"), max_length=8, choices=SuggestedBy.choices, default=SuggestedBy.PUBLIC)
    meeting = models.ForeignKey(
        "groups.Meeting", models.SET_NULL, null=True, blank=True, related_name="suggestions", verbose_name=_("meeting")
    )
    group = models.ForeignKey(
        "groups.Group", models.SET_NULL, null=True, blank=True, related_name="suggestions", verbose_name=_("group")
    )
    proposed = models.JSONField(_("proposed"), default=dict, blank=True)
    was = models.JSONField(_("as it was"), default=dict, blank=True)
    note = models.TextField(_("in their words"), max_length=2000, blank=True)
    email = models.EmailField(_("where to write to them"), blank=True)
    nonce = models.CharField(max_length=40, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    state = models.CharField(_("state"), max_length=8, choices=SuggestionState.choices, default=SuggestionState.WAITING)
    asked = models.TextField(_("what we asked back"), max_length=1000, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    deed = models.ForeignKey("groups.Deed", models.SET_NULL, null=True, blank=True, related_name="+")
    """What taking it changed."""

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="suggestion_by_state")]

    def __str__(self):
        about = self.meeting or self.group or self.proposed.get("group", {}).get("name", "")
        return f"{self.get_kind_display()}: {about}" if about else self.get_kind_display()
