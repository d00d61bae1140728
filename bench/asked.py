"""What a bench asks of the site: each page, and the addresses under which it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode

PLACES, SEED = 60, 1
DISTANCES = (1, 2, 5, 10, 25, 50, 100)
FEWEST_ALIKE, MOST_ALIKE, ALIKE = 40, 160, 30
"""The searches whose cost is compared from size to size find this many meetings; and how many such are looked for."""

PHRASES = ("women's meeting tuesday evening near {place}", "al anon {place} sunday", "step free {place}")


@dataclass(frozen=True)
class Page:
    """One page: what it is called, and whether it is also asked for first after the listings have changed."""

    name: str
    title: str
    cold: bool = False
    largest_only: bool = False
    """Whether it is asked for only where there are most meetings."""


PAGES = {
    page.name: page
    for page in (
        Page("home", "home", cold=True),
        Page("near", "near a place", cold=True),
        Page("phrase", "a whole phrase", cold=True),
        Page("day", "Tuesdays near a place"),
        Page("words", "words left over, near a place"),
        Page("week", "the week near a place"),
        Page("map", "the map near a place"),
        Page("meeting", "one meeting"),
        Page("area", "a town's page"),
        Page("open", "wide open: no place at all", cold=True, largest_only=True),
    )
}
GROWTH = Page("growth", "as many found, few or many listed")
"""The search that is compared from size to size; its addresses are chosen by how many meetings they find."""


def addresses(page: Page, places: Sequence[str], *, meetings: Sequence[str], areas: Sequence[str]) -> list[str]:
    """The addresses of a page, for these places, addresses of meetings and addresses of areas."""
    by_name = {
        "home": ["/"],
        "near": [search(near=place) for place in places],
        "phrase": [search(q=PHRASES[n % len(PHRASES)].format(place=place)) for n, place in enumerate(places)],
        "day": [search(near=place, day="tue") for place in places],
        "words": [search(q=f"serenity near {place}") for place in places],
        "week": [search(near=place, view="week") for place in places],
        "map": [search(near=place, view="map") for place in places],
        "meeting": list(meetings),
        "area": list(areas),
        "open": ["/meetings/"],
    }
    return by_name[page.name]


def search(**asked: str) -> str:
    """The address of a search."""
    return f"/meetings/?{urlencode(asked, quote_via=quote)}"


def drawn(names: Sequence[str], people: Sequence[int]) -> list[str]:
    """Places as visitors would ask for them: each as often as people live there, always the same."""
    return Random(SEED).choices(names, people, k=PLACES)
