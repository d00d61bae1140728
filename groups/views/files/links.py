"""Where a search page leads to the same search as a file."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.exchange import rss
from groups.views.files.looks import OWN
from groups.views.links import SearchLinks

_FILES = (
    ("groups:meetings-ics", "text/calendar", gettext_lazy("Calendar")),
    ("groups:meetings-csv", "text/csv", gettext_lazy("Spreadsheet")),
    ("groups:meetings-rss", rss.MEDIA_TYPE, "RSS"),
    ("groups:meetings-json", "application/json", "JSON"),
)


def files(links: SearchLinks) -> list[dict]:
    """The formats that people ask for, each with its address; GeoJSON is for who makes maps of them."""
    return [
        {"url": links.elsewhere(reverse(name)), "media_type": media_type, "text": text}
        for name, media_type, text in _FILES
    ]


def papers(links: SearchLinks) -> list[dict]:
    """The ways in which the list is set for print."""
    address = reverse("meetings-pdf")
    return [
        {"url": links.elsewhere(address), "text": _("By day")},
        {"url": links.elsewhere(address, by=OWN["by"]), "text": _("By area")},
        {"url": links.elsewhere(address, print=OWN["print"]), "text": _("Large print")},
    ]


def alternates(links: SearchLinks) -> list[dict]:
    """What other programs find by the page itself: apps of fellowships, feed readers and calendars."""
    titles = {
        "groups:meetings-json": _("Meetings Feed"),  # by this name Meeting Guide looks for it
        "groups:meetings-rss": _("New and changed listings"),
        "groups:meetings-ics": _("Calendar of these meetings"),
    }
    types = {name: media_type for name, media_type, _text in _FILES}
    return [
        {"url": links.elsewhere(reverse(name)), "media_type": types[name], "title": title}
        for name, title in titles.items()
    ]
