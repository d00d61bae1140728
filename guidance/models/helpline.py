"""A number to call now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.shipped import Shipped, Translated


class Helpline(Translated, Shipped):
    """One line, with its hours and for whom it is. `checked_on` stays empty until somebody has rung it."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    text_number = models.CharField(_("number for a text message"), max_length=40, blank=True)
    text_to = models.CharField(_("word to send"), max_length=40, blank=True)
    relay = models.CharField(_("by text relay"), max_length=120, blank=True)
    bsl_url = models.URLField(_("in British Sign Language"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website of its owner"), blank=True)
    hours = models.CharField(_("hours"), max_length=160, blank=True)
    nations = models.JSONField(_("nations"), default=list, blank=True, help_text=_("Empty: everywhere."))
    areas = models.JSONField(_("areas"), default=list, blank=True, help_text=_("Slugs. Empty: everywhere."))
    ages = models.CharField(_("ages"), max_length=80, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    for_whom = models.TextField(_("for whom"), max_length=400, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source = models.CharField(_("where the number comes from"), max_length=200, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name

    @property
    def is_for_emergencies(self) -> bool:
        """Nobody may ring such a number to see whether it answers."""
        return "emergency" in self.topics
