"""A file that somebody has handed in, kept for the minutes between seeing what it would do and saying yes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFile(models.Model):
    """The bytes, packed, for the one person who looks at them. In a table, because two workers share no memory."""

    token = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    feed = models.ForeignKey(
        "groups.Feed", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("feed")
    )
    """Of which it is the answer; none for a spreadsheet."""
    name = models.CharField(_("name"), max_length=120, blank=True)
    packed = models.BinaryField()
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")

    def __str__(self):
        return self.name or self.token
