"""A person of the staff: Django's user, under the name that the workplace has for it. No table of its own."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


class PeopleQuerySet(models.QuerySet):
    def with_standing(self):
        """Each with the role, and with the number of the second factor that they have (`second_factor`), if any."""
        devices = TOTPDevice.objects.filter(user=models.OuterRef("pk"), confirmed=True).order_by("pk")
        return self.select_related("staff_role").annotate(second_factor=models.Subquery(devices.values("pk")[:1]))

    def administrators(self):
        """Those who may do everything and can sign in to do it."""
        return self.filter(is_superuser=True, is_staff=True, is_active=True)


class PeopleManager(BaseUserManager.from_queryset(PeopleQuerySet)):
    """With what Django asks of the manager of users."""


class Person(User):
    """Somebody of the staff."""

    objects = PeopleManager()

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username", "pk"]

    def __str__(self):
        return self.email if self.is_awaited else self.username

    @property
    def is_awaited(self) -> bool:
        """Was invited, and has not come yet."""
        return not self.is_active and not self.has_usable_password()
