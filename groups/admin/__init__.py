"""The staff's workplace, a file a desk."""

from groups.admin import (
    area,
    confirmation,
    feed,
    group,
    history,
    letter,
    meeting,
    place,
    programme,
    site,
    suggestion,
    venue,
    vocabulary,
)
from groups.admin.dates import desk as dates
from groups.admin.quality import desk as quality

__all__ = [
    "area",
    "confirmation",
    "dates",
    "feed",
    "group",
    "history",
    "letter",
    "meeting",
    "place",
    "programme",
    "quality",
    "site",
    "suggestion",
    "venue",
    "vocabulary",
]
