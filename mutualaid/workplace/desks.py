"""In what order the desks stand on the start page: by how often somebody sits at them, not by their first letter."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EVERY_DAY = gettext_lazy("Listings")
PARTS = (
    (EVERY_DAY, ("Group", "Meeting", "Venue", "Suggestion", "Letter", "MeetingException", "Confirmation", "Deed")),
    (gettext_lazy("Words and places"), ("Programme", "Area", "Tag", "AccessFeature", "Code", "Place", "PlaceLoad")),
    (gettext_lazy("From elsewhere"), ("Feed", "FeedRun", "LinkCheck")),
)
"""The desks of the directory by the names of their models; what stands in none of these follows under its own name."""


def in_order(apps: list[dict]) -> list[dict]:
    """The list of apps as Django makes it, with the directory's desks in parts."""
    found = []
    for app in apps:
        found += _parts(app) if app["app_label"] == "groups" else [app]
    return found


def _parts(app: dict) -> list[dict]:
    by_name = {model["object_name"]: model for model in app["models"]}
    parts = [
        {**app, "name": str(heading), "models": [by_name.pop(name) for name in names if name in by_name]}
        for heading, names in PARTS
    ]
    rest = [{**app, "name": _("The directory itself"), "models": list(by_name.values())}] if by_name else []
    return [part for part in (*parts, *rest) if part["models"]]
