"""A slug that was, and where it leads: addresses are for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OldSlug(models.Model):
    """One former address of a group, meeting, area or programme (`kind` is the model's name)."""

    kind = models.CharField(_("kind"), max_length=20)
    slug = models.SlugField(_("slug that was"), max_length=120)
    leads_to = models.SlugField(_("slug that is"), max_length=120)

    class Meta:
        verbose_name = _("old slug")
        verbose_name_plural = _("old slugs")
        constraints = [
            models.UniqueConstraint(
                name="old_slug_leads_to_one_place",
                fields=["kind", "slug"],
                violation_error_message=_("This old slug leads somewhere already."),
            )
        ]

    def __str__(self):
        return f"{self.slug} → {self.leads_to}"
