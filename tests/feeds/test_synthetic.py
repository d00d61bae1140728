"""Made listings: how many, spread how, and the same for the same seed."""

import io
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from groups.feeds import synthetic_rows
from groups.feeds.synthetic import meetings, towns
from groups.models import AccessAnswer, Area, Group, Meeting, MeetingException, MeetingTag, Site, Venue
from groups.rules.choices import AreaKind
from groups.rules.geo import Point, kilometres
from groups.rules.listing import OF_A_MEETING, OF_A_VENUE, OF_AN_EXCEPTION, faults
from groups.rules.schedule import EVERY_WEEK

ON = date(2026, 11, 23)


def made(count=4000, seed=1):
    return list(meetings(count, seed=seed, on=ON))


def test_the_same_seed_makes_the_same_and_another_makes_others():
    assert made(300) == made(300)
    assert made(300) != made(300, seed=2)


def test_there_are_as_many_as_were_asked_for():
    assert [len(made(count)) for count in (1, 2, 997)] == [1, 2, 997]


def test_shares_are_those_of_a_real_directory():
    listings = made()
    share = {name: count / len(listings) for name, count in Counter(m.fields["attendance"] for m in listings).items()}
    not_weekly = sum(bool({"weeks", "interval", "months"} & set(m.fields)) for m in listings) / len(listings)
    evening = sum(17 <= m.fields["starts_at"].hour < 21 for m in listings) / len(listings)

    assert share["online"] == pytest.approx(0.12, abs=0.02)
    assert share["hybrid"] == pytest.approx(0.08, abs=0.02)
    assert not_weekly == pytest.approx(0.15, abs=0.02)
    assert 0.55 < evening < 0.75
    assert len({m.group.programme for m in listings}) > 8


def test_venues_lie_about_their_towns_and_large_towns_have_more():
    venues = {m.venue.number: m.venue for m in made() if m.venue}.values()
    near = [kilometres(Point(venue.lat, venue.lng), Point(venue.town.lat, venue.town.lng)) < 25 for venue in venues]
    by_town = Counter(venue.town.name for venue in venues)

    assert sum(near) / len(near) > 0.9
    assert by_town["London"] > by_town["Leeds"] > by_town["Woodbridge"]


def test_towns_have_names_of_their_own_and_stand_in_the_united_kingdom():
    names = [town.name for town in towns()]

    assert len(names) == len(set(names)) > 100
    assert all(49.9 < town.lat < 59 and -8.2 < town.lng < 1.8 for town in towns())


@pytest.fixture
def shipped(db):
    call_command("load_shipped", stdout=io.StringIO())


def test_they_are_written_with_areas_answers_tags_and_exceptions(shipped):
    revision = Site.objects.get().revision
    call_command("make_listings", "1500", "--seed", "7", stdout=io.StringIO())

    assert (Meeting.objects.count(), Meeting.objects.filter(feed__name="synthetic").count()) == (1500, 1500)
    assert Site.objects.get().revision == revision + 2, "once for the areas, once for the listings"
    assert Group.objects.exclude(area=None).count() == Group.objects.count()
    assert Venue.objects.filter(area__kind=AreaKind.TOWN).count() == Venue.objects.count()
    assert set(Area.objects.filter(parent=None).values_list("name", flat=True)) == set(synthetic_rows.NATIONS.values())
    assert min(table.objects.count() for table in (AccessAnswer, MeetingException, MeetingTag)) > 10


def test_all_of_it_keeps_the_rules_of_a_listing(shipped):
    synthetic_rows.write(1000, seed=3, on=ON)

    for table, rules in ((Meeting, OF_A_MEETING), (Venue, OF_A_VENUE), (MeetingException, OF_AN_EXCEPTION)):
        assert [faults(row, rules) for row in table.objects.all() if faults(row, rules)] == []
    assert Meeting.objects.exclude(weeks=EVERY_WEEK).exclude(interval=1).count() == 0


def test_a_group_may_begin_in_one_batch_and_end_in_the_next(shipped, monkeypatch):
    monkeypatch.setattr(synthetic_rows, "BATCH", 7)

    synthetic_rows.write(300, seed=1, on=ON)

    assert (Meeting.objects.count(), Group.objects.count()) == (300, len({m.group.number for m in made(300)}))


def test_two_seeds_stand_beside_each_other_and_one_is_not_made_twice(shipped):
    for seed in ("1", "2"):
        call_command("make_listings", "20", "--seed", seed, stdout=io.StringIO())
    areas = Area.objects.count()

    with pytest.raises(CommandError, match="The listings of seed 1 are here already"):
        call_command("make_listings", "20", "--seed", "1", stdout=io.StringIO())
    assert (Meeting.objects.count(), Area.objects.count()) == (40, areas)


@pytest.mark.django_db
def test_without_vocabularies_there_is_a_sentence():
    with pytest.raises(CommandError, match="run load_shipped first"):
        call_command("make_listings", "20")
