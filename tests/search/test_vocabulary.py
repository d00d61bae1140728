"""What there is to choose from: by slug, in its order, kept until the listings' revision moves on."""

from datetime import UTC, datetime

import pytest

from groups.models import DEMONSTRATION, AccessFeature, Area
from groups.rules.criteria import Choice
from groups.search import vocabulary
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_tag, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_anew():
    vocabulary.forget()
    yield
    vocabulary.forget()


def test_choices_stand_under_their_slugs_in_the_order_in_which_they_are_shown():
    make_programme("SMART Recovery", slug="smart")
    aa = make_programme("Alcoholics Anonymous", slug="aa", short_name="AA")
    make_tag("women", label="Women")
    make_tag("men", label="Men")
    make_tag("step-study", family="format")
    for position, slug in enumerate(("step-free", "lift", "bsl")):
        AccessFeature.objects.create(slug=slug, label=slug, position=position)
    known = vocabulary.current(1)

    assert list(known.programmes) == ["aa", "smart"]
    assert known.programmes["aa"] == Choice("aa", "AA", frozenset({aa.pk}))
    assert known.programmes["smart"].label == "SMART Recovery"
    assert list(known.who) == ["men", "women"]  # what a meeting is like is no choice of whom it is for
    assert list(known.access) == ["step-free", "lift", "bsl"]


def test_an_area_holds_all_inside_it():
    england = make_area("England", slug="england", nation="england")
    suffolk = make_area("Suffolk", slug="suffolk", parent=england, nation="england")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    wales = make_area("Wales", slug="wales", nation="wales")
    known = vocabulary.current(1)

    assert {slug: choice.keys for slug, choice in known.areas.items()} == {
        "england": {england.pk, suffolk.pk, ipswich.pk},
        "suffolk": {suffolk.pk, ipswich.pk},
        "ipswich": {ipswich.pk},
        "wales": {wales.pk},
    }
    assert known.nations == {"england", "wales", ""}


def test_areas_inside_each_other_or_themselves_break_nothing():
    itself = make_area("Itself", slug="itself")
    one, other = make_area("One", slug="one"), make_area("Other", slug="other")
    for area, parent in ((itself, itself), (one, other), (other, one)):
        Area.objects.filter(pk=area.pk).update(parent=parent)
    areas = vocabulary.current(1).areas

    assert areas["itself"].keys == {itself.pk}
    assert areas["one"].keys == areas["other"].keys == {one.pk, other.pk}


def test_where_areas_are_many_a_filter_names_the_wide_ones_and_the_parts_of_those_chosen(monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_AREAS_OFFERED", 3)
    england = make_area("England", slug="england", kind="nation")
    suffolk = make_area("Suffolk", slug="suffolk", kind="county", parent=england)
    make_area("Ipswich", slug="ipswich", parent=suffolk)
    known = vocabulary.current(1)
    assert known.areas_offered(()) == {"england", "suffolk", "ipswich"}

    kent = make_area("Kent", slug="kent", kind="county", parent=england)
    make_area("Deal", slug="deal", parent=kent)
    known = vocabulary.current(2)

    assert known.areas_offered(()) == {"england", "suffolk", "kent"}
    assert known.areas_offered({"suffolk"}) == {"england", "suffolk", "kent", "ipswich"}
    assert known.areas_offered({"deal"}) == {"england", "suffolk", "kent", "deal"}


def test_zones_and_the_demonstration_are_known():
    make_meeting(time_zone="America/New_York")
    make_meeting()
    assert vocabulary.current(1).demonstration is None
    feed = make_feed(DEMONSTRATION)
    make_group(feed=feed, feed_key="x", last_seen=datetime(2026, 11, 23, tzinfo=UTC))

    known = vocabulary.current(2)
    assert known.zones == ("", "America/New_York")
    assert known.demonstration == feed.pk


def test_it_is_kept_while_the_revision_is_the_same(django_assert_num_queries):
    first = vocabulary.current(1)
    make_programme(slug="new")

    with django_assert_num_queries(0):
        assert vocabulary.current(1) is first
    assert "new" in vocabulary.current(2).programmes


def test_it_is_read_anew_when_told_so():
    vocabulary.current(1)
    make_programme(slug="new")
    vocabulary.forget()

    assert "new" in vocabulary.current(1).programmes


def test_reading_it_costs_the_same_however_much_there_is(django_assert_num_queries):
    for _ in range(3):
        make_area(parent=make_area())
        make_programme()

    with django_assert_num_queries(6):
        assert len(vocabulary.current(1).areas) == 6


def test_of_the_listings_own_words_it_knows_those_of_the_phrase_that_stand_in_names(django_assert_num_queries):
    make_meeting(name="Gamblin Łódź", group=make_group("Quince"), note="lantern", venue=make_venue("Ropewalk"))
    known = vocabulary.current(1)

    with django_assert_num_queries(2):
        spoken = known.spoken_in("quince gamblin łodz lantern ropewalk gamblers tuesday")

    assert {word for word in ("quince", "gamblin", "łodz", "lantern", "ropewalk") if word in spoken.known} == {
        "quince",
        "gamblin",
        "łodz",
    }
    assert {"tuesday"} <= spoken.known  # words of the language are no mistakes either
    assert spoken.names == frozenset()
    assert spoken.site is known.spoken.site


def test_a_phrase_may_be_the_name_of_a_group_whose_meetings_all_have_names_of_their_own():
    group = make_group("Tuesday Families")
    make_meeting(name="Candle", group=group)
    make_meeting(name="Lantern", group=group)
    known = vocabulary.current(1)

    assert known.spoken_in("Tuesday, families!").names == {"tuesday families"}
    assert known.spoken_in("families").names == frozenset()


@pytest.mark.parametrize(("phrase", "is_name"), [("Tuesday, families!", True), ("tuesday", False), ("", False)])
def test_a_phrase_that_is_a_name_is_known_as_one(phrase, is_name):
    make_meeting(group=make_group("Tuesday Families"))

    assert bool(vocabulary.current(1).spoken_in(phrase).names) == is_name


def test_the_tables_of_names_outlive_a_revision_that_changes_none():
    make_programme("Alcoholics Anonymous")
    before = vocabulary.current(1).spoken.site
    make_meeting()

    assert vocabulary.current(2).spoken.site is before
    make_programme("SMART Recovery")
    assert vocabulary.current(3).spoken.site is not before
