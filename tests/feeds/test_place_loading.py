"""Places are taken in beside the old ones and shown at once, source by source."""

from datetime import UTC, datetime, timedelta

import pytest

from groups.feeds.places import loading, within
from groups.feeds.places.loading import NothingToShow, load
from groups.feeds.places.record import ASIDE, PlaceRecord, Skipped
from groups.models import Place, PlaceLoad
from groups.rules.choices import PlaceKind
from groups.rules.geo import Point
from groups.search import places

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BIG = {"one_address": True}


def postcode(name, lat=52.1, lng=1.3, **fields):
    return PlaceRecord(name, PlaceKind.POSTCODE, lat, lng, country="GB", **fields)


def town(name, lat=52.1, lng=1.3, county="Suffolk", country="GB", **fields):
    return PlaceRecord(name, PlaceKind.TOWN, lat, lng, county, country, **fields)


def take_in(*rows, source="onspd", only=None, now=NOON):
    return load(rows, source=source, file="a.csv", within=only and within.parse(only), clock=lambda: now)


def names(**asked):
    return sorted(Place.objects.shown().filter(**asked).values_list("name", flat=True))


def test_every_row_is_counted_and_what_can_be_is_shown():
    loaded = take_in(postcode("IP12 1AA"), ASIDE, Skipped(3, "why"), town("Woodbridge"), Skipped(9, "why"))

    assert str(loaded.tally) == "read 5, kept 2, outside 0, aside 1, skipped 2"
    assert (dict(loaded.tally.why_skipped), loaded.tally.first_skipped) == ({"why": 2}, {"why": 3})
    assert names() == ["IP12", "IP12 1AA", "Woodbridge"]
    assert (loaded.load.rows, loaded.load.file, loaded.load.shown, loaded.load.loaded_at) == (3, "a.csv", True, NOON)
    for place in Place.objects.all():
        place.full_clean()


def test_a_new_load_takes_the_place_of_its_own_source_and_of_no_other():
    take_in(town("Woodbridge"), source="open-names")
    take_in(postcode("IP12 1AA"), postcode("IP12 1AB"))

    loaded = take_in(postcode("IP13 1AA"))

    assert loaded.replaced == 3
    assert names() == ["IP13", "IP13 1AA", "Woodbridge"]
    assert Place.objects.count() == 3
    assert set(PlaceLoad.objects.values_list("source", "shown")) == {("onspd", True), ("open-names", True)}


def test_until_it_is_whole_a_load_is_not_seen(monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 1)
    take_in(postcode("IP12 1AA"))
    seen = []

    def rows():
        for number in range(3):
            yield postcode(f"IP13 {number}AA")
            seen.append((names(), Place.objects.count()))

    load(rows(), source="onspd", clock=lambda: NOON)

    assert [shown for shown, _count in seen] == [["IP12", "IP12 1AA"]] * 3
    assert seen[-1][1] > 2
    assert names() == ["IP13", "IP13 0AA", "IP13 1AA", "IP13 2AA"]


def test_a_load_that_fails_leaves_all_as_it_was(monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 1)
    take_in(postcode("IP12 1AA"))

    def rows():
        yield postcode("IP13 1AA")
        yield postcode("IP13 1AB")
        raise RuntimeError("torn")

    with pytest.raises(RuntimeError, match="torn"):
        load(rows(), source="onspd", clock=lambda: NOON)

    assert names() == ["IP12", "IP12 1AA"]
    assert (Place.objects.count(), PlaceLoad.objects.count()) == (2, 1)


@pytest.mark.parametrize("rows", [[], [ASIDE, Skipped(1, "why")]])
def test_a_file_without_a_place_leaves_all_as_it_was(rows):
    take_in(postcode("IP12 1AA"))

    with pytest.raises(NothingToShow):
        take_in(*rows)

    assert names() == ["IP12", "IP12 1AA"]
    assert PlaceLoad.objects.count() == 1


def test_what_was_broken_off_is_cleared_away_an_hour_later_and_what_is_under_way_is_not():
    for touched in (NOON - timedelta(hours=2), NOON - timedelta(minutes=5)):
        unseen = PlaceLoad.objects.create(touched_at=touched)
        Place.objects.create(load=unseen, name="Nowhere", key="nowhere", kind="town", lat=1, lng=1)

    take_in(postcode("IP12 1AA"))

    assert [load.touched_at for load in PlaceLoad.objects.filter(shown=False)] == [NOON - timedelta(minutes=5)]
    assert Place.objects.filter(key="nowhere").count() == 1
    assert names() == ["IP12", "IP12 1AA"]


