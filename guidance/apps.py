"""Guidance and helplines, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Guidance and helplines")
