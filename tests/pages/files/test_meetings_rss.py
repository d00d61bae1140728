"""`/meetings.rss`: what is new and what has changed, the newest first, and nobody's name."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from groups.history import recording
from groups.models import Deed, SearchRow
from groups.models.feed import DEMONSTRATION
from groups.rules.choices import DeedSource, Precision
from tests.factories import make_area, make_feed, make_group, make_meeting, make_venue
from tests.pages.files.reading import body

pytestmark = pytest.mark.django_db


def channel(client, **asked):
    return ElementTree.fromstring(body(client.get("/meetings.rss", asked))).find("channel")


def items(client, **asked):
    return [{part.tag: part.text for part in item} for item in channel(client, **asked).findall("item")]


def changed(meeting, *when):
    SearchRow.objects.filter(pk=meeting.pk).update(changed_at=datetime(*when, tzinfo=UTC))


def test_the_newest_comes_first_with_its_page(client):
    changed(make_meeting(slug="old", minutes=60), 2025, 12, 1, 9)
    changed(make_meeting(slug="new", name="Owls & <b>larks</b>", by_arrangement=True), 2026, 1, 4, 9, 30)

    assert items(client) == [
        {
            "title": "Changed: Owls & <b>larks</b>",
            "link": "http://127.0.0.1:8000/meetings/new/",
            "guid": "http://127.0.0.1:8000/meetings/new/#20260104T093000",
            "pubDate": "Sun, 04 Jan 2026 09:30:00 +0000",
            "description": "By arrangement\nTrinity Hall, Ipswich\n"
            "Can I come? The group has not said who can come. Most welcome anyone who wants to change.",
        },
        {
            "title": "Changed: Harbour Lights",
            "link": "http://127.0.0.1:8000/meetings/old/",
            "guid": "http://127.0.0.1:8000/meetings/old/#20251201T090000",
            "pubDate": "Mon, 01 Dec 2025 09:00:00 +0000",
            "description": "Every Monday, 7:30pm to 8:30pm\nTrinity Hall, Ipswich\n"
            "Can I come? The group has not said who can come. Most welcome anyone who wants to change.",
        },
    ]


def test_what_was_added_since_yesterday_is_new_and_names_nobody(client, django_user_model):
    somebody = django_user_model.objects.create_user("jo.bloggs")
    group = make_group()
    with recording.deed(DeedSource.FORM, by=somebody, said="Jo did it"), recording.changing(group) as change:
        meeting = make_meeting(slug="new", group=group)
        change.also(meeting)
    Deed.objects.update(at=datetime(2026, 1, 4, 9, tzinfo=UTC))
    changed(meeting, 2026, 1, 4, 9)

    assert [one["title"] for one in items(client)] == ["New: Harbour Lights"]
    assert b"bloggs" not in body(client.get("/meetings.rss")) and b"Jo did it" not in body(client.get("/meetings.rss"))


def test_of_a_hidden_venue_nothing_but_its_area(client):
    venue = make_venue("The Secret House", town="Ufford", precision=Precision.HIDDEN, area=make_area("Woodbridge"))
    make_meeting(venue=venue)

    (one,) = items(client)
    assert one["description"].split("\n")[1] == "Woodbridge"
    assert "Secret" not in str(one) and "Ufford" not in str(one)


def test_what_is_invented_says_so(client):
    make_meeting(feed=make_feed(DEMONSTRATION))

    (one,) = items(client)
    assert one["title"].endswith("(demonstration)")
    assert one["description"].startswith("This listing is invented. Nobody meets there.")


def test_the_file_says_what_it_is_of(client):
    said = channel(client, day="tue")

    assert said.findtext("link") == "http://127.0.0.1:8000/meetings/?day=tue"
    assert said.findtext("title").startswith("Meetings on Tuesday, ")
    itself = said.find("{http://www.w3.org/2005/Atom}link").attrib
    assert itself["href"] == "http://127.0.0.1:8000/meetings.rss?day=tue"


def test_signs_that_no_xml_may_hold_are_left_out(client):
    make_meeting(name="Owls\x0b\x01 \ufffe")

    assert items(client)[0]["title"] == "Changed: Owls "