def test_an_outward_code_stands_in_the_middle_of_the_homes_that_are_in_use():
    take_in(
        postcode("IP12 1AA", 52.0, 1.0),
        postcode("IP12 1AB", 52.2, 1.4),
        postcode("IP12 1AD", 53.0, 2.0, ended=True),
        postcode("IP12 1AE", 53.0, 2.0, **BIG),
        postcode("IP12 1AF", None, None),
    )

    outward = Place.objects.get(kind="outward")
    assert (outward.name, outward.key, outward.point, outward.whole, outward.ended) == (
        "IP12",
        "ip12",
        Point(52.1, 1.2),
        True,
        False,
    )


def test_an_outward_code_whose_postcodes_have_all_ended_has_ended_itself():
    take_in(postcode("IP12 1AA", 52.0, 1.0, ended=True), postcode("IP12 1AB", 52.2, 1.4, ended=True))

    outward = Place.objects.get(kind="outward")
    assert (outward.point, outward.ended) == (Point(52.1, 1.2), True)


def test_the_islands_have_outward_codes_without_a_point():
    take_in(PlaceRecord("JE2 3AB", PlaceKind.POSTCODE, None, None, country="JE"))

    assert Place.objects.get(kind="outward").point is None


def test_first_parts_that_a_file_gives_are_put_together_and_are_not_whole():
    given = [PlaceRecord("IP12", PlaceKind.OUTWARD, lat, 1.3, "Suffolk", "GB") for lat in (52.0, 52.2)]

    loaded = take_in(*given, source="geonames-postal")

    outward = Place.objects.get()
    assert (outward.name, outward.point, outward.whole, outward.county) == ("IP12", Point(52.1, 1.3), False, "Suffolk")
    assert loaded.load.source == "geonames-outward-gb"


@pytest.mark.parametrize(
    ("rows", "family", "source"),
    [
        ([town("Woodbridge")], "geonames", "geonames-gb"),
        ([town("Woodbridge"), town("Boston", country="US")], "geonames", "geonames"),
        ([PlaceRecord("10115", PlaceKind.POSTCODE, 52.5, 13.4, "", "DE")], "geonames-postal", "geonames-postal-de"),
        ([town("Woodbridge")], "open-names", "open-names"),
    ],
)
def test_geonames_is_a_source_for_each_country_and_one_for_the_world(rows, family, source):
    assert take_in(*rows, source=family).load.source == source


def test_within_keeps_what_is_near_and_says_which_outward_codes_are_whole():
    loaded = take_in(
        postcode("IP12 1AA", 52.09, 1.31),
        postcode("IP13 1AA", 52.10, 1.30),
        postcode("IP13 1AB", 52.90, 1.30),
        postcode("NR1 1AA", 52.63, 1.30),
        postcode("IP12 1AB", 52.09, 1.31, ended=True),
        town("Norwich", 52.63, 1.30),
        only="52.06,1.15,25km",
    )

    assert str(loaded.tally) == "read 6, kept 3, outside 3, aside 0, skipped 0"
    assert names() == ["IP12", "IP12 1AA", "IP12 1AB", "IP13", "IP13 1AA"]
    assert names(whole=True) == ["IP12"]
    assert Place.objects.get(name="IP13").point == Point(52.5, 1.3)
    assert loaded.load.within == "52.06,1.15,25km"


def test_a_place_is_found_by_its_plain_letters_too():
    take_in(town("Łódź", 51.77, 19.46, "", ""), town("Łódź", 51.77, 19.46, "", "", spelled="Lodz", again=True))

    assert [places.find(typed).name for typed in ("łódź", "lodz")] == ["Łódź", "Łódź"]


@pytest.mark.parametrize("text", ["52.06,1.15,40km", " 52.06, 1.15, 25mi ", "-33.9,18.4,1.5km"])
def test_a_distance_is_understood(text):
    assert within.parse(text).said == text.strip()


@pytest.mark.parametrize(
    "text", ["", "52.06,1.15", "52.06,1.15,40", "Ipswich,40km", "91,1.15,40km", "52,1,0km", "1.1.1,2,3km", "52,1,1e9km"]
)
def test_what_is_no_distance_is_refused(text):
    with pytest.raises(ValueError):
        within.parse(text)


def test_the_credits_are_those_of_what_is_shown():
    take_in(postcode("IP12 1AA"), source="code-point-open")
    take_in(town("Woodbridge"), source="open-names")
    take_in(town("Woodbridge"), source="geonames")
    take_in(town("Woodbridge"), source="shipped-suffolk")
    PlaceLoad.objects.by_hand()
    PlaceLoad.objects.filter(source="geonames-gb").update(shown=False)

    assert PlaceLoad.objects.credits() == [
        "Contains OS data © Crown copyright and database right 2026",
        "Contains Royal Mail data © Royal Mail copyright and database right 2026",
    ]
