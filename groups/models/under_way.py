"""What may be done by one at a time: who has it in hand, and until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnderWay(models.Model):
    """A row for each such thing. In a table, because two machines share nothing else; with an end, because whoever has
    it in hand may be killed."""

    name = models.CharField(_("what"), max_length=40, unique=True)
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("thing under way")
        verbose_name_plural = _("things under way")

    def __str__(self):
        return self.name
