"""A week is in the address alone: no page of the planner writes it down, sets a cookie, or logs a word of it."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_meeting, make_place

pytestmark = pytest.mark.django_db

PAGES = ("/plan/", "/plan/times/", "/plan/fit/", "/plan/together/", "/plan/take/", "/plan/missed/", "/plan.ics")


@pytest.fixture
def week():
    make_place("Woodbridge")
    return {
        "plan": str(make_meeting().pk),
        "busy": "12345-0900-1730_kingfisher",
        "theirs": "4-1900-2100-n_choir",
        "home": "Woodbridge",
        "by": "bus",
        "target": "3",
        "latest": "2130",
    }


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_a_week_is_stored_or_logged(client, week, address, caplog):
    with (
        caplog.at_level(logging.INFO),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        response = client.get(address, week, follow=True)

    assert response.status_code == 200
    assert {query["sql"].split()[0] for query in queries.captured_queries} <= {"SELECT"}
    assert response.cookies == {}
    assert "Set-Cookie" not in response.headers
    assert [word for word in ("kingfisher", "choir", "Woodbridge", "52.09") if word in caplog.text] == []


@pytest.mark.parametrize("address", PAGES[:-1])
def test_no_link_of_a_page_says_the_home_place_as_it_was_typed(client, week, address):
    html = client.get(address, week, follow=True).content.decode()

    assert "home=Woodbridge" not in html
    assert "home=52.09%2C1.32" in html


@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_a_week_is_kept_by_a_cache_that_others_share_or_by_a_search_engine(client, week, address):
    response = client.get(address, week, follow=True)

    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
