"""The closed lists of the guidance."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """Where an article stands among the others, in this order."""

    BEGIN = "begin", _("If this is new to you")
    GO = "go", _("Going to a meeting")
    KEEP = "keep", _("Keeping going")
    CLOSE = "close", _("If it is someone close to you")
    WORK = "work", _("For professionals and employers")
    ABOUT = "about", _("About this guidance")
