"""`/open-data/`: what others may take, with addresses of this very site that work."""

import json
import re

import pytest

from groups.models import Site
from tests.factories import make_area, make_group, make_meeting, make_programme, make_venue
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


def page(client):
    answer = client.get("/open-data/")
    assert answer.status_code == 200
    return answer


def told(answer):
    """The words of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def examples(answer):
    """The addresses that it gives to try."""
    return [link.address for feed in answer.context["feeds"] for link in feed.links]


@pytest.fixture
def ipswich():
    area = make_area("Ipswich", slug="ipswich", kind="town")
    group = make_group("Harbour Lights", slug="lights", programme=make_programme(slug="al-anon"), area=area)
    make_meeting(slug="monday", group=group, venue=make_venue(area=area))
    return area


def test_each_address_is_of_this_site_and_holds_something(client, ipswich):
    answer = page(client)
    links = read(answer.content.decode()).links

    assert examples(answer)[:-1] == [
        "/meetings.json?programme=al-anon&area=ipswich",
        "/meetings.csv?area=ipswich",
        "/meetings.geojson?area=ipswich",
        "/meetings.ics?programme=al-anon&area=ipswich",
        "/meetings.ics?area=ipswich&discreet=yes&alarm=30",
        "/meetings.rss?area=ipswich",
        "/meetings.pdf?area=ipswich",
        "/meetings.pdf?area=ipswich&by=area",
        "/meetings.pdf?area=ipswich&print=large",
        "/meetings.txt?area=ipswich",
        "/meetings/monday.ics",
        "/groups/lights.ics",
        "/api/open-referral-uk",
        "/api/open-referral-uk/services",
    ]
    assert set(examples(answer)) < set(links)
    for address in examples(answer):
        assert client.get(address).status_code == 200
    assert [row["slug"] for row in json.loads(client.get(examples(answer)[0]).getvalue())] == ["monday"]
    assert client.get(examples(answer)[-1]).json()["name"] == "Harbour Lights"


def test_a_site_without_listings_has_addresses_that_work_all_the_same(client):
    found = examples(page(client))

    assert "/meetings.json" in found and "/api/open-referral-uk/services" in found
    for address in found:
        assert client.get(address).status_code == 200


def test_the_area_is_the_sites_own_else_the_town_with_most_meetings(client, ipswich):
    county = make_area("Suffolk", slug="suffolk", kind="county")
    make_meeting(group=make_group(area=county), venue=make_venue(area=county))
    make_meeting(group=make_group(area=county), venue=make_venue(area=county))

    assert "/meetings.csv?area=ipswich" in examples(page(client))
    Site.objects.update_or_create(pk=1, defaults={"name": "Recovery East", "home_area": county})
    assert "/meetings.csv?area=suffolk" in examples(page(client))


def test_every_parameter_of_a_search_is_told_with_its_values(client, ipswich):
    by_name = {one["name"]: one for one in page(client).context["parameters"]}

    assert list(by_name)[:3] == ["near", "q", "day"]
    assert by_name["time"]["values"] == ["now", "morning", "afternoon", "evening", "night"]
    assert by_name["date"]["such_as"] == ["2027-01-31"]
    assert (by_name["area"]["listed_at"], by_name["programme"]["listed_at"]) == ("/areas/", "/programmes/")


def test_the_parameters_are_told_in_the_language_of_the_page(client, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]

    def label_of_day(address):
        return {one["name"]: one["label"] for one in client.get(address).context["parameters"]}["day"]

    welsh, english, welsh_again = map(label_of_day, ["/cy/open-data/", "/open-data/", "/cy/open-data/"])

    assert english == "Day"
    assert welsh == welsh_again


def test_it_says_what_is_promised_what_is_asked_and_that_no_licence_is_stated(client):
    Site.objects.update_or_create(pk=1, defaults={"name": "Recovery East", "email": "hello@example.org"})

    words = told(page(client))

    for sentence in (
        "These addresses stay.",
        "kept for a year",
        "Access-Control-Allow-Origin: *",
        "We keep no address of who asks and nothing of what is asked.",
        "Send it back as If-None-Match : the answer is 304",
        "“Shaking or sweating after stopping? Get medical help first”",
        "Guard anonymity.",
        "when it was last checked",
        "has not stated a licence for these listings",
        "Meetings: Recovery East, http://127.0.0.1:8000",
        "hello@example.org",
    ):
        assert sentence in words


def test_search_engines_of_data_are_told_of_the_whole_files(client, ipswich):
    Site.objects.update_or_create(pk=1, defaults={"name": "Recovery East", "area_covered": "Suffolk"})
    html = page(client).content.decode()

    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    said = json.loads(text)

    assert (said["@type"], said["dataset"]["@type"]) == ("DataCatalog", "Dataset")
    assert said["dataset"]["spatialCoverage"] == "Suffolk"
    assert [(one["encodingFormat"], one["contentUrl"]) for one in said["dataset"]["distribution"]] == [
        ("application/json", "http://127.0.0.1:8000/meetings.json"),
        ("text/csv; charset=utf-8", "http://127.0.0.1:8000/meetings.csv"),
        ("application/geo+json", "http://127.0.0.1:8000/meetings.geojson"),
        ("text/calendar; charset=utf-8", "http://127.0.0.1:8000/meetings.ics"),
        ("application/rss+xml; charset=utf-8", "http://127.0.0.1:8000/meetings.rss"),
    ]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/open-data/">' in html


@pytest.mark.parametrize("address", ["/about/", "/embed/", "/"])
def test_other_pages_lead_to_it(client, address):
    assert "/open-data/" in read(client.get(address).content.decode()).links


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_nothing_again(client, count, django_assert_num_queries):
    for _ in range(count):
        make_meeting(venue=make_venue(area=make_area()))
    page(client)

    with django_assert_num_queries(1):  # the site
        page(client)


def test_a_licence_that_is_stated_stands_on_the_page_and_for_programs(client):
    open_government = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    Site.objects.update_or_create(
        pk=1, defaults={"name": "X", "licence": "Open Government Licence v3.0", "licence_url": open_government}
    )
    html = page(client).content.decode()

    assert f'under <a href="{open_government}" rel="noreferrer license">Open Government Licence v3.0</a>.' in html
    assert "has not stated" not in html
    assert f'"license": "{open_government}"' in html or f'"license":"{open_government}"' in html
    assert client.get("/open-data/openapi.json").json()["info"]["license"] == {
        "name": "Open Government Licence v3.0",
        "url": open_government,
    }
