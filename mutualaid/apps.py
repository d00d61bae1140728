"""The site itself, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MutualAidConfig(AppConfig):
    name = "mutualaid"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mutual aid directory")
