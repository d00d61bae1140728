"""Markdown becomes HTML that is safe to show, and a helpline named becomes its number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.rendering import Heading, Line, plain_words, render

pytestmark = pytest.mark.sqlite  # it needs no database: one run is enough

SAMARITANS = Line("samaritans", "Samaritans", "116 123", "116123", is_checked=True)


def html(text, *lines):
    return render(text, lines).html.strip()


def test_headings_begin_below_the_title_and_carry_anchors_of_their_own():
    article = render("# Coming along\n\n## Coming along\n\n### Can I come late?\n")

    assert article.headings == (
        Heading(2, "coming-along", "Coming along"),
        Heading(2, "coming-along-2", "Coming along"),
        Heading(3, "can-i-come-late", "Can I come late?"),
    )
    assert '<h3 id="can-i-come-late">Can I come late?</h3>' in article.html
    assert "<h1" not in article.html


def test_a_heading_takes_no_name_from_the_page_around_it():
    assert [heading.anchor for heading in render("## Sources\n\n## Numbers\n").headings] == ["sources-2", "numbers-2"]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="/" onclick="alert(1)">here</a>',
        "[here](javascript:alert(1))",
        "[here](JaVaScRiPt:alert(1))",
        "[here](data:text/html;base64,PHNjcmlwdD4=)",
        "[here](vbscript:x)",
        "<style>body{display:none}</style>",
        "![x](https://example.org/x.png)",
        "<iframe src=https://example.org></iframe>",
        "[here](//example.org/x)",
        '<div style="position:fixed">over all</div>',
    ],
)
def test_what_could_act_stays_words(typed):
    shown = html(typed)

    assert not re.search(
        r"<(script|img|style|iframe)|<[^>]*(\son\w+=|style=|javascript:|data:|vbscript:|//example)", shown
    )


@given(st.text(alphabet=st.sampled_from("ab <>&\"'()[]#*_`|\n-:/.!\\helpline:sourcejavascript"), max_size=80))
def test_whatever_is_typed_is_drawn_and_nothing_of_it_acts(typed):
    shown = html(typed, SAMARITANS)

    assert not re.search(r"<(script|img|style|iframe)|<[^>]*\son\w+=|<[^>]*javascript:", shown)


def test_a_link_within_the_site_stays_and_one_elsewhere_takes_no_address_along():
    assert html("[near](/meetings/?kind=family)") == '<p><a href="/meetings/?kind=family">near</a></p>'
    assert html("[far](https://example.org/)") == '<p><a href="https://example.org/" rel="noreferrer">far</a></p>'


def test_a_helpline_that_is_named_brings_its_number():
    assert html("Call [Samaritans](helpline:samaritans) now.", SAMARITANS) == (
        '<p>Call Samaritans <a class="number" href="tel:116123">116 123</a> now.</p>'
    )


def test_a_number_that_nobody_has_rung_says_so_and_leads_to_its_entry():
    unrung = Line("shout", "Shout", "85258", "85258", is_checked=False)

    assert '<a class="number-note" href="#line-shout">(not rung by us yet)</a>' in html(
        "[Shout](helpline:shout)", unrung
    )


def test_half_an_address_stays_words():
    assert html("[x](http://[::g]/)") == "<p>x</p>"


def test_a_sentence_that_wants_a_number_has_a_way_to_one_even_where_there_is_none():
    no_number = Line("emergency", "Emergency", "", "", is_checked=False)

    assert html("Ring [](helpline:emergency).", no_number) == '<p>Ring <a href="/help-now/">Emergency</a>.</p>'
    assert html("Ring [](helpline:gone).") == '<p>Ring <a href="/help-now/">Get help now</a>.</p>'


def test_what_was_not_rung_is_said_once():
    shout = Line("shout", "Shout", "85258", "85258", is_checked=False)

    assert html("[Shout](helpline:shout) or [Shout](helpline:shout)", shout).count("not rung") == 1


def test_without_a_name_the_number_stands_alone_and_of_an_emergency_nobody_says_that_it_was_not_rung():
    emergency = Line("emergency", "Emergency: ambulance", "999", "999", is_checked=False, is_emergency=True)

    assert html("Ring [](helpline:emergency).", emergency) == ('<p>Ring <a class="number" href="tel:999">999</a>.</p>')


def test_a_name_that_holds_the_number_leads_to_it_by_itself():
    nhs = Line("nhs-111-england", "NHS 111", "111", "111", is_checked=True)

    assert html("Ask [NHS 111](helpline:nhs-111-england).", nhs) == (
        '<p>Ask <a class="number" href="tel:111">NHS 111</a>.</p>'
    )


def test_a_helpline_that_is_gone_is_named_without_a_number():
    article = render("[Old line](helpline:old-line)")

    assert article.html.strip() == "<p>Old line</p>"
    assert article.helplines == ("old-line",)


def test_sources_and_helplines_are_told_once_each_in_their_order():
    text = "A [x](#source-b) [y](#source-a) [z](#source-b) [s](helpline:shout) [s](helpline:shout)"

    assert render(text).cited == ("b", "a")
    assert render(text).helplines == ("shout",)


def test_a_box_and_a_table_that_can_be_moved_by_keyboard():
    assert '<div class="key-box">' in html("> Set your priorities.")
    table = html("| a | b |\n| - | - |\n| 1 | 2 |")
    assert 'tabindex="0"' in table
    assert '<th scope="col">a</th>' in table


def test_quotes_are_those_of_print():
    assert html('"It\'s fine"') == "<p>“It’s fine”</p>"


def test_plain_words_are_what_a_reader_would_hear():
    assert plain_words("## Hello\n\nCome **along**, [near](/meetings/).\n") == "Hello\nCome along, near."
