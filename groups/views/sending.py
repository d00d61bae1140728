"""Links to a search that are made for sending and for paper: nothing that is the visitor's own goes along."""

from collections.abc import Collection

from django.conf import settings
from django.http import QueryDict

from groups.rules.criteria import Near
from groups.rules.planning.week_plan import PARAMETERS
from groups.search import places, settlements
from groups.views.links import SearchLinks

NOT_SENT = (*PARAMETERS, "view", "page")
IN_A_CODE = 250
"""A longer link would need a code too fine to be read off paper."""


def without_looks(parameters: QueryDict) -> QueryDict:
    """The search alone: neither how it is looked at, nor the visitor's week."""
    asked = parameters.copy()
    for name in NOT_SENT:
        asked.pop(name, None)
    return asked


def links_to(parameters: QueryDict, near: Near | None, *, not_understood: Collection[str] = ()) -> list[str]:
    """The whole address of the search, then ones that say less, the last of them nothing.

    Somebody's home is not in them: for a postcode stands its first part, for a point the town by it; words with digits
    and parameters that were not understood are left out. One query at most.
    """
    asked = without_looks(parameters)
    if asked.get("near"):
        _name_no_home(asked, near)
    if any(sign.isdigit() for sign in asked.get("q", "")):  # a house, a street, half a postcode
        del asked["q"]
    for name in set(asked) & set(not_understood):  # nobody knows what stands there
        del asked[name]
    links = SearchLinks(asked)
    said_elsewhere = [name for name in links.names if name not in ("near", "within", "area")]
    shorter = [
        links.address(),
        links.address(q=[]),
        links.address(**{name: [] for name in said_elsewhere}),
        SearchLinks(QueryDict()).address(),
    ]
    return [f"{settings.SITE_URL}{one}" for one in dict.fromkeys(shorter)]


def link_in_a_code(links: list[str]) -> str:
    """The fullest of them that a code on paper can hold."""
    return next((link for link in links if len(link) <= IN_A_CODE), links[-1])


def _name_no_home(asked: QueryDict, near: Near | None) -> None:
    typed = asked["near"]
    if near and near.in_titles and not places.is_point(typed) and not any(sign.isdigit() for sign in typed):
        return
    called = near.in_titles if near else ""
    if not called:
        asked.pop("within", None)  # as near as that it may be to the point, and not to the town
        called = settlements.town_by(near.point) if near else ""
    if called:
        asked["near"] = called
    else:
        del asked["near"]
