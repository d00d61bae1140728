"""A finished page leads on with a week: the addresses of its links and the fields of its forms differ, nothing else."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.rules.planning.week_plan import PARAMETERS
from groups.search.filters import MeetingFilter
from mutualaid.carrying import carried

pytestmark = pytest.mark.sqlite

WEEK = {"plan": "12.34a", "busy": "1-0900-1730_work", "home": "52.09,1.32"}
SAID = "plan=12.34a&amp;busy=1-0900-1730_work&amp;home=52.09%2C1.32"


def link(address, more=""):
    return f'<p>Go <a class="x" href="{address}"{more}>there</a>, or not</p>'


@pytest.mark.parametrize(
    ("address", "led_on"),
    [
        ("/", f"/?{SAID}"),
        ("/meetings/", f"/meetings/?{SAID}"),
        ("/meetings/?day=mon&amp;day=tue", f"/meetings/?day=mon&amp;day=tue&amp;{SAID}"),
        ("/meetings/harbour-lights/#m-12", f"/meetings/harbour-lights/?{SAID}#m-12"),
        ("/meetings/?q=women&#x27;s#m-12", f"/meetings/?q=women&#x27;s&amp;{SAID}#m-12"),
        ("?page=2", f"?page=2&amp;{SAID}"),
        ("/plan/?add=5", f"/plan/?add=5&amp;{SAID}"),
        ("/plan/?plan=12", "/plan/?plan=12&amp;busy=1-0900-1730_work&amp;home=52.09%2C1.32"),
        ("/plan/?day=mon&amp;home=&amp;plan=7", "/plan/?day=mon&amp;home=&amp;plan=7&amp;busy=1-0900-1730_work"),
        ("/meetings/?explain=1", f"/meetings/?explain=1&amp;{SAID}"),
    ],
)
def test_a_link_to_a_page_of_ours_leads_on_with_the_week(address, led_on):
    assert carried(link(address), WEEK) == link(led_on)


@pytest.mark.parametrize(
    "address",
    [
        "#main",
        "",
        "tel:116123",
        "mailto:hello@example.org",
        "https://elsewhere.example/meetings/",
        "http://127.0.0.1:8000/meetings/",
        "//elsewhere.example/",
        "/static/css/site.css",
        "/logo/ours",
        "/admin/",
        "/admin/groups/meeting/12/change/",
        "/meetings.txt?near=Ipswich",
        "/meetings.json",
        "/meetings/harbour-lights.ics",
        "/plan.ics?alarm=30",
        "/manifest.webmanifest",
        "/sitemap.xml",
        "/.well-known/security.txt",
        "/health/live",
    ],
)
def test_files_other_hosts_places_on_the_page_and_the_staffs_door_do_not(address):
    assert carried(link(address), WEEK) == link(address)


def test_a_link_that_asks_to_be_left_alone_is():
    for html in (link("/plan/?plan=12", " data-no-week"), '<form data-no-week action="/plan/times/"><p></p></form>'):
        assert carried(html, WEEK) == html


def test_only_links_are_led_on_and_not_what_a_page_loads_or_says_of_itself():
    html = (
        '<head><link rel="canonical" href="/meetings/"><link rel="stylesheet" href="/static/css/site.css">'
        '<title><a href="/x/"></title><script type="application/ld+json">{"a": "<a href="/x/">"}</script></head>'
        '<!-- <a href="/x/"> --><use href="/x/"/><textarea><a href="/x/"></textarea><abbr href="/x/">'
    )

    assert carried(html, WEEK) == html


def test_a_form_that_asks_takes_the_week_along_in_fields_after_its_own():
    html = '<form action="/meetings/" novalidate><input name="q"><a href="/x/">x</a></form><p>after</p>'

    assert carried(html, {"plan": "1.2", "home": '"<&'}) == (
        '<form action="/meetings/" novalidate><input name="q"><a href="/x/?plan=1.2&amp;home=%22%3C%26">x</a>'
        '<input type="hidden" name="plan" value="1.2"><input type="hidden" name="home" value="&quot;&lt;&amp;"></form>'
        "<p>after</p>"
    )


@pytest.mark.parametrize("tag", ["<form >", '<form method="get">', '<form action="">', '<form action="?x=1">'])
def test_so_does_one_that_asks_its_own_page(tag):
    assert carried(f"{tag}<b></b></form>", {"plan": "1"}) == (
        f'{tag}<b></b><input type="hidden" name="plan" value="1"></form>'
    )


def test_a_field_of_its_own_stands_in_place_of_the_weeks():
    html = '<form action="/plan/fit/"><select name="by"></select><input name="home"></form>'

    assert carried(html, {"plan": "1", "home": "x", "by": "bus"}) == html.replace(
        "</form>", '<input type="hidden" name="plan" value="1"></form>'
    )


@pytest.mark.parametrize(
    "tag",
    [
        '<form method="post">',
        '<form class="form" method="POST" novalidate>',
        '<form method="post" action="/suggest/">',
        '<form action="https://elsewhere.example/">',
        '<form action="/admin/login/">',
    ],
)
def test_forms_that_post_or_go_elsewhere_get_nothing(tag):
    assert carried(f"{tag}<input></form>", WEEK) == f"{tag}<input></form>"


def test_a_form_after_one_that_posts_is_its_own():
    html = '<form method="post"><input name="plan"></form><form action="/meetings/"></form>'

    assert carried(html, {"plan": "1"}).endswith(
        '<form action="/meetings/"><input type="hidden" name="plan" value="1"></form>'
    )


def test_without_a_week_the_page_is_the_very_same():
    html = link("/meetings/")

    assert carried(html, {}) is html


def test_no_search_asks_by_the_name_of_a_weeks_parameter():
    assert set(PARAMETERS).isdisjoint(MeetingFilter.base_filters)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=["Cc", "Cs"]), max_size=12)
values = words.map(escaped)
paths = st.sampled_from(["/", "/meetings/", "/areas/ipswich/", "/meetings.txt", "/static/x", "//e.example/", "#m", "x"])
queries = st.lists(st.tuples(st.sampled_from(["q", "day", "plan", "home", "replan"]), values), max_size=3).map(
    lambda pairs: "?" + "&amp;".join(f"{name}={value}" for name, value in pairs) if pairs else ""
)
addresses = st.builds(lambda path, query: path if path.startswith("#") else path + query, paths, queries)
attributes = st.builds(
    lambda address, title, more: f'title="{title}" href="{address}"{more}',
    addresses,
    values,
    st.sampled_from(["", ' rel="nofollow"', " data-no-week", " data-href='/x/'"]),
)
elements = st.one_of(
    values,
    st.builds(lambda given, text: f"<a {given}>{text}</a>", attributes, values),
    st.builds(lambda given: f"<link {given}>", attributes),
    st.builds(
        lambda address, name: f'<form action="{address}"><input name="{name}"></form>', addresses, words.map(escaped)
    ),
    st.builds(lambda address, text: f'<form method="post" action="{address}">{text}</form>', addresses, values),
    st.builds(lambda text: f"<script>{escaped(text)}</script>", words),
    st.builds(lambda text: f"<textarea>{text}</textarea>", values),
)
pages = st.lists(elements, max_size=8).map("".join)
weeks = st.dictionaries(st.sampled_from(PARAMETERS), words.filter(bool), min_size=1)


class Parts(HTMLParser):
    """A page in pieces: each as (kind, what); addresses and the fields of a week stand apart."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.pieces, self.addresses, self.fields = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a":
            self.addresses.append(given.pop("href"))
        if tag == "input" and given.get("type") == "hidden":
            self.fields.append((given["name"], given["value"]))
        else:
            self.pieces.append((tag, given))

    def handle_endtag(self, tag):
        self.pieces.append(("/", tag))

    def handle_data(self, data):
        self.pieces.append(("text", data))

    def handle_entityref(self, name):
        self.pieces.append(("entity", name))

    handle_charref = handle_entityref


