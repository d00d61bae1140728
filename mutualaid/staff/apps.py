"""The people of the staff, and Django's admin with our own door, as Django knows them."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class Workplace(AdminConfig):
    default_site = "mutualaid.staff.site.StaffSite"
    default = False


class People(AppConfig):
    name = "mutualaid.staff"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Staff")
