"""Names of places as they are misspelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules import spelling

TOWNS = ["woodbridge", "ipswich", "bury st edmunds", "stowmarket", "sudbury", "southwold", "aldeburgh", "eye", "diss"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("woodbrige", ["woodbridge"]),
        ("woobridge", ["woodbridge"]),
        ("owodbridge", ["woodbridge"]),
        ("stow market", ["stowmarket"]),
        ("bury st edmonds", ["bury st edmunds"]),
        ("aldburgh", ["aldeburgh"]),
        ("ipswcih", ["ipswich"]),
        ("eie", []),
        ("norwich", []),
        ("", []),
    ],
)
def test_the_nearest_names_are_found(typed, meant):
    assert spelling.nearest(typed, TOWNS) == meant


def test_all_that_are_as_near_are_given():
    assert spelling.nearest("sudbuty", ["sudbury", "sudbuly", "sadbuly"]) == ["sudbuly", "sudbury"]


names = st.text(st.characters(codec="utf-8", categories=["Ll"]) | st.just(" "), min_size=5, max_size=30).map(str.strip)


@given(names.filter(lambda name: len(name) >= 5), st.data())
def test_a_name_stands_where_its_misspelling_is_looked_up(name, data):
    place = data.draw(st.integers(0, len(name) - 2))
    slip = data.draw(st.sampled_from(["swap", "drop", "add", "change"]))
    one, two = name[place], name[place + 1]
    if slip == "swap":
        typed = name[:place] + two + one + name[place + 2 :]
    elif slip == "drop":
        typed = name[: place + 1] + name[place + 2 :]
    elif slip == "add":
        typed = name[: place + 1] + "x" + name[place + 1 :]
    else:
        typed = name[: place + 1] + "x" + name[place + 2 :]
    if len(typed) < 5 or typed[:1] == " " or " " in typed[:2]:
        return

    assert any(low <= spelling.place_of(name) <= high for low, high in spelling.ranges(typed))
    assert name in spelling.nearest(typed, [name])
