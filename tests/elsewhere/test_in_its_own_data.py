"""What a country's own data says, and what of another country is left out for it."""

import json

import pytest
from django.core.management import CommandError, call_command

from groups.models import AccessFeature, Programme
from groups.search import places
from groups.upkeep.points import known_postcode
from groups.upkeep.vocabulary import bring_in_vocabularies
from guidance.models import Helpline, Page
from guidance.rules.article import for_country
from guidance.shipping import bring_in_helplines, bring_in_pages, leave_out_other_countries
from tests.factories import make_place, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_poland(settings, tmp_path):
    settings.COUNTRY, settings.HOLIDAYS, settings.COUNTRY_FOLDER = "PL", "PL", tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("text", "at_home", "elsewhere"),
    [
        ("Ask your {GB}GP{elsewhere}doctor{end}.", "Ask your GP.", "Ask your doctor."),
        ("Rest.{GB} Ring FRANK.{end}", "Rest. Ring FRANK.", "Rest."),
        ("One\n\n{GB}Two\n\n{end}Three\n", "One\n\nTwo\n\nThree\n", "One\n\nThree\n"),
        ("{GB}a{end} {GB}b{elsewhere}c{end}", "a b", " c"),
    ],
)
def test_a_passage_is_told_in_its_country_and_another_may_stand_for_it_elsewhere(text, at_home, elsewhere):
    assert for_country(text, "GB") == at_home
    assert for_country(text, "PL") == elsewhere


def test_helplines_come_from_the_countrys_folder_and_a_country_without_one_begins_with_none(in_poland):
    assert bring_in_helplines().added == []

    (in_poland / "helplines.json").write_text(json.dumps([{"slug": "emergency", "name": "112", "number": "112"}]))
    bring_in_helplines()

    assert list(Helpline.objects.values_list("slug", "number")) == [("emergency", "112")]


def test_a_programme_is_changed_or_added_by_the_countrys_folder(in_poland):
    new = {"slug": "klub", "name": "Klub", "approach": "community", "audience": "everyone", "about": ["alcohol"]}
    changed = {"slug": "al-anon", "helpline": "800 000 000"}
    (in_poland / "programmes.json").write_text(json.dumps([new, changed]))
    bring_in_vocabularies()

    assert Programme.objects.get(slug="klub").name == "Klub"
    assert Programme.objects.get(slug="al-anon").helpline == "800 000 000"
    assert Programme.objects.get(slug="narcotics-anonymous").website == "https://na.org/"
    assert not Programme.objects.filter(slug="drugfam").exists()
    assert AccessFeature.objects.get(slug="bsl").label == "Sign language interpreter"


def test_an_article_of_the_countrys_folder_stands_in_the_place_of_the_one_that_ships(in_poland):
    (in_poland / "guidance" / "pl").mkdir(parents=True)
    head = 'title = "{}"\nsummary = "S."\npart = "begin"\nposition = 1\n'
    head += "reviewed_on = 2027-01-01\nnext_review = 2028-01-01\n"
    for name, title in (("making-time.md", "Time"), ("pl/making-time.md", "Czas")):
        (in_poland / "guidance" / name).write_text(f"+++\n{head.format(title)}+++\nText.\n")
    bring_in_pages()

    assert sorted(Page.objects.filter(slug="making-time").values_list("language", "title")) == [
        ("en", "Time"),
        ("pl", "Czas"),
    ]
    assert not Page.objects.filter(slug="for-professionals").exists()


def test_a_site_that_began_in_the_wrong_country_loses_what_nobody_edited(settings, tmp_path):
    bring_in_helplines()
    bring_in_pages()
    Helpline.objects.filter(slug="samaritans").update(number="123")
    Page.objects.filter(slug="employers", language="en").update(title="Ours")
    assert leave_out_other_countries() == 0

    settings.COUNTRY, settings.COUNTRY_FOLDER = "PL", tmp_path
    leave_out_other_countries()

    assert [line.slug for line in Helpline.objects.all()] == ["samaritans"]
    assert [page.title for page in Page.objects.filter(slug__in=["employers", "for-professionals"])] == ["Ours"]


def test_the_demonstration_is_of_the_united_kingdom(in_poland):
    with pytest.raises(CommandError, match="COUNTRY names another country"):
        call_command("load_demo")


@pytest.mark.parametrize("typed", ["00-950", "00950", "00 950"])
def test_a_postcode_is_found_however_it_is_typed(in_poland, typed):
    make_place("00-950", kind="postcode", country="PL", lat=52.2352, lng=21.0085)

    assert (places.find(typed).name, places.find(typed).point.lat) == ("00-950", 52.2352)
    assert known_postcode("00-950").name == "00-950"


@pytest.mark.parametrize("typed", ["00-950", "00950"])
def test_without_places_the_venues_of_a_postcode_say_where_it_is(in_poland, typed):
    make_venue(postcode="00-950", lat=52.23, lng=21.0)
    make_venue(postcode="00-950", lat=52.25, lng=21.0, precision="hidden")

    assert (places.find(typed).name, places.find(typed).point.lat) == ("00-950", 52.23)
