"""The areas of venues for which nobody gave one, as life has them."""

import pytest
from django.db import connection

from groups.models import Area, OldSlug, Venue
from groups.rules.choices import AreaKind, PlaceKind, Precision
from groups.search import areas
from tests.factories import make_area, make_place, make_venue

pytestmark = pytest.mark.django_db

WOODBRIDGE = (52.0938, 1.3204)


def settlement(name, lat, lng, county="Suffolk", kind=PlaceKind.TOWN, country="GB", **fields):
    return make_place(name, lat=lat, lng=lng, county=county, kind=kind, country=country, **fields)


def postcode(name, lat=None, lng=None, county="", country="GB", kind=PlaceKind.POSTCODE):
    return make_place(name, lat=lat, lng=lng, county=county, kind=kind, country=country)


def venue(town="", lat=None, lng=None, **fields):
    return make_venue(town=town, lat=lat, lng=lng, **fields)


def path(venue):
    """`England › Suffolk › Woodbridge`: the area that holds, from above; empty where there is none."""
    areas.work_out([venue.pk])
    venue.refresh_from_db()
    names, area = [], venue.area_worked_out
    while area:
        names.insert(0, area.name)
        area = area.parent
    return " › ".join(names)


def test_a_venue_in_a_town_stands_in_the_town_its_county_and_its_nation():
    settlement("Woodbridge", *WOODBRIDGE)
    settlement("Ipswich", 52.0594, 1.1556)
    settlement("Woodbridge", 50.88, -2.27, county="Dorset", kind=PlaceKind.HAMLET)

    there = venue("Woodbridge", 52.0925, 1.3185)

    assert path(there) == "England › Suffolk › Woodbridge"
    town = there.area_worked_out
    assert (town.kind, town.nation, town.slug) == (AreaKind.TOWN, "england", "woodbridge")
    assert (town.lat, town.lng) == WOODBRIDGE
    assert (town.parent.kind, town.parent.slug) == (AreaKind.COUNTY, "suffolk")
    assert town.parent.lat == pytest.approx((52.0938 + 52.0594) / 2)
    assert (town.parent.parent.kind, town.parent.parent.slug) == (AreaKind.NATION, "england")


def test_a_point_alone_finds_its_town_and_a_town_alone_its_county():
    settlement("Woodbridge", *WOODBRIDGE)

    assert path(venue(lat=52.10, lng=1.33)) == "England › Suffolk › Woodbridge"
    assert path(venue("woodbridge, suffolk")) == "England › Suffolk › Woodbridge"
    assert path(venue("Nr Woodbridge")) == "England › Suffolk › Woodbridge"
    assert path(venue("Atlantis")) == ""
    assert path(venue()) == ""


def test_a_village_near_a_town_is_the_towns_and_one_far_from_any_is_an_area_of_its_own():
    settlement("Woodbridge", *WOODBRIDGE)
    settlement("Melton", 52.104, 1.337, kind=PlaceKind.VILLAGE)
    settlement("Orford", 52.095, 1.533, kind=PlaceKind.VILLAGE)
    settlement("Sudbourne", 52.110, 1.540, kind=PlaceKind.HAMLET)

    assert path(venue("Melton", 52.104, 1.338)) == "England › Suffolk › Woodbridge"
    assert path(venue("Melton")) == "England › Suffolk › Woodbridge"
    assert path(venue("Orford", 52.094, 1.534)) == "England › Suffolk › Orford"
    assert path(venue("Sudbourne", 52.111, 1.541)) == "England › Suffolk"
    assert path(venue(lat=52.094, lng=1.534)) == "England › Suffolk"
    assert set(Area.objects.filter(kind=AreaKind.TOWN).values_list("name", flat=True)) == {"Woodbridge", "Orford"}


def test_on_the_border_of_a_county_the_nearest_settlement_decides_and_no_town_of_the_other_county():
    settlement("Brandon", 52.447, 0.624)
    settlement("Weeting", 52.462, 0.613, county="Norfolk", kind=PlaceKind.VILLAGE)

    assert path(venue(lat=52.460, lng=0.615)) == "England › Norfolk"
    assert path(venue(lat=52.449, lng=0.624)) == "England › Suffolk › Brandon"
    assert path(venue("Brandon", 52.460, 0.615)) == "England › Suffolk › Brandon", "the address says so"


