"""The articles of this release: every idea is in them, every claim has its source, and no link leads nowhere."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from guidance.models import Helpline, Page
from guidance.rendering import plain_words, render
from guidance.rules.article import sources_in
from guidance.shipping import shipped_articles
from tests import loading
from tests.guidance.ideas import IDEAS
from tests.guidance.reading import grade_of

ARTICLES = {article.slug: article for article in shipped_articles()}
SLUGS = {
    "what-is-mutual-aid", "why-mutual-aid-matters", "going-to-meetings", "your-first-meeting", "making-time",
    "negotiating-time", "staying-involved", "family-and-friends", "young-people", "kinds-of-group",
    "for-professionals", "employers", "private-visit", "sources",
}  # fmt: skip
FOR_WORK = {"for-professionals", "employers"}
IDEA_NUMBERS = {
    "2a", "2b", "2c", "15a", "15b", "16a", "16b", "19a", "19b", *map(str, {*range(1, 34)} - {2, 15, 16, 19, 31})
}  # fmt: skip
"""Those that an article carries; the belief (31) stands at the foot of every page."""

WORDS_TO_AVOID = re.compile(
    r"\b(suffer\w*|clean|abused?|abusers?|junkies?|battle|overcome\w*)\b",
    re.I,
)
WORDS_OF_THEIR_OWN = re.compile(r"\b(?:addicts?|alcoholics?)\b(?! anonymous)", re.IGNORECASE)
"""Only where members call themselves so."""

NUMBER = re.compile(r"(?<![\d/.-])\+?\d[\d ]{5,}\d(?![\d/-])|\b(999|111|112)\b")
HELPLINE_NAMES = re.compile(r"\[[^\]]*\]\(helpline:[^)]*\)")

every_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))
pytestmark = pytest.mark.sqlite  # words of files: one run is enough


def folded(text):
    return " ".join(text.split())


def links_of(article):
    return re.findall(r"\]\(([^)\s]+)\)", article.body)


def test_the_set_is_whole():
    assert set(ARTICLES) == SLUGS


@pytest.mark.parametrize("idea, slug, anchor, words", IDEAS, ids=[f"{idea}-{slug}" for idea, slug, *_ in IDEAS])
def test_each_idea_is_where_it_is_said_to_be(idea, slug, anchor, words):
    article = render(ARTICLES[slug].body)

    assert folded(words) in folded(ARTICLES[slug].body)
    assert not anchor or anchor in {heading.anchor for heading in article.headings}


def test_no_idea_is_missing():
    assert {idea for idea, *_ in IDEAS} == IDEA_NUMBERS


@every_article
def test_it_can_be_read_by_a_child_of_eleven(article):
    assert grade_of(article.body) <= (9 if article.slug in FOR_WORK else 6)


@every_article
def test_what_it_cites_is_below_it_and_all_that_is_below_is_cited(article):
    assert list(render(article.body).cited) == [source.key for source in sources_in(article.sources)]


@every_article
def test_its_sources_say_their_year_or_who_publishes_them(article):
    for source in sources_in(article.sources):
        assert len(source.text) > 15
        assert urlsplit(source.url).scheme in ("", "https")


@every_article
def test_no_number_stands_in_it(article):
    assert NUMBER.search(plain_words(HELPLINE_NAMES.sub("", article.body))) is None


@every_article
def test_its_words_hurt_nobody(article):
    words = plain_words(article.body)
    assert WORDS_TO_AVOID.findall(words) == []
    for said in WORDS_OF_THEIR_OWN.finditer(words):
        assert re.search(r"call themselves|is called|My name is", words[max(said.start() - 60, 0) : said.start()])


@every_article
def test_its_links_within_the_page_lead_to_a_heading_or_a_source(article):
    anchors = {heading.anchor for heading in render(article.body).headings}
    anchors |= {f"source-{source.key}" for source in sources_in(article.sources)}

    assert [link for link in links_of(article) if link.startswith("#") and link[1:] not in anchors] == []


@every_article
def test_its_head_says_what_search_engines_and_staff_need(article):
    assert 20 <= len(article.summary) <= 160
    assert article.reviewed_on <= date(2026, 12, 31)
    assert article.reviewed_on < article.next_review
    assert bool(article.search) == bool(article.search_heading)


@every_article
def test_it_is_no_dead_end(article):
    assert article.search or any(link.startswith("/meetings/") for link in links_of(article))


@pytest.fixture
def whole_site(db):
    loading.a_new_site()


def test_every_link_leads_to_a_page_and_every_search_is_understood(whole_site, client):
    wrong = {}
    for article in ARTICLES.values():
        for link in {*links_of(article), f"/meetings/?{article.search}"}:
            if link.startswith("/"):
                response = client.get(link)
                if response.status_code != 200 or (response.context or {}).get("errors"):
                    wrong.setdefault(article.slug, []).append(link)
                anchor = urlsplit(link).fragment
                if anchor and f'id="{anchor}"' not in response.content.decode():
                    wrong.setdefault(article.slug, []).append(link)
    assert wrong == {}


def test_searches_ask_for_what_exists(whole_site, client):
    for article in ARTICLES.values():
        for link in {*links_of(article), f"/meetings/?{article.search}"}:
            asked = QueryDict(urlsplit(link).query) if link.startswith("/meetings/?") else {}
            unknown = set(asked) - {
                "q", "near", "within", "date", "day", "time", "kind", "for", "about", "programme", "attend", "open",
                "who", "access", "language", "slip", "children", "area", "sort", "view",
            }  # fmt: skip
            assert not unknown, (article.slug, link)


def test_every_helpline_that_is_named_is_there(whole_site):
    named = {slug for article in ARTICLES.values() for slug in render(article.body).helplines}

    assert named - set(Helpline.objects.values_list("slug", flat=True)) == set()


def test_what_ships_is_valid(whole_site):
    for page in Page.objects.all():
        page.full_clean()
