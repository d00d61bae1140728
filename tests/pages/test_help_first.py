"""Words of danger: help comes first, and stays there from page to page, because the words stay in the box."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from tests.pages.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def results_links(page):
    return [url for url in read(page.content.decode()).links if url.startswith("/meetings/?")]


def test_help_stays_first_whatever_is_pressed_or_sent(client, demonstration):
    page = client.get("/meetings/", {"q": "i want to die tuesday ipswich"})
    assert page.context["heading"] == "Meetings on Tuesday near Ipswich"
    assert page.context["chips"][0]["label"] == "near Ipswich"

    for url in results_links(page):
        if url != page.context["anew_url"]:
            assert client.get(url).context["dangers"] == page.context["dangers"] != [], url
    sent = [pair for pair in read(page.content.decode()).sent if pair[1]]
    assert ("q", "i want to die") in sent
    again = client.get("/meetings/?" + urlencode([*sent, ("kind", "12-step")]))
    assert again.context["dangers"] == page.context["dangers"]
    assert again.context["heading"] == "12-step meetings on Tuesday near Ipswich"


@pytest.mark.parametrize("view", ["week", "map"])
def test_help_stays_first_in_the_other_views(client, demonstration, view):
    page = client.get("/meetings/", {"q": "took an overdose ipswich"})

    (url,) = [link["url"] for link in page.context["views"] if f"view={view}" in link["url"]]

    assert client.get(url).context["dangers"] == page.context["dangers"] != []


def test_words_of_danger_are_no_chip_not_searched_and_in_no_title(client, demonstration):
    page = client.get("/meetings/", {"q": "my husband hits me ipswich"})
    html = page.content.decode()

    assert [chip["label"] for chip in page.context["chips"]] == ["near Ipswich"]
    assert page.context["total"] == client.get("/meetings/", {"near": "Ipswich"}).context["total"]
    assert not {"husband", "hits"} & set(html.split("</title>")[0].split("<title>")[1].split())
    assert page.context["box"]["words"] == "my husband hits me"


def test_danger_in_the_box_for_the_place_is_heard_and_the_rest_of_it_found(client, demonstration):
    page = client.get("/meetings/", {"near": "i want to die ipswich", "day": "tue"})

    assert page.context["dangers"]
    assert page.context["heading"] == "Meetings on Tuesday near Ipswich"
    assert page.context["box"] == {"place": "Ipswich", "point": "", "words": "i want to die"}


def test_nothing_found_offers_ways_on_that_keep_help_in_sight(client, demonstration):
    asked = {"q": "i want to die", "near": "Eye", "within": "1", "kind": "smart", "time": "night", "day": "sun"}
    page = client.get("/meetings/", asked)

    urls = [one["url"] for one in page.context["empty"]["suggestions"] if one["url"].startswith("/meetings/?")]

    assert urls
    assert all(client.get(url).context["dangers"] for url in urls)


def test_start_again_leaves_nothing_of_what_was_typed(client, demonstration):
    page = client.get("/meetings/", {"q": "i want to die ipswich", "view": "week"})

    assert page.context["anew_url"] == "/meetings/?view=week"
