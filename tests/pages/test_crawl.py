"""Every public page that can be reached: no cookie, nothing inline, no other host, no dead link, headings in order."""

from itertools import pairwise
from math import inf
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders

from tests.pages.reading import Page, read

SEARCHES = 60
"""How many addresses of one path with different questions are followed: filters multiply without end."""

IN_ANOTHER_LANGUAGE = 40
"""How many of one type are followed there: the pages are the same, and test_languages.py looks at their words."""


def problems_of(address: str, answer, page: Page | None) -> list[str]:
    """What is wrong with one answer, each as a sentence."""
    found = []
    if answer.status_code not in (200, 302):
        found.append(f"answers {answer.status_code}")
    if answer.cookies or "Cookie" in answer.get("Vary", ""):
        found.append("sets or reads a cookie")
    if "default-src 'none'" not in answer.get("Content-Security-Policy", ""):
        found.append("has no content security policy")
    if page is None:
        return [f"{address} {what}" for what in found]
    found += [f"has {what}" for what in page.inline]
    found += [
        f"loads from elsewhere: {url}"
        for url in page.loads
        if urlsplit(urljoin("http://testserver/", url)).netloc != "testserver"
    ]
    found += [f"loads what is not there: {url}" for url in page.loads if is_missing_file(url)]
    found += [f"sends its address to {url}" for url in page.leaves_without_noreferrer]
    found += [f"has the id {name} twice" for name in {one for one in page.ids if page.ids.count(one) > 1}]
    if page.headings.count("h1") != 1:
        found.append("has not exactly one h1")
    levels = [int(heading[1]) for heading in page.headings]
    if any(level > before + 1 for before, level in pairwise(levels)):
        found.append("skips a level of headings")
    if not page.title.strip() or not page.lang:
        found.append("has no title or language")
    return [f"{address} {what}" for what in found]


def is_missing_file(url: str) -> bool:
    path = urlsplit(url).path
    return path.startswith("/static/") and finders.find(path.removeprefix("/static/")) is None


def likes_of(parts) -> tuple[str, float]:
    """What an address has in common with others, and how many of those are followed."""
    if parts.path.startswith("/cy/"):
        return "/".join(parts.path.split("/")[:3]), IN_ANOTHER_LANGUAGE
    return (parts.path, SEARCHES) if parts.query else (parts.path, inf)


def crawl(client, start="/"):
    """Follow every link of this site from `start`; yield each address with its problems."""
    waiting, seen, followed = [start], {start}, {}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        is_page = answer.get("Content-Type", "").startswith("text/html") and answer.status_code != 302
        page = read(answer.content.decode()) if is_page else None
        yield address, problems_of(address, answer, page)
        leads_on = [answer["Location"]] if answer.status_code == 302 else []  # what is asked of a week by its address
        for link in page.links + page.loads if page else leads_on:
            url = urldefrag(urljoin(f"http://testserver{address}", link)).url
            parts = urlsplit(url)
            if parts.netloc != "testserver" or parts.path.startswith(("/admin/", "/static/")):
                continue
            if parts.query.startswith("add="):  # leads back here with a week: tests/pages/plan follow those
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            alike, most = likes_of(parts)
            asked = followed.setdefault(alike, set())
            if target in seen or len(asked) >= most:
                continue
            asked.add(target)
            seen.add(target)
            waiting.append(target)


@pytest.mark.sqlite
def test_every_public_page_is_clean_and_every_link_leads_somewhere(client, demonstration):
    visited = dict(crawl(client))

    assert [problem for problems in visited.values() for problem in problems] == []
    assert len([address for address in visited if address.startswith("/meetings/") and "?" not in address]) > 150
    for address in (
        "/",
        "/about/",
        "/privacy/",
        "/accessibility/",
        "/help-now/",
        "/help-now/easy-read/",
        "/guidance/your-first-meeting/easy-read/",
        "/programmes/",
        "/areas/",
        "/open-data/",
        "/manifest.webmanifest",
    ):
        assert address in visited


PLANTED = [
    ('<p style="color: red">', "style in <p>"),
    ("<script>alert(1)</script>", "<script>"),
    ('<img src="https://elsewhere.example/x.png">', "loads from elsewhere"),
    ('<a href="https://elsewhere.example/">there</a>', "sends its address"),
    ('<img src="/static/img/no-such.png">', "not there"),
    ('<b id="a"></b><b id="a"></b>', "twice"),
    ("<button onclick='x()'>", "onclick"),
    ("<h1>Another</h1>", "one h1"),
    ("<h3>Below nothing</h3>", "skips a level"),
]


@pytest.mark.parametrize(("html", "word"), PLANTED)
def test_the_crawler_finds_a_planted_fault(html, word):
    class Answer(dict):
        status_code = 200
        cookies = None

    answer = Answer({"Content-Security-Policy": "default-src 'none'"})
    page = read(f"<html lang=en><title>T</title><h1>T</h1>{html}")

    assert any(word in problem for problem in problems_of("/x/", answer, page))


def test_the_crawler_finds_a_cookie_and_a_dead_link(client, db):
    class Answer(dict):
        status_code = 404
        cookies = {"sessionid": "x"}

    assert problems_of("/x/", Answer(), None) == [
        "/x/ answers 404",
        "/x/ sets or reads a cookie",
        "/x/ has no content security policy",
    ]
