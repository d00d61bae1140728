"""Where nothing meets, by area and day."""

from datetime import date

import pytest

from groups.upkeep.gaps import Asked, gaps, without_any
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def days(asked=None):
    return {line.area.name: line.days for line in gaps(asked or Asked(), on=TODAY)}


def test_an_area_counts_everything_inside_it():
    suffolk = make_area("Suffolk", kind="county")
    ipswich, eye = (make_area(name, parent=suffolk) for name in ("Ipswich", "Eye"))
    make_meeting(venue=make_venue(area=ipswich), weekday=0)
    make_meeting(venue=make_venue(area=ipswich), weekday=0)
    make_meeting(venue=make_venue(area=suffolk), weekday=6)

    assert days() == {
        "Suffolk": (2, 0, 0, 0, 0, 0, 1),
        "Eye": (0, 0, 0, 0, 0, 0, 0),
        "Ipswich": (2, 0, 0, 0, 0, 0, 0),
    }
    assert [line.area for line in without_any(gaps(Asked(), on=TODAY))] == [eye]
    assert list(days(Asked(inside=ipswich))) == ["Ipswich"]


def test_counted_is_what_one_can_go_to():
    area = make_area()
    venue = make_venue(area=area)
    make_meeting(venue=venue, attendance="hybrid", weekday=1)
    make_meeting(attendance="online", group=make_group(area=area))
    make_meeting(venue=venue, by_arrangement=True)
    make_meeting(venue=venue, status="draft")
    make_meeting(venue=venue, status="paused", paused_until=date(2026, 11, 30))
    make_meeting(venue=venue, last=date(2026, 11, 22))
    make_meeting(venue=venue, status="paused", paused_until=date(2026, 11, 22), weekday=2)

    assert days() == {"Ipswich": (0, 1, 1, 0, 0, 0, 0)}


def test_a_kind_a_programme_and_what_is_for_families():
    area = make_area()
    aa = make_programme("AA")
    al_anon = make_programme("Al-Anon", audience="family")
    for weekday, programme in enumerate((aa, al_anon, None)):
        make_meeting(venue=make_venue(area=area), group=make_group(programme=programme), weekday=weekday)

    assert days(Asked(kind="12-step"))["Ipswich"] == (1, 1, 0, 0, 0, 0, 0)
    assert days(Asked(kind="family"))["Ipswich"] == (0, 1, 0, 0, 0, 0, 0)
    assert days(Asked(kind="community"))["Ipswich"] == (0, 0, 1, 0, 0, 0, 0)
    assert days(Asked(programme=aa))["Ipswich"] == (1, 0, 0, 0, 0, 0, 0)


def test_the_widest_empty_area_says_it_for_its_parts():
    norfolk, suffolk = (make_area(name, kind="county") for name in ("Norfolk", "Suffolk"))
    make_area("Cromer", parent=norfolk)
    make_area("Eye", parent=suffolk)
    make_meeting(venue=make_venue(area=make_area("Ipswich", parent=suffolk)))

    assert [line.area.name for line in without_any(gaps(Asked(), on=TODAY))] == ["Norfolk", "Eye"]


def test_areas_inside_each_other_are_gone_round_once():
    one = make_area("One")
    other = make_area("Other", parent=one)
    one.parent = other
    one.save()
    make_meeting(venue=make_venue(area=other))

    assert days(Asked(inside=one)) == {"One": (1, 0, 0, 0, 0, 0, 0), "Other": (1, 0, 0, 0, 0, 0, 0)}


@pytest.mark.parametrize("count", [1, 3])
def test_two_questions_whatever_there_is(django_assert_num_queries, count):
    for _number in range(count):
        make_meeting(venue=make_venue(area=make_area(parent=make_area())))

    with django_assert_num_queries(2):
        assert len(gaps(Asked(), on=TODAY)) == 2 * count
