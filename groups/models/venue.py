"""A place that hosts meetings, and the answers about getting in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.area import Area
from groups.models.constraints import between, must
from groups.models.fields import LatitudeField, LongitudeField
from groups.models.provenance import FromFeed, once_per_feed
from groups.rules.choices import Answer, Precision
from groups.rules.geo import Point


class Venue(FromFeed):
    """One record however many groups use it. A hidden venue is shown and found by its area alone."""

    name = models.CharField(_("name"), max_length=160, blank=True)
    address = models.TextField(
        _("address"), max_length=300, blank=True, help_text=_("One line each, without the town.")
    )
    town = models.CharField(_("town"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    area = models.ForeignKey("groups.Area", models.PROTECT, null=True, blank=True, verbose_name=_("area"))
    area_worked_out = models.ForeignKey(
        "groups.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("area worked out from places"),
    )
    """Stands in for `area` where staff and feeds gave none."""
    lat = LatitudeField(_("latitude"), null=True, blank=True)
    lng = LongitudeField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("precision"), max_length=12, choices=Precision.choices, default=Precision.EXACT)
    directions = models.TextField(_("how to get there"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name", "pk"]
        constraints = [
            once_per_feed("venue_once_per_feed"),
            must(
                "venue_point_is_whole",
                models.Q(lat__isnull=True, lng__isnull=True) | models.Q(lat__isnull=False, lng__isnull=False),
            ),
            must("venue_point_is_on_the_earth", between("lat", -90, 90) & between("lng", -180, 180)),
        ]
        indexes = [models.Index(fields=["lat", "lng"], name="venue_by_point")]

    def __str__(self):
        return ", ".join(part for part in (self.name or self.address.partition("\n")[0], self.town) if part)

    @property
    def is_hidden(self) -> bool:
        """Whether nothing but its area may be public."""
        return self.precision == Precision.HIDDEN

    @property
    def area_that_holds(self) -> Area | None:
        """Its own area, else the one worked out from places."""
        return self.area if self.area_id else self.area_worked_out

    @property
    def public_point(self) -> Point | None:
        """The point that may be shown: its own, or its area's centre where it is hidden."""
        at = self.area_that_holds if self.is_hidden else self
        return Point(at.lat, at.lng) if at and at.lat is not None and at.lng is not None else None


class AccessAnswer(models.Model):
    """One answer about access, of a venue or of a meeting (whose answer wins). No row: not stated, never “no”."""

    venue = models.ForeignKey(Venue, models.CASCADE, null=True, blank=True, related_name="access_answers")
    meeting = models.ForeignKey("groups.Meeting", models.CASCADE, null=True, blank=True, related_name="access_answers")
    feature = models.ForeignKey("groups.AccessFeature", models.PROTECT, verbose_name=_("feature"))
    answer = models.CharField(_("answer"), max_length=6, choices=Answer.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("access answer")
        verbose_name_plural = _("access answers")
        constraints = [
            models.CheckConstraint(
                name="access_of_a_venue_or_a_meeting",
                condition=models.Q(venue__isnull=False, meeting__isnull=True)
                | models.Q(venue__isnull=True, meeting__isnull=False),
                violation_error_message=_("An access answer belongs to a venue or to a meeting."),
            ),
            models.UniqueConstraint(
                name="access_once_per_venue",
                fields=["venue", "feature"],
                condition=models.Q(venue__isnull=False),
                violation_error_message=_("This venue has an answer for this feature already."),
            ),
            models.UniqueConstraint(
                name="access_once_per_meeting",
                fields=["meeting", "feature"],
                condition=models.Q(meeting__isnull=False),
                violation_error_message=_("This meeting has an answer for this feature already."),
            ),
        ]

    def __str__(self):
        return f"{self.feature}: {self.get_answer_display()}"
