"""Typed words become a point, or the sentence that says what is wrong with them."""

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import PlaceLoad
from groups.rules.geo import Point
from groups.search import vocabulary
from groups.search.places import NearlyThat, PlaceNotFound, SeveralPlaces, find, known
from tests.factories import make_area, make_place, make_venue

pytestmark = pytest.mark.django_db


def postcode(name, lat=52.1, lng=1.3, **fields):
    return make_place(name, lat=lat, lng=lng, kind="postcode", **{"country": "GB", "source": "onspd"} | fields)


def outward(name, lat=52.0, lng=1.0, **fields):
    return make_place(name, lat=lat, lng=lng, kind="outward", **{"country": "GB", "source": "onspd"} | fields)


def town(name, lat=52.1, lng=1.3, county="Suffolk", kind="town", **fields):
    return make_place(name, lat=lat, lng=lng, county=county, kind=kind, **{"country": "GB"} | fields)


def failure(typed):
    """The sentence, and what is offered instead."""
    with pytest.raises(PlaceNotFound) as failed:
        find(typed)
    return str(failed.value), getattr(failed.value, "names", [])


# Postcodes


@pytest.mark.parametrize("typed", ["IP12 1AA", "ip121aa", " ip12-1aa "])
def test_a_postcode_is_exact_and_never_stands_in_a_title(typed):
    postcode("IP12 1AA")
    outward("IP12", whole=True)

    found = find(typed)

    assert (found.name, found.point, found.about, found.in_titles) == ("IP12 1AA", Point(52.1, 1.3), False, "IP12")


@pytest.mark.parametrize("typed", ["ip12", "IP12 1", "ip12 1a"])
def test_the_first_part_is_about_right(typed):
    outward("IP12", whole=True)

    found = find(typed)

    assert (found.name, found.point, found.about) == ("IP12", Point(52.0, 1.0), True)


def test_while_its_postcodes_are_not_loaded_the_first_part_answers_for_them():
    outward("IP12")

    found = find("IP12 1AA")

    assert (found.name, found.point, found.about) == ("IP12 1AA", Point(52.0, 1.0), True)


def test_a_postcode_that_is_not_among_those_of_its_first_part_is_unknown():
    outward("IP12", whole=True)

    assert failure("IP12 9ZZ") == (
        "There is no postcode IP12 9ZZ that we know of. Check it, or search near its first part.",
        ["IP12"],
    )


def test_a_postcode_of_nowhere_is_unknown():
    assert failure("ZZ9 9ZZ") == ("We do not know the postcode ZZ9 9ZZ. Try its first part, or a town.", [])
    assert failure("ZZ9") == ("No postcode that we know begins with ZZ9. Enter a full postcode, or a town.", [])


def test_a_postcode_that_has_ended_still_says_where_it_was():
    postcode("IP12 1AA", ended=True)

    found = find("IP12 1AA")

    assert (found.name, found.point, found.in_titles) == ("IP12 1AA (no longer in use)", Point(52.1, 1.3), "IP12")


def test_a_postcode_that_has_ended_without_a_point_says_so():
    postcode("IP12 1AA", None, None, ended=True)
    outward("IP12", whole=True)

    assert failure("IP12 1AA") == (
        "The postcode IP12 1AA is no longer in use. Enter a new one, or a town.",
        ["IP12"],
    )


@pytest.mark.parametrize(
    ("typed", "first", "country", "island"),
    [
        ("JE2 3AB", "JE2", "JE", "Jersey"),
        ("GY1 1AA", "GY1", "GG", "Guernsey"),
        ("IM1 1AA", "IM1", "IM", "the Isle of Man"),
    ],
)
def test_a_postcode_of_the_islands_is_known_but_has_no_point(typed, first, country, island):
    postcode(typed, None, None, country=country)
    outward(first, None, None, country=country, whole=True)

    for said in (typed, first):
        sentence = f"{said} is on {island}, of which we have no map. Enter a town instead."
        assert failure(said) == (sentence, [])


def test_a_postcode_without_a_point_elsewhere_offers_its_first_part():
    postcode("IP12 1AA", None, None)
    outward("IP12", whole=True)

    assert failure("IP12 1AA") == (
        "We know the postcode IP12 1AA but not where it is. Enter a town instead.",
        ["IP12"],
    )


