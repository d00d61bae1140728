"""What could be a UK postcode, however it is typed, and its outward part."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groups.rules.postcodes import outward, tidy

REAL = [
    "W1A 1AA",
    "EC1A 1BB",
    "SW1A 2AA",
    "N1C 4AG",
    "E20 2ST",
    "BT1 1AA",
    "JE2 3AB",
    "IM1 1AA",
    "GY1 1AA",
    "IP12 1AA",
    "M1 1AE",
]


@pytest.mark.parametrize("postcode", REAL)
def test_real_postcodes_of_every_shape_and_island_pass(postcode):
    assert tidy(postcode) == postcode
    assert outward(postcode) == postcode.split()[0]
    assert outward(postcode.split()[0]) == postcode.split()[0]


@pytest.mark.parametrize(
    "typed",
    [
        "ip12 1aa",
        "ip121aa",
        "Ip12-1Aa",
        " IP12  1AA ",
        "IP12.1AA,",
        "(ip12) 1aa",
        "IP12\u00a01AA",  # a space as pages and word processors have it
        "IP12\u20131AA",
        "IP1 21AA",
        "I P 1 2 1 A A",
        "ip12_1aa\n",
    ],
)
def test_case_spaces_and_signs_do_not_matter(typed):
    assert tidy(typed) == "IP12 1AA"
    assert outward(typed) == "IP12"


@pytest.mark.parametrize(
    "typed",
    [
        "GIR 0AA",  # a bank's own, given up, and of no known shape
        "ASCN 1ZZ",
        "BFPO 12",
        "Leeds",
        "",
        " ",
        "IP12 AAA",
        "IP123 1AA",
        "IPS12 1AA",
        "1P12 1AA",
        "IP12 1AA IP12 1AA",
        "10 High Street, IP12 1AA",
        "İP12 1AA",
        "ıp12 1aa",
        "IP１２ 1AA",
        "IP12 1\u00c1A",
    ],
)
def test_what_is_no_postcode_is_none(typed):
    assert tidy(typed) is None
    assert outward(typed) is None


@pytest.mark.parametrize(("typed", "part"), [("bn2", "BN2"), ("n1", "N1"), ("ec1a", "EC1A"), ("ip 12", "IP12")])
def test_the_first_part_alone_is_no_whole_postcode(typed, part):
    assert tidy(typed) is None
    assert outward(typed) == part


@pytest.mark.parametrize("typed", ["L", "LS", "12", "ABC1", "1LS"])
def test_what_is_no_first_part_is_none(typed):
    assert outward(typed) is None


def test_a_padded_one_is_left_to_the_table_of_places():
    assert tidy("G1 1UK") == "G1 1UK"


@given(st.text() | st.from_regex(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?[ -]?[0-9][A-Za-z]{2}", fullmatch=True))
@example("ß1 1AA")
@example("K1 1ſs")  # each upper case of one of these has other letters
def test_no_text_breaks_it_and_what_comes_out_is_a_postcode(text):
    whole, part = tidy(text), outward(text)

    assert whole is None or re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", whole)
    assert part is None or re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?", part)
    assert whole is None or (tidy(whole), outward(whole)) == (whole, part)