def test_on_the_border_the_county_of_a_postcode_is_believed_where_the_land_around_knows_it():
    settlement("Brandon", 52.447, 0.624)
    settlement("Weeting", 52.462, 0.613, county="Norfolk", kind=PlaceKind.VILLAGE)
    postcode("IP27 0AA", 52.449, 0.624, county="Norfolk")
    postcode("IP27 0AB", 52.449, 0.624, county="Rutland")

    assert path(venue(postcode="ip27 0aa")) == "England › Norfolk"
    assert path(venue(postcode="IP27 0AB")) == "England › Suffolk › Brandon"


def test_the_first_part_of_a_postcode_is_enough_for_a_county_and_not_for_a_town():
    settlement("Woodbridge", *WOODBRIDGE)
    postcode("IP12", 52.095, 1.36, county="Suffolk", kind=PlaceKind.OUTWARD)

    assert path(venue(postcode="IP12 9ZZ")) == "England › Suffolk"
    assert path(venue("Woodbridge", postcode="IP12 9ZZ")) == "England › Suffolk › Woodbridge"
    about = venue(lat=52.095, lng=1.36, precision=Precision.APPROXIMATE)
    assert path(about) == "England › Suffolk", "a point that is only about right chooses no town"


@pytest.fixture
def two_newports():
    settlement("Newport", 51.5877, -2.9984, county="Casnewydd - Newport", kind=PlaceKind.CITY)
    settlement("Newport", 50.7010, -1.2883, county="Isle of Wight")


def test_two_towns_of_one_name_are_told_apart_by_point_and_by_county(two_newports):
    postcode("PO30", 50.69, -1.30, county="", kind=PlaceKind.OUTWARD)

    assert path(venue("Newport", 51.589, -2.999)) == "Wales › Newport"
    assert path(venue("Newport", 50.702, -1.289)) == "England › Isle of Wight › Newport"
    assert path(venue("Newport, Isle of Wight")) == "England › Isle of Wight › Newport"
    assert path(venue("Newport", postcode="PO30 1AA")) == "England › Isle of Wight › Newport"
    assert sorted(Area.objects.filter(name="Newport").values_list("slug", flat=True)) == [
        "newport",
        "newport-isle-of-wight",
    ]


def test_between_two_towns_of_one_name_nobody_guesses(two_newports):
    assert path(venue("Newport")) == ""
    assert path(venue("Newport", postcode="SA42 0AA")) == "Wales", "its postcode says the nation"


def test_a_town_is_never_one_of_the_same_name_far_away(two_newports):
    shropshire = (52.769, -2.379)

    assert path(venue("Newport", *shropshire, country="GB")) == ""


def test_northern_ireland_and_the_isle_of_man_are_known_by_their_postcodes():
    belfast, douglas = venue("Belfast", postcode="BT1 1AA"), venue("Douglas", postcode="IM1 1AA")

    assert path(belfast) == "Northern Ireland"
    assert path(douglas) == "Isle of Man"
    assert [one.area_worked_out.nation for one in (belfast, douglas)] == ["northern-ireland", "IM"]


def test_where_a_gazetteer_knows_them_their_towns_are_areas():
    settlement("Belfast", 54.597, -5.930, county="Belfast", kind=PlaceKind.CITY)
    settlement("Lisburn", 54.512, -6.031, county="Lisburn and Castlereagh")
    settlement("Douglas", 54.150, -4.481, county="", country="IM")

    assert path(venue("Belfast", postcode="BT1 1AA", country="GB")) == "Northern Ireland › Belfast"
    assert path(venue("Lisburn")) == "Northern Ireland › Lisburn and Castlereagh › Lisburn"
    assert path(venue("Douglas", 54.151, -4.48, country="GB")) == "Isle of Man › Douglas"