@pytest.mark.parametrize("typed", ["IP12 1AAA", "IP 12 12 AA", "ABC1 2DE", "BFPO 12"])
def test_what_looks_like_a_postcode_and_is_none_says_so(typed):
    assert failure(typed) == ("That is not a postcode. Enter a full postcode, the first part of one, or a town.", [])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("IP1O 1AA", "We do not know the postcode IP1O 1AA. Did you mean this one?"),
        ("IPI0 1AA", "That is not a postcode. Did you mean this one?"),
        ("1P10 1AA", "That is not a postcode. Did you mean this one?"),
        ("ipio1aa", "That is not a postcode. Did you mean this one?"),
    ],
)
def test_o_for_0_and_i_for_1_are_offered_as_what_was_meant(typed, sentence):
    postcode("IP10 1AA")
    outward("IP10", whole=True)

    assert failure(typed) == (sentence, ["IP10 1AA"])


def test_o_for_0_in_a_first_part_is_offered_too():
    outward("IP10", whole=True)

    assert failure("IP1O") == ("No postcode that we know begins with IP1O. Did you mean this one?", ["IP10"])
    assert failure("IPIO") == ("That is not a postcode. Did you mean this one?", ["IP10"])


@pytest.mark.parametrize("typed", ["1P10 1AA", "IPIO 1AA"])
def test_a_whole_postcode_is_offered_where_only_first_parts_are_known(typed):
    outward("IP10")

    assert failure(typed) == ("That is not a postcode. Did you mean this one?", ["IP10 1AA"])


def test_nothing_is_offered_that_is_not_known():
    assert failure("IP1O 1AA") == ("We do not know the postcode IP1O 1AA. Try its first part, or a town.", [])


def test_where_no_places_are_loaded_the_venues_of_a_first_part_answer_for_it():
    make_venue(postcode="IP12 1AA", lat=52.0, lng=1.2)
    make_venue(postcode="IP12 4BB", lat=52.2, lng=1.4)
    make_venue(postcode="IP12 4BB", lat=10, lng=10, precision="hidden")
    make_venue(postcode="IP1 2AA", lat=50, lng=0)

    assert (find("ip12").point.lat, find("ip12").point.lng) == pytest.approx((52.1, 1.3))
    assert find("ip12").about
    assert (find("ip12 9zz").name, find("ip12 9zz").in_titles) == ("IP12 9ZZ", "IP12")


def test_the_most_believed_source_that_has_a_point_answers():
    postcode("IP12 1AA", None, None, source="onspd")
    postcode("IP12 1AA", 52.3, 1.5, source="geonames-postal-gb")
    postcode("IP12 1AA", 52.2, 1.4, source="code-point-open")
    outward("IP12", 52.0, 1.0, source="shipped-suffolk")
    outward("IP12", 52.5, 1.0, source="geonames-postal-gb", whole=True)

    assert find("IP12 1AA").point == Point(52.2, 1.4)
    assert find("IP12").point == Point(52.5, 1.0)


def test_a_load_that_is_not_shown_is_not_found():
    postcode("IP12 1AA")
    PlaceLoad.objects.update(shown=False)

    assert failure("IP12 1AA")[0].startswith("We do not know the postcode")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("10115", "10115"), ("10115, DE", "10115"), ("k1a 0b1", "K1A"), ("12345-6789", "12345"), ("1000-001", "1000-001")],
)
def test_postcodes_of_other_shapes_are_found_as_they_are_or_by_their_first_word(typed, name):
    make_place(name, kind="postcode", country="DE", lat=52.5, lng=13.4)

    found = find(typed)

    assert (found.name, found.point, found.about) == (name, Point(52.5, 13.4), True)


def test_a_postcode_of_several_countries_asks_which(settings):
    make_place("10115", kind="postcode", country="DE", lat=52.5, lng=13.4)
    make_place("10115", kind="postcode", country="EE", lat=59.4, lng=24.7)

    assert failure("10115") == ("Several countries have the postcode 10115.", ["10115, DE", "10115, EE"])
    assert find("10115, EE").point == Point(59.4, 24.7)
    settings.COUNTRY = "DE"
    assert find("10115").point == Point(52.5, 13.4)


# Towns


@pytest.mark.parametrize("typed", ["Woodbridge", "woodbridge, suffolk", "Woodbridge Suffolk", " WOODBRIDGE , GB"])
def test_a_town_is_found_with_and_without_its_county(typed):
    town("Woodbridge")

    found = find(typed)

    assert (found.name, found.point, found.about, found.in_titles) == (
        "Woodbridge",
        Point(52.1, 1.3),
        False,
        "Woodbridge",
    )


