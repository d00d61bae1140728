"""The desks of feeds, their runs, the log of checks, places and helplines."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from groups.models import DEMONSTRATION, Confirmation, Feed, FeedRun, Place
from groups.rules.choices import PlaceKind
from guidance.models import Helpline
from tests.admin.pages import errors, filled_in, page_of, save
from tests.factories import make_feed, make_group, make_place

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_feed_shows_what_its_runs_did(admin_client):
    feed = make_feed("Suffolk AA")
    run = FeedRun.objects.create(feed=feed, started_at=NOON, ended_at=NOON, outcome="applied", added=12, gone=1)

    page = text_of(admin_client, page_of(feed))

    assert (
        f'<a href="{page_of(run)}">23 November 2026, 12:00</a>: Applied. added 12, changed 0, unchanged 0, gone 1'
        in page
    )


@pytest.mark.parametrize("typed", ["ftp://example.org/feed", "file:///etc/passwd", "https://", "feed.json"])
def test_a_feeds_address_is_on_the_web_or_blank(admin_client, typed):
    assert "address" in errors(save(admin_client, make_feed(), address=typed))


def test_a_feed_may_stand_for_a_file(admin_client):
    assert errors(save(admin_client, make_feed(), address="", time_zone="america/new_york")) == {}
    assert Feed.objects.get().time_zone == "America/New_York"


def test_the_demonstration_keeps_its_name(admin_client):
    save(admin_client, make_feed(DEMONSTRATION), name="Real listings")

    assert Feed.objects.get().name == DEMONSTRATION


def test_a_run_lists_its_problems_row_by_row_and_makes_them_harmless(admin_client):
    problems = [{"line": 7, "row": "<script>alert(1)</script>", "why": "It has no weekday."}, "The answer was cut off."]
    run = FeedRun.objects.create(feed=make_feed(), started_at=NOON, ended_at=NOON, outcome="refused", problems=problems)

    page = text_of(admin_client, page_of(run))

    assert "<div>Row 7: &lt;script&gt;alert(1)&lt;/script&gt;: It has no weekday.</div>" in page
    assert "<div>The answer was cut off.</div>" in page


@pytest.mark.parametrize("desk", ["feedrun", "confirmation"])
def test_a_log_is_only_read(admin_client, desk):
    assert admin_client.get(f"/admin/groups/{desk}/add/").status_code == 403


def test_a_check_that_was_written_down_is_not_edited(admin_client):
    check = Confirmation.objects.create(group=make_group(), on=date(2026, 11, 1), by="phone", role="editor")

    response = admin_client.post(page_of(check), {"by": "visit"})

    assert response.status_code == 403
    assert Confirmation.objects.get().by == "phone"


@pytest.mark.parametrize("typed", ["wood", "Woodbridge", "WOODBRIDGE "])
def test_a_place_is_found_by_the_beginning_of_its_name(admin_client, typed):
    make_place("Woodbridge")
    make_place("Ipswich")

    rows = admin_client.get("/admin/groups/place/", {"q": typed}).context["cl"].result_list

    assert [place.name for place in rows] == ["Woodbridge"]


@pytest.mark.parametrize("typed", ["IP12 1AA", "ip121aa"])
def test_a_place_is_found_by_its_postcode(admin_client, typed):
    make_place("IP12 1AA", kind=PlaceKind.POSTCODE)
    make_place("IP12 1AB", kind=PlaceKind.POSTCODE)

    rows = admin_client.get("/admin/groups/place/", {"q": typed}).context["cl"].result_list

    assert [place.name for place in rows] == ["IP12 1AA"]


def test_a_place_that_is_added_can_be_found(admin_client):
    form = filled_in(admin_client.get("/admin/groups/place/add/"), "place_form")
    form |= {"name": "Bury St. Edmunds", "kind": "town", "lat": "52.2", "lng": "0.7", "source": "our own"}

    assert errors(admin_client.post("/admin/groups/place/add/", form)) == {}
    assert Place.objects.get().key == "bury st edmunds"


@pytest.fixture
def samaritans():
    shipped = {"name": "Samaritans", "number": "116 123", "nations": ["england", "wales"]}
    return Helpline.objects.create(**shipped, slug="samaritans", shipped=shipped)


def test_a_helpline_that_nobody_rang_is_found(admin_client, samaritans):
    Helpline.objects.create(name="NHS 111", slug="nhs-111", checked_on=date(2026, 11, 1))

    rows = admin_client.get("/admin/guidance/helpline/?checked=no").context["cl"].result_list

    assert list(rows) == [samaritans]


def test_ringing_it_today_is_one_action(admin_client, samaritans):
    sent = {"action": "rang_today", "_selected_action": [samaritans.pk]}

    response = admin_client.post("/admin/guidance/helpline/", sent, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["1 helpline checked."]
    assert Helpline.objects.get().checked_on == timezone.localdate()


def test_a_new_number_is_one_that_nobody_rang(admin_client, samaritans):
    Helpline.objects.update(checked_on=date(2026, 11, 1))

    save(admin_client, samaritans, number="116 124")

    assert Helpline.objects.get().checked_on is None


def test_nations_are_typed_with_commas(admin_client, samaritans):
    page = text_of(admin_client, page_of(samaritans))
    save(admin_client, samaritans, nations="england,\r\nscotland")

    assert "england, wales</textarea>" in page
    assert Helpline.objects.get().nations == ["england", "scotland"]


def test_a_helpline_returns_to_the_shipped_text(admin_client, samaritans):
    save(admin_client, samaritans, number="116 124")
    sent = {"action": "return_to_shipped", "_selected_action": [samaritans.pk]}

    admin_client.post("/admin/guidance/helpline/", sent)

    assert Helpline.objects.get().number == "116 123"
