"""`/meetings.ics` of the whole demonstration, expanded by vobject and dateutil, names the dates of our own rule.

Over 400 days, with both clock changes, cancelled and moved dates, bank holidays and alternate weeks.
"""

import re
from collections import defaultdict
from datetime import UTC

import pytest
from django.core.management import call_command

from groups.models import Meeting
from groups.models.timetable import timetable_of
from tests.exchange.calendars import AHEAD, TODAY, by_vobject
from tests.pages.files.reading import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration():
    call_command("load_shipped", verbosity=0)
    call_command("load_demo", verbosity=0)


def each_alone(text):
    """The calendar taken apart: the events of each meeting, with everything around them, by the meeting's number."""
    before, *events = text.split("BEGIN:VEVENT\r\n")
    events[-1], _end, after = events[-1].partition("END:VCALENDAR\r\n")
    assert after == ""
    of_each = defaultdict(list)
    for event in events:
        of_each[int(re.search(r"\r\nUID:(\d+)", event)[1])].append(event)
    return {
        number: "BEGIN:VEVENT\r\n".join([before, *of_one]) + "END:VCALENDAR\r\n" for number, of_one in of_each.items()
    }


def by_our_rule(meeting):
    dates = timetable_of(meeting).between(TODAY, TODAY + AHEAD)
    return sorted((one.starts.astimezone(UTC), one.ends.astimezone(UTC)) for one in dates if one.happens)


def test_every_meeting_of_the_demonstration(client, demonstration):
    said = each_alone(body(client.get("/meetings.ics")).decode())
    in_the_file = Meeting.objects.filter(pk__in=said).for_cards()

    assert {number: by_vobject(text) for number, text in said.items()} == {
        meeting.pk: by_our_rule(meeting) for meeting in in_the_file
    }
    assert {one.pk for one in Meeting.objects.listed(on=TODAY).for_cards() if by_our_rule(one)} <= said.keys()
