"""The one row that says whose directory this is, and the revision of its listings."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import ColourSet


class SiteQuerySet(models.QuerySet):
    """Questions about the one row."""

    def the_one(self) -> "Site":
        """The row, or an unsaved one with the plain defaults where nothing has been prepared yet."""
        return self.defer("logo").first() or self.model(pk=1)

    def held(self) -> int:
        """The revision, which nobody else can raise until this transaction ends."""
        return self.select_for_update().filter(pk=1).values_list("revision", flat=True).first() or 0

    def listings_changed(self) -> None:
        """Raise the revision. Called in every transaction that changes a listing."""
        self.filter(pk=1).update(revision=F("revision") + 1)


class Site(models.Model):
    """Name, area, who runs it, logo and colours: all of it edited in the admin."""

    name = models.CharField(_("name"), max_length=80)
    strapline = models.CharField(_("strapline"), max_length=160, blank=True)
    area_covered = models.CharField(
        _("area covered"), max_length=80, blank=True, help_text=_("Suffolk; Greater Leeds.")
    )
    run_by = models.CharField(_("who runs it"), max_length=160, blank=True)
    email = models.EmailField(_("how to reach them"), blank=True)
    website = models.URLField(_("their website"), blank=True)
    country = models.CharField(_("country or nation"), max_length=60, blank=True)
    home_area = models.ForeignKey(
        "groups.Area", models.SET_NULL, null=True, blank=True, verbose_name=_("area on the home page")
    )
    licence = models.CharField(
        _("licence of the listings"),
        max_length=120,
        blank=True,
        help_text=_(
            "Under which others may use them, such as Open Government Licence v3.0 or CC BY 4.0. Choose one only if "
            "everybody whose lists you take in agrees."
        ),
    )
    licence_url = models.URLField(_("where its text stands"), blank=True)
    logo = models.BinaryField(_("logo"), null=True, blank=True, editable=False)
    logo_name = models.CharField(_("file of the logo"), max_length=80, blank=True, editable=False)
    colour_set = models.CharField(_("colours"), max_length=8, choices=ColourSet.choices, default=ColourSet.PINE)
    notice = models.CharField(_("notice on the home page"), max_length=300, blank=True)
    revision = models.PositiveBigIntegerField(_("revision of the listings"), default=1, editable=False)
    indexed_as = models.PositiveSmallIntegerField(
        _("form of the derived rows of search"), default=0, editable=False, help_text=_("0: not made yet.")
    )

    first_steps = models.JSONField(
        _("first steps ticked or put aside"), default=dict, blank=True, editable=False, help_text=_("By step.")
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [
            models.CheckConstraint(
                name="site_licence_has_a_name",
                condition=models.Q(licence_url="") | ~models.Q(licence=""),
                violation_error_message=_("Name the licence whose text stands there."),
            ),
            models.CheckConstraint(
                name="site_is_one_row",
                condition=models.Q(pk=1),
                violation_error_message=_("There is one site. Edit the one that is here."),
            ),
        ]

    def __str__(self):
        return self.name


LOGO_TYPES = {"png": "image/png", "webp": "image/webp"}
"""What a logo may be, by the ending of its name."""

logo_is_an_image = FileExtensionValidator(tuple(LOGO_TYPES))
