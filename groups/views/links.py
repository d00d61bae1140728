"""Addresses of the same search with something added or taken away."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from groups.search.filters import MeetingFilter

CARRIED = ("view",)
"""Parameters that are no filters and that every link keeps. (A visitor's week goes along by `mutualaid.carrying`.)"""


class SearchLinks:
    """Links around one search. Parameters nobody knows are dropped; `page` is, because the list changes.

    `danger_words` are not searched, and are no part that can be taken away: they stay in every `q`, so that help stays
    in sight.
    """

    def __init__(self, asked: QueryDict, *, danger_words: str = "", path: str = ""):
        self.danger_words = danger_words
        self._path = path or reverse("groups:meeting-list")
        known = dict.fromkeys([*MeetingFilter.base_filters, *CARRIED])
        self._asked = {
            name: values for name in known if name != "page" and (values := [v for v in asked.getlist(name) if v])
        }

    def address(self, **changes: list[str]) -> str:
        """The address with these parameters replaced; an empty list takes one away."""
        parameters = self._asked | changes
        if self.danger_words:
            parameters["q"] = [" ".join([*parameters.get("q", ()), self.danger_words])]
        asked = urlencode(parameters, doseq=True)
        return f"{self._path}?{asked}" if asked else self._path

    def elsewhere(self, path: str, **own: str) -> str:
        """The same search at another page, which hears of no danger: without what is no filter, with its own words."""
        kept = {name: self._asked[name] for name in self._asked if name not in CARRIED}
        asked = urlencode(kept | own, doseq=True)
        return f"{path}?{asked}" if asked else path

    def without(self, name: str, value: str | None = None) -> str:
        """The address without a parameter, or without one of its values."""
        kept = [v for v in self._asked.get(name, []) if value is not None and v != value]
        changes = {name: kept}
        if name == "near":
            changes["within"] = []
        return self.address(**changes)

    def page(self, number: int) -> str:
        """The address of one page of the list."""
        return self.address(page=[str(number)] if number > 1 else [])

    def lasting(self, page: int) -> str:
        """The one address of a page of the list, whichever way it is looked at."""
        return self.address(view=[], page=[str(page)] if page > 1 else [])

    @property
    def everything(self) -> str:
        """The address of a search that asks nothing, looked at the same way."""
        return self.address(**{name: [] for name in self._asked if name not in CARRIED})

    @property
    def anew(self) -> str:
        """The same with nothing left of what was typed."""
        kept = QueryDict(mutable=True)
        for name in CARRIED:
            kept.setlist(name, self.values(name))
        return SearchLinks(kept, path=self._path).address()

    def has(self, *names: str) -> bool:
        """Whether any of these parameters is there."""
        return any(name in self._asked for name in names)

    @property
    def names(self) -> list[str]:
        """The parameters that are there."""
        return list(self._asked)

    def values(self, name: str) -> list[str]:
        """The values of a parameter, as typed."""
        return self._asked.get(name, [])