def test_outside_the_uk_the_state_is_a_region_and_the_nation_is_the_country():
    settlement("Austin", 30.267, -97.743, county="Texas", country="US", kind=PlaceKind.CITY)
    settlement("Cambridge", 42.375, -71.106, county="Massachusetts", country="US", kind=PlaceKind.CITY)
    settlement("Cambridge", 52.205, 0.119, county="Cambridgeshire", kind=PlaceKind.CITY)

    austin = venue("Austin", 30.27, -97.74, country="US")

    assert path(austin) == "United States › Texas › Austin"
    assert [area.kind for area in (austin.area_worked_out, austin.area_worked_out.parent)] == ["town", "region"]
    assert austin.area_worked_out.nation == "US"
    assert path(venue("Cambridge", country="US")) == "United States › Massachusetts › Cambridge"
    assert path(venue("Cambridge")) == "England › Cambridgeshire › Cambridge", "at home, where nobody says a country"
    assert path(venue("Nowhere", country="US")) == "United States"


def test_at_home_outside_the_uk_a_nation_keeps_the_sites_own_bank_holidays(settings):
    settings.COUNTRY = "US"
    settlement("Austin", 30.267, -97.743, county="Texas", country="US", kind=PlaceKind.CITY)

    austin = venue("Austin")

    assert path(austin) == "United States › Texas › Austin"
    assert austin.area_worked_out.nation == ""


def test_across_the_date_line_the_nearest_town_is_still_near():
    settlement("Waiyevo", -16.79, -179.99, county="Northern", country="FJ")

    assert path(venue(lat=-16.79, lng=179.99)) == "Fiji › Northern › Waiyevo"


# --- The areas that are there


def test_the_areas_that_staff_made_are_used():
    suffolk = make_area("Suffolk", kind=AreaKind.COUNTY, nation="england")
    east = make_area("East Suffolk", kind=AreaKind.DISTRICT, parent=suffolk)
    town = make_area("Woodbridge", parent=east, lat=52.09, lng=1.32)
    settlement("Woodbridge", *WOODBRIDGE)
    settlement("Felixstowe", 51.964, 1.351)

    assert path(venue("Woodbridge", 52.0925, 1.3185)) == "Suffolk › East Suffolk › Woodbridge"
    assert path(venue("Felixstowe", 51.964, 1.351)) == "Suffolk › Felixstowe"
    assert Area.objects.filter(name="Woodbridge").get() == town


def test_without_places_the_towns_that_staff_made_are_known_by_name_and_by_nearness():
    make_area("Woodbridge", lat=52.09, lng=1.32)
    make_area("Newport", lat=51.5877, lng=-2.9984)
    make_area("Clare")

    assert path(venue("WOODBRIDGE")) == "Woodbridge"
    assert path(venue("Melton", 52.104, 1.338)) == "Woodbridge"
    assert path(venue("Newport", 50.702, -1.289)) == "", "that is another Newport"
    assert path(venue("Clare", 52.078, 0.581)) == "Clare"
    assert Area.objects.count() == 3


def test_a_county_where_the_town_should_stand_is_understood():
    make_area("Suffolk", kind=AreaKind.COUNTY, lat=52.2, lng=1.0)

    assert path(venue("Suffolk")) == "Suffolk"
    assert path(venue("Suffolk", 30.27, -97.74)) == "", "it is far from there"


def test_what_staff_say_wins_and_the_worked_out_area_goes():
    settlement("Woodbridge", *WOODBRIDGE)
    there = venue("Woodbridge", *WOODBRIDGE)
    assert path(there) == "England › Suffolk › Woodbridge"

    there.area = make_area("The Deben Valley")
    there.save()

    assert areas.work_out([there.pk]) == {there.pk}
    there.refresh_from_db()
    assert there.area_worked_out is None
    assert there.area_that_holds.name == "The Deben Valley"
    there.area = None
    there.save()
    assert path(there) == "England › Suffolk › Woodbridge", "nothing is made twice"
    assert Area.objects.filter(name="Woodbridge").count() == 1


