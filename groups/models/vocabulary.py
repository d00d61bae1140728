"""The words that say what a meeting is like: tags, features of access, and what foreign codes mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.programme import Translated
from groups.rules.choices import CodeMeaning, TagFamily
from mutualaid.shipped import Shipped


class Tag(Translated, Shipped):
    """What a meeting is like or who it is specially for."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=80)
    family = models.CharField(_("family"), max_length=8, choices=TagFamily.choices)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["family", "label", "pk"]

    def __str__(self):
        return self.label


class AccessFeature(Translated, Shipped):
    """One thing that someone may need in order to come in: step-free, a hearing loop …"""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    label = models.CharField(_("label"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("access feature")
        verbose_name_plural = _("access features")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class Code(Shipped):
    """What a foreign code means, within its scheme and fellowship."""

    scheme = models.CharField(_("scheme"), max_length=30)
    fellowship = models.SlugField(_("fellowship"), max_length=80, blank=True, help_text=_("Blank: every fellowship."))
    code = models.CharField(_("code"), max_length=40)
    label = models.CharField(_("label"), max_length=120, blank=True)
    means = models.CharField(_("means"), max_length=8, choices=CodeMeaning.choices)
    value = models.CharField(
        _("value"),
        max_length=80,
        help_text=_("The slug of a tag or feature, a language tag, or a field and its value: who=anyone."),
    )

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["scheme", "fellowship", "code"]
        constraints = [
            models.UniqueConstraint(
                name="code_once_per_fellowship",
                fields=["scheme", "fellowship", "code"],
                violation_error_message=_("This code has a meaning in this scheme and fellowship already."),
            )
        ]

    def __str__(self):
        return f"{self.scheme} {self.fellowship or '*'} {self.code}"
