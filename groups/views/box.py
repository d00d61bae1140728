"""What the search box of the results page holds: the place and the words, as far as no chip says them."""

from groups.search import places
from groups.search.filters import MeetingFilter
from groups.views.links import SearchLinks


def held(search: MeetingFilter, links: SearchLinks) -> dict[str, str]:
    """The `place` as typed, or the `point` that stands in for it (a box full of numbers helps nobody); the `words`.

    Words of danger stay in it: what was typed is not taken from anybody, and the next page hears them too.
    """
    near = next(iter(links.values("near")), "")
    is_chosen = places.is_point(near) and not search.place_failed
    return {
        "place": "" if is_chosen else near,
        "point": near if is_chosen else "",
        "words": " ".join(filter(None, [*links.values("q"), links.danger_words])),
    }
