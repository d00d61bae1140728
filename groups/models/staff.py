"""Who among the staff may do what: a role each, and an editor's grants."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from groups.rules.choices import Role


class StaffRole(models.Model):
    """The role of one person. Administrators have none: they are Django's superusers and may do everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="staff_role", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        return self.get_role_display()


class Grant(models.Model):
    """Listings that someone looks after: those in this area (or any) that are of this programme (or any).

    Both must hold; several grants add up. Without an area also those that stand in none, without a programme also
    those of none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("person"))
    area = models.ForeignKey(
        "groups.Area", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("area"),
        help_text=_("With all its parts. Blank: any."),
    )  # fmt: skip
    programme = models.ForeignKey(
        "groups.Programme", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("programme"),
        help_text=_("Blank: any."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("listings looked after")
        verbose_name_plural = _("listings looked after")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "user",
                Coalesce("area", 0),
                Coalesce("programme", 0),
                name="grant_once",
                violation_error_message=_("This person looks after these already."),
            )
        ]

    def __str__(self):
        area, programme = self.area or _("any area"), self.programme or _("any programme")
        return f"{area}, {programme}"

    @property
    def is_for_everything(self) -> bool:
        return self.area_id is None and self.programme_id is None
