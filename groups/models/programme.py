"""A fellowship or kind of group that has a name."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.fields import MaskField
from groups.rules.choices import ABOUT_ANYTHING, About, Approach, Audience
from mutualaid.shipped import Shipped, Translated


class Programme(Translated, Shipped):
    """Data, never code: AA, SMART Recovery, Al-Anon … A local group needs none."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    other_names = models.JSONField(_("other names people use"), default=list, blank=True)
    approach = models.CharField(_("approach"), max_length=12, choices=Approach.choices)
    audience = models.CharField(_("who it is for"), max_length=10, choices=Audience.choices)
    about = MaskField(
        _("what it is about"),
        bits=About.choices,
        default=ABOUT_ANYTHING,
        help_text=_("For a family programme, the relative’s problem. Tick all where it is for any problem."),
    )
    description = models.TextField(_("description"), blank=True, help_text=_("Neutral, without praise or promise."))
    website = models.URLField(_("public website"), blank=True)
    helpline = models.CharField(_("helpline"), max_length=40, blank=True)
    helpline_hours = models.CharField(_("hours of the helpline"), max_length=120, blank=True)
    nations = models.JSONField(_("nations where it meets"), default=list, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = [Lower("name"), "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:programme-detail", args=[self.slug])

    @property
    def called(self) -> str:
        """Its short name where it has one, as it stands: rows of lists have no translations with them."""
        return self.short_name or self.name

    @property
    def said_in_short(self) -> str:
        """The same in the reader's language."""
        return self.said("short_name") or self.said("name")
