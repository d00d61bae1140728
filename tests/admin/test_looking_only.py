"""What somebody meets who may only look: words instead of stored numbers, and no link that leads to a closed door."""

import re
from datetime import time

import pytest

from groups.models import MeetingTag
from tests.admin.pages import page_of
from tests.factories import make_group, make_meeting, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def shown(client, record) -> dict[str, str]:
    """What each field of the page reads."""
    html = client.get(page_of(record)).content.decode()
    pairs = re.findall(r'<label[^>]*>([^<]+):</label>\s*<div class="readonly">(.*?)</div>', html, re.DOTALL)
    return {label: re.sub(r"<[^>]+>", "", text).strip() for label, text in pairs}


def test_sets_of_choices_and_times_of_a_meeting_are_words(observer_client):
    meeting = make_meeting(weeks=0b01010, months=0b000000000111, starts_at=time(19, 30))

    said = shown(observer_client, meeting)

    assert (said["Starts"], said["Weeks of the month"]) == ("7:30pm", "2nd, 4th")
    assert said["Months"] == "January, February, March"
    assert "Counted from" not in said


def test_so_they_are_on_the_page_of_its_group(observer_client):
    meeting = make_meeting(group=make_group(about=0b11), starts_at=time(12))

    said = shown(observer_client, meeting.group)

    assert (said["Starts"], said["Weeks of the month"], said["What it is about"]) == (
        "midday",
        "all",
        "Drinking, Drugs",
    )


def test_the_weeks_of_a_tag_are_words(observer_client):
    meeting = make_meeting()
    MeetingTag.objects.create(meeting=meeting, tag=make_tag("speaker"), weeks=0b1)

    html = observer_client.get(page_of(meeting)).content.decode()

    assert re.search(r'class="field-weeks">\s*<p>1st</p>', html)


def test_there_is_nothing_to_do_on_the_line_of_a_meeting(observer_client):
    html = observer_client.get(page_of(make_meeting().group)).content.decode()

    assert ("Cancel or change a date" in html, "Copy to other days" in html) == (False, False)


def test_every_way_on_the_start_page_is_open(observer_client):
    html = observer_client.get("/admin/").content.decode()
    ways = re.findall(
        r'href="([^"]+)"', html[html.index("to-do__ways") : html.index("</ul>", html.index("to-do__ways"))]
    )

    assert {address: observer_client.get(address).status_code for address in ways} == dict.fromkeys(ways, 200)
    assert len(ways) == 5
