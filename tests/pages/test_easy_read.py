"""Pages in easy read: drawings beside short sentences, the way there and back, and every language."""

import pytest

from guidance.models.safety import SAFETY_TEXTS
from tests.guidance.records import make_helpline, make_page
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

EASY = "## Before you go\n\n(tea) You can have **tea** & <b>cake</b>.\n(coffee) Nobody drew this.\n"


@pytest.fixture
def article(db):
    return make_page("your-first-meeting", title="Your first meeting", easy_read=EASY)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_line_is_a_drawing_for_the_eye_and_words_in_which_a_hard_one_is_bold(client, article):
    text = text_of(client, "/guidance/your-first-meeting/easy-read/")

    assert "<h1>Your first meeting</h1>" in text
    assert "<h2>Before you go</h2>" in text
    assert 'aria-hidden="true"><use href="/static/img/easy.svg#tea"/></svg>' in text
    assert "<p>You can have <strong>tea</strong> &amp; &lt;b&gt;cake&lt;/b&gt;.</p>" in text
    assert "Nobody drew this" not in text
    assert "/static/css/easy_read.css" in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/guidance/your-first-meeting/easy-read/">' in text


def test_the_full_page_and_the_easy_one_lead_to_each_other(client, article):
    full, easy = "/guidance/your-first-meeting/", "/guidance/your-first-meeting/easy-read/"

    for here, there in ((full, easy), (easy, full), ("/help-now/", "/help-now/easy-read/"), ("/guidance/", easy)):
        assert there in read(text_of(client, here)).links
        if here.endswith("easy-read/"):
            assert "/help-now/easy-read/" in read(text_of(client, here)).links
    assert "/help-now/" in read(text_of(client, "/help-now/easy-read/")).links
    assert {"/help-now/easy-read/", "/guidance/"} <= set(read(text_of(client, "/accessibility/")).links)


def test_an_article_without_it_has_no_such_page_and_no_link_to_one(client):
    make_page("plain")
    make_page("secret", easy_read=EASY, hidden=True)

    assert "/guidance/plain/easy-read/" not in read(text_of(client, "/guidance/plain/")).links
    for slug in ("plain", "secret", "nothing"):
        assert client.get(f"/guidance/{slug}/easy-read/").status_code == 404


def test_the_week_of_a_visitor_goes_along(client, article):
    for address in ("/guidance/your-first-meeting/easy-read/?plan=1.2", "/help-now/easy-read/?plan=1.2"):
        assert "/?plan=1.2" in text_of(client, address).replace("/help-now/", "/").replace("/guidance/", "/")


def test_in_welsh_it_is_welsh_where_it_was_translated_and_else_english_and_marked(client, article):
    easy = "/guidance/your-first-meeting/easy-read/"
    in_english = text_of(client, f"/cy{easy}")
    make_page(
        "your-first-meeting", language="cy", title="Eich cyfarfod cyntaf", easy_read="(tea) Cewch de.\n"
    )  # fmt: skip
    in_welsh = text_of(client, f"/cy{easy}")

    assert '<div class="easy__said" lang="en" dir="ltr">' in in_english
    assert "Hawdd ei ddeall" in in_english
    assert '<div class="easy__said">' in in_welsh
    assert "<p>Cewch de.</p>" in in_welsh


def test_help_now_says_every_number_from_the_helplines_and_none_else(client):
    make_helpline("emergency", name="Emergency", number="112", topics=["emergency"])
    make_helpline("doctor", name="Medical line", number="116 117", topics=["medical"])
    make_helpline("samaritans", topics=["crisis"])
    make_helpline("shout", name="Shout", number="", topics=["crisis"])

    text = text_of(client, "/help-now/easy-read/")

    assert "Call 112 now if you, or someone with you:" in text
    assert "Get medical help before any meeting: Medical line, or go to A&amp;E." in text
    assert text.count('href="tel:112"') == 2  # beside the danger, and in the list
    assert text.count('href="tel:116117"') == 2
    assert 'href="tel:116123">116 123</a>' in text
    assert text.count("We have not rung this number yet.") == 2  # nobody rings the first to check it
    assert "999" not in text
    assert "Shout" not in text


def test_where_a_number_is_missing_it_says_the_emergency_number(client):
    text = text_of(client, "/help-now/easy-read/")

    assert "Call the emergency number now if you, or someone with you:" in text
    assert "call a doctor, or go to A&E" in text
    assert "tel:" not in text


def test_in_a_translation_that_nobody_has_read_the_english_stands_beside_it_each_id_once(client):
    text = text_of(client, "/cy/help-now/easy-read/")

    assert 'id="danger-in-english"' in text
    assert text.count('id="danger"') == 1
    assert "has a fit (a seizure)" in text
    assert "yn cael ffit (trawiad)" in text


def test_a_clinician_is_to_read_it_as_well():
    assert "guidance/help_now_easy_read.html" in SAFETY_TEXTS


@pytest.mark.parametrize("count", [1, 4])
def test_the_pages_ask_as_often_whatever_there_is(client, count, django_assert_num_queries):
    for number in range(count):
        make_page(f"page-{number}", easy_read=EASY * (number + 1))
        make_helpline(f"line-{number}", topics=["crisis"])
    client.get("/")  # the vocabulary and the articles are kept after this

    for address in ("/guidance/page-0/easy-read/", "/help-now/easy-read/", "/guidance/"):
        client.get(address)
        with django_assert_num_queries(2):  # the site; the article, the helplines or the articles
            client.get(address)
