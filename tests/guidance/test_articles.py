"""What a reader of the guidance meets: the articles, their numbers and sources, and listings beside them."""

from datetime import date

import pytest
from django.utils.html import escape

from groups.models import Site
from tests.factories import make_group, make_meeting, make_place, make_venue
from tests.guidance.records import make_helpline, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    Site.objects.get_or_create(pk=1, defaults={"name": "Test"})


def text_of(client, slug="going-to-meetings"):
    response = client.get(f"/guidance/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_tells_each_part_with_its_articles_in_their_order(client):
    make_page("employers", title="For employers", part="work")
    make_page("second", title="Second", part="begin", position=2)
    make_page("first", title="First", part="begin", position=1)
    make_page("secret", title="Secret", part="begin", hidden=True)

    parts = client.get("/guidance/").context["parts"]

    assert [(part["title"], [page.title for page in part["pages"]]) for part in parts] == [
        ("If this is new to you", ["First", "Second"]),
        ("For professionals and employers", ["For employers"]),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(client, count, django_assert_num_queries):
    for number in range(count):
        make_page(f"page-{number}")
    client.get("/guidance/")

    with django_assert_num_queries(2):  # the site, the articles
        client.get("/guidance/")


def test_without_articles_the_list_still_leads_somewhere(client):
    assert 'href="/meetings/"' in client.get("/guidance/").content.decode()


def test_an_article_says_when_it_was_reviewed_and_when_it_will_be(client):
    make_page(reviewed_on=date(2026, 3, 5), next_review=date(2027, 3, 5))

    text = text_of(client)

    assert "Last reviewed on 5 March 2026." in text
    assert "Next review due by 5 March 2027." in text


def test_one_that_is_hidden_or_unknown_has_the_helpful_404(client):
    make_page("secret", hidden=True)

    for slug in ("secret", "nothing"):
        response = client.get(f"/guidance/{slug}/")
        assert response.status_code == 404
        assert 'action="/meetings/"' in response.content.decode()


def test_sources_stand_below_the_text_that_cites_them(client):
    make_page(
        body="It helps ([Kelly, 2020](#source-kelly-2020)).\n",
        sources="kelly-2020 | Kelly (2020). *A review.* | https://doi.example/ | It found that it helps.",
    )

    text = text_of(client)

    assert '<a href="#source-kelly-2020" class="cites">Kelly, 2020</a>' in text
    assert '<li id="source-kelly-2020">Kelly (2020). <em>A review.</em>' in text
    assert "It found that it helps." in text


def test_the_page_of_sources_gathers_those_of_all_articles_once_each(client):
    make_page("one", sources="b | Zed (2001). Z.\na | Abe (2002). A.")
    make_page("two", sources="a | Abe (2002). A.")
    make_page("sources", title="Sources", part="about")

    sources = client.get("/guidance/sources/").context["sources"]

    assert [source["key"] for source in sources] == ["a", "b"]


def test_a_helpline_named_in_the_text_has_its_entry_below_with_its_owner(client):
    make_helpline()
    make_page(body="Ring [Samaritans](helpline:samaritans).\n")

    text = text_of(client)

    assert 'href="tel:116123">116 123</a>' in text
    assert 'id="line-samaritans"' in text
    assert "We have not rung this number yet." in text
    assert 'href="https://example.org/" rel="noreferrer"' in text


def test_once_somebody_has_rung_it_nothing_is_said_beside_the_number(client):
    make_helpline(checked_on=date(2026, 5, 1))
    make_page(body="Ring [Samaritans](helpline:samaritans).\n")

    assert "not rung" not in text_of(client)


def test_long_pages_list_their_parts(client):
    make_page("long", body="".join(f"## Part {number}\n\nText.\n\n" for number in range(4)))
    make_page("short", body="## Part 0\n\nText.\n")

    assert '<a href="#part-3">Part 3</a>' in text_of(client, "long")
    assert "On this page" not in text_of(client, "short")


def test_the_next_meetings_that_fit_stand_beside_it_with_a_link_to_all(client):
    for weekday in range(5):
        make_meeting(name=f"Family {weekday}", weekday=weekday, group=make_group(audience="family"))
    make_meeting(name="For me")
    make_page(search="kind=family&for=family", search_heading="Groups for families, soonest first")

    text = text_of(client)

    assert "Groups for families, soonest first" in text
    assert text.count('class="meeting-row') >= 4
    assert "For me" not in text
    assert escape("/meetings/?kind=family&for=family") in text
    assert "See all 5 meetings" in text


def test_a_place_typed_there_searches_the_same_near_it(client):
    make_page(search="kind=family&day=mon&day=tue")

    text = text_of(client)

    for field in ('name="kind" value="family"', 'name="day" value="mon"', 'name="day" value="tue"', 'name="near"'):
        assert field in text


def test_a_search_near_a_place_finds_what_is_near_it_and_one_near_nowhere_nothing(client):
    make_place("Woodbridge", lat=52.09, lng=1.32)
    make_meeting(name="Close by", venue=make_venue(lat=52.09, lng=1.32))
    make_meeting(name="Far away", venue=make_venue(lat=55, lng=-3))
    make_page("near", search="near=Woodbridge")
    make_page("nowhere", search="near=Nowhereville")

    near, nowhere = text_of(client, "near"), text_of(client, "nowhere")

    assert "Close by" in near
    assert "Far away" not in near
    assert "Close by" not in nowhere


def test_where_nothing_fits_it_says_so(client):
    make_page(search="kind=smart")

    assert "None is listed here for the coming weeks." in text_of(client)


@pytest.mark.parametrize("count", [1, 4])
def test_an_article_asks_as_often_whatever_stands_beside_it(client, count, django_assert_num_queries):
    for weekday in range(count):
        make_meeting(weekday=weekday)
    make_page(search="kind=12-step", body="Ring [Samaritans](helpline:samaritans).\n")
    make_helpline()
    client.get("/guidance/going-to-meetings/")

    with django_assert_num_queries(
        4
    ):  # the articles, this one, the helplines; the site, and what was kept of the listings
        client.get("/guidance/going-to-meetings/")
