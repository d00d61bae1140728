"""Something a visitor can type: a postcode, its outward part, a town or village; and the load that brought it."""

from collections.abc import Collection

from django.db import models
from django.db.models.functions import Length, Ord
from django.utils.translation import gettext_lazy as _

from groups.models.fields import LatitudeField, LongitudeField
from groups.rules import gazetteer, spelling
from groups.rules.choices import PlaceKind
from groups.rules.geo import Point, box_around


class PlaceLoadQuerySet(models.QuerySet):
    """Questions about what was loaded."""

    def by_hand(self) -> "PlaceLoad":
        """The load of what staff enter themselves."""
        return self.get_or_create(source=gazetteer.BY_HAND, shown=True)[0]

    def has_open_data(self) -> bool:
        """Whether there is more than what ships and what staff entered. One query."""
        sources = self.filter(shown=True).values_list("source", flat=True)
        return any(source != gazetteer.BY_HAND and not gazetteer.is_shipped(source) for source in sources)

    def credits(self) -> list[str]:
        """The lines that the licences of what is shown ask the site to show. One query."""
        shown = self.filter(shown=True, loaded_at__isnull=False).order_by("source").values_list("source", "loaded_at")
        lines = (line for source, loaded_at in shown for line in gazetteer.credits(source, year=loaded_at.year))
        return list(dict.fromkeys(lines))


class PlaceLoad(models.Model):
    """All that one run took in of a source. It is written unseen, then shown at once in the place of the one before."""

    source = models.CharField(_("source"), max_length=40, blank=True)
    file = models.CharField(_("file"), max_length=120, blank=True)
    within = models.CharField(_("only within"), max_length=60, blank=True)
    rows = models.PositiveIntegerField(_("places"), default=0)
    touched_at = models.DateTimeField(_("last written to"), null=True)
    loaded_at = models.DateTimeField(_("loaded"), null=True)
    shown = models.BooleanField(_("shown"), default=False)

    objects = PlaceLoadQuerySet.as_manager()

    class Meta:
        verbose_name = _("load of places")
        verbose_name_plural = _("loads of places")
        constraints = [
            models.UniqueConstraint(
                name="place_load_shown_once_a_source",
                fields=["source"],
                condition=models.Q(shown=True),
                violation_error_message=_("Another load of this source is shown."),
            )
        ]

    def __str__(self):
        return gazetteer.title(self.source)


class PlaceQuerySet(models.QuerySet):
    """Questions about what visitors can type."""

    def shown(self):
        """Without the loads that are still being written, or whose time is over."""
        return self.filter(load__shown=True)

    def settlements(self):
        """Cities, towns, villages, and the parts of them."""
        return self.filter(spelled__isnull=False)

    def called(self, keys: Collection[str], kinds: Collection[str]) -> list["Place"]:
        """Those of these folded names, the most believed source first. One query."""
        rows = self.shown().filter(key__in=keys, kind__in=kinds).select_related("load").order_by("pk")[:MOST_OF_A_NAME]
        return sorted(rows, key=lambda place: gazetteer.rank(place.load.source))

    def around(self, points: Collection[Point], km: float, kinds: Collection[str]) -> list["Place"]:
        """Settlements of these kinds in a box that holds all within so many kilometres of any of the points. One query.

        How far each is from a point is for the caller to work out.
        """
        boxes = [box_around(point, km) for point in points]
        inside = models.Q(pk__in=[])
        for box in boxes:
            for west, east in box.ranges:
                inside |= models.Q(lat__range=(box.south, box.north), lng__range=(west, east))
        # The band that holds all boxes is what the index can use: over several boxes alone SQLite reads every place.
        band = (min(box.south for box in boxes), max(box.north for box in boxes)) if boxes else (0, 0)
        rows = self.shown().settlements().filter(kind__in=kinds, lat__range=band)
        return list(rows.filter(inside).order_by("pk"))

    def spelled_about_like(self, key: str, countries: Collection[str]) -> list[str]:
        """The folded names of settlements that `key` may be a slip of the hand for, or the beginning of. One query."""
        shortest, longest = spelling.range_of_longer(key)
        near = models.Q(spelled__range=(shortest, longest), key__startswith=f"{key} ")
        for low, high in spelling.ranges(key):
            near |= models.Q(spelled__range=(low, high))
        return list(self.shown().filter(near, country__in=countries).values_list("key", flat=True).distinct())


MOST_OF_A_NAME = 200
"""Some names stand for dozens of hamlets; nobody reads more than this."""


class Place(models.Model):
    """One place of open data, found by its folded name (`groups.rules.folding.fold`). WGS84 degrees."""

    load = models.ForeignKey(PlaceLoad, models.CASCADE, verbose_name=_("load"), related_name="places")
    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(_("folded name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=PlaceKind.choices)
    lat = LatitudeField(_("latitude"), null=True)
    lng = LongitudeField(_("longitude"), null=True)
    county = models.CharField(_("county"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    ended = models.BooleanField(_("ended"), default=False)
    whole = models.BooleanField(
        _("whole"), default=False, help_text=_("The first part of postcodes that are all loaded themselves.")
    )
    spelled = models.GeneratedField(
        expression=models.Case(
            models.When(
                kind__in=gazetteer.SETTLEMENTS,
                then=Ord("key") * models.Value(spelling.LENGTHS) + Length("key"),
            )
        ),
        output_field=models.IntegerField(null=True),
        db_persist=True,
        verbose_name=_("first letter and length"),
    )
    """As `spelling.place_of` has it, of a settlement: which names a slip of the hand could have made of another."""

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(fields=["key", "kind"], name="place_by_key"),
            models.Index(
                fields=["spelled", "country", "key", "load"],
                name="place_by_spelling",
                condition=models.Q(spelled__isnull=False),
            ),
            models.Index(
                fields=["kind", "lat", "lng"],
                name="place_settlement_by_point",
                condition=models.Q(spelled__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.county}" if self.county else self.name

    @property
    def point(self) -> Point | None:
        """Its middle, where that is known."""
        return None if self.lat is None or self.lng is None else Point(self.lat, self.lng)
