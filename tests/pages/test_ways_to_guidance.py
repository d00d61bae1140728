"""Pages about something else lead to the articles that explain it, and to none that is not there."""

from datetime import UTC, datetime

import pytest

from guidance.models import Page
from tests.factories import make_group, make_meeting, make_programme
from tests.guidance.records import make_page
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


@pytest.fixture
def articles(db):
    """One for family, one for 12-step, one for both, and one for nobody in particular."""
    make_page("your-first-meeting", title="Your first meeting", part="go", explains=" 12-step smart family ")
    make_page("kinds-of-group", title="Kinds of group", part="begin", explains=" 12-step smart ")
    make_page("family-and-friends", title="Family and friends", part="close", explains=" family ")
    make_page("private-visit", title="A private visit", part="about")


def guidance_on(client, address):
    """The addresses of the articles to which a page leads, in order."""
    response = client.get(address)
    links = read(response.content.decode()).links
    return list(dict.fromkeys(link for link in links if link.startswith("/guidance/")))


def explained_on(client, address):
    own = ["/guidance/", "/guidance/private-visit/"]  # at the top and foot of every page
    return [link for link in guidance_on(client, address) if link not in own]


def test_a_meeting_leads_to_what_explains_its_kind_in_the_order_of_the_guidance(client, articles):
    meeting = make_meeting(group=make_group(programme=make_programme()))

    assert explained_on(client, meeting.get_absolute_url()) == [
        "/guidance/kinds-of-group/",
        "/guidance/your-first-meeting/",
    ]


def test_a_meeting_of_a_family_group_leads_to_what_is_for_families(client, articles):
    meeting = make_meeting(group=make_group(programme=make_programme(), audience="family"))

    assert explained_on(client, meeting.get_absolute_url()) == [
        "/guidance/your-first-meeting/",
        "/guidance/family-and-friends/",
    ]


def test_a_programme_leads_to_what_explains_it(client, articles):
    al_anon = make_programme("Al-Anon", audience="family")

    assert explained_on(client, al_anon.get_absolute_url()) == [
        "/guidance/your-first-meeting/",
        "/guidance/family-and-friends/",
    ]


def test_a_word_within_a_word_is_no_kind(client):
    make_page(explains=" 12-steps families ")

    assert explained_on(client, make_meeting().get_absolute_url()) == []


def test_four_at_the_most(client):
    for number in range(6):
        make_page(f"page-{number}", position=number, explains=" community ")

    found = explained_on(client, make_meeting().get_absolute_url())

    assert found == [f"/guidance/page-{number}/" for number in range(4)]


def test_every_page_leads_to_the_guidance_and_to_a_private_visit(client, articles):
    for address in ("/", "/meetings/", "/areas/", "/help-now/", "/privacy/", "/about/", "/no-such-page/"):
        found = guidance_on(client, address)
        assert {"/guidance/", "/guidance/private-visit/"} <= set(found), address


def test_at_the_top_the_guidance_says_where_one_is(client, articles):
    assert '<a href="/guidance/" aria-current="page">Guidance</a>' in client.get("/guidance/").content.decode()


@pytest.mark.parametrize("address", ["/help-now/", "/privacy/"])
def test_beside_what_leave_quickly_does_stands_how_to_keep_a_visit_private(client, articles, address):
    assert ">How to keep your visit private</a>" in client.get(address).content.decode()


def test_home_offers_articles_and_plain_links_for_those_at_work(client, articles):
    make_page("for-professionals", title="For professionals", part="work")
    make_page("employers", title="For employers", part="work")

    assert explained_on(client, "/") == [
        "/guidance/your-first-meeting/",
        "/guidance/family-and-friends/",
        "/guidance/for-professionals/",
        "/guidance/employers/",
    ]


@pytest.mark.parametrize("hidden", [True, False])
def test_no_link_leads_to_an_article_that_is_hidden_or_was_never_there(client, hidden):
    if hidden:
        for slug in ("your-first-meeting", "private-visit", "employers"):
            make_page(slug, explains=" community ", hidden=True)

    for address in ("/", make_meeting().get_absolute_url(), "/help-now/", "/privacy/", "/no-such-page/"):
        assert guidance_on(client, address) == [], address


def test_a_page_that_is_hidden_is_led_to_for_a_minute_at_the_most(client, clock, articles):
    client.get("/help-now/")
    Page.objects.update(hidden=True)

    clock(MONDAY_MORNING.replace(minute=1))

    assert guidance_on(client, "/help-now/") == []


@pytest.mark.parametrize("count", [1, 4])
def test_all_ways_to_the_guidance_cost_one_query_a_minute(client, clock, count, django_assert_num_queries):
    for number in range(count):
        make_page(f"page-{number}", explains=" community ")
    address = make_meeting().get_absolute_url()
    client.get("/")  # the vocabulary is kept after this, and what home tells

    for page, queries in (("/", 1), ("/privacy/", 1), (address, 9)):  # each asks for the site
        with django_assert_num_queries(queries):
            client.get(page)
    clock(MONDAY_MORNING.replace(minute=1))
    with django_assert_num_queries(2):  # the site, the articles
        client.get("/privacy/")
