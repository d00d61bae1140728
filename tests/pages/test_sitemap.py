"""The sitemap: every public page once, with the dates that are known, and files of a bounded length."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from groups.models import DEMONSTRATION, Group, Meeting, SearchRow, Site
from groups.rules.choices import Status
from groups.search import index
from guidance.models import Page
from mutualaid import sitemap
from tests.factories import make_area, make_feed, make_group, make_meeting, make_programme, make_venue
from tests.guidance.records import make_page
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

TUESDAY = "2026-03-03T03:03:00+00:00"
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ROOTS = {f"{{{NAMES['s']}}}{name}" for name in ("urlset", "sitemapindex")}


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def told(client, path="/sitemap.xml"):
    """What a file says: the path of each page or file, and its date of change or None."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(b"".join(response.streaming_content))
    assert root.tag in ROOTS
    found = {}
    for entry in root:
        address = entry.findtext("s:loc", namespaces=NAMES)
        assert address.startswith("http://127.0.0.1:8000/")
        assert address not in found
        found[urlsplit(address).path] = entry.findtext("s:lastmod", namespaces=NAMES)
    return found


def a_whole_site():
    suffolk = make_area("Suffolk", slug="suffolk", kind="county")
    ipswich = make_area("Ipswich", slug="ipswich", parent=suffolk)
    make_area("Nowhere", slug="nowhere")
    programme = make_programme(slug="aa")
    group = make_group(slug="harbour-lights", programme=programme, area=ipswich)
    make_meeting(slug="harbour-lights-monday", group=group, venue=make_venue(area=ipswich))
    make_page("your-first-meeting", easy_read="(tea) Have some tea.\n")


def test_every_public_page_stands_there_once(client):
    a_whole_site()

    assert sorted(told(client)) == [
        "/",
        "/about/",
        "/accessibility/",
        "/areas/",
        "/areas/ipswich/",
        "/areas/suffolk/",
        "/embed/",
        "/groups/harbour-lights/",
        "/guidance/",
        "/guidance/your-first-meeting/",
        "/guidance/your-first-meeting/easy-read/",
        "/help-now/",
        "/help-now/easy-read/",
        "/meetings/",
        "/meetings/harbour-lights-monday/",
        "/open-data/",
        "/privacy/",
        "/programmes/",
        "/programmes/aa/",
    ]


def test_a_date_of_change_is_the_true_one_or_none(client):
    a_whole_site()
    SearchRow.objects.update(changed_at=datetime(2026, 3, 3, 3, 3, tzinfo=UTC))
    Page.objects.update(updated_at=datetime(2026, 3, 5, 14, 30, tzinfo=UTC))

    dates = told(client)

    assert dates.pop("/guidance/your-first-meeting/") == "2026-03-05T14:30:00+00:00"
    assert dates.pop("/guidance/your-first-meeting/easy-read/") == "2026-03-05T14:30:00+00:00"
    assert {dates.pop("/meetings/harbour-lights-monday/"), dates.pop("/groups/harbour-lights/")} == {TUESDAY}
    assert set(dates.values()) == {None}


def test_a_change_of_anything_of_it_is_a_change_of_a_listing_and_a_rebuild_is_none(client):
    a_whole_site()
    SearchRow.objects.update(changed_at=datetime(2026, 3, 3, 3, 3, tzinfo=UTC))
    index.rebuild()
    assert told(client)["/meetings/harbour-lights-monday/"] == TUESDAY

    venue = Meeting.objects.get().venue
    venue.name = "Trinity Rooms"
    venue.save()
    index.changed(venue)

    changed = datetime.fromisoformat(told(client)["/meetings/harbour-lights-monday/"])
    assert abs(datetime.now(UTC) - changed) < timedelta(minutes=5)


def test_when_nobody_knows_since_when_nothing_is_said(client):
    a_whole_site()
    SearchRow.objects.update(changed_at=None)
    index.rebuild()

    assert told(client)["/meetings/harbour-lights-monday/"] is None


def test_what_is_hidden_closed_paused_or_a_draft_stays_out(client):
    make_page("secret", hidden=True)
    for status in (Status.CLOSED, Status.DRAFT, Status.PAUSED):
        make_meeting(slug=f"own-{status}", status=status, group=make_group(slug=f"of-{status}"))
        make_meeting(slug=f"in-{status}", group=make_group(slug=f"group-{status}", status=status))
    back = make_group(slug="back", status=Status.PAUSED, paused_until=date(2026, 11, 22))
    make_meeting(slug="back-again", group=back)

    listings = sorted(path for path in told(client) if path.startswith(("/meetings/", "/groups/", "/guidance/")))

    assert listings == [
        "/groups/back/",
        "/groups/of-closed/",
        "/groups/of-draft/",
        "/groups/of-paused/",
        "/meetings/",
        "/meetings/back-again/",
    ]


def test_what_is_invented_stays_out(client):
    feed = make_feed(DEMONSTRATION)
    make_meeting(slug="invented", feed=feed, group=make_group(slug="nobody", feed=feed))
    make_meeting(slug="real", feed=make_feed("al-anon"))

    found = told(client)

    assert "/meetings/real/" in found
    assert {"/meetings/invented/", "/groups/nobody/"}.isdisjoint(found)


def test_many_pages_are_cut_into_files_that_together_hold_each_once(client, monkeypatch):
    a_whole_site()
    for number in range(8):
        make_meeting(slug=f"meeting-of-many-{number}")
    whole = told(client)
    monkeypatch.setattr(sitemap, "MOST", 3)

    files = list(told(client))
    parts = [told(client, file) for file in files]

    assert files[0] == "/sitemap-pages.xml"
    assert all(0 < len(part) <= 3 for part in parts[1:])
    assert sum(len(part) for part in parts) == len(whole)
    assert {path for part in parts for path in part} == set(whole)


@pytest.mark.parametrize("part", ["meetings-9999999", "meetings-x", "meetings", "leaflets-1", "meetings-1-1", "-"])
def test_a_file_that_is_not_there_is_not_found(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_it_costs_the_same_queries_whatever_it_holds(client, count, monkeypatch, django_assert_num_queries):
    for number in range(count):
        make_meeting(group=make_group(programme=make_programme()), venue=make_venue(area=make_area()))
        make_page(f"page-{number}")
    client.get("/areas/")  # the vocabulary, the tree and the articles are kept after this

    with django_assert_num_queries(6):  # the site; how many meetings, groups; the programmes, meetings, groups
        told(client)
    with django_assert_num_queries(4):  # how many there are is kept for the day
        told(client)
    monkeypatch.setattr(sitemap, "MOST", 4)
    with django_assert_num_queries(4):  # an index reads no listing
        files = list(told(client))
    with django_assert_num_queries(2):  # the site, the listings of this file
        told(client, files[1])


@pytest.mark.sqlite
def test_each_of_its_pages_answers_may_be_indexed_and_names_itself_as_the_one_address(client, demonstration):
    for model in (Meeting, Group):  # as if it were real
        model.objects.update(feed=None, feed_key="")
    index.refresh(Meeting.objects.values_list("pk", flat=True))
    Site.objects.listings_changed()
    found = told(client)
    assert len(found) > 400

    wrong = []
    for path in found:
        response = client.get(path)
        html = response.content.decode()
        if response.status_code != 200 or read(html).robots:
            wrong.append((path, response.status_code))
        elif f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' not in html:
            wrong.append((path, "no canonical link"))
    assert wrong == []
