"""Addresses in one line, taken apart; and the zones that places lie in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.exchange.addresses import Address, split_address
from groups.exchange.record import MeetingRecord, VenueRecord
from groups.exchange.zones import time_zone, zone_hint


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("18 Olive Ave, Rehoboth Beach, DE 19971, USA", ("18 Olive Ave", "Rehoboth Beach", "DE", "19971", "US")),
        ("12 High Street, Leeds LS1 1AA, UK", ("12 High Street", "Leeds", "", "LS1 1AA", "GB")),
        (
            "St Mary's Hall, Church St, Woodbridge, Suffolk, ip12 1aa",
            ("St Mary's Hall\nChurch St", "Woodbridge", "Suffolk", "IP12 1AA", "GB"),
        ),
        ("10 Elm St, London, SW1A 2AA, United Kingdom", ("10 Elm St", "London", "", "SW1A 2AA", "GB")),
        ("Sussex County, DE, USA", ("", "", "Sussex County, DE", "", "US")),
        ("Virginia Beach, VA 23454, USA", ("", "Virginia Beach", "VA", "23454", "US")),
        ("37 Skowhegan Rd, Fairfield, ME, 04937, USA", ("37 Skowhegan Rd", "Fairfield", "ME", "04937", "US")),
        ("519 Church St, Toronto, ON M4Y 2C9, Canada", ("519 Church St", "Toronto", "ON", "M4Y 2C9", "CA")),
        ("Hauptstr. 1, 10827 Berlin, Germany", ("Hauptstr. 1", "Berlin", "", "10827", "DE")),
        ("1 George St, Sydney NSW 2000, Australia", ("1 George St", "Sydney", "NSW", "2000", "AU")),
        ("12 Main St, Cork, Co. Cork, Ireland", ("12 Main St", "Cork", "Co. Cork", "", "IE")),
        ("Leeds", ("", "Leeds", "", "", "")),
        ("12 High Street", ("12 High Street", "", "", "", "")),
        ("UK", ("", "", "", "", "GB")),
        ("", ("", "", "", "", "")),
    ],
)
def test_an_address_is_taken_apart(text, parts):
    assert split_address(text) == Address(*parts)


PARTS = st.sampled_from(["12 Elm St", "DE", "19971", "LS1 1AA", "USA", "Leeds", ""])


@given(st.text() | st.lists(PARTS).map(", ".join))
def test_no_text_breaks_an_address(text):
    assert isinstance(split_address(text), Address)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("america/new york", "America/New_York"),
        ("Eastern", "America/New_York"),
        ("GMT", "Europe/London"),
        ("Nowhere", ""),
        ("", ""),
    ],
)
def test_zones_are_known_by_name_city_and_alias(text, zone):
    assert time_zone(text) == zone


@pytest.mark.parametrize(
    ("venue", "zone"),
    [
        (VenueRecord(country="GB"), "Europe/London"),
        (VenueRecord(country="US", county="DE"), "America/New_York"),
        (VenueRecord(country="US", county="Sussex County, DE"), "America/New_York"),
        (VenueRecord(country="US", county="TX"), ""),
        (VenueRecord(country="US"), ""),
        (VenueRecord(), ""),
        (None, ""),
    ],
)
def test_a_place_hints_at_its_zone_only_where_there_is_one_alone(venue, zone):
    assert zone_hint(MeetingRecord(key="a", line=1, name="A", venue=venue)) == zone
