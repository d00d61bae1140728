"""Which source of places is believed, what it is called, and whom to credit."""

import pytest

from groups.rules import gazetteer
from groups.rules.choices import PlaceKind


def test_staff_are_believed_first_and_what_ships_last():
    sources = ["shipped-suffolk", "unheard-of", "geonames-gb", "open-names", "geonames-postal-de", "onspd", "staff"]

    assert sorted(sources, key=gazetteer.rank) == [
        "staff",
        "onspd",
        "open-names",
        "geonames-postal-de",
        "geonames-gb",
        "unheard-of",
        "shipped-suffolk",
    ]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("onspd", "ONS Postcode Directory"),
        ("geonames", "GeoNames gazetteer"),
        ("geonames-gb", "GeoNames gazetteer (GB)"),
        ("geonames-postal-de", "GeoNames postal codes (DE)"),
        ("shipped-suffolk", "shipped-suffolk"),
    ],
)
def test_a_source_has_a_name_that_staff_know(source, title):
    assert gazetteer.title(source) == title


@pytest.mark.parametrize(
    ("source", "owners"),
    [
        ("onspd", ["OS data", "Royal Mail", "National Statistics"]),
        ("code-point-open", ["OS data", "Royal Mail"]),
        ("geonames-gb", ["geonames.org"]),
        ("geonames-postal-gb", ["geonames.org", "Royal Mail"]),
        ("geonames-outward-gb", ["geonames.org", "Royal Mail"]),
        ("geonames-postal", ["geonames.org", "Royal Mail"]),
        ("geonames-postal-de", ["geonames.org"]),
        ("staff", []),
        ("shipped-suffolk", []),
    ],
)
def test_each_owner_is_credited_with_the_year(source, owners):
    lines = gazetteer.credits(source, year=2026)

    assert len(lines) == len(owners)
    for line, owner in zip(lines, owners, strict=True):
        assert owner in line
        assert "{" not in line


def test_a_city_may_be_farther_from_itself_in_another_source_than_a_hamlet():
    city, hamlet = PlaceKind.CITY, PlaceKind.HAMLET

    assert gazetteer.reach_km(city, hamlet, same_source=False) == 15
    assert gazetteer.reach_km(hamlet, hamlet, same_source=False) == 3
    assert gazetteer.reach_km(city, city, same_source=True) == 3