@pytest.mark.parametrize(("known", "typed"), [("St Ives", "saint ives"), ("Saint Ives", "St. Ives")])
def test_a_saint_is_found_however_it_is_written(known, typed):
    town(known)

    assert find(typed).name == known


def test_a_town_of_which_another_county_is_said_is_shown_with_its_own():
    town("Woodbridge")

    assert find("Woodbridge, Yorkshire").name == "Woodbridge, Suffolk"


def test_several_of_one_name_are_offered_with_their_counties_the_bigger_first():
    town("Sudbury", 52.9, -1.8, county="Derbyshire", kind="village")
    town("Sudbury", 51.56, -0.31, county="Greater London", kind="suburb")
    town("Sudbury", 52.04, 0.73)

    sentence, names = failure("sudbury")

    assert sentence == "There are 3 places called Sudbury."
    assert names == ["Sudbury, Suffolk", "Sudbury, Derbyshire", "Sudbury, Greater London"]
    assert [find(name).point.lat for name in names] == [52.04, 52.9, 51.56]
    assert find("sudbury suffolk").point.lat == 52.04
    with pytest.raises(SeveralPlaces):
        find("Sudbury")


def test_those_of_one_name_and_county_are_told_apart_by_a_town_beside_them():
    town("Sudbury", 52.04, 0.73)
    town("Lowestoft", 52.48, 1.75)
    town("Newton", 52.03, 0.80, kind="village")
    town("Newton", 52.55, 1.72, kind="hamlet")

    names = failure("Newton")[1]

    assert names == ["Newton, Sudbury, Suffolk", "Newton, Lowestoft, Suffolk"]
    assert [find(name).point.lat for name in names] == [52.03, 52.55]
    assert find("newton lowestoft").point.lat == 52.55


def test_a_town_of_several_sources_is_one():
    town("Ipswich", 52.056, 1.155, source="open-names")
    town("Ipswich", 52.060, 1.145, source="geonames-gb", kind="city")
    town("Ipswich", 52.050, 1.160, source="shipped-suffolk")

    assert find("Ipswich").point == Point(52.056, 1.155)


def test_a_city_whose_sources_differ_on_its_middle_is_one():
    town("London", 51.507, -0.128, county="Greater London", kind="city", source="open-names")
    town("London", 51.60, -0.05, county="England", kind="city", source="geonames-gb")

    assert find("London").point == Point(51.507, -0.128)


def test_two_villages_of_one_source_are_two_though_they_stand_close():
    town("Thorpe", 52.10, 1.30, kind="hamlet", source="open-names")
    town("Thorpe", 52.14, 1.30, kind="hamlet", source="open-names", county="Norfolk")

    assert len(failure("Thorpe")[1]) == 2


def test_the_country_of_the_site_comes_first(settings):
    town("Boston", 52.97, -0.02, county="Lincolnshire")
    town("Boston", 42.36, -71.06, county="Massachusetts", country="US", kind="city")

    assert find("Boston").point.lat == 52.97
    assert find("Boston, Massachusetts").point.lat == 42.36
    assert find("Boston, US").point.lat == 42.36
    settings.COUNTRY = "US"
    assert find("Boston").point.lat == 42.36


def test_of_very_many_some_are_shown_and_the_sentence_says_so():
    for number in range(30):
        town("Newton", 50 + number / 5, -2, county=f"County {number:02}", kind="hamlet")

    sentence, names = failure("newton")

    assert sentence == (
        "There are 30 places called Newton. These are 12 of them: for another, add its county, or enter a postcode."
    )
    assert names == [f"Newton, County {number:02}" for number in range(12)]
    assert find("Newton, County 29").point.lat == 55.8


@pytest.mark.parametrize(
    "typed", ["woodbrige", "Woobridge", "owodbridge", "woodbridge s", "wood bridge", "woodbrige, Suffolk"]
)
def test_a_misspelt_town_is_offered_as_what_was_meant(typed):
    town("Woodbridge")
    town("Ipswich")

    with pytest.raises(NearlyThat) as failed:
        find(typed)

    assert str(failed.value) == "We do not know a place of that name. Did you mean this one?"
    assert failed.value.names == ["Woodbridge"]


def test_the_beginning_of_a_name_is_offered_with_the_rest_of_it_the_biggest_first():
    town("Newcastle-under-Lyme", county="Staffordshire")
    town("Newcastle upon Tyne", county="Tyne and Wear", kind="city")
    town("Newcastle Emlyn", county="Carmarthenshire", country="US")
    town("Newcastleton")

    assert failure("newcastle")[1] == ["Newcastle upon Tyne", "Newcastle-under-Lyme"]
    assert failure("newcastel")[1] == []


