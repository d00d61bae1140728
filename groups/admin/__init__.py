"""The staff's workplace, a file a desk."""

from groups.admin import area, confirmation, feed, group, history, meeting, place, programme, site, venue, vocabulary

__all__ = [
    "area",
    "confirmation",
    "feed",
    "group",
    "history",
    "meeting",
    "place",
    "programme",
    "site",
    "venue",
    "vocabulary",
]
