"""In which town and county a venue is: whatever is known and unknown, an answer and never a wild one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.choices import PlaceKind
from groups.rules.geo import Point, kilometres
from groups.rules.nearby import Nearby
from groups.rules.whereabouts import NAMED_KM, TOWN_KM, TOWNS, Settlement, Standing, decide, readings

pytestmark = pytest.mark.sqlite

settlements = st.builds(
    Settlement,
    name=st.sampled_from(["Newport", "Woodbridge"]),
    key=st.just("newport"),
    kind=st.sampled_from([PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.SUBURB, PlaceKind.HAMLET]),
    lat=st.floats(51.9, 52.1),
    lng=st.floats(1.0, 1.3),
    county=st.sampled_from(["", "Suffolk", "Norfolk"]),
    country=st.sampled_from(["", "GB", "US"]),
    rank=st.integers(0, 2),
    area=st.none(),
)
standings = st.builds(
    Standing,
    point=st.none() | st.builds(Point, st.floats(51.9, 52.1), st.floats(1.0, 1.3)),
    is_about=st.booleans(),
    county=st.sampled_from(["", "Suffolk", "Essex"]),
    first_part_county=st.sampled_from(["", "Suffolk"]),
    country=st.sampled_from(["", "GB"]),
    hint=st.sampled_from(["", "suffolk"]),
    is_hidden=st.booleans(),
    home=st.just(("GB", "")),
)


@given(standings, st.lists(settlements, max_size=8))
def test_a_venue_is_in_no_town_that_is_far_off_and_a_hidden_one_in_no_village(standing, known):
    nearby = Nearby(known, cell=0.05)

    def around(point, km):
        return nearby.within(point.lat, point.lng, km)

    def towns(point, km):
        return (pair for pair in around(point, km) if pair[1].kind in TOWNS)

    found = decide(standing, known, settlements=around, towns=towns)

    if found.town and standing.point and not standing.is_about:
        farthest = max(*NAMED_KM.values(), *TOWN_KM.values())
        assert kilometres(standing.point, found.town.point) <= farthest
    if found.town and standing.is_hidden:
        assert found.town.kind in TOWNS
    if found.town:
        assert found.town.kind not in (PlaceKind.HAMLET, PlaceKind.SUBURB)
    if found.town and found.town.county:
        assert found.county == found.town.county


def test_what_a_town_may_mean():
    assert readings("Woodbridge") == [("woodbridge", "")]
    assert readings("Woodbridge, Suffolk") == [("woodbridge suffolk", ""), ("woodbridge", "suffolk")]
    assert readings("Nr. St. Ives") == [
        ("nr st ives", ""),
        ("st ives", ""),
        ("saint ives", ""),
    ]
    assert readings("") == []