def test_nobody_guesses_at_short_or_foreign_names():
    town("Eye")
    town("Woodbridge", country="US")
    unknown = "We do not know this place. Enter a full postcode, the first part of one, or a town."

    assert failure("Eie") == (unknown, [])
    assert failure("Woodbrige") == (unknown, [])
    assert failure("") == (unknown, [])
    assert failure("-") == (unknown, [])


# Places in a sentence


def test_the_places_among_many_texts_are_known_in_one_query(django_assert_num_queries):
    town("Bury St Edmunds")
    town("St Ives", county="Cornwall")
    town("St Ives", county="Cambridgeshire", lat=52.3, lng=-0.07)
    outward("IP12")
    texts = [
        "step free",
        "bury",
        "Bury St. Edmunds",
        "saint ives",
        "ip12",
        "ip12 1aa",
        "NR1 1AA",
        "e10",
        "free bury",
        "",
    ]

    with django_assert_num_queries(1):
        found = known(texts, towns=dict)

    assert found == {
        "Bury St. Edmunds": "Bury St Edmunds",
        "saint ives": "St Ives",
        "ip12": "IP12",
        "ip12 1aa": "IP12 1AA",
        "NR1 1AA": "NR1 1AA",
    }


def test_with_no_data_loaded_the_towns_of_venues_are_the_places_in_a_sentence():
    make_venue(town="Leiston")
    make_venue(town="Secretville", precision="hidden")

    def towns():
        vocabulary.forget()
        return vocabulary.current(1).towns

    assert known(["leiston", "secretville", "tonight"], towns=towns) == {"leiston": "Leiston"}

    town("Woodbridge", source="open-names")
    assert known(["leiston"], towns=towns) == {}


# The rest


def test_an_area_and_the_town_of_a_venue_are_found_where_there_is_no_such_place():
    make_area("Suffolk Coast", lat=52.2, lng=1.6)
    make_venue(town="Leiston", lat=52.2, lng=1.5)

    assert find("suffolk coast").point == Point(52.2, 1.6)
    assert (find("leiston").name, find("leiston").about) == ("Leiston", True)


def test_a_point_is_a_place():
    assert find("52.1, 1.3").point == Point(52.1, 1.3)
    assert failure("99,1")[0] == "That is not a point on the map. Enter a town or postcode instead."


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("52.1,1.3", 0),
        ("IP12 1AA", 1),
        ("IP12", 1),
        ("IP10 1AA", 1),
        ("Woodbridge", 1),
        ("Woodbridge, Suffolk", 1),
        ("Stanton", 1),
        ("Newton", 2),
        ("woodbrige", 5),
        ("Timbuktu", 4),
        ("1P12 1AB", 5),
    ],
)
@pytest.mark.parametrize("more", [0, 20])
def test_a_look_up_asks_the_same_however_many_places_there_are(typed, asked, more):
    postcode("IP12 1AA")
    outward("IP12")
    outward("IP10", whole=True)
    town("Woodbridge")
    for county in ("Suffolk", "Norfolk"):
        town("Stanton", county=county, lat=52.3 if county == "Suffolk" else 51)
    for number in range(2 + more):
        town("Newton", 50 + number, kind="village")
        town(f"Woodbridge {number}")
        postcode(f"IP12 {number % 10}AB")

    with CaptureQueriesContext(connection) as queries, suppress(PlaceNotFound):
        find(typed)

    assert len(queries) == asked


@pytest.mark.sqlite
@pytest.mark.parametrize("typed", ["IP12 1AA", "1P12 1AB", "Newton", "Newton, Suffolk", "woodbrige", "10115"])
def test_no_look_up_reads_every_place(typed):
    postcode("IP12 1AA")
    for lat in (52, 53):
        town("Newton", lat)
    town("Woodbridge")

    with CaptureQueriesContext(connection) as queries, suppress(PlaceNotFound):
        find(typed)

    asked = [query["sql"] for query in queries if "groups_place" in query["sql"]]
    assert asked
    with connection.cursor() as cursor:
        for sql in asked:
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert not [step for *_numbers, step in plan if step == "SCAN groups_place"], sql


@given(st.text(max_size=100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_no_text_breaks_it(text):
    try:
        find(text.replace("\x00", ""))  # the form refuses it before
    except PlaceNotFound as failed:
        assert str(failed)
