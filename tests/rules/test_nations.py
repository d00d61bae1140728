"""Which nation a place is in, and what countries and counties are called."""

import pytest

from groups.rules import holidays
from groups.rules.nations import UK_NATIONS, county_name, nation_name, nation_of

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("country", "county", "postcode", "nation"),
    [
        ("GB", "Suffolk", "", "england"),
        ("GB", "Casnewydd - Newport", "", "wales"),
        ("GB", "Bro Morgannwg - the Vale of Glamorgan", "", "wales"),
        ("GB", "City of Edinburgh", "", "scotland"),
        ("GB", "Na h-Eileanan Siar", "", "scotland"),
        ("GB", "Lisburn and Castlereagh", "", "northern-ireland"),
        ("GB", "", "BT1 1AA", "northern-ireland"),
        ("", "", "EH1 1AA", "scotland"),
        ("GB", "", "IP12", "england"),
        ("GB", "Herefordshire", "NP25 3AA", "england"),
        ("GB", "Powys", "SY21 7AA", "wales"),
        ("GB", "", "SY21 7AA", ""),
        ("GB", "", "", ""),
        ("", "", "IM1 1AA", "IM"),
        ("JE", "", "", "JE"),
        ("US", "Texas", "78701", "US"),
        ("", "", "", ""),
    ],
)
def test_the_nation_of_a_place(country, county, postcode, nation):
    assert nation_of(country, county, postcode, home="GB") == nation


def test_at_home_a_country_without_nations_is_left_to_the_site():
    assert nation_of("US", "Texas", home="US") == ""
    assert nation_of("", "", "D02", home="IE") == "", "half a postcode of the UK is no sign of it elsewhere"
    assert nation_of("", "", "BT1 1AA", home="IE") == "northern-ireland"


@pytest.mark.parametrize("nation", UK_NATIONS)
def test_the_nations_of_the_uk_have_bank_holidays_of_their_own(nation):
    assert holidays.code_of(nation, "") in ("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR")


@pytest.mark.parametrize(
    ("county", "name"),
    [
        ("Suffolk", "Suffolk"),
        ("City of Bristol", "Bristol"),
        ("Glasgow City", "Glasgow"),
        ("Caerdydd - Cardiff", "Cardiff"),
        ("Bro Morgannwg - the Vale of Glamorgan", "Vale of Glamorgan"),
        ("County Durham", "County Durham"),
        ("the City of London", "City of London"),
    ],
)
def test_counties_are_called_as_people_call_them(county, name):
    assert county_name(county, "GB") == name


def test_elsewhere_the_name_of_a_region_is_left_as_it_is():
    assert county_name("Mexico City", "MX") == "Mexico City"


def test_countries_have_their_usual_names():
    assert [nation_name("", code) for code in ("US", "IM", "TT", "GB", "XX")] == [
        "United States",
        "Isle of Man",
        "Trinidad and Tobago",
        "United Kingdom",
        "XX",
    ]
