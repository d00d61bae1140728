"""Languages that meetings are held in: BCP 47 tags and what people call them."""

import re

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

OFFERED = ("en", "cy", "pl", "pt", "lt", "uk", "bfi")
"""The languages that the search offers; any other well-formed tag is understood too."""

OF_THE_UK = ("cy", "bfi")
"""Of those, the ones that a search offers in the United Kingdom alone."""

_NAMES = {
    "bfi": _("British Sign Language (BSL)"),
    "ase": _("American Sign Language"),
    "en-gb": _("English"),
    "pt": _("Portuguese"),
    "lt": _("Lithuanian"),
}


def language_name(tag: str) -> str:
    """What a language is called; the tag itself where it is not a well-known one."""
    if tag.lower() in _NAMES:
        return str(_NAMES[tag.lower()])
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag
