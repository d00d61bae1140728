"""Postcodes that were typed in part, or with letters for digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules import postcodes


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("IP12 1", "IP12"),
        ("ip12 1a", "IP12"),
        ("IP121", "IP12"),
        ("IP1 2", "IP1"),
        ("E1", "E1"),
        ("w1a 1", "W1A"),
        ("IP", None),
        ("12", None),
        ("Ipswich", None),
    ],
)
def test_the_first_part_is_known_with_as_much_of_the_rest_as_was_typed(typed, first):
    assert postcodes.outward(typed) == first


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("IP1O 1AA", ["IP10 1AA"]),
        ("IPI2 1AA", ["IP12 1AA"]),
        ("1P12 1AA", ["IP12 1AA"]),
        ("IPIO", ["IP1O", "IP10"]),
        ("IP12 1AA", []),
        ("Ipswich", []),
        ("Oslo and further", []),
    ],
)
def test_o_and_0_and_i_and_1_are_taken_for_each_other(typed, readings):
    assert postcodes.other_readings(typed) == readings


@pytest.mark.parametrize(
    ("typed", "nearly"),
    [
        ("1P3 8AA", True),
        ("ip12 iaa", True),
        ("ip12 1aa", False),
        ("ip12 1a", False),
        ("1p12", False),
        ("sioux", False),
        ("pious", False),
        ("12-step", False),
    ],
)
def test_a_whole_postcode_is_seen_through_a_slip_of_o_and_0_or_i_and_1(typed, nearly):
    assert postcodes.is_nearly_whole(typed) == nearly


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(text):
    readings = postcodes.other_readings(text)

    assert len(readings) <= postcodes.MOST_READINGS
    assert [postcodes.tidy(name) or postcodes.outward(name) for name in readings] == readings


@given(st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True), st.data())
def test_a_swapped_sign_is_found_again(postcode, data):
    doubtful = [place for place, sign in enumerate(postcode) if sign in "OI01"]
    if not doubtful:
        return
    place = data.draw(st.sampled_from(doubtful))
    typed = postcode[:place] + {"O": "0", "0": "O", "I": "1", "1": "I"}[postcode[place]] + postcode[place + 1 :]

    assert postcode in postcodes.other_readings(typed) or len(postcodes.other_readings(typed)) == 30
