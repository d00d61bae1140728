"""A named part of the map, in a tree: nation, county, district, town."""

from collections.abc import Collection

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models.fields import LatitudeField, LongitudeField
from groups.models.provenance import FromFeed, once_per_feed
from groups.rules.choices import AreaKind
from groups.rules.geo import Box

_FROM_PLACES = "from places:"
"""With this begins the key of an area that no feed and no staff made, but `groups/search/areas.py`."""


class AreaQuerySet(models.QuerySet):
    """Questions about areas."""

    def within(self, slugs: Collection[str] = (), *, keys: Collection[int] = ()) -> set[int]:
        """The keys of the areas of these slugs or keys and of everything inside them, in one query."""
        rows = list(self.values_list("pk", "slug", "parent_id"))
        slugs, keys = set(slugs), set(keys)
        inside = {pk for pk, slug, _parent in rows if slug in slugs or pk in keys}
        grew = True
        while grew:
            more = {pk for pk, _slug, parent in rows if parent in inside} - inside
            inside |= more
            grew = bool(more)
        return inside

    def towns_on(self, box: Box):
        """The towns whose centres lie in this box."""
        east_west = models.Q()
        for west, east in box.ranges:
            east_west |= models.Q(lng__range=(west, east))
        return self.filter(east_west, kind=AreaKind.TOWN, lat__range=(box.south, box.north)).order_by("name", "pk")


class Area(FromFeed):
    """A nation, region, county, district or town, with its centre in WGS84 degrees."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AreaKind.choices)
    nation = models.CharField(
        _("nation"), max_length=30, blank=True, help_text=_("Decides bank holidays and helplines: england, scotland …")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("inside")
    )
    lat = LatitudeField(_("latitude of the centre"), null=True, blank=True)
    lng = LongitudeField(_("longitude of the centre"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name", "pk"]
        constraints = [once_per_feed("area_once_per_feed")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:area-detail", args=[self.slug])

    @staticmethod
    def mark_of(*parts: str) -> str:
        """The key of an area made from places: by it the area is known again, whatever staff call it since."""
        return f"{_FROM_PLACES}{'|'.join(parts)}"

    @property
    def is_from_places(self) -> bool:
        """Whether it was made from the names of places because venues stand there."""
        return self.feed_id is None and self.feed_key.startswith(_FROM_PLACES)