@given(pages, weeks)
def test_nothing_but_addresses_and_fields_differs_and_both_say_the_week(html, week):
    before, after = Parts(html), Parts(carried(html, week))

    assert after.pieces == before.pieces
    assert set(after.fields) <= set(week.items())
    for was, now in zip(before.addresses, after.addresses, strict=True):
        if now != was:
            asked, asks = (parse_qsl(urlsplit(one).query, keep_blank_values=True) for one in (was, now))
            own = {name for name, _value in asked}
            assert asks == asked + [(name, value) for name, value in week.items() if name not in own]
            assert urlsplit(now).path == urlsplit(was).path


@given(pages, weeks)
def test_what_is_added_and_taken_away_again_leaves_the_page_byte_for_byte(html, week):
    """Each value is a mark of its own here, so that it can be found again."""
    marked = {name: f"\ue000{number}" for number, name in enumerate(week)}
    led_on = carried(html, marked)
    for name, value in marked.items():
        quoted = "%EE%80%80" + value[1:]
        led_on = led_on.replace(f'<input type="hidden" name="{name}" value="{value}">', "")
        for join in ("?", "&amp;"):
            led_on = led_on.replace(f"{join}{name}={quoted}", "")

    assert led_on == html


@given(pages, weeks)
def test_a_page_that_leads_on_already_is_not_told_twice(html, week):
    once = carried(html, week)

    assert carried(once, week) == once
