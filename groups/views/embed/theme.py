"""The colours that a frame may wear on another site."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    """What stands in an address, and what it is called for who chooses."""

    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    NONE = "none", _("Plain: no colours of ours, and your page shows through. For pages with a light ground")


def theme_of(said: str) -> Theme:
    """The theme of an address; without one that is known, the light one, which suits most pages."""
    return Theme(said) if said in Theme.values else Theme.LIGHT
