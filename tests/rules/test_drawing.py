"""Drawing places on a sheet: true distances, pins that cover every spot, names that lie on nothing else."""

from math import hypot, pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from groups.rules import drawing
from groups.rules.geo import Point, kilometres

IPSWICH, WOODBRIDGE, SUVA = Point(52.0576, 1.155), Point(52.0938, 1.3204), Point(-18.14, 178.44)

points = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))
near_ipswich = st.builds(Point, st.floats(51.9, 52.2), st.floats(0.9, 1.4))
spots = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), min_size=1, max_size=60)


@given(points, points)
def test_a_distance_from_the_centre_is_true_anywhere_on_earth(centre, other):
    sheet = drawing.sheet_around(centre, 100, size=400)
    x, y = sheet.at(other)

    away = hypot(x - 200, y - 200) / sheet.units_per_km

    assert away == pytest.approx(kilometres(centre, other), abs=1e-6)


@given(near_ipswich, near_ipswich)
def test_between_two_places_of_a_county_distances_are_true_to_a_hundredth(one, other):
    sheet = drawing.sheet_around(IPSWICH, 30, size=400)
    (x1, y1), (x2, y2) = sheet.at(one), sheet.at(other)

    assert hypot(x1 - x2, y1 - y2) / sheet.units_per_km == pytest.approx(kilometres(one, other), rel=0.01, abs=1e-6)


def test_north_is_up_and_east_is_to_the_right():
    sheet = drawing.sheet_around(IPSWICH, 30, size=400)
    x, y = sheet.at(WOODBRIDGE)

    assert x > 200 > y
    assert sheet.at(IPSWICH) == (200, 200)
    assert drawing.wind(IPSWICH, Point(52.12, 1.25)) == 1
    steps = ((1, 0), (0, 1), (-1, 0), (0, -1))
    assert [drawing.wind(IPSWICH, Point(52.0576 + n, 1.155 + e)) for n, e in steps] == [0, 2, 4, 6]
    assert drawing.bearing(IPSWICH, Point(53, 1.155)) == pytest.approx(0)
    assert drawing.bearing(IPSWICH, Point(51, 1.155)) == pytest.approx(pi)


@given(st.lists(points, min_size=1, max_size=20))
def test_a_sheet_over_some_points_holds_them_all(some):
    assume(all(kilometres(some[0], other) < 9000 for other in some))
    sheet = drawing.sheet_over(some, size=400)

    assert all(sheet.holds(*sheet.at(point)) for point in some)


def test_a_sheet_is_not_much_larger_than_it_must_be_and_the_date_line_is_no_border():
    sheet = drawing.sheet_over([Point(-18, 179.9), Point(-18, -179.9)], size=400)

    assert sheet.km < 15
    assert drawing.sheet_over([SUVA], size=400).km == pytest.approx(drawing.SMALLEST_KM * drawing.MARGIN)
    assert abs(drawing.mean_of([Point(-18, 179.9), Point(-18, -179.9)]).lng) == pytest.approx(180)
    assert drawing.mean_of([SUVA, SUVA]) == SUVA


@given(spots)
def test_every_spot_is_in_one_pin_and_no_two_pins_are_close(some):
    pins = drawing.cluster(some, apart=34)

    assert sorted(number for pin in pins for number in pin.members) == list(range(len(some)))
    assert [pin.members[0] for pin in pins] == sorted(pin.members[0] for pin in pins)
    for n, one in enumerate(pins):
        assert all(hypot(one.x - other.x, one.y - other.y) >= 34 for other in pins[n + 1 :])
        assert all(0 <= axis <= 400 for axis in (one.x, one.y))


def test_a_pin_of_one_place_stands_exactly_on_it():
    alone, together = (10.1, 20.3), (200.7, 300.9)

    pins = drawing.cluster([together, alone, together], apart=34)

    assert [(pin.x, pin.y, pin.members) for pin in pins] == [(*together, (0, 2)), (*alone, (1,))]


def test_two_thousand_spots_are_few_pins():
    some = [((n * 37.7) % 400, (n * 91.3) % 400) for n in range(2000)]

    assert len(drawing.cluster(some, apart=34)) < 200


@given(st.floats(0.05, 20000))
def test_rings_and_scales_are_round_and_within_reach(reach):
    assert all(ring <= reach * 1.001 for ring in drawing.rings(reach))
    assert len(drawing.rings(reach)) <= 3
    long = drawing.scale(reach)
    assert reach / 2.51 <= long <= reach * 1.001
    assert f"{long:.0e}"[0] in "125"


def test_rings_by_example():
    assert drawing.rings(10) == [2, 5, 10]
    assert drawing.rings(25) == [5, 10, 25]
    assert drawing.rings(0.3) == [0.1, 0.2]


names = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400), st.sampled_from(["Eye", "Bury St Edmunds", "Clare"])))
circles = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400), st.floats(5, 20)), max_size=10)


@given(names, circles)
def test_no_name_lies_over_another_or_a_pin_or_off_the_sheet(wanted, taken):
    sheet = drawing.sheet_around(IPSWICH, 30, size=400)

    labels = drawing.place_labels(wanted, sheet, taken=taken, letter=13, most=5)

    assert len(labels) <= 5
    half = [len(label.text) * 13 * 0.29 for label in labels]
    for n, one in enumerate(labels):
        assert half[n] <= one.x <= 400 - half[n] and 13 <= one.y <= 400
        assert not any(abs(one.x - x) < half[n] and one.y - 13 < y < one.y for x, y, _r in taken)
        for m, other in enumerate(labels[:n]):
            assert abs(one.x - other.x) >= half[n] + half[m] or abs(one.y - other.y) >= 13


def test_a_place_just_off_the_sheet_is_not_named_on_it():
    sheet = drawing.sheet_around(IPSWICH, 30, size=400)

    assert drawing.place_labels([(340, -3, "Framlingham")], sheet, letter=13, most=5) == []


def test_the_first_name_is_placed_first():
    sheet = drawing.sheet_around(IPSWICH, 30, size=400)

    (label,) = drawing.place_labels([(200, 200, "Ipswich"), (10, 10, "Eye")], sheet, letter=13, most=1)

    assert (label.text, label.spot) == ("Ipswich", (200, 200))
