"""Rows of Meeting Guide's fields: where they meet, and how one takes part."""

import pytest

from groups.exchange.record import VenueRecord
from tests.exchange.guide_rows import read_row


@pytest.mark.parametrize(
    ("fields", "attendance", "paused"),
    [
        ({"attendance_option": "in_person"}, "in-person", False),
        ({"attendance_option": "hybrid", "conference_url": "https://zoom.us/j/1"}, "hybrid", False),
        ({"attendance_option": "online", "conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online", False),
        ({"attendance_option": "in_person", "types": ["TC"]}, "in-person", True),
        ({"attendance_option": "inactive"}, "in-person", True),
        ({"attendance_option": "inactive", "conference_url": "https://zoom.us/j/1"}, "hybrid", True),
        ({"attendance_option": "inactive", "approximate": "yes", "conference_phone": "+1,,2#"}, "online", True),
        ({}, "in-person", False),
        ({"types": ["TC"]}, "in-person", True),
        ({"conference_url": "https://zoom.us/j/1"}, "hybrid", False),
        ({"conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online", False),
        ({"conference_url": "https://zoom.us/j/1", "approximate": "yes"}, "online", False),
        ({"conference_phone": "+44 20 7946 0000", "formatted_address": "Leeds, UK"}, "online", False),
        ({"types": ["ONL"], "formatted_address": "Leeds, UK"}, "online", False),
        ({"formatted_address": "Leeds, UK"}, "in-person", False),
    ],
)
def test_attendance_is_what_the_row_says_else_what_its_facts_say(fields, attendance, paused):
    record = read_row(**fields)
    assert (record.attendance, record.paused) == (attendance, paused)


def test_an_online_meeting_loses_its_point_and_address_and_keeps_its_area():
    record = read_row(attendance_option="online", latitude=53.8, longitude=-1.5, regions=["Yorkshire", "Leeds"])
    assert record.venue == VenueRecord(town="Leeds", country="GB", regions=("Yorkshire", "Leeds"))


def test_a_row_that_says_no_place_says_so_to_staff():
    record = read_row(location=None, formatted_address=None)

    assert (record.attendance, record.venue) == ("", None)
    assert record.cautions == ("It does not say where it meets.",)


@pytest.mark.parametrize(
    ("fields", "point"),
    [
        ({"latitude": "53.8", "longitude": 0}, (53.8, 0.0)),
        ({"coordinates": "53.8,-1.5"}, (53.8, -1.5)),
        ({"latitude": 0, "longitude": 0}, (None, None)),
        ({"latitude": 95, "longitude": 0}, (None, None)),
        ({"latitude": "NaN", "longitude": "1"}, (None, None)),
        ({"latitude": 53.8}, (None, None)),
    ],
)
def test_coordinates_may_be_texts_and_are_left_out_where_they_are_nowhere(fields, point):
    venue = read_row(**fields).venue
    assert (venue.lat, venue.lng) == point


def test_four_coordinates_are_a_box_and_so_approximate():
    venue = read_row(coordinates="53,-2,54,-1").venue
    assert (venue.lat, venue.lng, venue.approximate) == (53.5, -1.5, True)


def test_a_place_without_a_street_is_approximate():
    assert read_row(formatted_address="Leeds, UK").venue.approximate
    assert not read_row().venue.approximate


def test_a_district_is_no_name_for_a_venue():
    venue = read_row(location="District 7", district="District 7", location_notes="Friends &amp; Co Hall").venue
    assert (venue.name, venue.directions) == ("Friends & Co Hall", "")


@pytest.mark.parametrize(
    ("fields", "regions"),
    [
        ({"region": "Yorkshire", "sub_region": "Leeds"}, ("Yorkshire", "Leeds")),
        ({"regions": "England > Yorkshire"}, ("England", "Yorkshire")),
        ({"regions": ["Leeds"], "region": "Leeds"}, ("Leeds",)),
    ],
)
def test_regions_come_broadest_first(fields, regions):
    assert read_row(**fields).venue.regions == regions
