"""That a clinician has read the safety text, as it stood then."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SAFETY_TEXTS = ("partials/_safety_box.html", "partials/_safety_line.html", "guidance/help_now_easy_read.html")
"""The templates that say what to do when stopping is dangerous."""


def digest_of_safety_texts() -> str:
    """A short name of the safety text of this release: it changes with the words."""
    words = b"".join((settings.ROOT / "templates" / name).read_bytes() for name in SAFETY_TEXTS)
    return hashlib.sha256(words).hexdigest()


class SafetyReadingQuerySet(models.QuerySet):
    def of_this_text(self):
        """Readings of the words as they stand now: a release that changes them wants a new one."""
        return self.filter(digest=digest_of_safety_texts())


class SafetyReading(models.Model):
    """One time that a clinician read the safety text. Who it was is said by role, never by name."""

    read_on = models.DateField(_("read on"))
    role = models.CharField(_("role of the reader"), max_length=120, help_text=_("Such as: GP, addiction nurse."))
    note = models.TextField(_("note"), blank=True)
    digest = models.CharField(_("which words"), max_length=64, default=digest_of_safety_texts, editable=False)

    objects = SafetyReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of the safety text by a clinician")
        verbose_name_plural = _("readings of the safety text by clinicians")
        ordering = ["-read_on", "-pk"]

    def __str__(self):
        return f"{self.read_on}, {self.role}"

    @property
    def is_current(self) -> bool:
        """Whether the words that were read still stand."""
        return self.digest == digest_of_safety_texts()
