"""Something a visitor can type: a postcode, its outward part, a town or village."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.fields import LatitudeField, LongitudeField
from groups.rules.choices import PlaceKind


class Place(models.Model):
    """One place of open data, found by its folded name (`groups.rules.folding.fold`). WGS84 degrees."""

    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(_("folded name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=PlaceKind.choices)
    lat = LatitudeField(_("latitude"), null=True)
    lng = LongitudeField(_("longitude"), null=True)
    county = models.CharField(_("county"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    source = models.CharField(_("source"), max_length=40)
    ended = models.BooleanField(_("ended"), default=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [models.Index(fields=["key", "kind"], name="place_by_key")]

    def __str__(self):
        return f"{self.name}, {self.county}" if self.county else self.name