def test_an_area_that_staff_renamed_is_known_again():
    settlement("Woodbridge", *WOODBRIDGE)
    path(venue("Woodbridge"))
    Area.objects.filter(name="Woodbridge").update(name="Woodbridge and Melton")
    Area.objects.filter(name="Suffolk").update(name="The county")

    assert path(venue("Woodbridge")) == "England › The county › Woodbridge and Melton"
    assert path(venue("Woodbridge", *WOODBRIDGE)) == "England › The county › Woodbridge and Melton"


def test_there_are_never_two_of_one_name_in_one_county():
    settlement("Whitchurch", 51.88, -0.84, county="Buckinghamshire")
    settlement("Whitchurch", 51.60, -0.60, county="Buckinghamshire")

    assert path(venue("Whitchurch", 51.88, -0.84)) == "England › Buckinghamshire › Whitchurch"
    assert path(venue("Whitchurch", 51.60, -0.60)) == "England › Buckinghamshire"


def test_an_address_that_once_led_elsewhere_is_not_given_again():
    make_area("Suffolk Coast", slug="suffolk", kind=AreaKind.DISTRICT)
    OldSlug.objects.create(kind="area", slug="woodbridge", leads_to="suffolk")
    settlement("Woodbridge", *WOODBRIDGE)

    there = venue("Woodbridge")
    path(there)

    assert there.area_worked_out.slug == "woodbridge-suffolk"
    assert there.area_worked_out.parent.slug == "suffolk-england"


def test_areas_inside_each_other_stop_nobody():
    one = make_area("Suffolk", kind=AreaKind.COUNTY)
    other = make_area("Woodbridge", parent=one, lat=52.09, lng=1.32)
    Area.objects.filter(pk=one.pk).update(parent=other)
    there = venue("Woodbridge", *WOODBRIDGE)

    areas.work_out()

    there.refresh_from_db()
    assert there.area_worked_out == other


# --- Hidden venues


def test_a_hidden_venue_gets_a_town_or_a_county_and_never_a_village_that_only_it_would_name():
    settlement("Woodbridge", *WOODBRIDGE)
    settlement("Orford", 52.095, 1.533, kind=PlaceKind.VILLAGE)

    in_town = venue("Woodbridge", 52.0925, 1.3185, precision=Precision.HIDDEN)
    in_village = venue("Orford", 52.094, 1.534, precision=Precision.HIDDEN)

    assert path(in_town) == "England › Suffolk › Woodbridge"
    assert in_town.public_point.lat == WOODBRIDGE[0]
    assert path(in_village) == "England › Suffolk"
    assert (in_village.public_point.lat, in_village.public_point.lng) == WOODBRIDGE, "the middle of the county's towns"


def test_no_centre_tells_where_a_hidden_venue_is():
    settlement("Woodbridge", *WOODBRIDGE)
    hidden = venue(lat=52.1234, lng=1.3456, precision=Precision.HIDDEN)

    areas.work_out()

    hidden.refresh_from_db()
    assert hidden.area_worked_out is not None
    assert (hidden.lat, hidden.lng) not in Area.objects.values_list("lat", "lng")


# --- Many at once


@pytest.mark.parametrize("count", [1, 40])
def test_any_number_of_venues_costs_the_same_queries(count, django_assert_num_queries):
    settlement("Woodbridge", *WOODBRIDGE)
    settlement("Felixstowe", 51.964, 1.351)
    postcode("IP12 1AA", *WOODBRIDGE)
    for number in range(count):
        venue(("Woodbridge", "Felixstowe")[number % 2], 52.0 + number / 1000, 1.3, postcode="IP12 1AA")

    with django_assert_num_queries(16 if connection.vendor == "sqlite" else 19):
        areas.work_out()

    assert not Venue.objects.filter(area_worked_out=None).exists()


def test_it_says_whose_area_is_another_and_writes_no_others():
    settlement("Woodbridge", *WOODBRIDGE)
    one, other = venue("Woodbridge"), venue("Woodbridge")
    areas.work_out([one.pk])

    assert areas.work_out() == {other.pk}
    assert areas.work_out() == set()
    assert areas.work_out([]) == set()
