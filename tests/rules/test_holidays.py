"""Bank holidays by nation, and by the codes that settings and areas may hold."""

from datetime import date, timedelta

import holidays as package
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.models.zone_clocks import quoted
from groups.rules.holidays import between, code_of, in_year, name_of, off_by_day

ST_ANDREWS, CHRISTMAS, EASTER_MONDAY = date(2026, 11, 30), date(2026, 12, 25), date(2026, 4, 6)
BATTLE_OF_THE_BOYNE = date(2026, 7, 13)  # the 12th is a Sunday
UK = ("england", "wales", "scotland", "northern-ireland")


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (CHRISTMAS, set(UK)),
        (EASTER_MONDAY, {"england", "wales", "northern-ireland"}),
        (ST_ANDREWS, {"scotland"}),
        (BATTLE_OF_THE_BOYNE, {"northern-ireland"}),
        (date(2026, 12, 28), set(UK)),  # for Boxing Day, a Saturday
        (date(2026, 11, 23), set()),
    ],
)
def test_each_nation_has_its_own(day, nations):
    assert {nation for nation in UK if day in in_year(code_of(nation, "GB-ENG"), day.year)} == nations


@pytest.mark.parametrize(
    ("nation", "default", "code"),
    [
        ("england", "IE", "GB-ENG"),
        ("northern-ireland", "GB-ENG", "GB-NIR"),
        ("", "GB-ENG", "GB-ENG"),
        ("IE", "GB-ENG", "IE"),
        ("US-NY", "GB-ENG", "US-NY"),
    ],
)
def test_an_area_names_its_nation_by_a_word_or_a_code_or_not_at_all(nation, default, code):
    assert code_of(nation, default) == code


def test_other_countries_and_their_parts_have_theirs():
    assert date(2026, 7, 3) in in_year("US-NY", 2026)  # for Independence Day, a Saturday
    assert date(2026, 3, 17) in in_year("IE", 2026)
    assert in_year("US-XX", 2026) == frozenset()


@given(st.text() | st.sampled_from([name for name in dir(package) if not name.isupper()]), st.integers(1990, 2060))
def test_a_nation_that_nobody_knows_has_none_and_breaks_nothing(code, year):
    assert in_year(code, year) == frozenset()


def test_between_two_dates_across_a_year_both_included():
    found = between("GB-ENG", CHRISTMAS, date(2027, 1, 1))

    assert found == {CHRISTMAS, date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)}
    assert between("GB-ENG", date(2026, 12, 29), date(2026, 12, 31)) == frozenset()


def test_off_are_the_dates_asked_for_and_those_a_week_before():
    off = off_by_day([date(2027, 1, 1), date(2026, 12, 7)], {"scotland", "england", ""}, "GB-ENG")

    assert off == {
        CHRISTMAS: {"scotland", "england", ""},
        date(2027, 1, 1): {"scotland", "england", ""},
        ST_ANDREWS: {"scotland"},
    }


def test_where_no_nation_is_stated_the_sites_own_holds():
    assert off_by_day([ST_ANDREWS], set(), "GB-SCT") == {ST_ANDREWS: {""}}


@given(st.sets(st.text() | st.sampled_from([*UK, "IE", "US", "GB-ENG", "FR"]), max_size=4))
def test_no_nation_that_has_holidays_has_a_name_that_sql_would_refuse(nations):
    year = [date(2026, 1, 1) + timedelta(weeks=week, days=day) for week in range(52) for day in (0, 1)]

    for off in off_by_day(year, nations, "GB-ENG").values():
        quoted(sorted(off))


@pytest.mark.parametrize(
    ("code", "day", "called"),
    [
        ("GB-ENG", date(2026, 12, 25), "Christmas Day"),
        ("GB-ENG", date(2026, 12, 28), "Boxing Day (substitute day)"),
        ("GB-ENG", date(2027, 5, 3), "the early May bank holiday"),
        ("GB-SCT", date(2026, 11, 30), "St Andrew’s Day"),
        ("GB-ENG", date(2026, 11, 30), ""),
        ("IE", date(2027, 2, 1), "Saint Brigid's Day"),
        ("nowhere", date(2026, 12, 25), ""),
    ],
)
def test_a_bank_holiday_has_its_name(code, day, called):
    assert name_of(code, day) == called
