"""What the checks of the data remember: which links answered, and what staff looked at and left as it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """What a listed link answered when it was last tried."""

    url = models.URLField(_("link"), max_length=500, unique=True)
    tried_at = models.DateTimeField(_("last tried"))
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failed tries in a row"), default=0)
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("link tried")
        verbose_name_plural = _("links tried")
        ordering = ["url"]

    def __str__(self):
        return self.url


class FindingPutAside(models.Model):
    """A finding of a check that somebody looked at and that is right as it stands: it is shown no more.

    `finding` names the check and what it found: `duplicates:meeting:12:57`. It comes back when `stood`, a digest of
    the facts that were found, is no longer what stands there.
    """

    finding = models.CharField(max_length=200, unique=True)
    stood = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    by_words = models.CharField(max_length=150, blank=True)
