"""What pages say to search engines in JSON-LD: true, whole, and never more than the page itself may say."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest

from groups.models import DEMONSTRATION, Site
from groups.rules.choices import Attendance, Precision, Status
from groups.rules.schedule import FIRST, LAST, SECOND
from mutualaid.templatetags.structured import structured
from tests.factories import (
    make_area,
    make_exception,
    make_feed,
    make_group,
    make_meeting,
    make_programme,
    make_venue,
    reindexed,
)
from tests.guidance.records import make_page

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def monday_morning(clock):
    clock(MONDAY_MORNING)


def said_on(client, address):
    """The one statement of a page."""
    [text] = SCRIPT.findall(client.get(address).content.decode())
    said = json.loads(text)
    assert said.pop("@context") == "https://schema.org"
    return said


def event(client, **fields):
    return said_on(client, make_meeting(**fields).get_absolute_url())


def test_a_meeting_is_an_event_with_its_schedule_place_and_group(client):
    group = make_group("Harbour Lights", slug="harbour-lights")
    venue = make_venue(address="1 Elm Street\nTop floor", postcode="IP1 1AA", country="GB")

    said = event(client, slug="monday", group=group, venue=venue, minutes=75, cost="collection", languages="en-GB pl")

    assert said == {
        "@type": "Event",
        "name": "Harbour Lights",
        "url": "http://127.0.0.1:8000/meetings/monday/",
        "description": said["description"],
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "startDate": "2026-11-23T19:30:00+00:00",
        "endDate": "2026-11-23T20:45:00+00:00",
        "eventSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": "https://schema.org/Monday",
            "startTime": "19:30:00",
            "endTime": "20:45:00",
            "duration": "PT75M",
            "scheduleTimezone": "Europe/London",
        },
        "location": {
            "@type": "Place",
            "name": "Trinity Hall",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Elm Street, Top floor",
                "addressLocality": "Ipswich",
                "postalCode": "IP1 1AA",
                "addressCountry": "GB",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 52.056, "longitude": 1.15},
        },
        "isAccessibleForFree": True,
        "inLanguage": ["en-GB", "pl"],
        "organizer": {
            "@type": "Organization",
            "name": "Harbour Lights",
            "url": "http://127.0.0.1:8000/groups/harbour-lights/",
        },
    }


def test_what_nobody_has_stated_is_not_said(client):
    said = event(client)

    assert {"endDate", "isAccessibleForFree", "inLanguage", "typicalAgeRange", "subEvent"}.isdisjoint(said)
    assert {"endTime", "duration", "exceptDate", "startDate"}.isdisjoint(said["eventSchedule"])


SCHEDULES = [
    ({"weeks": SECOND}, {"repeatFrequency": "P1M", "byDay": "https://schema.org/Monday", "byMonthWeek": [2]}),
    ({"weeks": FIRST | LAST}, {"repeatFrequency": "P1M", "byDay": ["1MO", "-1MO"]}),
    (
        {"interval": 2, "phase": 1},
        {"repeatFrequency": "P2W", "byDay": "https://schema.org/Monday", "startDate": "2026-11-30"},
    ),
    (
        {"interval": 2, "phase": 1, "first": date(2026, 1, 1)},
        {"repeatFrequency": "P2W", "byDay": "https://schema.org/Monday", "startDate": "2026-01-12"},
    ),
    (
        {"months": 4095 & ~(1 << 7), "first": date(2026, 1, 5), "last": date(2027, 6, 28)},
        {
            "repeatFrequency": "P1W",
            "byDay": "https://schema.org/Monday",
            "byMonth": [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12],
            "startDate": "2026-01-05",
            "endDate": "2027-06-28",
        },
    ),
]


@pytest.mark.parametrize(("fields", "schedule"), SCHEDULES)
def test_each_rule_has_its_schedule(client, fields, schedule):
    said = event(client, **fields)["eventSchedule"]

    for name in ("@type", "startTime", "scheduleTimezone"):
        del said[name]
    assert said == schedule


def test_a_single_date_and_dates_by_arrangement_have_none(client):
    single = event(client, first=date(2026, 11, 30), last=date(2026, 11, 30))
    by_arrangement = event(client, by_arrangement=True)

    assert single["startDate"] == "2026-11-30T19:30:00+00:00"
    assert "eventSchedule" not in single
    assert {"eventSchedule", "startDate"}.isdisjoint(by_arrangement)


def test_a_cancelled_date_is_taken_out_and_the_next_true_date_is_told(client):
    meeting = make_meeting()
    make_exception(meeting, "cancelled", date(2026, 11, 23))
    make_exception(meeting, "cancelled", date(2026, 12, 21), last=date(2027, 1, 3))

    said = said_on(client, meeting.get_absolute_url())

    assert said["startDate"] == "2026-11-30T19:30:00+00:00"
    assert said["eventSchedule"]["exceptDate"] == ["2026-11-23", "2026-12-21", "2026-12-28"]
    assert "subEvent" not in said


def test_a_bank_holiday_is_taken_out_where_the_meeting_says_so(client):
    said = event(client, bank_holidays="no-meeting")

    assert said["eventSchedule"]["exceptDate"] == ["2026-12-28", "2027-03-29", "2027-05-03"]


def test_a_date_that_moved_says_where_and_when_it_is_and_was(client):
    meeting = make_meeting(slug="monday", venue=make_venue())
    library = make_venue("Library", lat=None, lng=None)
    make_exception(meeting, "moved", date(2026, 12, 7), to=date(2026, 12, 8), starts_at=time(18), venue=library)

    said = said_on(client, "/meetings/monday/")

    assert said["eventSchedule"]["exceptDate"] == ["2026-12-07"]
    assert said["subEvent"] == [
        {
            "@type": "Event",
            "name": "Harbour Lights",
            "eventStatus": "https://schema.org/EventRescheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "startDate": "2026-12-08T18:00:00+00:00",
            "previousStartDate": "2026-12-07T19:30:00+00:00",
            "location": {
                "@type": "Place",
                "name": "Library",
                "address": {"@type": "PostalAddress", "addressLocality": "Ipswich"},
            },
        }
    ]


def test_the_next_date_is_one_at_the_usual_place(client):
    meeting = make_meeting()
    make_exception(meeting, "moved", date(2026, 11, 23), venue=make_venue("Library"))

    said = said_on(client, meeting.get_absolute_url())

    assert (said["startDate"], said["location"]["name"]) == ("2026-11-30T19:30:00+00:00", "Trinity Hall")
    assert [(one["startDate"], one["location"]["name"]) for one in said["subEvent"]] == [
        ("2026-11-23T19:30:00+00:00", "Library")
    ]


def test_a_date_that_went_online_says_so(client):
    meeting = make_meeting()
    make_exception(meeting, "moved", date(2026, 12, 7), online_link="https://meet.example/once")

    [date_online] = said_on(client, meeting.get_absolute_url())["subEvent"]

    assert date_online["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert date_online["location"] == {"@type": "VirtualLocation", "url": "https://meet.example/once"}


def test_an_extra_date_is_an_event_of_its_own(client):
    meeting = make_meeting()
    make_exception(meeting, "extra", date(2026, 12, 25), starts_at=time(11))

    [extra] = said_on(client, meeting.get_absolute_url())["subEvent"]

    assert extra["startDate"] == "2026-12-25T11:00:00+00:00"
    assert extra["eventStatus"] == "https://schema.org/EventScheduled"


def test_times_are_those_of_the_meetings_own_zone(client):
    said = event(client, attendance=Attendance.ONLINE, time_zone="America/New_York", online_link="https://m.example/1")

    assert said["startDate"] == "2026-11-23T19:30:00-05:00"
    assert said["eventSchedule"]["scheduleTimezone"] == "America/New_York"
    assert said["location"] == {"@type": "VirtualLocation", "url": "https://m.example/1"}
    assert said["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_one_both_in_a_hall_and_online_says_both_and_its_own_page_where_one_must_ask(client):
    said = event(client, slug="both", attendance=Attendance.HYBRID)

    assert [place["@type"] for place in said["location"]] == ["Place", "VirtualLocation"]
    assert said["location"][1]["url"] == "http://127.0.0.1:8000/meetings/both/"


@pytest.mark.parametrize(
    ("status", "until", "word", "has_schedule"),
    [
        (Status.CLOSED, None, "EventCancelled", False),
        (Status.PAUSED, None, "EventPostponed", False),
        (Status.PAUSED, date(2026, 12, 13), "EventPostponed", True),
        (Status.PAUSED, date(2026, 11, 22), "EventScheduled", True),
    ],
)
def test_one_that_closed_or_rests_says_so(client, status, until, word, has_schedule):
    for fields in ({"status": status, "paused_until": until}, {"group": make_group(status=status, paused_until=until)}):
        said = event(client, **fields)

        assert said["eventStatus"] == f"https://schema.org/{word}"
        assert ("eventSchedule" in said) == has_schedule
        assert said.get("startDate") == (
            {date(2026, 12, 13): "2026-12-14", date(2026, 11, 22): "2026-11-23"}[until] + "T19:30:00+00:00"
            if until
            else None
        )


def test_nothing_of_a_hidden_venue_but_its_area_is_said(client):
    area = make_area("Ipswich", lat=52.1, lng=1.2)
    hidden = {
        "name": "Number Nine", "address": "9 Secret Lane", "town": "Ipswich", "postcode": "IP9 9ZZ",
        "lat": 52.0501, "lng": 1.1501, "precision": Precision.HIDDEN, "area": area,
    }  # fmt: skip
    meeting = make_meeting(venue=make_venue(**hidden), room="Attic", door="Blue door")
    make_exception(meeting, "moved", date(2026, 12, 7), venue=make_venue(**hidden | {"name": "Number Ten"}))

    said = said_on(client, meeting.get_absolute_url())

    place = {
        "@type": "Place",
        "name": "Ipswich",
        "address": {"@type": "PostalAddress", "addressLocality": "Ipswich"},
    }
    assert [said["location"], said["subEvent"][0]["location"]] == [place, place]
    text = json.dumps(said)
    for secret in ("Number", "Secret", "9ZZ", "52.", "Attic", "Blue"):
        assert secret not in text


def test_a_hidden_venue_whose_area_nobody_knows_has_no_place_at_all(client):
    said = event(client, venue=make_venue("Number Nine", precision=Precision.HIDDEN))

    assert "location" not in said


def test_a_point_that_is_not_exact_is_not_said(client):
    assert "geo" not in event(client, venue=make_venue(precision=Precision.APPROXIMATE))["location"]


def test_an_invented_meeting_says_first_that_it_is(client):
    feed = make_feed(DEMONSTRATION)
    group = make_group(feed=feed, description="We meet.")
    reindexed()

    for address in (make_meeting(feed=feed, group=group).get_absolute_url(), group.get_absolute_url()):
        assert said_on(client, address)["description"].startswith("This listing is invented. Nobody meets there.")


def test_a_group_is_an_organisation_with_its_public_contact_alone(client):
    aa = make_programme(website="https://aa.example/")
    group = make_group(
        slug="harbour-lights",
        programme=aa,
        area=make_area("Ipswich"),
        description="We meet.",
        email="group@example.org",
        phone="0800 111",
        website="https://group.example/",
        private_contact="sam@private.example.org",
    )
    make_meeting(group=group)

    assert said_on(client, group.get_absolute_url()) == {
        "@type": "Organization",
        "name": "Harbour Lights",
        "url": "http://127.0.0.1:8000/groups/harbour-lights/",
        "description": "We meet.",
        "email": "group@example.org",
        "telephone": "0800 111",
        "sameAs": "https://group.example/",
        "areaServed": "Ipswich",
        "memberOf": {"@type": "Organization", "name": "Alcoholics Anonymous", "url": "https://aa.example/"},
    }


def test_an_area_is_a_place_in_those_around_it(client):
    suffolk = make_area("Suffolk", slug="suffolk", kind="county", lat=52.2, lng=1.0)
    make_area("Ipswich", slug="ipswich", parent=suffolk, lat=52.056, lng=1.15)

    assert said_on(client, "/areas/ipswich/") == {
        "@type": "Place",
        "name": "Ipswich",
        "url": "http://127.0.0.1:8000/areas/ipswich/",
        "geo": {"@type": "GeoCoordinates", "latitude": 52.056, "longitude": 1.15},
        "containedInPlace": {
            "@type": "Place",
            "name": "Suffolk",
            "url": "http://127.0.0.1:8000/areas/suffolk/",
        },
    }


def test_home_and_about_say_whose_site_it_is(client):
    Site.objects.create(pk=1, name="Mutual aid", run_by="Suffolk Recovery Hub", email="hub@example.org")
    hub = {
        "@type": "Organization",
        "@id": "http://127.0.0.1:8000/#runner",
        "name": "Suffolk Recovery Hub",
        "url": "http://127.0.0.1:8000/",
        "email": "hub@example.org",
    }

    website, runner = said_on(client, "/")["@graph"]

    assert runner == hub
    assert (website["@type"], website["name"], website["publisher"]) == ("WebSite", "Mutual aid", {"@id": hub["@id"]})
    assert said_on(client, "/about/") == hub


def test_an_article_says_what_it_rests_on_when_it_changed_and_who_publishes_it(client):
    Site.objects.create(pk=1, name="Mutual aid", run_by="Suffolk Recovery Hub")
    page = make_page(
        sources="kelly | Kelly & others (2020). *A review.* | https://doi.example/ | It helps.\nnhs | NHS."
    )

    said = said_on(client, page.get_absolute_url())

    assert said.pop("publisher")["name"] == "Suffolk Recovery Hub"
    assert said == {
        "@type": "Article",
        "headline": "Going to meetings",
        "description": "How to take part.",
        "url": "http://127.0.0.1:8000/guidance/going-to-meetings/",
        "mainEntityOfPage": "http://127.0.0.1:8000/guidance/going-to-meetings/",
        "inLanguage": "en",
        "dateModified": page.updated_at.isoformat(timespec="seconds"),
        "isAccessibleForFree": True,
        "citation": [
            {"@type": "CreativeWork", "name": "Kelly & others (2020). A review.", "url": "https://doi.example/"},
            {"@type": "CreativeWork", "name": "NHS."},
        ],
    }


EVIL = '</script><script>alert(1)</script><!-- & \u2028 " \\'


def test_no_text_ends_the_element(client):
    meeting = make_meeting(group=make_group(EVIL, description=EVIL), venue=make_venue(EVIL), name=EVIL)

    for address in (meeting.get_absolute_url(), meeting.group.get_absolute_url()):
        assert said_on(client, address)["name"] == EVIL
        assert "<script>alert" not in client.get(address).content.decode()


def test_what_is_written_means_the_same_without_the_signs_of_markup():
    written = structured({"name": EVIL})

    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028")
    assert json.loads(inside)["name"] == EVIL


def test_a_meeting_is_described_by_what_holds_for_longer_than_a_day(client):
    meeting = make_meeting(minutes=60, joining="turn-up")
    make_exception(meeting, "moved", date(2026, 11, 23), venue=make_venue("Library"))

    description = '<meta name="description" content="Every Monday, 7:30pm to 8:30pm. Trinity Hall, Ipswich. The'
    assert description in client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.sqlite
def test_every_page_has_a_title_a_description_and_one_address(client):
    Site.objects.create(pk=1, name="Mutual aid", strapline="Groups near you.")
    meeting = make_meeting(group=make_group(programme=make_programme(slug="aa"), area=make_area(slug="ipswich")))
    page = make_page()

    seen = set()
    for address in (
        "/", "/meetings/", "/areas/", "/areas/ipswich/", "/programmes/", "/programmes/aa/", "/guidance/",
        "/help-now/", "/about/", "/privacy/", "/accessibility/",
        meeting.get_absolute_url(), meeting.group.get_absolute_url(), page.get_absolute_url(),
    ):  # fmt: skip
        html = client.get(address).content.decode()
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in html, address
        title = re.search(r"<title>(.*?)</title>", html)[1]
        description = re.search(r'<meta name="description" content="([^"]+)">', html)[1]
        assert title.endswith("– Mutual aid") and len(description) <= 400, address
        seen.add((title, description))
    assert len(seen) == 14


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/meetings/?utm_source=x&kind=smart&day=mon", "/meetings/?day=mon&kind=smart"),
        ("/meetings/?kind=smart&view=week", "/meetings/?kind=smart"),
        ("/meetings/?day=&page=1", "/meetings/"),
    ],
)
def test_a_search_has_one_address_however_it_was_asked(client, address, canonical):
    html = client.get(address).content.decode()

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{canonical.replace("&", "&amp;")}">' in html


@pytest.mark.parametrize("asked", ["near=Ipswich", "q=steps", "plan=1-2"])
def test_what_a_visitor_typed_stands_in_no_canonical_link(client, asked):
    html = client.get(f"/meetings/?{asked}").content.decode()

    assert 'rel="canonical"' not in html
    assert 'content="noindex"' in html
