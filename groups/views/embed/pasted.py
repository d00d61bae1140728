"""The search that is meant by an address somebody copied from this site."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

from mutualaid.speaking import in_language, taken_apart

SEARCHES = {
    "groups:meeting-list",
    "groups:meeting-text",
    "groups:meetings-json",
    "groups:meetings-geojson",
    "groups:meetings-ics",
    "groups:meetings-rss",
    "groups:meetings-csv",
    "groups:leaflet",
    "groups:embed-meetings",
    "meetings-pdf",
}
"""Pages and files that take a search in their address."""

OF_ONE = {"groups:area-detail": "area", "groups:programme-detail": "programme"}
"""Pages that are about what a search can ask for, by that parameter."""


class NotASearch(Exception):
    """The address is not one of a search on this site."""


def search_of(address: str, *, hosts: Collection[str]) -> QueryDict:
    """The parameters of the search; of an area or a programme, the search for it."""
    if "//" not in address.partition("?")[0] and not address.startswith("/"):
        address = f"//{address}"  # as some browsers show it: without https:
    try:
        parts = urlsplit(address)
        _language, path = taken_apart(parts.path)  # the search is the same in every language
        found = resolve(in_language(path))
    except (ValueError, Resolver404):
        raise NotASearch from None
    if parts.scheme not in ("", "http", "https") or parts.netloc.lower() not in ("", *hosts):
        raise NotASearch
    if found.view_name in OF_ONE:
        asked = QueryDict(mutable=True)
        asked[OF_ONE[found.view_name]] = found.kwargs["slug"]
        return asked
    if found.view_name not in SEARCHES:
        raise NotASearch
    return QueryDict(parts.query)
