"""British Sign Language: meetings held in it, an interpreter, numbers that answer in it. Spelt out everywhere."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command

from groups.models import AccessAnswer, AccessFeature
from tests.factories import make_group, make_meeting, reindexed
from tests.guidance.records import make_helpline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_site(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    call_command("load_shipped", verbosity=0)


@pytest.fixture
def held_in_it():
    return make_meeting(group=make_group("Harbour Hands"), languages="bfi")


@pytest.fixture
def with_an_interpreter():
    meeting = make_meeting(group=make_group("Ropewalk"), weekday=1)
    AccessAnswer.objects.create(meeting=meeting, feature=AccessFeature.objects.get(slug="bsl"), answer="yes")
    reindexed(meeting)


def names(client, **asked):
    answer = client.get("/meetings/", asked)
    return [row.name for section in answer.context["sections"] for row in section.rows]


def test_a_meeting_held_in_it_says_so_on_its_page(client, held_in_it):
    assert "British Sign Language (BSL)" in client.get(held_in_it.get_absolute_url()).content.decode()


def test_it_is_a_choice_of_its_own_beside_the_interpreter(client, held_in_it, with_an_interpreter):
    assert names(client, language="bfi") == ["Harbour Hands"]
    assert names(client, access="bsl") == ["Ropewalk"]
    page = client.get("/meetings/").content.decode()
    assert "British Sign Language (BSL)" in page
    assert "British Sign Language interpreter" in page


@pytest.mark.parametrize("words", ["in bsl", "meetings held in BSL", "in British sign language"])
def test_words_for_a_meeting_held_in_it(client, held_in_it, with_an_interpreter, words):
    assert names(client, q=words) == ["Harbour Hands"]


@pytest.mark.parametrize("words", ["bsl interpreter", "sign language interpreter"])
def test_words_for_an_interpreter(client, held_in_it, with_an_interpreter, words):
    assert names(client, q=words) == ["Ropewalk"]


@pytest.mark.parametrize("words", ["bsl", "sign language"])
def test_words_that_may_mean_either_find_the_one_and_lead_to_the_other(client, held_in_it, with_an_interpreter, words):
    answer = client.get("/meetings/", {"q": words})

    assert names(client, q=words) == ["Ropewalk"]
    ((choice,),) = [doubt["choices"] for doubt in answer.context["doubts"]]
    assert parse_qs(urlsplit(choice["url"]).query) == {"language": ["bfi"]}
    assert choice["text"] == "held in British Sign Language (BSL)"


def test_a_number_that_answers_in_it_leads_there_by_its_full_name(client):
    make_helpline("video", name="Emergency video", number="", bsl_url="https://example.org/bsl")

    page = client.get("/help-now/").content.decode()

    assert '<a href="https://example.org/bsl" rel="noreferrer">In British Sign Language (BSL)</a>' in page
